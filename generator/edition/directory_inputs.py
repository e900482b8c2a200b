"""What the templates of directories and calendars see: directory.html, calendar.html."""

import msgspec

from generator.model import Card


class DirectoryEntry(msgspec.Struct, frozen=True):
    """A link to a listing, with the number of stories in it."""

    name: str
    url: str
    stories: int


class LetterGroup(msgspec.Struct, frozen=True):
    """The entries of a directory that begin with the same letter."""

    letter: str
    """Capital; `#` for all names that don't begin with a letter."""
    entries: tuple[DirectoryEntry, ...]


class MonthHeadlines(msgspec.Struct, frozen=True):
    """A month of the archive with its newest headlines."""

    month: DirectoryEntry
    cards: tuple[Card, ...]


class DirectoryInputs(msgspec.Struct, frozen=True, kw_only=True):
    """directory.html: all topics, all bylines, or the archive's years and months."""

    title: str
    entries: tuple[DirectoryEntry, ...]
    most_used: tuple[DirectoryEntry, ...] = ()
    """The topics with the most stories, the most used first, if there are many topics."""
    letters: tuple[LetterGroup, ...] = ()
    """All entries by first letter, if there are many; else empty."""
    months: tuple[MonthHeadlines, ...] = ()
    """In the archive, the months of the newest year, newest first."""
    older: str = ""
    newer: str = ""


class CalendarDay(msgspec.Struct, frozen=True):
    """A square of a calendar."""

    number: int
    """The day of the month; 0 for a square before the first or after the last day."""
    name: str = ""
    """As the language writes it: `November 19, 2026`."""
    url: str = ""
    """The day's page; empty for a day without stories."""
    stories: int = 0


class CalendarHeadlines(msgspec.Struct, frozen=True):
    """A day of the calendar with its first headlines."""

    day: CalendarDay
    cards: tuple[Card, ...]


class Weekday(msgspec.Struct, frozen=True):
    """The head of a column of a calendar."""

    short: str
    name: str


class CalendarInputs(msgspec.Struct, frozen=True, kw_only=True):
    """calendar.html: a month of the archive."""

    title: str
    weekdays: tuple[Weekday, ...]
    weeks: tuple[tuple[CalendarDay, ...], ...]
    """Each of seven squares."""
    days: tuple[CalendarHeadlines, ...]
    """The days that have stories, newest first."""
    older: str = ""
    newer: str = ""
