"""Tell what a line says without what readers don't see, or only as another form of plain letters."""

import re
from collections.abc import Sequence

from generator.intake.wire.lines import CopyLine, fold_blanks

MARKUP = re.compile(r"</?[a-z][a-z0-9]{0,9}(?: [^<>]{0,200})?>|\{\{[<%] ?[^{}<>]{0,200}[>%]\}\}")
"""Tags, and shortcodes of other programs."""
WIDE_LETTERS = re.compile("[Ａ-Ｚａ-ｚ]{3}")
SPACED = re.compile(r"((?:[^\W\d_] ){3,30}[^\W\d_])(?!\S)")
"""A word whose letters are set apart: `E M B A R G O E D`."""
PLAIN_LETTERS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def may_hold_markup(lines: Sequence[str]) -> bool:
    """Tell quickly whether `without_markup` may change one of these lines."""
    if True in [words[1:2] == " " == words[3:4] for words in lines]:
        return True
    text = "\n".join(lines)
    if (("<" in text and ">" in text) or "{{%" in text) and MARKUP.search(text):
        return True
    return not text.isascii() and WIDE_LETTERS.search(text) is not None


def without_markup(words: str) -> str:
    """Return a line without tags and shortcodes, with wide letters of East Asia as plain ones: `ＥＭＢＡＲＧＯ`.

    A word whose letters are set apart at its beginning is joined. A line that has none of these is returned as it is.
    """
    spaced = SPACED.match(words) if words[1:2] == " " == words[3:4] else None
    if spaced:
        words = spaced[1].replace(" ", "") + words[spaced.end() :]
    if "<" in words or "{{%" in words:
        words = fold_blanks(MARKUP.sub(" ", words)) or words
    if not words.isascii() and WIDE_LETTERS.search(words):
        return words.translate(PLAIN_LETTERS)
    return words


def line_without_markup(line: CopyLine) -> CopyLine:
    """Return a line with what `without_markup` leaves of its words."""
    words = without_markup(line.words)
    return line if words is line.words else CopyLine(line.number, line.text, words)
