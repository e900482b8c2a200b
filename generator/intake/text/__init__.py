"""Bytes, characters, words and dates."""
