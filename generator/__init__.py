"""Broadsheet: a static news-site generator. ARCHITECTURE.md beside this file is the map."""

__version__ = "0.1.0"
