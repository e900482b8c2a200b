"""From receipts to the host: only what changed, in a safe order, resumable."""
