"""Times, languages and addresses in the forms that readers and programs expect. Only this module uses Babel."""

# ruff: noqa: PLC0415 -- Babel and its tables take 50 ms to load, and a build that prints nothing doesn't need them

import html
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from babel import Locale

OPENING_WORDS = re.compile(r"<p>(?!<img )")
"""The beginning of a paragraph that isn't an image."""
WORDS_A_MINUTE = 230
"""The rate at which adults read non-fiction in English, roughly (Brysbaert 2019)."""
WORDS_A_MINUTE_IN = {
    "ar": 138, "de": 179, "es": 218, "fi": 161, "fr": 195, "he": 187, "it": 188, "ja": 178, "nl": 202, "pl": 166,
    "pt": 181, "ru": 184, "sl": 180, "sv": 199, "tr": 166, "zh": 128,
}  # fmt: skip
"""The same for other languages (Trauzettel-Klosinski and Dietz 2012, the texts of IReST).

Japanese and Chinese are counted as two characters a word, at 357 and 255 characters a minute."""
ENGLISH_TIME = "MMMM d, y 'at' h:mm a"
URL_SIGNS = "/%:?#[]@!$&'()*+,;=~"
"""The signs of addresses that percent-encoding leaves as they are."""
ENGLISH = re.compile(r"en(?:-[A-Z]{2})?")
"""English language codes, whose direction is known without loading Babel."""
DAYS_KEPT = 16_384
"""Forty-five years of days. The pages of an archive are not printed in order of time."""
WHOLE = len("2010-04-20T16:49:00-04:00")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SPANISH_E = re.compile(r"h?[ií](?![ae])", re.IGNORECASE)
"""The openings of names before which Spanish says `e` for `y`: Isabel, Hilario, and not Hierro. CLDR has no rule."""
TAG = re.compile(r"<[^>]*>")
FIELD = re.compile(r"%%|%\((\w+)\)s")
DIGITS = {
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "beng": "০১২৩৪৫৬৭৮৯",
    "deva": "०१२३४५६७८९",
    "mymr": "၀၁၂၃၄၅၆၇၈၉",
    "tibt": "༠༡༢༣༤༥༦༧༨༩",
}
"""CLDR's name of a numbering system -> its digits. Babel writes those of Latin script whatever the language."""
OF_THE_DAY = frozenset("GyYuQqMLwWdDFEec")
OF_THE_HOUR = frozenset("abBhHKkms")
"""The letters of CLDR patterns that depend only on the day, and those that depend only on hour, minute and second."""
ANY_YEAR = 2000


@lru_cache
def locale_of(language: str) -> "Locale":
    """Return the CLDR locale nearest to a BCP 47 code, or English if there is none."""
    from babel import Locale, UnknownLocaleError

    for code in (language, language.split("-", 1)[0]):
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


@lru_cache
def _digits_of(language: str) -> dict[int, int] | None:
    if ENGLISH.fullmatch(language):
        return None
    digits = DIGITS.get(locale_of(language).default_numbering_system)
    return str.maketrans("0123456789", digits) if digits else None


def in_digits(text: str, language: str) -> str:
    """Return the text with the digits in which a language is written: `۲۰۲۶` in Persian, `٢٠٢٦` in Egypt's Arabic."""
    digits = _digits_of(language)
    return text.translate(digits) if digits else text


@lru_cache
def direction_of(language: str) -> str:
    """Return `rtl` for a BCP 47 code whose script is written from right to left, else `ltr`.

    The script is the one that the code names (`ku-Arab`), or else the one that CLDR calls likely. Its direction is that
    of the CLDR locales written in it. A script in which no locale is written counts as `ltr`.
    """
    if ENGLISH.fullmatch(language):
        return "ltr"
    return "rtl" if _order_of(_script_of(language)) == "right-to-left" else "ltr"


def _script_of(language: str) -> str:
    """Return the four-letter code of the script in which `language` is written, or nothing if CLDR doesn't know it."""
    from babel.core import get_global

    code, *others = [*takewhile(lambda part: len(part) > 1, re.split("[-_]", language.lower())), ""]
    code, *implied = get_global("language_aliases").get(code, code).split("_")
    others += implied
    named = next((part.title() for part in others if len(part) == 4 and part.isalpha()), "")
    likely = get_global("likely_subtags")
    lands = [part.upper() for part in others if len(part) == 2 or (len(part) == 3 and part.isdigit())]
    names = (*(f"{code}_{land}" for land in lands), code)
    return named or next((likely[name].split("_")[1] for name in names if name in likely), "")


