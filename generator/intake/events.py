"""Read what `Event:` says: when something takes place, and where."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from generator.intake.header.values import FieldReader
from generator.intake.text.dates import DateError, names_hour, read_moment
from generator.story_records import Event

KEY = "events"
BEFORE_PLACE = re.compile(r"\s?[,;|·、，]\s?|\s@\s|\sat\s(?!\d)|\sin\s|\s[–—-]\s(?=\D)", re.IGNORECASE)
"""What may stand between the time and the place."""
BEFORE_END = re.compile(r"\s?[–—-]\s?|\s(?:to|until|till|bis|à|jusqu'à|hasta|a|tot|do|até)\s", re.IGNORECASE)
"""What may stand between the beginning and the end."""
HOURS = re.compile(r"[\d.:]+\d\s?(?:[ap]\.?m\.?)?\s?-\s?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
"""`10:00-12:00`: from one hour to another. After a `T`, as programs write times, the second is the offset of a zone."""
HINT = "Write it like this: Event: 2026-12-12 10:00, Grange Hall"


def read_events(reader: FieldReader) -> tuple[Event, ...]:
    """Return the events that the header names. One that can't be read is reported and left out."""
    found = (read_event(reader, " ".join(words.split())) for words in reader.items(KEY))
    return tuple(event for event in found if event is not None)


def read_event(reader: FieldReader, words: str) -> Event | None:
    """Return the event in `2026-12-12 10:00-12:00, Grange Hall`, or None after a report."""
    for when, place in _divisions(words):
        event = _read_when(reader, when, place)
        if event is None:
            continue
        if event.end is not None and event.end < event.start:
            reader.report(KEY, f"“{words}” ends before it begins, so it is in no list of events.", HINT)
            return None
        return event
    reader.report(KEY, f"“{words}” doesn't begin with a day that can be read, so it is in no list of events.", HINT)
    return None


def _divisions(words: str) -> Iterator[tuple[str, str]]:
    """Yield every division of the words into time and place, the one with the longest time first."""
    yield words, ""
    for mark in reversed(list(BEFORE_PLACE.finditer(words))):
        yield words[: mark.start()], words[mark.end() :].strip(" ,;")


def _read_when(reader: FieldReader, when: str, place: str) -> Event | None:
    hours = HOURS.search(when)
    spans = hours is not None and hours.end() == len(when) and when[: hours.start()][-1:] in {"", " "}
    start = None if spans else _moment(reader, when)
    if start is not None:
        return Event(start=start, no_hour=not names_hour(when), place=place)
    for mark in BEFORE_END.finditer(when):
        opening, closing = when[: mark.start()], when[mark.end() :]
        start = _moment(reader, opening)
        end = _end(reader, start, closing) if start is not None else None
        if start is not None and end is not None:
            return Event(start=start, end=end, no_hour=not names_hour(opening), place=place)
    return None


def _end(reader: FieldReader, start: datetime, words: str) -> datetime | None:
    """Return the end: a date, or an hour of the day of the beginning or, if that is before it, of the next one."""
    if (moment := _moment(reader, words)) is not None:
        return moment
    day = start.astimezone(reader.zone).date()
    hours = (_moment(reader, f"{one.isoformat()} {words}") for one in (day, day + timedelta(days=1)))
    return next((hour for hour in hours if hour is not None and hour > start), None)


def _moment(reader: FieldReader, words: str) -> datetime | None:
    try:
        return read_moment(words, reader.zone, reader.date_order, reader.dates_in)
    except DateError:
        return None
