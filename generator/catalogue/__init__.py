"""What is on file: the SQLite catalogue, which one process writes."""
