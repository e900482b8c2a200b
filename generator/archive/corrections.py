"""The corrections of public stories, in a table of their own, for the page and the feed that list them all."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from generator.archive.cards import last_change
from generator.archive.queries import CARD
from generator.catalogue.store import Store
from generator.digests import digest_value
from generator.gate import order_of
from generator.model import Card, Story
from generator.story_records import Correction

ENCODER = msgspec.msgpack.Encoder()
CORRECTION = msgspec.msgpack.Decoder(Correction)
NEWEST_FIRST = (
    "SELECT card, correction, moment FROM corrections JOIN cards USING (path)"
    " ORDER BY moment DESC, path DESC, rank DESC"
)


class Corrected(msgspec.Struct, frozen=True):
    """A correction and the story that it is of."""

    story: Card
    correction: Correction
    moment: int
    """When it was made, in microseconds since 1970: its own date, or else when the story was last changed."""


def save_corrections(store: Store, stories: Iterable[Story], now: datetime) -> None:
    """Save the corrections of public stories, which have none in the table, in the caller's transaction."""
    rows = [
        (story.path, rank, _made(correction, story, now), ENCODER.encode(correction))
        for story in stories
        if not story.own
        for rank, correction in enumerate(story.corrections)
    ]
    store.executemany("INSERT INTO corrections VALUES (?, ?, ?, ?)", rows)


def _made(correction: Correction, story: Story, now: datetime) -> int:
    return order_of(correction.date) if correction.date else last_change(story, now)


def count_corrections(store: Store) -> int:
    """Return the number of corrections of public stories."""
    return int(store.execute("SELECT count(*) FROM corrections").fetchone()[0])


def newest_corrections(store: Store, count: int, skipped: int = 0) -> tuple[Corrected, ...]:
    """Return `count` corrections, the newest first, after the `skipped` newest."""
    rows = store.execute(f"{NEWEST_FIRST} LIMIT ? OFFSET ?", (count, skipped))
    return tuple(Corrected(CARD.decode(card), CORRECTION.decode(blob), moment) for card, blob, moment in rows)


def digest_corrections(store: Store) -> str:
    """Return a digest of all that pages may show of corrections."""
    return digest_value(store.execute(NEWEST_FIRST).fetchall())
