"""The events that public stories announce, in a table of their own, by the day on which each is over."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from generator.archive.queries import CARD
from generator.catalogue.store import Store
from generator.digests import digest_value
from generator.gate import order_of
from generator.model import Card, Story
from generator.story_records import Event

ENCODER = msgspec.msgpack.Encoder()
EVENT = msgspec.msgpack.Decoder(Event)
UPCOMING = (
    "SELECT card, event, path, rank FROM events JOIN cards USING (path) WHERE last >= ?"
    " ORDER BY starts, path, rank LIMIT ?"
)
MOST = 300
"""The most events that are listed."""


class Announced(msgspec.Struct, frozen=True):
    """An event and the story that announces it."""

    story: Card
    event: Event
    rank: int
    """Which of its story's events it is, counted from 0."""


def save_events(store: Store, stories: Iterable[Story], zone: ZoneInfo) -> None:
    """Save the events of public stories, which have none in the table, in the caller's transaction."""
    rows = [
        (story.path, rank, last_day(event, zone).isoformat(), order_of(event.start), ENCODER.encode(event))
        for story in stories
        for rank, event in enumerate(story.events)
    ]
    store.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", rows)


def last_day(event: Event, zone: ZoneInfo) -> date:
    """Return the day after which the event is over."""
    return (event.end or event.start).astimezone(zone).date()


def has_events(store: Store) -> bool:
    """Tell whether any public story announces an event, or announced one that is over."""
    return store.execute("SELECT 1 FROM events LIMIT 1").fetchone() is not None


def upcoming_events(store: Store, today: date) -> tuple[Announced, ...]:
    """Return the events that aren't over before `today`, in the order of their beginnings."""
    rows = store.execute(UPCOMING, (today.isoformat(), MOST))
    return tuple(Announced(CARD.decode(card), EVENT.decode(event), rank) for card, event, _, rank in rows)


def digest_events(store: Store, today: date) -> str:
    """Return a digest of all that pages may show of events on that day."""
    return digest_value((has_events(store), store.execute(UPCOMING, (today.isoformat(), MOST)).fetchall()))
