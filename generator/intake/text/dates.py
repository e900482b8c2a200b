"""Read dates and times as newsrooms write them.

The grammar is small and our own. dateutil and dateparser guess: a two-digit year, a missing day, the order of 03/04,
words that they don't know. A wrong guess here would publish a story too early, so any text that isn't clearly one
instant is refused with the reason. A text is read by removing, in turn, the date, the time of day and the zone. If
anything but filling words is left, it is not a date.
"""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from generator.intake.text.date_forms import MONTH_NAME, compile_plain, forms_for, may_hold_date
from generator.intake.text.date_words import Translation, common_year, has_digits, translate
from generator.intake.text.program_dates import reorder_date
from generator.intake.text.prose import is_prose
from generator.intake.text.shorten import shorten
from generator.intake.text.zones import find_zone, is_long_zone_name, latest_instant, may_name_zone

MAX_CHARS = 80
"""The length of the longest text that is read as a date."""
MIN_DIGITS = 3
"""The digits of the shortest date, `May 5 '26`. In other writings, words may stand for some."""
MAX_OFFSET_HOURS = 14
MAX_ZONE_CHARS = 4
THAI_CODE = re.compile(r"th(?:-|$)", re.IGNORECASE)
GOOD_DATE = "Write it like this: 2026-11-23 09:00"

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MAX_DATE_LINE = 60
"""A longer line is a sentence that contains a date."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY = r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"


PREFIX = compile_plain(
    r"(?:(?:first|originally|last) )?(?:published|posted|updated|modified|revised|filed|date)(?: (?:on|at))?(?:: ?| )"
)
FOREIGN_PREFIX = re.compile(
    r"(?:publié|publiée|mis à jour|mise à jour|modifié|publicado|publicada|actualizado|actualizada|atualizado|"
    r"atualizada|"
    r"veröffentlicht|aktualisiert|stand|pubblicato|aggiornato|gepubliceerd|bijgewerkt|publicerad|uppdaterad|publisert|"
    r"oppdatert|udgivet|opdateret|julkaistu|päivitetty|opublikowano|aktualizacja|zaktualizowano|publikováno|"
    r"aktualizováno|közzétéve|frissítve|publicat|actualizat|опубликовано|обновлено|опубліковано|оновлено|yayınlanma|"
    r"güncelleme|güncellenme|नवीनतम|प्रकाशित|अपडेटेड|अपडेट|更新日時|更新|公開日時|公開|掲載|发布时间|更新时间|입력|수정|diterbitkan|"
    r"diperbarui|δημοσίευση|ενημέρωση|نشر|تحديث)"
    r"(?: (?:le|la|el|em|am|il|op|den|dnia|в|о|de|the|on|tarihi|जाने|:))?(?: ?[:：] ?| )(?=\S)",
    re.IGNORECASE,
)
"""What stands before a date in other languages and says what happened then."""
FOREIGN_UPDATE = re.compile(
    r"(?:mise? à jour|modifié|actualizad|atualizad|aktualisiert|stand|aggiornat|bijgewerkt|uppdaterad|"
    r"oppdatert|opdateret|"
    r"päivitetty|aktualizacja|zaktualizowano|aktualizováno|frissítve|actualizat|обновлено|оновлено|güncelle|अपडेट|更新|"
    r"수정|diperbarui|ενημέρωση|تحديث)",
    re.IGNORECASE,
)
"""Of these, the words for a later change."""
ISO = compile_plain(r"([1-9]\d{3})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?")
"""The form that all programs write and most headers contain. Reading it separately takes a tenth of the time."""
UNDATED_DAY = compile_plain(rf"\b{MONTH_NAME}\.? \d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th|\.)? {MONTH_NAME}")
UNDATED_MONTH = compile_plain(rf"^{MONTH_NAME}\.?,? \d{{4}}$")
CLOCK_FORMS = (
    compile_plain(
        r"(?<!\d)(?P<hour>\d{1,2}) ?: ?(?P<minute>\d{2})(?::(?P<second>\d{2})(?P<part>[.,]\d+)?)?(?!\d)"
        r"(?: ?(?P<half>[ap])\.?m\b\.?)?"
    ),
    compile_plain(r"(?<!\d)(?P<hour>\d{1,2})(?:\.(?P<minute>\d{2}))? ?(?P<half>[ap])\.?m\b\.?"),
    compile_plain(r"(?<![\d+-])(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<part>[.,]\d+)?(?!\d)(?: ?hrs\b)?"),
    compile_plain(r"(?<![\d.])(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?![\d.])"),
)
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ROMAN_MONTH = re.compile(r"(?<!\d)(\d{1,2})[. ]{1,2}(VI{1,3}|I[VX]|XI{0,2}|I{1,3}|V)[. ]{1,2}(\d{4})(?!\d)")
"""A month in Roman numbers, as in Poland and Hungary: `22 XI 2026`."""
NOON = compile_plain(r"(?:\b12 )?\bnoon\b")
NAMED_DAY = compile_plain(WEEKDAY)
OFFSET = compile_plain(
    r"(?:\b(?:utc|gmt) ?)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?: ?\([a-z]{1,5}\)|\))?$"
)
FILLING = compile_plain(r"\b(?:at|on|um|the)\b|^t\b|[,|•·()@]|(?<= )-{1,2}(?= )|^-{1,2}|-{1,2}$|(?:(?<= )|^)/(?= |$)")


class DateError(ValueError):
    """Raised for a date that can't be read. Message and hint are for editors."""

    def __init__(self, message: str, hint: str = GOOD_DATE) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class WrittenDate(msgspec.Struct, frozen=True):
    """The parts of a written date, not yet evaluated. `rest` is the remaining text: a zone's name, or empty."""

    text: str
    date: re.Match[str]
    clock: re.Match[str] | None
    offset: re.Match[str] | None
    rest: str
    doubt: str = ""
    """A month's name that means different months in different languages."""


