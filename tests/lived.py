"""A live story for tests."""

URL = "/world/2026/11/23/storm/"
FILE = "content/world/storm.md"
PART = "/parts/live/world/2026/11/23/storm.html"
HEAD = "---\ntitle: The storm, hour by hour\ndate: 2026-11-23 05:00\n---\n\n"
STORM = f"""{HEAD}Key points:

- Power is out

The storm came at four.

## 06:05 Bridge closes

The bridge is closed.

## 06:40 Bridge reopens

It is open *again*.

## 06:30 School closes

Closed, too.
"""
