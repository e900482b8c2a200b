"""The kinds of page, each in a file of its own."""
