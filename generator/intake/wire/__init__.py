"""Read copy as agencies and press offices send it."""
