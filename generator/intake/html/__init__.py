"""Turn Markdown into safe HTML."""
