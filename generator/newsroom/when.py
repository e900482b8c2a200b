"""Understand a time to come as people say it: `tomorrow 6 a.m.`, `Sunday 18:00`, `in 2 hours`, `Nov. 30, 2026, 6 p.m.`

The grammar is small and strict, because a wrong guess would publish a story too early: what isn't clearly one instant
is refused with examples. dateparser and parsedatetime guess. dateutil, which other libraries bring along, doesn't know
`tomorrow`. Full dates are read as those of copy are, in all its languages.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from generator.errors import CommandRefused, refuse
from generator.intake.text.dates import DateError, contradicts_weekday, names_hour, read_local, read_moment
from generator.intake.text.shorten import shorten

EXAMPLES = "Write it like this: tomorrow 6 a.m. · Sunday 18:00 · in 2 hours · 2026-11-30 06:00"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MAX_CHARS = 80
MAX_HOURS = 24 * 366 * 2
"""How far ahead `in …` may lead."""

NUMBER_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "half an": 0.5, "half a": 0.5}
UNIT_HOURS = {"minute": 1 / 60, "min": 1 / 60, "hour": 1.0, "hr": 1.0, "h": 1.0, "day": 24.0, "week": 168.0}
SPAN = re.compile(
    r"in (?P<number>\d{1,4}|half an?|an?|one|two|three) ?(?P<unit>minute|min|hour|hr|h|day|week)s?", re.ASCII
)
CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?:(?P<half>[ap])\.?m\.?)?|noon", re.ASCII)
DAY = rf"today|tomorrow|(?:(?:on|this) )?(?:{'|'.join(f'{name}|{name[:3]}' for name in WEEKDAYS)})\.?"
DAY_FIRST = re.compile(rf"(?P<day>{DAY}),? (?:at )?(?P<clock>.+)")
DAY_LAST = re.compile(rf"(?:at )?(?P<clock>.+?),? (?P<day>{DAY})")


def read_when(words: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant that `words` mean at `now` in a paper in `zone`, in UTC.

    Raises CommandRefused for words that aren't clearly one instant, and for one that is over.
    """
    plain = " ".join(words.casefold().split())
    if not plain or len(plain) > MAX_CHARS:
        raise _refused(words, "No time was given.")
    local = now.astimezone(zone)
    moment = now if plain == "now" else _after(plain, now) or _on_day(plain, words, local, zone)
    if moment is None:
        moment = _on_date(words, zone)
    if moment < now:
        raise _refused(words, f"“{_short(words)}” is over: that was {moment.astimezone(zone):%A, %Y-%m-%d %H:%M}.")
    return moment.astimezone(UTC)


def _after(plain: str, now: datetime) -> datetime | None:
    """Return the time after a span, such as `in 2 hours`, rounded up to a minute; None for other words."""
    found = SPAN.fullmatch(plain)
    if found is None:
        return None
    number = NUMBER_WORDS[found["number"]] if found["number"] in NUMBER_WORDS else int(found["number"])
    hours = number * UNIT_HOURS[found["unit"]]
    if not hours or hours > MAX_HOURS:
        raise _refused(plain, f"“{plain}” is no time to come, or too far ahead.")
    return (now.astimezone(UTC) + timedelta(hours=hours)).replace(second=0, microsecond=0) + timedelta(
        minutes=1 if now.second else 0
    )


def _on_day(plain: str, words: str, local: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the time of day on a named day, or at a time of day alone the next such time; None for other words."""
    for form in (DAY_FIRST, DAY_LAST):
        found = form.fullmatch(plain)
        clock = _clock_in(found["clock"], words) if found else None
        if found and clock is not None:
            return _next(local, found["day"].rstrip("."), clock, zone, words)
    clock = _clock_in(plain.removeprefix("at "), words)
    if clock is None:
        return None
    day = local.date() if clock > local.time() else local.date() + timedelta(days=1)
    return _in_zone(day, clock, zone, words)


def _next(local: datetime, name: str, clock: time, zone: ZoneInfo, words: str) -> datetime:
    """Return the time on `today`, `tomorrow` or the next such weekday, which is today if the time is still to come."""
    today = local.date()
    if name in {"today", "tomorrow"}:
        return _in_zone(today + timedelta(days=name == "tomorrow"), clock, zone, words)
    weekday = next(at for at, one in enumerate(WEEKDAYS) if one.startswith(name.rpartition(" ")[2]))
    ahead = (weekday - today.weekday()) % 7
    if ahead == 0 and clock <= local.time():
        ahead = 7
    return _in_zone(today + timedelta(days=ahead), clock, zone, words)


def _clock_in(plain: str, words: str) -> time | None:
    """Return a time of day; None for other words. Raises CommandRefused for `6`, which may be morning or evening."""
    found = CLOCK.fullmatch(plain)
    if found is None:
        return None
    if plain == "noon":
        return time(12)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not found["half"] and not found["minute"] and hour <= 12:
        raise _refused(words, f"“{_short(words)}” may be in the morning or in the evening.")
    if found["half"] and not 1 <= hour <= 12:
        raise _refused(words, f"“{_short(words)}” is no time of day.")
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    if hour > 23 or minute > 59:
        raise _refused(words, f"“{_short(words)}” is no time of day.")
    return time(hour, minute)


def _in_zone(day: date, clock: time, zone: ZoneInfo, words: str) -> datetime:
    """Return the instant. Raises CommandRefused where clocks are changed and it doesn't exist, or comes twice."""
    first = datetime.combine(day, clock, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    exists = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == datetime.combine(day, clock)
    reason = "comes twice that day" if exists else "doesn't exist that day"
    raise _refused(words, f"{clock:%H:%M} {reason}, because the clocks are changed. Choose another hour.")


def _on_date(words: str, zone: ZoneInfo) -> datetime:
    """Return the instant of a full date with a time of day. Raises CommandRefused."""
    try:
        moment = read_moment(words.strip(), zone)
    except DateError as error:
        raise _refused(words, f"“{_short(words)}” isn't clear: {error.message}") from None
    if not names_hour(words):
        raise _refused(words, f"“{_short(words)}” has no time of day.")
    local, named = read_local(words.strip(), zone)
    if named is None:
        _in_zone(local.date(), local.time(), zone, words)
    if weekday := contradicts_weekday(words, moment, zone):
        raise _refused(words, f"That day is a {weekday}, and “{_short(words)}” says another day of the week.")
    return moment


def write_when(moment: datetime, zone: ZoneInfo) -> str:
    """Return an instant, to the minute, as it is written into copy: `2026-11-30 06:00`, in the paper's zone.

    Where the clocks are changed and that would be read as another instant, the hours from GMT follow.
    """
    local = moment.replace(second=0, microsecond=0).astimezone(zone)
    words = f"{local:%Y-%m-%d %H:%M}"
    if read_moment(words, zone) == local:
        return words
    offset = f"{local:%z}"
    return f"{words} {offset[:3]}:{offset[3:5]}"


def _short(words: str) -> str:
    plain = "".join(char if char.isprintable() else " " for char in words)
    return shorten(plain, MAX_CHARS)


def _refused(words: str, message: str) -> CommandRefused:
    return refuse(_short(words), message, EXAMPLES)
