"""From bytes on the disk to a Story: the survey, decoding, headers, wire copy, Markdown, sanitising."""
