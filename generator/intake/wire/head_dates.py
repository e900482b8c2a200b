"""Tell whether a date in the head is that of publication: not an event's, and not another than the file's name has."""

import re
from collections.abc import Sequence
from datetime import date
from enum import Enum

from generator.intake.header.keys import FIELD
from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.text.dates import day_of
from generator.intake.wire.lines import CopyLine, ends_sentence

MAX_PLACE_CHARS = 70
PAGE = re.compile(r"(?:page|pg?\.|seite|página|pagina|side|sida|strona) ?[a-z]?-?\d{1,3}[a-z]?", re.IGNORECASE)
HOUR_AND_PLACE = re.compile(
    r"\d{1,2}(?:[:.]\d{2})? ?(?:[ap]\.?m\.?|uhr|h|hrs)?,? (?:at|in|@|im|in der|à|au|en|na|no|w) (?:the )?[A-ZÀ-Þ]",
    re.IGNORECASE,
)
"""An hour and a place: `7:30 p.m. at the Grange Hall`."""
MAX_OTHER_WORDS, MAX_OTHER_CHARS = 3, 12
"""What a headline such as `On this day: the ferry` may hold besides."""
ORDERS = ("mdy", "dmy")
SAME_MONTH_NAMES = ("pl", "hr", "cs", "pt", "gl")
"""Languages in which one name means different months: `listopad` is November in Polish, and October in Croatian."""


class NamedDay(Enum):
    """How a written date and the day in a file's name go together."""

    SAME = 1
    OTHER = 2
    UNREADABLE = 3


def compare_days(value: str, named_day: str) -> NamedDay:
    """Compare a written date with the day in the file's name. `03/04/2026` may be either of two days."""
    if not named_day:
        return NamedDay.UNREADABLE
    days = {day_of(value, order) for order in ORDERS}
    if days == {None}:
        days = {day_of(value, "dmy", language) for language in SAME_MONTH_NAMES}
    if days == {None}:
        return NamedDay.UNREADABLE
    return NamedDay.SAME if date.fromisoformat(named_day) in days else NamedDay.OTHER


def is_event(line: CopyLine, block: Sequence[CopyLine]) -> bool:
    """Tell whether the date in `line` is that of an event: its block also names an hour, a place or a price."""
    if any(names_event(one) for one in block if one is not line):
        return True
    at = next((at for at, one in enumerate(block) if one is line), -1)
    below = block[at + 1] if 0 <= at < len(block) - 1 else None
    return below is not None and _is_place(below.words)


def is_about_other_days(headline: str) -> bool:
    """Tell whether a headline says that the story is about other days: `On this day`."""
    folded = fold(headline).strip(" .:!?*#")
    length = phrases("history").opening(folded) or phrases("history").closing(folded)
    return (
        length > 0 and len(folded[length:].split()) <= MAX_OTHER_WORDS and len(folded) <= 2 * length + MAX_OTHER_CHARS
    )


def names_event(line: CopyLine) -> bool:
    """Tell whether a line is a label of an event with its value: `Where: Grange Hall`."""
    pair = FIELD.fullmatch(line.words) if ":" in line.words or "：" in line.words else None
    return pair is not None and fold(pair[1]) in phrases("event")


def _is_place(words: str) -> bool:
    """Tell whether a line under a date is a place, as in `Grange Hall, 40 Pike Road`."""
    if HOUR_AND_PLACE.match(words):
        return True
    if len(words) > MAX_PLACE_CHARS or ends_sentence(words) or ":" in words:
        return False
    if PAGE.fullmatch(words):
        return False
    return any(char.isdigit() for char in words) and words[:1].isupper() and day_of(words) is None and "@" not in words
