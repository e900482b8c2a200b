"""Measure lines in columns, as a terminal or a typewriter shows them."""

import re

WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
)
"""A character of two columns."""
TAB_COLUMNS = 8


def count_columns(text: str) -> int:
    """Return the columns of `text` without the blanks at its end."""
    text = text.rstrip()
    if "\t" in text:
        text = text.expandtabs(TAB_COLUMNS)
    return len(text) if text.isascii() else len(text) + len(WIDE.findall(text))


def indent_of(text: str) -> int:
    """Return the columns before the first character that isn't blank."""
    blanks = text[: len(text) - len(text.lstrip())]
    return len(blanks.expandtabs(TAB_COLUMNS)) if "\t" in blanks else len(blanks)
