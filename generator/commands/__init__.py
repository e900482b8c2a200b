"""What each command does, apart from building: one file for each command, named after it."""
