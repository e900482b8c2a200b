"""Turn pages into files: Jinja, worker processes, JSON Feed, JSON-LD, whole-file writes, receipts."""
