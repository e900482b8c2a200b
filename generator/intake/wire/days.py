"""Read the day in a dateline: `Nov. 22`, `22 de noviembre de 2026`, `22.11.2026`."""

import re
from datetime import date

import msgspec

from generator.intake.wire.months import MONTH_NAMES, WEEKDAYS

MONTHS = {language: [month.split("/") for month in names.split(", ")] for language, names in MONTH_NAMES.items()}
NUMBERS: dict[str, set[int]] = {}
"""Each name of a month -> its numbers. `listopad` has two: it is November in Polish and October in Croatian."""
for _months in MONTHS.values():
    for _number, _names in enumerate(_months, 1):
        for _name in _names:
            NUMBERS.setdefault(_name, set()).add(_number)

NAME = r"(?P<month>[^\W\d_][^\s\d,.:;()\[\]/|–—-]{1,15}(?: (?:الثاني|الأول))?)"
YEAR = r"(?P<year>(?:19|20)\d\d)"
AFTER_YEAR = r"(?: ?(?:г\.?|р\.?|год[ау]?|року|م|հ)(?![^\W\d_])|\.)?"
NUMBER = r"(?P<day>\d{1,2})"
DAY_FORMS = tuple(
    re.compile(rf"(?<![^\W_])(?<!\d[.,/])(?:{form})(?![^\W_])", re.IGNORECASE)
    for form in (
        rf"{YEAR}\. {NAME} {NUMBER}\.?",
        (
            rf"{NUMBER}(?:st|nd|rd|th|er|º|°|\.)?(?:,? (?:de |of |d['’])?| ?)(?:ב-?)?{NAME}\.?"
            rf"(?:/ ?[^\W\d_]{{3,12}})?(?:,? (?:de[l]? )?{YEAR}{AFTER_YEAR})?"
        ),
        rf"{NAME}\.? {NUMBER}(?:st|nd|rd|th)?(?:(?:, ?| |/){YEAR})?",
        r"(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)",
        rf"(?P<first>\d{{1,2}}) ?(?P<mark>[./-]) ?(?P<second>\d{{1,2}}) ?(?P=mark) ?{YEAR}{AFTER_YEAR}",
        r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?:\.(?=\s|$))?",
    )
)
"""The forms of a day, the more certain ones first. The name in a form must be that of a month."""
DIGIT = re.compile(r"\d")


class Day(msgspec.Struct, frozen=True):
    """A day within a text."""

    start: int
    end: int
    printed: str
    has_year: bool
    iso: str = ""
    """The day as `2026-11-22`, when it has a year and only one meaning; empty otherwise."""

    @property
    def is_named(self) -> bool:
        """True if the day names its month, as `22 nov` does and `22/11` doesn't."""
        return any(char.isalpha() for char in self.printed)


def find_day(text: str) -> Day | None:
    """Return the first day in `text`, in any language of the table; None without one."""
    if not DIGIT.search(text):
        return None
    for form in DAY_FORMS:
        for found in form.finditer(text):
            numbers = _numbers_of(found.groupdict())
            if numbers:
                parts = found.groupdict()
                year = parts.get("year")
                iso = _iso(year, numbers, parts) if year else ""
                return Day(found.start(), found.end(), found[0], bool(year), iso)
    return None


def is_weekday(word: str) -> bool:
    """Tell whether `word` is the name of a day of the week."""
    return word.casefold().strip(" .,") in WEEKDAYS


def months_of(name: str) -> set[int]:
    """Return the numbers of the months that `name` can mean; empty when it is none."""
    folded = name.casefold().replace("i̇", "i").strip(" .")
    return NUMBERS.get(folded) or NUMBERS.get(folded.removeprefix("ב")) or NUMBERS.get(folded.split(" ")[0], set())


def _numbers_of(parts: dict[str, str | None]) -> set[int]:
    """Return the months that a match can mean, or nothing when it is no day."""
    if parts.get("month"):
        return months_of(parts["month"] or "") if 1 <= int(parts["day"] or 0) <= 31 else set()
    if parts.get("number"):
        return {int(parts["number"] or 0)}
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    return {number for number, day in ((first, second), (second, first)) if 1 <= number <= 12 and 1 <= day <= 31}


def _iso(year: str, numbers: set[int], parts: dict[str, str | None]) -> str:
    if len(numbers) != 1:
        return ""
    (number,) = numbers
    day = int(parts.get("day") or 0) or sum(int(parts[key] or 0) for key in ("first", "second")) - number
    try:
        return date(int(year), number, day).isoformat()
    except ValueError:
        return ""
