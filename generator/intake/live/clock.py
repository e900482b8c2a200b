"""Read the sub-heads of a live story: the time of an entry, or a day."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from generator.intake.text.dates import DateError, names_hour, read_moment

CLOCK = re.compile(
    r"(?P<clock>\d{1,2}(?::\d{2}(?::\d{2})?|h\d{2}|\.\d{2}(?=\s?(?:Uhr\b|[–—:-]|$)))(?:\s?[ap]\.?m\.?(?!\w))?"
    r"|\d{1,2}\s?[ap]\.?m\.?(?!\w))(?:\s?(?:Uhr|hrs|h)\b)?"
    r"(?:\s?(?P<zone>(?-i:UTC|GMT|[A-Z]{1,3}T)|[+-]\d{2}:?\d{2})\b)?(?!\d)",
    re.IGNORECASE,
)
"""An hour with its minutes: `14:05`, `2:05 p.m.`, `2 pm`, `14h05`, `14.05 Uhr`, with a zone if need be."""
DIGIT = re.compile(r"\d")
MAX_DAY_CHARS = 40
AFTER_MIDNIGHT = timedelta(hours=12)
"""An hour so long before that of publication is one of the next day."""


class EntryTime(msgspec.Struct, frozen=True):
    """What a sub-head says: the time of an entry and its words, or a day for the entries under it."""

    day: date
    clock: str = ""
    """`1405`, as written; empty for a day."""
    moment: datetime | None = None
    title: str = ""
    is_guess: bool = False
    """True if the entry is taken for one of the day after publication."""


class LiveClock:
    """Reads the sub-heads of one story from the top. Without a day, an entry is of the day of publication."""

    def __init__(self, published: datetime, zone: ZoneInfo, language: str, *, has_hour: bool) -> None:
        self._zone, self._language = zone, language
        self._published = published.astimezone(zone)
        self._has_hour = has_hour
        self._day = self._published.date()
        self._is_told = False
        self._days: dict[str, date | None] = {}

    def read(self, words: str) -> EntryTime | None:
        """Return what the words of a sub-head say; None for one without a time, which is a sub-head like any other."""
        found = CLOCK.search(words)
        if found is None:
            named = self.read_day(words)
            return EntryTime(named) if named is not None else None
        above = words[: found.start()].strip(" ,–—-")
        day = self._find_day(above) if above else self._day
        read = self._moment(day, found) if day is not None else None
        if day is None or read is None:
            return None
        guessed = not above and self._is_after_midnight(read[0])
        if guessed:
            day += timedelta(days=1)
            read = self._moment(day, found) or read
        title = words[read[2] :].strip().lstrip(":–—- ").strip()
        return EntryTime(day, re.sub(r"\D", "", read[1]), read[0], title, guessed)

    def read_day(self, words: str) -> date | None:
        """Return the day that the words alone name, and count it for what follows; None for other words."""
        if len(words) > MAX_DAY_CHARS or DIGIT.search(words) is None or names_hour(words):
            return None
        day = self._find_day(words)
        if day is not None:
            self._day, self._is_told = day, True
        return day

    def _find_day(self, words: str) -> date | None:
        """Return the day that is named, in the year of publication if it names none."""
        if words not in self._days:
            self._days[words] = self._look_up(words)
        return self._days[words]

    def _look_up(self, words: str) -> date | None:
        for attempt in (words, f"{words}, {self._published.year}", f"{words} {self._published.year}"):
            try:
                return read_moment(attempt, self._zone, "", self._language).astimezone(self._zone).date()
            except DateError:
                continue
        return None

    def _moment(self, day: date, found: re.Match[str]) -> tuple[datetime, str, int] | None:
        """Return the instant of a clock on a day, the clock with two digits for the hour, and where its words end.

        Capitals behind it that are no zone are words of the title: `14:05 BOAT SINKS`.
        """
        written = re.sub(r"(?<=\d)[h.](?=\d\d)", ":", found["clock"].lower())
        clock = re.sub(r"^(\d):", r"0\1:", written)
        zone = found["zone"] or ""
        for words, end in ((f"{clock} {zone}", found.end()), (clock, found.start("zone") if zone else found.end())):
            try:
                moment = read_moment(f"{day.isoformat()} {words}".strip(), self._zone)
            except DateError:
                continue
            plain = re.fullmatch(r"\d{2}:\d{2}(?::\d{2})?", clock)
            return moment, clock if plain else f"{moment.astimezone(self._zone):%H:%M}", end
        return None

    def _is_after_midnight(self, moment: datetime) -> bool:
        known = self._has_hour and not self._is_told
        return known and self._published - moment.astimezone(self._zone) >= AFTER_MIDNIGHT
