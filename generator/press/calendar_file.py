"""The calendar of events that readers' programs follow (iCalendar, RFC 5545)."""

# ruff: noqa: PLC0415 -- icalendar takes 60 ms to load, and most papers have no events

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from generator.edition.reader_inputs import CalendarEvent, CalendarFileInputs
from generator.edition.site_inputs import Site

PRODUCT = "-//Broadsheet//Events//EN"


def render_calendar(site: Site, inputs: CalendarFileInputs) -> bytes:
    """Return the calendar. Times are in UTC, which every program shows in its reader's own zone."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", inputs.name)
    calendar.add("x-wr-timezone", site.time_zone)
    for one in inputs.events:
        _add_event(calendar, one, ZoneInfo(site.time_zone))
    return bytes(calendar.to_ical())


def _add_event(calendar: Any, one: CalendarEvent, zone: ZoneInfo) -> None:
    from icalendar import Event

    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", one.changed)
    event.add("last-modified", one.changed)
    event.add("summary", one.headline)
    if one.deck:
        event.add("description", one.deck)
    if one.event.place:
        event.add("location", one.event.place)
    event.add("url", one.url)
    if one.event.no_hour:  # whole days; the end is the day after the last one
        last = one.event.end or one.event.start
        event.add("dtstart", one.event.start.astimezone(zone).date())
        event.add("dtend", last.astimezone(zone).date() + timedelta(days=1))
    else:
        event.add("dtstart", one.event.start)
        if one.event.end:
            event.add("dtend", one.event.end)
    calendar.add_component(event)
