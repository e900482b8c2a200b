"""Read the header of a dropped file."""
