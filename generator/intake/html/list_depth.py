"""Indent the lists of Markdown as Python-Markdown reads them: by four spaces a level, where editors typed two or three.

CommonMark, which most editors and programs follow, nests an item by the width of the marker above it.
"""

import re
from collections.abc import Sequence

ITEM = re.compile(r" *(?:[-*+]|\d{1,9}[.)]) +\S")
MAX_OUTER_INDENT = 3
"""An item indented deeper opens no list."""
MIN_STEP = 2
"""An item indented by so much more than the one above is inside it."""
STEP = 4


def indent_lists(lines: Sequence[str]) -> list[str]:
    """Return the lines with nested items, and paragraphs inside of items, indented by four spaces a level."""
    if not any(line.startswith("  ") for line in lines):
        return list(lines)
    kept: list[str] = []
    open_items: list[int] = []
    is_under_blank = True
    for written in lines:
        line, text = written, written.lstrip(" ")
        item = ITEM.match(line)
        begins = item if open_items or is_under_blank else None
        if text and (begins or is_under_blank):
            indent = len(line) - len(text)
            while open_items and indent < open_items[-1] + MIN_STEP:
                open_items.pop()
            depth = len(open_items)
            if depth and indent < STEP * depth:
                line = " " * STEP * depth + text
            if begins and (depth or indent <= MAX_OUTER_INDENT):
                open_items.append(indent)
        kept.append(line)
        is_under_blank = not text
    return kept
