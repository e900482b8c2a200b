"""Readers counted from logs and exports, to tell which stories are read most: sources in, trending.json out."""
