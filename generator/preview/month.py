"""The schedule as a calendar: a month of days, each with what goes live and what expires on it."""

import re
from calendar import Calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from zoneinfo import ZoneInfo

import msgspec

from generator.catalogue.store import Store
from generator.preview.upcoming import Upcoming, turns_after, turns_between

MONTH = re.compile(r"([1-9]\d{3})-(0[1-9]|1[0-2])", re.ASCII)
"""Matches a month as the addresses of the calendar name it: `2026-12`."""
MOST_TURNS = 2_000
"""The calendar reads so many changes of a month, the first ones."""
MOST_OF_DAY = 5
"""A day shows so many changes at first."""


class CalendarDay(msgspec.Struct, frozen=True):
    """A day of the calendar."""

    day: date
    turns: tuple[Upcoming, ...]
    is_today: bool

    @property
    def first(self) -> tuple[Upcoming, ...]:
        """What the day shows at first."""
        return self.turns[:MOST_OF_DAY]

    @property
    def others(self) -> tuple[Upcoming, ...]:
        """What it shows when somebody asks for it."""
        return self.turns[MOST_OF_DAY:]


class CalendarMonth(msgspec.Struct, frozen=True, kw_only=True):
    """A month of the calendar."""

    first: date
    weekdays: tuple[int, ...]
    """The days of the week in the order of the columns; Monday is 0."""
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    """None stands for a day of another month."""
    earlier: date
    """The first day of the month before."""
    next: date
    """The first day of the month after."""
    later: Upcoming | None
    """The first change after this month."""
    is_cut: bool
    """True if the month has more changes than were read."""

    @property
    def is_empty(self) -> bool:
        """True if nothing happens in the month."""
        return not any(day and day.turns for week in self.weeks for day in week)


def month_named(words: str, today: date) -> date:
    """Return the first day of the month that an address names; of the present one if it names none."""
    found = MONTH.fullmatch(words)
    return date(int(found[1]), int(found[2]), 1) if found and found[1] < "9999" else today.replace(day=1)


def open_month(store: Store, first: date, now: datetime, zone: ZoneInfo, first_weekday: int) -> CalendarMonth:
    """Return the month that begins on `first`. Its weeks begin on `first_weekday`; Monday is 0."""
    following = _month_after(first)
    begins, ends = (datetime(one.year, one.month, 1, tzinfo=zone) for one in (first, following))
    turns = list(islice(turns_between(store, begins, ends, now), MOST_TURNS + 1))
    days = _by_day(turns[:MOST_TURNS], zone)
    today = now.astimezone(zone).date()
    weeks = Calendar(first_weekday).monthdatescalendar(first.year, first.month)
    return CalendarMonth(
        first=first,
        weekdays=tuple((first_weekday + place) % 7 for place in range(7)),
        weeks=tuple(tuple(_day_of(day, first, days, today) for day in week) for week in weeks),
        earlier=(first - timedelta(days=1)).replace(day=1),
        next=following,
        later=next(turns_after(store, max(now, ends - timedelta(microseconds=1))), None),
        is_cut=len(turns) > MOST_TURNS,
    )


def _month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _by_day(turns: Iterable[Upcoming], zone: ZoneInfo) -> dict[date, tuple[Upcoming, ...]]:
    days = groupby(turns, lambda one: one.moment.astimezone(zone).date())
    return {day: tuple(some) for day, some in days}


def _day_of(day: date, first: date, days: Mapping[date, Sequence[Upcoming]], today: date) -> CalendarDay | None:
    return CalendarDay(day, tuple(days.get(day, ())), day == today) if day.month == first.month else None
