"""Writes the newsroom's own files, when a person asks for it by name: in one place, over nothing newer, undoably."""
