"""Read bytes, characters, words and dates."""