@lru_cache
def _order_of(script: str) -> str:
    """Return CLDR's character order, such as `right-to-left`, of the first locale written in `script`."""
    from babel import Locale, localedata

    written = (name for name in sorted(localedata.locale_identifiers()) if script and _script_of(name) == script)
    found = next(written, None)
    return Locale.parse(found).character_order if found else ""


# --- for readers ----------------------------------------------------------------------------------


@lru_cache
def time_pattern(language: str) -> str:
    """Return the CLDR pattern for a day with its time, as a language writes it: `d. MMMM y 'um' HH:mm`."""
    if ENGLISH.fullmatch(language):
        return ENGLISH_TIME
    locale = locale_of(language)
    day, clock = locale.date_formats["long"].pattern, locale.time_formats["short"].pattern
    joined = str(locale.datetime_formats["long"])
    return joined.replace("{1}", day).replace("{0}", clock)


def story_time(moment: datetime, zone: ZoneInfo, pattern: str, language: str) -> str:
    """Format `moment` by a CLDR pattern: `April 20, 2010 at 4:49 PM`."""
    local = moment.astimezone(zone)
    if not _is_cut_by_minute(pattern):
        return in_digits(_babel_time(local, zone, pattern, language), language)
    form = _day_form(local.date(), pattern, language)
    return in_digits(form % _clock(local.hour, local.minute, local.second, pattern, language), language)


@lru_cache
def _is_cut_by_minute(pattern: str) -> bool:
    """Tell whether the pattern shows only day, hour, minute and second: no zone and no fraction."""
    return {field[0] for field in _fields(pattern)} <= OF_THE_DAY | OF_THE_HOUR


def _fields(pattern: str) -> list[str]:
    return [field for field in FIELD.findall(_percent_form(pattern)) if field]


@lru_cache
def _percent_form(pattern: str) -> str:
    """Return the pattern as a Python format: `%(MMMM)s %(d)s, %(y)s at %(h)s:%(mm)s %(a)s`."""
    from babel.dates import parse_pattern

    return str(parse_pattern(pattern).format)


@lru_cache(maxsize=DAYS_KEPT)
def _day_form(day: date, pattern: str, language: str) -> str:
    """Return the pattern with the day filled in: `April 20, 2010 at %(h)s:%(mm)s %(a)s`."""

    def fill_in(match: re.Match[str]) -> str:
        field = match[1]
        if not field or field[0] not in OF_THE_DAY:
            return match[0]
        return _day_field(field, _same_for(field[0], day), language).replace("%", "%%")

    return FIELD.sub(fill_in, _percent_form(pattern))


@lru_cache(maxsize=4096)
def _day_field(field: str, day: date, language: str) -> str:
    """Return a day's text for a field of a pattern: `April` for `MMMM`."""
    from babel.dates import DateTimeFormat

    return str(DateTimeFormat(day, locale_of(language))[field])


def _same_for(letter: str, day: date) -> date:
    """Return one day for all that have the same text in the fields of a letter: for months, the first of that month."""
    if letter in "ML":
        return date(ANY_YEAR, day.month, 1)
    if letter == "d":
        return date(ANY_YEAR, 1, day.day)
    if letter in "yu":
        return date(day.year, 1, 1)
    return day


@lru_cache(maxsize=4096)
def _clock(hour: int, minute: int, second: int, pattern: str, language: str) -> dict[str, str]:
    """Return the texts of the pattern's fields for a time of day: `h` -> `4`, `mm` -> `49`, `a` -> `PM`."""
    from babel.dates import DateTimeFormat

    fields = DateTimeFormat(datetime(1970, 1, 1, hour, minute, second), locale_of(language))  # noqa: DTZ001 (any day)
    return {field: str(fields[field]) for field in _fields(pattern) if field[0] in OF_THE_HOUR}


@lru_cache(maxsize=4096)
def _babel_time(local: datetime, zone: ZoneInfo, pattern: str, language: str) -> str:
    from babel import dates

    return str(dates.format_datetime(local, pattern, tzinfo=zone, locale=locale_of(language)))


def day(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """Format the day of `moment` as the language writes it: `April 20, 2010`."""
    return _long_day(moment.astimezone(zone).date(), language)


@lru_cache(maxsize=DAYS_KEPT)
def _long_day(day: date, language: str) -> str:
    return by_pattern(day, locale_of(language).date_formats["long"].pattern, language)


def by_pattern(day: date, pattern: str, language: str) -> str:
    """Format a day by a CLDR pattern with fields of the day alone: `April 20, 2010`."""
    return in_digits(_day_form(day, pattern, language) % {}, language)


@lru_cache(maxsize=DAYS_KEPT)
def name_of_span(span: str, language: str) -> str:
    """Format `2010`, `2010-04` or `2010-04-20` as the language writes it: `2010`, `April 2010`, `April 20, 2010`."""
    parts = [int(part) for part in span.split("-")]
    if len(parts) == 1:
        return in_digits(span, language)
    if len(parts) == 3:
        return _long_day(date(parts[0], parts[1], parts[2]), language)
    from babel import dates

    month = dates.format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=locale_of(language))
    return in_digits(str(month), language)


