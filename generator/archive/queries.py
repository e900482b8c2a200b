"""Questions that pages ask of what is public. Every answer has a total order: time, then path."""

from collections.abc import Iterable, Iterator

import msgspec

from generator.archive.store import Store
from generator.model import Card

CARD = msgspec.msgpack.Decoder(Card)

LISTINGS = ("section", "topic", "byline", "day")
"""Kinds of listing."""


class Subject(msgspec.Struct, frozen=True):
    """What a listing is of, and how many public stories it has."""

    slug: str
    name: str
    """As its oldest story writes it; for sections and days the same as `slug`."""
    stories: int


def subjects(store: Store, kind: str) -> list[Subject]:
    """Every section, topic, byline or day that has public stories, by slug."""
    counts = store.execute(
        "SELECT subject, count(*) FROM listings WHERE kind = ? GROUP BY subject ORDER BY subject", (kind,)
    ).fetchall()
    newest_first = store.execute(
        "SELECT subject, name FROM listings WHERE kind = ? ORDER BY subject, opens DESC, path DESC", (kind,)
    )
    oldest_name = dict(newest_first.fetchall())
    return [Subject(slug, oldest_name[slug], count) for slug, count in counts]


def listed(store: Store, kind: str, subject: str, first: int, count: int) -> tuple[Card, ...]:
    """`count` stories of a listing from number `first` (0 is the oldest), newest first."""
    rows = store.execute(
        "SELECT card FROM (SELECT path AS chosen FROM listings WHERE kind = ? AND subject = ?"
        " ORDER BY opens, path LIMIT ? OFFSET ?) JOIN cards ON cards.path = chosen ORDER BY opens DESC, path DESC",
        (kind, subject, count, first),
    )
    return tuple(_cards(rows))


def newest(store: Store, count: int) -> tuple[Card, ...]:
    """The latest stories of the paper, newest first."""
    return tuple(_cards(store.execute("SELECT card FROM cards ORDER BY opens DESC, path DESC LIMIT ?", (count,))))


def foremost(store: Store, count: int) -> tuple[Card, ...]:
    """The stories that recency and priority put first.

    A step of priority is worth a day: a story of priority 2 stands where an ordinary one of two days later would.
    """
    rows = store.execute(
        "SELECT card FROM (SELECT * FROM cards ORDER BY opens DESC, path DESC LIMIT 500)"
        " ORDER BY opens + priority * 86400000000 DESC, opens DESC, path DESC LIMIT ?",
        (count,),
    )
    return tuple(_cards(rows))


def neighbours(store: Store, path: str) -> tuple[Card | None, Card | None]:
    """The stories just before and just after the one at `path` in its section."""
    section, opens = store.execute(
        "SELECT subject, opens FROM listings WHERE path = ? AND kind = 'section'", (path,)
    ).fetchone()
    before = store.execute(
        "SELECT card FROM (SELECT path AS chosen FROM listings WHERE kind = 'section' AND subject = ?"
        " AND (opens, path) < (?, ?) ORDER BY opens DESC, path DESC LIMIT 1) JOIN cards ON cards.path = chosen",
        (section, opens, path),
    )
    after = store.execute(
        "SELECT card FROM (SELECT path AS chosen FROM listings WHERE kind = 'section' AND subject = ?"
        " AND (opens, path) > (?, ?) ORDER BY opens, path LIMIT 1) JOIN cards ON cards.path = chosen",
        (section, opens, path),
    )
    return next(_cards(before), None), next(_cards(after), None)


def related(store: Store, path: str) -> tuple[Card, ...]:
    """The stories that go with the one at `path`, best first."""
    rows = store.execute(
        "SELECT card FROM related JOIN cards ON cards.path = other WHERE related.path = ? ORDER BY rank", (path,)
    )
    return tuple(_cards(rows))


def card_of(store: Store, path: str) -> Card | None:
    """The card of the story at `path`, if it is public."""
    return next(_cards(store.execute("SELECT card FROM cards WHERE path = ?", (path,))), None)


def public_addresses(store: Store) -> list[tuple[str, str]]:
    """Path and address of every public story, oldest first."""
    return store.execute("SELECT path, url FROM cards ORDER BY opens, path").fetchall()


def former_addresses(store: Store) -> list[tuple[str, str]]:
    """Every former address and the path of the story that was there."""
    return store.execute("SELECT url, path FROM redirects ORDER BY url").fetchall()


def months(store: Store) -> list[tuple[str, int]]:
    """Months (`2010-04`) that have stories which search engines may list, and how many."""
    return store.execute("SELECT month, count(*) FROM cards WHERE NOT noindex GROUP BY month ORDER BY month").fetchall()


def indexed_in(store: Store, month: str, first: int, count: int) -> tuple[Card, ...]:
    """Stories of `month` that search engines may list, oldest first."""
    rows = store.execute(
        "SELECT card FROM cards WHERE month = ? AND NOT noindex ORDER BY opens, path LIMIT ? OFFSET ?",
        (month, count, first),
    )
    return tuple(_cards(rows))


def indexed_since(store: Store, opens: int) -> tuple[Card, ...]:
    """Stories that became public at or after `opens` and that search engines may list, newest first."""
    rows = store.execute(
        "SELECT card FROM cards WHERE opens >= ? AND NOT noindex ORDER BY opens DESC, path DESC", (opens,)
    )
    return tuple(_cards(rows))


def last_change(store: Store, kind: str, subject: str) -> int | None:
    """When a story of the listing was last published or updated, in microseconds since 1970."""
    row = store.execute(
        "SELECT max(changed) FROM listings JOIN cards USING (path) WHERE kind = ? AND subject = ?", (kind, subject)
    ).fetchone()
    return row[0] if row else None


def last_change_in(store: Store, month: str) -> int | None:
    """When a story of `month` that search engines may list was last published or updated."""
    row = store.execute("SELECT max(changed) FROM cards WHERE month = ? AND NOT noindex", (month,)).fetchone()
    return row[0] if row else None


def _cards(rows: Iterable[tuple[bytes]]) -> Iterator[Card]:
    return (CARD.decode(blob) for (blob,) in rows)
