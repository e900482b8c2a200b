"""The events that lie ahead: a page, and a calendar that readers' programs follow. What is over leaves at midnight."""

from generator.archive.events import Announced, has_events, upcoming_events
from generator.archive.identity import id_in_story
from generator.edition.edition import Edition
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages.kind import CALENDAR_FILE, Gathered, Kind
from generator.edition.paid import told_headline
from generator.edition.reader_inputs import CalendarEvent, CalendarFileInputs, EventEntry, EventsInputs
from generator.model import Link, Page


def events_link(edition: Edition) -> Link:
    """Return the link to the page of events."""
    return Link(edition.words.gettext("Events"), edition.addresses.events)


def calendar_url(edition: Edition) -> str:
    """Return the root-relative address of the calendar."""
    return f"{edition.addresses.events}calendar.ics"


def gather_events(edition: Edition, page: Page) -> Gathered:
    """Gather the events that lie ahead, the next one first."""
    link = events_link(edition)
    found = upcoming_events(edition.store, edition.today)
    inputs = EventsInputs(
        title=link.name,
        entries=tuple(EventEntry(one.story, one.event) for one in found),
        calendar=calendar_url(edition),
    )
    description = edition.words.gettext("What is on, from %(paper)s.") % {"paper": edition.site.name}
    return page_facts(edition, page, link.name, description, (link,)), inputs


def gather_calendar(edition: Edition, page: Page) -> Gathered:
    """Gather the same events for the calendar."""
    found = upcoming_events(edition.store, edition.today)
    name = f"{edition.site.name}: {events_link(edition).name}"
    inputs = CalendarFileInputs(name=name, events=tuple(_calendar_event(edition, one) for one in found))
    return page_facts(edition, page, name), inputs


def _calendar_event(edition: Edition, one: Announced) -> CalendarEvent:
    return CalendarEvent(
        uid=id_in_story(edition.store, edition.config.address, one.story.path, f"event-{one.rank}").removeprefix(
            "urn:uuid:"
        ),
        url=absolute(edition, one.story.url),
        headline=told_headline(one.story, edition.words),
        deck=one.story.deck,
        changed=one.story.updated or one.story.published,
        event=one.event,
    )


def _is_there(edition: Edition, subject: str) -> int:
    return int(not subject and has_events(edition.store))


EVENTS = Kind(
    name="events",
    subjects=lambda edition: [("", 1)] if has_events(edition.store) else [],
    pages=_is_there,
    url=lambda edition, _subject, _number: edition.addresses.events,
    gather=gather_events,
    template="events.html",
    inputs=EventsInputs,
)
CALENDAR = Kind(
    name="calendar-file",
    subjects=EVENTS.subjects,
    pages=_is_there,
    url=lambda edition, _subject, _number: calendar_url(edition),
    gather=gather_calendar,
    template=CALENDAR_FILE,
    inputs=CalendarFileInputs,
    stage="feeds",
    media_type="text/calendar",
)
