"""Find the stories that belong together."""
