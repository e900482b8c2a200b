"""Read the cells of a table as numbers, however a newsroom or its program writes them.

`1,234.5` and `1.234,5` are told apart by the whole table: a cell that can only be read in one way decides for those
that could be read in both.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence

MISSING = {
    "", "-", "–", "—", ".", "..", "...", "…", "*", "na", "n/a", "n.a.", "nan", "nil", "none", "null", "#n/a", "?", "x",
    "inf", "-inf", "+inf", "infinity", "-infinity", "k.a.", "k. a.", "n. v.", "s/d", "n.d.", "nd",
}  # fmt: skip
"""What stands in small letters where there is no number."""
MIN_SHARE = 0.8
"""A column in which at least this share of the filled cells are numbers is one of numbers."""
AROUND = re.compile(r"^[^\d.,()+-]{0,6}?([-+]?)[^\d.,()+-]{0,6}(\(?)([\d.,']*\d)(\)?)([^\d.,]{0,12})$")
"""Sign, currency, number and unit: `-$1,200`, `(1,200)`, `45.2 %`, `12 km`."""
UNIT = re.compile(r"(?:\s?[%‰°]\s?[CF]?|\s?[^\W\d]{1,10}\.?|\s?[$€£¥₺₴₽₹])?")
POINT = re.compile(r"\d{1,3}(?:[,']\d{3})+(?:\.\d+)?|\d*\.?\d+")
COMMA = re.compile(r"\d{1,3}(?:[.']\d{3})+(?:,\d+)?|\d*,?\d+")
BLANKS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
"""Blanks between thousands."""
SIGNS = str.maketrans({"−": "-", "–": "-", "٫": ".", "٬": ",", "’": "'", "٪": "%", "＋": "+", "－": "-"})
MAX_CHARS = 40
LARGEST = 1e15


def is_missing(cell: str) -> bool:
    """Tell whether a cell says that there is no value."""
    return cell.strip().casefold() in MISSING


def _plain(cell: str) -> str:
    """Return the cell with the digits and signs of English."""
    text = cell.strip()
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text).translate(SIGNS)
    return BLANKS.sub("", text)


def _read(cell: str, form: re.Pattern[str]) -> float | None:
    """Return the number in a cell that is written in this form; None if it isn't one."""
    if len(cell) > MAX_CHARS or cell.startswith("="):
        return None
    found = AROUND.fullmatch(_plain(cell))
    if found is None or bool(found[2]) != bool(found[4]) or not UNIT.fullmatch(found[5]):
        return None
    if not form.fullmatch(found[3]):
        return None
    digits = found[3].replace("'", "")
    digits = digits.replace(",", "") if form is POINT else digits.replace(".", "").replace(",", ".")
    number = float(digits)
    if not math.isfinite(number) or number > LARGEST:
        return None
    return -number if found[1] == "-" or found[2] else number


def decimal_form(cells: Iterable[str], *, prefers_comma: bool) -> re.Pattern[str]:
    """Return how the numbers of a table are written: with a point or with a comma before the decimals."""
    points = commas = 0
    for cell in cells:
        by_point, by_comma = _read(cell, POINT), _read(cell, COMMA)
        points += by_point is not None and by_comma is None
        commas += by_comma is not None and by_point is None
    if points == commas:
        return COMMA if prefers_comma else POINT
    return COMMA if commas > points else POINT


def read_numbers(cells: Sequence[str], form: re.Pattern[str]) -> tuple[float | None, ...]:
    """Return the cells of a column as numbers; nothing if it isn't a column of numbers."""
    numbers = tuple(_read(cell, form) for cell in cells)
    found = sum(number is not None for number in numbers)
    filled = sum(not is_missing(cell) for cell in cells)
    return numbers if found and found >= filled * MIN_SHARE else ()
