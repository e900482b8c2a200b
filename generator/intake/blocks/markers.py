"""Recognize what opens an item of a list: `-`, `•`, Word's private bullets, `1.`, `a)`, `(iv)`."""

import re
from functools import cache

import msgspec

from generator.intake.blocks.columns import indent_of
from generator.intake.wire.lines import CopyLine
from generator.intake.wire.months import MONTH_NAMES

SURE_BULLETS = "•‣⁃◦∙▪▫■□●○◆◇►▸▶➢➤➔→✓✔✦❖❑"
"""Signs that are nothing but bullets."""
PLAIN_BULLETS = "-*·+–—"
"""Signs that also have other meanings."""
DASHES = "–—"
"""In many languages these open what somebody says."""

BULLET = re.compile(rf"([{SURE_BULLETS}{re.escape(PLAIN_BULLETS)}])[ \t\xa0]+(?=\S)|([{SURE_BULLETS}])(?=[^\W_])")
NUMBER = re.compile(r"(\(?)(\d{1,3}|[a-z]|[ivx]{2,5})([.)])[ \t\xa0]+(?=\S)")
CLOSERS = frozenset(".)")
"""What ends a number."""
MAX_NUMBER_CHARS = 6
"""The most characters of a number with what ends it, `xviii.`"""
ROMAN = {"i": 1, "v": 5, "x": 10}
FIRST_WORD = re.compile(r"[^\W\d_]+")


class Marker(msgspec.Struct, frozen=True):
    """What opens an item of a list."""

    sign: str
    """The bullet, or the form of the number: `1.`, `(a)`. Items of one list have the same."""
    numbers: tuple[tuple[str, int], ...]
    """What a number may mean, as kind and count: `i)` is the letter i or the Roman one. Empty for a bullet."""
    indent: int
    """The columns before it."""
    text: str
    """The words behind it."""


def read_marker(line: CopyLine) -> Marker | None:
    """Return what opens the line as an item of a list, or None."""
    words = line.words
    if words[:1].isalpha() and CLOSERS.isdisjoint(words[1:MAX_NUMBER_CHARS]):
        return None  # most lines
    if bullet := BULLET.match(words):
        sign = bullet[1] or bullet[2]
        return Marker("•" if sign in SURE_BULLETS else sign, (), indent_of(line.text), words[bullet.end() :])
    number = NUMBER.match(words)
    if number is None or (number[1] and number[3] != ")"):
        return None
    text = words[number.end() :]
    found = tuple(_read_number(number[2], number[3]))
    if not found or (number[3] == "." and found[0][0] == "1" and _is_month(text)):
        return None
    return Marker(f"{number[1]}{'1' if number[2].isdecimal() else 'a'}{number[3]}", found, indent_of(line.text), text)


def _read_number(written: str, close: str) -> list[tuple[str, int]]:
    if written.isdecimal():
        return [("1", int(written))]
    found = [("a", ord(written) - ord("a") + 1)] if len(written) == 1 and close == ")" else []
    if set(written) <= ROMAN.keys():
        found.append(("i", _read_roman(written)))
    return found


def _read_roman(written: str) -> int:
    values = [ROMAN[letter] for letter in written]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def _is_month(text: str) -> bool:
    """Tell whether `text` begins with the name of a month, so that the number before it is a day."""
    word = FIRST_WORD.match(text)
    return word is not None and word[0].casefold() in _months()


@cache
def _months() -> frozenset[str]:
    """Return the names of months, which a day with a period may stand before: `7. Dezember`."""
    return frozenset(name for names in MONTH_NAMES.values() for name in re.split(r"[/,\s]+", names))
