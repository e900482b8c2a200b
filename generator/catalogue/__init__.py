"""Keep what was read in the catalogue, a SQLite file that one process writes."""