def read_moment(text: str, zone: ZoneInfo, order: str = "", language: str = "") -> datetime:
    """Return the instant that `text` names, aware and in UTC; a date alone is 00:00.

    `zone` applies when the text names none, and zones are abbreviated as in its country. `order` ("mdy", "dmy" or
    empty) decides the meaning of 03/04/2010; that of 20/04/2010 is clear, and so is that of 03.04.2010 where `language`
    is given and not English. A time that a change of the clocks skips or repeats is the later instant: a story may come
    out late but never early. Raises DateError with the reason for any other text.
    """
    moment, named = read_local(text, zone, order, language)
    try:
        return latest_instant(moment, named or zone)
    except OverflowError:
        raise DateError(f"The year in “{_short(text)}” is out of range.") from None


def read_local(text: str, zone: ZoneInfo, order: str = "", language: str = "") -> tuple[datetime, tzinfo | None]:
    """Return the day and the hour that `text` names, without a zone, and the zone that it names, if any.

    The arguments are those of `read_moment`, which says which instant this is. Raises DateError.
    """
    text = _in_common_era(text, language)
    return _read_iso(text) or _read_written(text, Place(zone, order, language))


def _read_iso(text: str) -> tuple[datetime, None] | None:
    """Return what `_read_written` returns for `2010-04-20` and `2010-04-20 16:49:00`; None for other or false dates."""
    found = ISO.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = map(int, found.groups("0"))
    try:
        return datetime(year, month, day, hour, minute, second), None  # noqa: DTZ001 (the caller applies the zone)
    except ValueError:
        return None


def _in_common_era(text: str, language: str) -> str:
    """Return the text with a year of the Buddhist calendar as the common one, where its language says what it is."""
    return common_year(text) if THAI_CODE.match(language) else text


class Place(msgspec.Struct, frozen=True):
    """Where a date was written, which decides what is open in it."""

    zone: ZoneInfo
    order: str
    language: str


def _read_written(text: str, place: Place) -> tuple[datetime, tzinfo | None]:
    """Return the local date and time in `text`, without a zone, and the zone that it names. Raises DateError."""
    written = _take_apart(text, place.language)
    if written is None:
        raise _explain(text)
    if written.doubt:
        message = f"“{written.doubt}” is one month in one language and another month in another."
        raise DateError(message, f"{GOOD_DATE}; or say the language: “Language: pl”")
    day = _read_date(written, place)
    return datetime.combine(day, _read_clock(written)), _read_zone(written, place.zone, day.year)


def may_mean_moment(text: str) -> bool:
    """Tell whether `text`, a short line, seems to be meant as a date, even if it can't be read as one."""
    year_and_more = re.search(r"\b(?:19|20)\d\d\b", text) and re.search(r"\d[/.-]\d|\b\d{1,2}\b", text)
    month = re.search(rf"\b{MONTH_NAME}\b", text, flags=re.ASCII | re.IGNORECASE)
    meant = year_and_more or (month and re.search(r"\d", text))
    return len(text) <= MAX_DATE_LINE and bool(meant or looks_like_moment(text))


