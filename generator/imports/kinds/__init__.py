"""One file for each kind of source. Each turns its source into a stream of the records of records.py."""
