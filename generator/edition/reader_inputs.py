"""What templates see on the pages that readers come back for. The other records are in inputs.py."""

from datetime import datetime

import msgspec

from generator.edition.site_inputs import Feed
from generator.model import Card, Link
from generator.photo_records import Photo
from generator.story_records import Event, LiveEntry


class SeriesBox(msgspec.Struct, frozen=True, kw_only=True):
    """The series that a story is a part of."""

    series: Link
    part: int
    """The number of this part; 0 if it has none."""
    parts: tuple[Card, ...]
    """All parts of a short series, this one among them; empty for a long one."""
    previous: Card | None
    next: Card | None


class SeriesInputs(msgspec.Struct, frozen=True, kw_only=True):
    """series.html: the parts of a series, in order."""

    series: Link
    cards: tuple[Card, ...]
    total: int
    """The parts of the whole series on its first page; 0 on the others."""
    number: int
    """The page's number, counted from 1; the first page is at the address of the series."""
    previous: str
    """URL of the page before, or empty."""
    next: str


class CorrectionEntry(msgspec.Struct, frozen=True):
    """A correction on the page of all corrections."""

    story: Card
    text: str
    date: datetime | None
    """None if the editors gave no date."""


class CorrectionsInputs(msgspec.Struct, frozen=True, kw_only=True):
    """corrections.html: all corrections, newest first."""

    title: str
    entries: tuple[CorrectionEntry, ...]
    number: int
    """The page's number, counted from 1 for the oldest page; 0 is the page at /corrections/."""
    older: str
    """URL or empty."""
    newer: str


class EventEntry(msgspec.Struct, frozen=True):
    """An event, and the story that announces it."""

    story: Card
    event: Event


class EventsInputs(msgspec.Struct, frozen=True, kw_only=True):
    """events.html: the events that lie ahead, the next one first."""

    title: str
    entries: tuple[EventEntry, ...]
    calendar: str
    """Root-relative address of the same as a calendar file."""


class CalendarEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event in the calendar file."""

    uid: str
    """Permanent; it does not change with the slug."""
    url: str
    """Absolute address of the story."""
    headline: str
    deck: str
    changed: datetime
    event: Event


class CalendarFileInputs(msgspec.Struct, frozen=True, kw_only=True):
    """The calendar file of events; it has no template."""

    name: str
    events: tuple[CalendarEvent, ...]


class LiveLink(msgspec.Struct, frozen=True):
    """A page with older entries of a live story."""

    url: str
    first: datetime
    """The time of its oldest entry."""
    last: datetime
    until: str
    """The day and the minute of its newest entry, as the names of entries have them: `2026-11-22-1405`."""


class LiveView(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of a live story shows besides its introduction."""

    points: str
    """HTML of the key points; may be empty."""
    entries: tuple[LiveEntry, ...]
    """The newest first, up to 500."""
    updated: datetime | None
    """The time of the newest entry."""
    starts: datetime
    """The time of the first entry, or else of publication."""
    ends: datetime | None
    """When the coverage ends, if the editors say so."""
    ended: bool
    part: str
    """Root-relative address of the newest entries as a file of their own, which the page's script asks for."""
    older: tuple[LiveLink, ...]
    """The pages with older entries, the newest first."""
    several_days: bool
    """Whether the entries are of several days, so that each is told with its day."""


class LivePageInputs(msgspec.Struct, frozen=True, kw_only=True):
    """live-page.html: older entries of a live story."""

    story: Card
    entries: tuple[LiveEntry, ...]
    """The newest first."""
    inline: dict[str, Photo]
    """The photos in the entries, by the address that they have there."""
    number: int
    """The page's number, counted from 1 for the oldest."""
    older: str
    """URL or empty."""
    newer: str
    several_days: bool


class LivePartInputs(msgspec.Struct, frozen=True, kw_only=True):
    """live-part.html: the newest entries of a live story as a file of their own."""

    story: Card
    entries: tuple[LiveEntry, ...]
    """The newest first, up to 20."""
    inline: dict[str, Photo]
    updated: datetime | None
    ended: bool
    several_days: bool


class FeedGroup(msgspec.Struct, frozen=True, kw_only=True):
    """What has feeds, with all forms of its feed."""

    kind: str
    """`paper`, `section`, `topic`, `byline` or `corrections`."""
    subject: Link
    home: str
    """The absolute address of its page."""
    feeds: tuple[Feed, ...]
    """The most widely read form first; may be empty."""


class FollowingInputs(msgspec.Struct, frozen=True, kw_only=True):
    """feeds.html and feeds.opml: the feeds that readers can choose from."""

    title: str
    groups: tuple[FeedGroup, ...]
    opml: str
    """Root-relative address of the OPML file."""
    calendar: str
    """Root-relative address of the calendar of events, or empty."""
    elsewhere: tuple[Link, ...]
    """Lists of more to follow, which would be too many here."""


ReaderInputs = (
    CorrectionsInputs
    | SeriesInputs
    | EventsInputs
    | CalendarFileInputs
    | LivePageInputs
    | LivePartInputs
    | FollowingInputs
)
