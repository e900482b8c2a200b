"""Times as readers tell them: `4:10 PM` on the day itself, `Yesterday`, `Nov. 19`, and a year only if it is another.

Such words depend on the day of the edition, so a page that has them must be printed again when the day changes.
The page's inputs therefore hold the day that it tells times from (`told_from`): the edition's own day only if a story
on the page is of that day or of the day before, else the year alone, or nothing. So a page of older stories keeps its
key from day to day.
"""

# ruff: noqa: PLC0415 -- Babel and its tables take 50 ms to load, and a build that prints nothing doesn't need them

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from generator.edition.formats import DAYS_KEPT, by_pattern, in_digits, locale_of

AMERICAN = re.compile(r"en(?:-US)?")
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
"""The months as American newspapers shorten them in dates. CLDR writes them without a period."""
WHOLE_DAY = len("2026-11-19")
UNTOLD = -1
"""In place of a number of days: the page doesn't tell its times by the edition's day."""


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """Return the day that it is in `zone` at `moment`."""
    return moment.astimezone(zone).date()


def next_midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant at which the next day begins in `zone`, in UTC.

    Where clocks are put forward at midnight, that is the instant at which they are.
    """
    tomorrow = day_of(moment, zone) + timedelta(days=1)
    turn = datetime.combine(tomorrow, time(), zone).astimezone(UTC)
    while day_of(turn, zone) < tomorrow:  # the day begins later than at its midnight
        turn += timedelta(minutes=15)
    return turn


def told_from(today: date, zone: ZoneInfo, moments: Iterable[datetime]) -> str:
    """Return what a page with stories of these times tells them from: a day, a year, or nothing."""
    days = {day_of(moment, zone) for moment in moments}
    if today in days or today - timedelta(days=1) in days:
        return today.isoformat()
    return str(today.year) if any(day.year == today.year for day in days) else ""


def days_before(moment: datetime, today: str, zone: ZoneInfo) -> int:
    """Return how many days before `today`, as `told_from` gives it, the day of `moment` is; -1 if that isn't told."""
    if len(today) < WHOLE_DAY:
        return UNTOLD
    return max(UNTOLD, (date.fromisoformat(today) - day_of(moment, zone)).days)


def clock(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """Format the time of day as the language writes it: `4:10 PM`."""
    local = moment.astimezone(zone)
    return _clock(local.hour, local.minute, language)


@lru_cache(maxsize=4096)
def _clock(hour: int, minute: int, language: str) -> str:
    if AMERICAN.fullmatch(language):
        return f"{hour % 12 or 12}:{minute:02} {'AM' if hour < 12 else 'PM'}"
    from babel import dates

    return in_digits(str(dates.format_time(time(hour, minute), "short", locale=locale_of(language))), language)


def short_day(moment: datetime, today: str, zone: ZoneInfo, language: str) -> str:
    """Format the day of `moment`: `Nov. 19`, or `Nov. 19, 2025` if `today` is of another year or is empty."""
    day = day_of(moment, zone)
    return _short_day(day, not today.startswith(f"{day.year:04}"), language)


@lru_cache(maxsize=DAYS_KEPT)
def _short_day(day: date, with_year: bool, language: str) -> str:
    if AMERICAN.fullmatch(language):
        return f"{MONTHS[day.month - 1]} {day.day}{f', {day.year}' if with_year else ''}"
    return by_pattern(day, _day_pattern("yMMMd" if with_year else "MMMd", language), language)


@lru_cache
def _day_pattern(fields: str, language: str) -> str:
    """Return the CLDR pattern with which a language writes these fields of a day: `d. MMM y` for `yMMMd`."""
    from babel.dates import match_skeleton

    known = locale_of(language).datetime_skeletons
    return str(known[fields if fields in known else match_skeleton(fields, known) or fields].pattern)


def full_day(day: str, language: str) -> str:
    """Format `2026-11-19` as a masthead does: `Thursday, November 19, 2026`."""
    from babel import dates

    return in_digits(str(dates.format_date(date.fromisoformat(day), "full", locale=locale_of(language))), language)


# --- calendars ------------------------------------------------------------------------------------


def first_weekday(language: str) -> int:
    """Return the day with which weeks begin where the language is mostly spoken: 0 is Monday, 6 Sunday."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    locale = locale_of(language)
    if locale.territory:
        return int(locale.first_week_day)
    land = get_global("likely_subtags").get(locale.language, "").split("_")[-1]
    try:
        return int(Locale(locale.language, land).first_week_day)
    except UnknownLocaleError:
        return int(locale.first_week_day)


def weekdays(language: str) -> tuple[tuple[str, str], ...]:
    """Return short and full name of the days of the week, from the one with which weeks begin."""
    days = locale_of(language).days["stand-alone"]
    order = [(first_weekday(language) + place) % 7 for place in range(7)]
    return tuple((str(days["short"][place]), str(days["wide"][place])) for place in order)
