"""Make stories of the files in content/: survey, decode, read headers, wire copy and Markdown, sanitise."""
