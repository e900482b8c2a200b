"""Count readers in logs and exports, and write the stories that are read most to trending.json."""
