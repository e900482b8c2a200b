"""When a photo may be used, by the releases and expirations in its own file: of IPTC, PRISM and PLUS."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from generator.model import Gravity, Problem
from generator.photos.rights import Rights

MOMENT = re.compile(
    r"(\d{4})\D?(\d\d)\D?(\d\d)(?:[T ]*(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
EARLIEST, NEVER = 1000, 9999
"""Years before the first are taken for it; the last means that the time never comes."""
NOTHING = re.compile(r"[0\s:+-]*")
"""What programs write that have no date to write."""


class UseTimes(msgspec.Struct, frozen=True):
    """From when to when a photo may be used; None where its file says nothing."""

    opens: datetime | None = None
    ends: datetime | None = None
    unreadable: str = ""
    """A time that can't be read, as written; then nobody knows whether the photo may be used."""

    def turns(self) -> Iterator[datetime]:
        """Yield the instants at which the clock alone changes whether the photo may be used."""
        yield from (moment for moment in (self.opens, self.ends) if moment is not None)


def use_times(rights: Rights, zone: ZoneInfo) -> UseTimes:
    """Return when a photo may be used. What is not said exactly is taken so that it is never used too early or late.

    Of several releases the latest counts, of several expirations the earliest.

    A day without an hour begins and ends in the paper's `zone`.
    """
    opens: list[datetime | None] = []
    ends: list[datetime | None] = []
    for found, written, is_end in ((opens, rights.releases, False), (ends, rights.expirations, True)):
        for one in written:
            try:
                found.append(_read(one, zone, is_end=is_end))
            except ValueError:
                return UseTimes(unreadable=one)
    return UseTimes(max(filter(None, opens), default=None), min(filter(None, ends), default=None))


def _read(written: str, zone: ZoneInfo, *, is_end: bool) -> datetime | None:
    """Return the moment that IPTC's date and time mean, None if there is none. Raises ValueError."""
    if NOTHING.fullmatch(written):
        return None
    found = MOMENT.fullmatch(written)
    if found is None:
        raise ValueError(written)
    first, last = _days(*map(int, found.groups()[:3]))
    if first.year >= NEVER:
        return None if is_end else datetime(NEVER, 1, 1, tzinfo=UTC)
    if found[4] is None or first != last:
        local = datetime.combine(first + timedelta(1) if is_end else last, time())
    else:
        local = datetime.combine(first, time(int(found[4]), int(found[5]), int(found[6] or 0)))
        if found[7] is not None:
            return datetime.fromisoformat(f"{local.isoformat()}{found[7].replace('Z', '+00:00')}").astimezone(UTC)
    twice = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]  # when clocks are changed
    return min(twice) if is_end else max(twice)


def _days(year: int, month: int, day: int) -> tuple[date, date]:
    """Return the first and the last day that a date may mean: 00 is a month or a day that isn't known."""
    year = max(year, EARLIEST)
    if month and day:
        return date(year, month, day), date(year, month, day)
    last = month or 12
    return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])


def restraint_of(file: str, times: UseTimes, now: datetime, zone: ZoneInfo) -> Problem | None:
    """Return why the photo `file` may not be used at `now`, or nothing."""
    if times.unreadable:
        message = f"“{times.unreadable}”, from or until when the photo may be used, can't be read; it isn't published."
        hint = "Correct the release and the expiration date (IPTC, or XMP) in the photo, or delete them."
        return Problem(file, 0, message, hint, code="image-dates")
    if times.opens is not None and now < times.opens:
        message = f"The photo may be used from {_say(times.opens, zone)} on, so it isn't published before."
        return Problem(file, 0, message, "This is its release date (IPTC or XMP).", Gravity.NOTE, code="image-waiting")
    if times.ends is not None and now >= times.ends:
        message = f"The photo could be used until {_say(times.ends, zone)}, so it is no longer published."
        hint = "This is its expiration date (IPTC or XMP). Take another photo, or ask its owner for more time."
        return Problem(file, 0, message, hint, Gravity.WARNING, code="image-expired")
    return None


def _say(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
