"""The header of a dropped file."""
