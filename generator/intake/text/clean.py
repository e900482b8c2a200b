"""Remove what isn't text: characters that can't be shown, that XML refuses, or that reorder the text.

Clean text has `\\n` as line ends; no control characters but tab; no lone surrogates and noncharacters (XML 1.0 refuses
some, HTML all); no byte order mark; none of the characters of https://trojansource.codes; and at most 30 combining
marks in a row, as in the Stream-Safe Text Format of Unicode (UAX #15): no writing needs more, and sorting n of them
takes n² steps. Nothing else is changed: Unicode isn't normalised, and the marks and joiners of right-to-left and Indic
text stay.
"""

import re
from itertools import groupby
from unicodedata import combining

LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_NEVER_SHOWN = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
_BEYOND = "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17))
_TURNING = "\u202a-\u202e\u2066-\u2069"
INVISIBLE = re.compile(f"[{_NEVER_SHOWN}{_BEYOND}]")
"""Control characters, lone surrogates, noncharacters, the byte order mark."""
REORDERING = re.compile(f"[{_TURNING}]")
"""Embeddings, overrides and isolates, none of which right-to-left text needs."""

# One class for both takes ten times as long: `re` is fast only with characters of the first plane.
_UNCLEAN = re.compile(f"[{_NEVER_SHOWN}{_TURNING}\r\v\f\x85\u2028\u2029]")
_SPACING = re.compile(r"[\t-\r]")
_CLEAN_ASCII = bytes(code for code in range(128) if not _UNCLEAN.match(chr(code)))
_FIRST_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_UNCLEAN_BEYOND = re.compile(f"[{_BEYOND}]")
MARKS_IN_A_ROW = 30
_PILE = re.compile(rf"[^\x00-\x7f\w\s]{{{MARKS_IN_A_ROW + 1},}}")
"""A row of characters that may contain more marks. To `re` a mark is neither a letter nor a blank."""


def is_clean(text: str) -> bool:
    """Tell whether `text` is clean."""
    if text.isascii():
        return is_clean_ascii(text.encode())
    if not text.replace("\n", "").isprintable():  # isprintable() is stricter and ten times as fast
        if _UNCLEAN.search(text):
            return False
        if _FIRST_BEYOND.search(text) and _UNCLEAN_BEYOND.search(text):
            return False
    return find_pile(text) < 0


def is_clean_line(text: str) -> bool:
    """Tell whether `text` is clean and a single line without tabs, as names of files and values of a header are.

    Blanks that don't break, the joiners of Persian, of Indic writings and of emoji, and soft hyphens are clean.
    """
    return is_clean(text) and not _SPACING.search(text)


def is_clean_ascii(raw: bytes) -> bool:
    """Tell whether a text in ASCII is clean."""
    return not raw.translate(None, _CLEAN_ASCII)


def clean_text(text: str) -> str:
    """Return `text` without unclean characters, which escapes such as `&#0;` can bring into decoded text."""
    if is_clean(text):
        return text
    return thin_marks(REORDERING.sub("", INVISIBLE.sub("", LINE_END.sub("\n", text))))


def find_pile(text: str) -> int:
    """Return the index of the first row of too many marks, or -1. Every 31st character is enough to find one."""
    if not any(map(combining, text[:: MARKS_IN_A_ROW + 1])):
        return -1
    return next((pile.start() for pile in _PILE.finditer(text) if _thin(pile) != pile[0]), -1)


def thin_marks(text: str) -> str:
    """Return `text` with only the first 30 of the combining marks in a row."""
    return text if text.isascii() else _PILE.sub(_thin, text)


def _thin(pile: re.Match[str]) -> str:
    """Return the match `pile`, which may contain other characters, too, with at most 30 marks in a row."""
    runs = ("".join(run)[: MARKS_IN_A_ROW if marks else None] for marks, run in groupby(pile[0], _is_mark))
    return "".join(runs)


def _is_mark(char: str) -> bool:
    return combining(char) > 0