def contradicts_weekday(text: str, moment: datetime, zone: ZoneInfo) -> str:
    """Return the weekday of `moment` in `zone` if `text` names a different one; empty otherwise."""
    if not any(map(str.isalpha, text)):
        return ""
    named = NAMED_DAY.search(text) or NAMED_DAY.search(translate(text, "").text)
    if named is None:
        return ""
    day = moment.astimezone(zone).weekday()
    if named[0][:3].casefold() == WEEKDAYS[day][:3].casefold():
        return ""
    return WEEKDAYS[day]


def looks_like_moment(text: str) -> bool:
    """Tell whether the whole of `text` is a date, with or without a time.

    Impossible dates, such as 31 February or one in an unknown zone, count, too: the editor meant a date and gets a
    message about it.
    """
    if ISO.fullmatch(text):
        return True
    written = _take_apart(text, "")
    if written is None or not written.rest:
        return written is not None
    return written.clock is not None and (len(written.rest) <= MAX_ZONE_CHARS or is_long_zone_name(written.rest))


def is_moment(text: str) -> bool:
    """Tell whether `text` is a date that can be read, with or without a time."""
    try:
        read_moment(text, ZoneInfo("UTC"))
    except DateError:
        return False
    return True


def day_of(text: str, order: str = "", language: str = "") -> date | None:
    """Return the day that `text` names, as it is written and in no time zone; None if it names none that is certain."""
    written = _take_apart(_in_common_era(text, language), language)
    if written is None or written.doubt:
        return None
    try:
        return _read_date(written, Place(ZoneInfo("UTC"), order, language))
    except DateError:
        return None


def names_hour(text: str) -> bool:
    """Tell whether `text`, a date, also names a time of day."""
    iso = ISO.fullmatch(text)
    if iso is not None:
        return iso[4] is not None
    written = _take_apart(text, "")
    return written is not None and written.clock is not None


@lru_cache(maxsize=256)
def _take_apart(text: str, language: str) -> WrittenDate | None:
    """Return the parts of `text`, or None when it contains no date or more than a date."""
    if len(text) > MAX_CHARS or not has_digits(text, MIN_DIGITS) or is_prose(text) or not may_hold_date(text):
        return None
    foreign = FOREIGN_PREFIX.match(text)
    text = reorder_date(text[foreign.end() :] if foreign else text)
    plain = _take_apart_english(text, Translation(text))
    if plain is not None and not plain.rest:
        return plain
    english = translate(text, language)
    if english.text == text:
        return plain
    translated = _take_apart_english(text, english)
    return translated if plain is None or (translated and len(translated.rest) < len(plain.rest)) else plain


def _take_apart_english(text: str, english: Translation) -> WrittenDate | None:
    rest = (
        " ".join(ROMAN_MONTH.sub(_month_of_roman, english.text).split())
        .replace("−", "-")
        .replace("–", "-")
        .replace("—", "-")
    )
    prefix = PREFIX.match(rest)
    rest = rest[prefix.end() :] if prefix else rest
    day, rest = _take(rest, forms_for(rest))
    if day is None:
        return None
    if not rest.strip():
        return WrittenDate(text, day, None, None, "", english.doubt)
    clock, rest = _take(rest, (NOON, *CLOCK_FORMS))
    offset, rest = _take(rest, (OFFSET,)) if clock else (None, rest)
    rest = _tidy(rest).casefold().strip(". ")
    return WrittenDate(text, day, clock, offset, rest, english.doubt) if not rest or may_name_zone(rest) else None


def _month_of_roman(found: re.Match[str]) -> str:
    return f"{found[1]} {MONTHS[ROMANS.index(found[2].upper())]} {found[3]}"


def _take(text: str, forms: tuple[re.Pattern[str], ...]) -> tuple[re.Match[str] | None, str]:
    """Return the match of the first of `forms` that `text` contains, and `text` without it."""
    for form in forms:
        found = form.search(text)
        if found:
            return found, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _tidy(text: str) -> str:
    """Return `text` without weekdays and without the marks and words between a date and a time."""
    return " ".join(FILLING.sub(" ", " ".join(NAMED_DAY.sub(" ", text).split())).split())


