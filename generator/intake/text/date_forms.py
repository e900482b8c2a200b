"""The forms that dates have in English, and quick tests that a text can hold none."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from generator.intake.text.date_words import names_month

MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
MONTH = rf"(?P<month>{MONTH_NAME})\.?"


def compile_plain(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for which only ASCII counts, and capitals don't."""
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


YEAR = r"(?P<year>\d{4}|'?\d{2})(?![\d:]|\.\d)"
FORMS_IN_FIGURES = (
    compile_plain(r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"),
    compile_plain(r"(?<!\d)(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=t|$| )"),
    compile_plain(r"(?<!\d)(?P<year>\d{4})\. (?P<month>\d{1,2})\. (?P<day>\d{1,2})(?!\d)\.?"),
    compile_plain(r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?!\d)"),
    compile_plain(r"(?<!\d)(?P<first>\d{1,2})(?P<mark>\.) (?P<second>\d{1,2})\. (?P<year>\d{4})(?!\d)"),
)
FORMS_WITH_NAMES = (
    compile_plain(rf"(?<!\d)(?P<year>\d{{4}})\.? (?P<day>\d{{1,2}})\.? {MONTH}"),
    compile_plain(rf"\b{MONTH} ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?| ){YEAR}"),
    compile_plain(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of)?[- ]{MONTH},?[- ]{YEAR}"),
    compile_plain(rf"(?<!\d)(?P<year>\d{{4}})[.,]? {MONTH} (?P<day>\d{{1,2}})(?!\d)"),
)
NUMBER = re.compile(r"\d+")
FIRST_YEAR = "元"
"""What the East writes for the number of an era's first year."""
DAY_DIGITS = 8
"""The figures of a whole day in one number. Any other date has two numbers, and three without the name of a month."""
NUMERIC = compile_plain(r"(?:\d[a-z_]*){4}|\d\w*[-/.]\w*\d\w*[-/.]\w*\d")
"""What a date in ASCII without a month's name can't be without. Letters among its digits may be words to drop."""
MONTH_ALONE = compile_plain(rf"\b{MONTH_NAME}")


@lru_cache(maxsize=256)
def may_hold_date(text: str) -> bool:
    """Tell quickly whether `text` may contain a date: two numbers or a long one, with marks or the name of a month."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    numbers = NUMBER.findall(plain)
    if len(numbers) < 2 and not _is_whole_day(numbers):
        return FIRST_YEAR in plain
    if not text.isascii():
        return True
    return NUMERIC.search(text) is not None or MONTH_ALONE.search(text) is not None or names_month(text)


def forms_for(text: str) -> tuple[re.Pattern[str], ...]:
    """Return the forms of dates that `text` may have, judged by its numbers and by the names of months."""
    numbers = NUMBER.findall(text)
    named = FORMS_WITH_NAMES if len(numbers) > 1 and MONTH_ALONE.search(text) else ()
    return (*FORMS_IN_FIGURES, *named) if len(numbers) > 2 or _is_whole_day(numbers) else named


def _is_whole_day(numbers: Sequence[str]) -> bool:
    """Tell whether one of the numbers may be a whole day, `20261122`."""
    return True in [len(number) >= DAY_DIGITS for number in numbers]
