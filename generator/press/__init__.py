"""Pages -> files: Jinja, workers, feeds and sitemaps, whole-file writes, receipts."""
