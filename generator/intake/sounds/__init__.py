"""Recordings beside stories, and their transcripts."""
