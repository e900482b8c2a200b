"""Tell what a line says without what readers don't see, or only as another form of plain letters."""

import re

from generator.intake.wire.lines import CopyLine, fold_blanks

MARKUP = re.compile(r"</?[a-z][a-z0-9]{0,9}(?: [^<>]{0,200})?>|\{\{[<%] ?[^{}<>]{0,200}[>%]\}\}")
"""Tags, and shortcodes of other programs."""
WIDE_LETTERS = re.compile("[Ａ-Ｚａ-ｚ]{3}")
PLAIN_LETTERS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def may_hold_markup(text: str) -> bool:
    """Tell quickly whether `without_markup` may change a line of a text."""
    if (("<" in text and ">" in text) or "{{%" in text) and MARKUP.search(text):
        return True
    return not text.isascii() and WIDE_LETTERS.search(text) is not None


def without_markup(words: str) -> str:
    """Return a line without tags and shortcodes, and with wide letters of East Asia as plain ones: `ＥＭＢＡＲＧＯ`.

    A line that has neither is returned as it is.
    """
    if "<" in words or "{{%" in words:
        words = fold_blanks(MARKUP.sub(" ", words)) or words
    if not words.isascii() and WIDE_LETTERS.search(words):
        return words.translate(PLAIN_LETTERS)
    return words


def line_without_markup(line: CopyLine) -> CopyLine:
    """Return a line with what `without_markup` leaves of its words."""
    words = without_markup(line.words)
    return line if words is line.words else CopyLine(line.number, line.text, words)
