"""Bring the finished site to a host: only what changed, in a safe order, and resumable."""
