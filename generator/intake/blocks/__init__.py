"""Read the blocks of plain text: paragraphs, lists, tables, verse, headings and breaks."""
