"""Measure lines in columns, as a terminal or a typewriter shows them."""

import msgspec

from generator.intake.wire.lines import CopyLine, ends_sentence
from generator.lazy_patterns import lazy_pattern

WIDE = lazy_pattern(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]+"
)
"""Characters of two columns."""
TAB_COLUMNS = 8


def count_columns(text: str) -> int:
    """Return the columns of `text` without the blanks at its end."""
    text = text.rstrip()
    if "\t" in text:
        text = text.expandtabs(TAB_COLUMNS)
    return len(text) if text.isascii() else len(text) + len("".join(WIDE.findall(text)))


def indent_of(text: str) -> int:
    """Return the columns before the first character that isn't blank."""
    blanks = text[: len(text) - len(text.lstrip())]
    return len(blanks.expandtabs(TAB_COLUMNS)) if "\t" in blanks else len(blanks)


class TypedLine(msgspec.Struct, frozen=True, gc=False):
    """A line with what it and its neighbours are judged by, computed once."""

    line: CopyLine
    words: str
    """The words of the line."""
    columns: int
    ends_sentence: bool


def type_line(line: CopyLine) -> TypedLine:
    """Return the line with its measures."""
    text = line.text
    columns = len(text) if text.isascii() and text == line.words else count_columns(text)
    return TypedLine(line, line.words, columns, not text[-1:].isalnum() and ends_sentence(text))