@lru_cache(maxsize=4096)
def number(value: int, language: str) -> str:
    """Format a whole number as the language writes it: `1,234`, `1.234`, `1 234`."""
    if 0 <= value < 1000:
        return in_digits(str(value), language)
    return _decimal(value, language)


@lru_cache(maxsize=4096)
def decimal(value: float, language: str) -> str:
    """Format a number with up to three decimals as the language writes it: `1,234.5`, `1.234,5`."""
    return _decimal(value, language)


def _decimal(value: float, language: str) -> str:
    from babel.numbers import format_decimal

    system = "default" if _digits_of(language) else "latn"
    return in_digits(str(format_decimal(value, locale=locale_of(language), numbering_system=system)), language)


def listed(names: Sequence[str], language: str) -> str:
    """Return the names as the language lists them: `Ann Poe`, `Ann Poe and Jane Roe`, `Ann Poe, Jane Roe y Olga Diez`.

    English has no comma before "and", as newspapers write it.
    """
    if len(names) < 2:
        return "".join(names)
    two, start, middle, end = _list_patterns("en-001" if ENGLISH.fullmatch(language) else language)
    last = two if len(names) == 2 else end
    if language.partition("-")[0].lower() == "es" and SPANISH_E.match(TAG.sub("", names[-1])):
        last = last.replace(" y ", " e ")
    whole = last.format(names[-2], names[-1])
    for name in reversed(names[1:-2]):
        whole = middle.format(name, whole)
    return whole if len(names) == 2 else start.format(names[0], whole)


@lru_cache
def _list_patterns(language: str) -> tuple[str, str, str, str]:
    """Return CLDR's patterns for lists: of two, and the start, the middle and the end of longer ones: `{0} and {1}`."""
    patterns = locale_of(language).list_patterns["standard"]
    return patterns["2"], patterns["start"], patterns["middle"], patterns["end"]


def name_of_language(code: str) -> str:
    """Return a language's name in that language, as it stands in a list: `Español`, `Deutsch`, or the code itself."""
    locale = locale_of(code)
    found = locale.get_display_name(locale) if locale.language == code.partition("-")[0].lower() else ""
    return found[:1].upper() + found[1:] if found else code


# --- for programs ---------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def iso(moment: datetime, zone: ZoneInfo) -> str:
    """Format `moment` to the second in the W3C form: `2010-04-20T16:49:00-04:00`."""
    text = moment.astimezone(zone).isoformat(timespec="seconds")
    return text if len(text) == WHOLE else _whole_minutes(moment, zone).isoformat(timespec="seconds")


def rfc822(moment: datetime, zone: ZoneInfo) -> str:
    """Format `moment` as RSS requires: `Tue, 20 Apr 2010 16:49:00 -0400`."""
    text = iso(moment, zone)
    weekday, month = WEEKDAYS[date.fromisoformat(text[:10]).weekday()], MONTHS[int(text[5:7]) - 1]
    return f"{weekday}, {text[8:10]} {month} {text[:4]} {text[11:19]} {text[19:22]}{text[23:]}"


def _whole_minutes(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return `moment` in `zone`, with the offset rounded to whole minutes.

    Local times of the 19th century have offsets with seconds, for which RFC 3339 and RFC 822 have no room. The moment
    itself stays exact to the second.
    """
    offset = moment.astimezone(zone).utcoffset() or timedelta()
    return moment.astimezone(timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))


def absolute(address: str, url: str) -> str:
    """Return the root-relative `url` with scheme and host. An absolute one stays as it is."""
    whole = address + url if url.startswith("/") else url
    return whole if whole.isascii() else quote(whole, safe=URL_SIGNS)


def reading_minutes(words: int, language: str = "en") -> int:
    """Return the whole minutes that it takes to read this many words of a language, at least 1."""
    rate = WORDS_A_MINUTE_IN.get(language.partition("-")[0].lower(), WORDS_A_MINUTE)
    return max(1, round(words / rate))


def open_with_dateline(body: str, dateline: str, source: str) -> str:
    """Return the body's HTML with the dateline, `BRUSSELS (UPI) — `, at the start of its first paragraph."""
    if not dateline:
        return body
    place = f"{dateline} ({source})" if source else dateline
    mark = f'<p><span class="dateline">{html.escape(place)}</span> — '
    return OPENING_WORDS.sub(lambda _: mark, body, count=1)