def _read_date(written: WrittenDate, place: Place) -> date:
    parts = written.date.groupdict()
    if len(parts["year"]) != 4:
        raise DateError(f"“{_short(written.text)}” has a year of two digits.", "Write the year with four digits.")
    month, day = _month_and_day(written, place)
    year = int(parts["year"])
    if year < 1000:
        raise DateError(f"The year {parts['year']} is before the year 1000.")
    try:
        return date(year, month, day)
    except ValueError:
        raise DateError(f"There is no such date: “{_short(written.text)}”.") from None


def _month_and_day(written: WrittenDate, place: Place) -> tuple[int, int]:
    parts = written.date.groupdict()
    if "first" in parts:
        abroad = place.language.partition("-")[0].lower() not in {"", "en"}
        order = place.order or ("dmy" if parts["mark"] == "." and abroad else "")
        return _decide_order(int(parts["first"]), int(parts["second"]), parts["year"], order)
    month = parts["month"].casefold()
    return int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1, int(parts["day"])


def _decide_order(first: int, second: int, year: str, order: str) -> tuple[int, int]:
    """Return month and day from two numbers. A number over 12 is the day; otherwise `order` decides."""
    if first == second or second > 12:
        return first, second
    if first > 12 or order == "dmy":
        return second, first
    if order == "mdy":
        return first, second
    readings = f"{first} {_month_name(second)} or {second} {_month_name(first)} {year}"
    raise DateError(
        f"The date can be read in two ways: {readings}.",
        f"Write it like this: {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02} (year-month-day).",
    )


def _month_name(month: int) -> str:
    names = "January February March April May June July August September October November December"
    return names.split()[month - 1] if 1 <= month <= 12 else str(month)


def _read_clock(written: WrittenDate) -> time:
    if written.clock is None:
        return time()
    parts = written.clock.groupdict()
    if "hour" not in parts:
        return time(12)
    hour = _hour_of_day(int(parts["hour"]), (parts["half"] or "").casefold() if "half" in parts else "", written)
    micros = int((parts.get("part") or ".0")[1:7].ljust(6, "0"))
    try:
        return time(hour, int(parts["minute"] or 0), int(parts.get("second") or 0), micros)
    except ValueError:
        raise _no_such_time(written) from None


def _hour_of_day(hour: int, half: str, written: WrittenDate) -> int:
    """Return the hour on the 24-hour clock; `half` is "a", "p" or empty. `16:49 PM` is common and clear."""
    if half and (hour == 0 or (hour > 12 and half == "a")):
        raise _no_such_time(written)
    if half and hour <= 12:
        return hour % 12 + (12 if half == "p" else 0)
    return hour


def _no_such_time(written: WrittenDate) -> DateError:
    clock = written.clock[0].strip() if written.clock else ""
    return DateError(f"There is no such time of day as “{clock}”.", "Write it like this: 14:30, or 2:30 p.m.")


def _read_zone(written: WrittenDate, own: ZoneInfo, year: int) -> tzinfo | None:
    """Return the zone that the text names, or None when it names none. `own` is the paper's."""
    if written.offset is not None:
        return _offset_zone(written)
    if not written.rest:
        return None
    named = find_zone(written.rest, own, year)
    if named is not None:
        return named
    if written.rest == "midnight":
        raise DateError("Midnight may be the start of that day or its end.", "Write 00:00 and the day that it opens.")
    message = f"I don't recognize the time zone “{written.rest.upper()}” in “{_short(written.text)}”."
    raise DateError(message, "Leave it out, or write the hours from GMT instead: 2026-11-23 09:00 +05:30")


def _offset_zone(written: WrittenDate) -> timezone:
    parts = written.offset.groupdict() if written.offset else {}
    hours, minutes = int(parts["hours"]), int(parts["minutes"] or 0)
    away = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or away > timedelta(hours=MAX_OFFSET_HOURS) or written.rest:
        message = f"The time zone in “{_short(written.text)}” can't be read."
        raise DateError(message, "Write the hours from GMT like this: 2026-11-23 09:00 +05:30")
    return timezone(-away if parts["sign"] == "-" else away)


def _explain(text: str) -> DateError:
    """Return an error that says why `text` is not a date."""
    short = _short(text)
    if len(text) <= MAX_CHARS and UNDATED_MONTH.search(" ".join(text.split())):
        return DateError(f"“{short}” has no day.")
    if len(text) <= MAX_CHARS and UNDATED_DAY.search(text):
        return DateError(f"“{short}” can't be read as a date: it needs a day, a month and a year, nothing else.")
    return DateError(f"“{short}” can't be read as a date.")


def _short(text: str) -> str:
    return shorten(" ".join(text.split()), MAX_CHARS)
