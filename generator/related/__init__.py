"""Which stories belong together."""
