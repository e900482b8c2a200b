"""Questions that pages ask of what is public. Every answer has a total order: time, then path."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from generator.catalogue.copy import BODY, STORY
from generator.catalogue.store import Store
from generator.model import Body, Card, Story

CARD = msgspec.msgpack.Decoder(Card)

LISTINGS = ("section", "topic", "byline", "day")
"""Kinds of listing whose stories stand on numbered pages."""


SUBJECT = "SELECT subject, name, stories, changed FROM subjects WHERE kind = ?"


class Subject(msgspec.Struct, frozen=True):
    """What a listing is of, and how many public stories it has."""

    slug: str
    name: str
    """As its oldest story writes it; for sections and dates the same as `slug`."""
    stories: int
    changed: int | None = None
    """When one of its stories was last published or updated, in microseconds since 1970."""


def subjects(store: Store, kind: str, within: str = "") -> list[Subject]:
    """Every section, topic, byline, day, month or year (whose slug begins with `within`) that has stories, by slug."""
    rows = store.execute(f"{SUBJECT} AND subject >= ? AND subject < ? ORDER BY subject", (kind, within, f"{within}~"))
    return [Subject(*row) for row in rows]


def rows_of(store: Store, query: str, paths: Iterable[str] | None, order: str = "") -> Iterator[Any]:
    """The rows that `query` finds of all stories, or of those at `paths`. It has a column `path`, and no WHERE."""
    if paths is None:
        yield from store.execute(f"{query} {order}").fetchall()
        return
    for path in sorted(set(paths)):
        yield from store.execute(f"{query} WHERE path = ? {order}", (path,)).fetchall()


def count_subjects(store: Store, kinds: Iterable[str]) -> int:
    """How many of all these kinds there are."""
    count = "SELECT count(*) FROM subjects WHERE kind = ?"
    return sum(store.execute(count, (kind,)).fetchone()[0] for kind in kinds)


def subject(store: Store, kind: str, slug: str) -> Subject | None:
    """One of them, when it has public stories."""
    row = store.execute(f"{SUBJECT} AND subject = ?", (kind, slug)).fetchone()
    return Subject(*row) if row else None


def beside(store: Store, kind: str, slug: str) -> tuple[str, str]:
    """The slugs of the subjects before and after this one, or empty."""
    before = store.execute("SELECT max(subject) FROM subjects WHERE kind = ? AND subject < ?", (kind, slug))
    after = store.execute("SELECT min(subject) FROM subjects WHERE kind = ? AND subject > ?", (kind, slug))
    return before.fetchone()[0] or "", after.fetchone()[0] or ""


def listed(store: Store, kind: str, subject: str, first: int, count: int, total: int) -> tuple[Card, ...]:
    """`count` of the `total` stories of a listing, from number `first` (0 is the oldest), newest first."""
    newest_first = total - first - count < first
    order, skipped = ("DESC", max(0, total - first - count)) if newest_first else ("ASC", first)
    rows = store.execute(
        "SELECT card FROM (SELECT path AS chosen FROM listings WHERE kind = ? AND subject = ?"  # noqa: S608
        f" ORDER BY opens {order}, path {order} LIMIT ? OFFSET ?)"
        " JOIN cards ON cards.path = chosen ORDER BY opens DESC, path DESC",
        (kind, subject, count, skipped),
    )
    return tuple(_cards(rows))


def place_in(store: Store, kind: str, subject: str, opens: int, path: str) -> int:
    """How many stories of the listing are older than one of that time and path."""
    row = store.execute(
        "SELECT count(*) FROM listings WHERE kind = ? AND subject = ? AND (opens, path) < (?, ?)",
        (kind, subject, opens, path),
    ).fetchone()
    return int(row[0])


def is_among_newest(store: Store, kind: str, subject: str, count: int, opens: int, path: str) -> bool:
    """Whether a story of that time and path is, or would be, among the `count` newest of a listing."""
    row = store.execute(
        "SELECT opens, path FROM listings WHERE kind = ? AND subject = ? ORDER BY opens DESC, path DESC"
        " LIMIT 1 OFFSET ?",
        (kind, subject, count - 1),
    ).fetchone()
    return row is None or (opens, path) >= row


def is_among_latest(store: Store, count: int, opens: int, path: str) -> bool:
    """Whether a story of that time and path is, or would be, among the `count` newest of all."""
    row = store.execute(
        "SELECT opens, path FROM cards ORDER BY opens DESC, path DESC LIMIT 1 OFFSET ?", (count - 1,)
    ).fetchone()
    return row is None or (opens, path) >= row


def paths_listed(store: Store, kind: str, subject: str) -> list[str]:
    """The paths of all stories of a listing, oldest first."""
    rows = store.execute(
        "SELECT path FROM listings WHERE kind = ? AND subject = ? ORDER BY opens, path", (kind, subject)
    )
    return [path for (path,) in rows]


BEFORE = (
    "SELECT path AS chosen FROM listings WHERE kind = 'section' AND subject = ? AND (opens, path) < (?, ?)"
    " ORDER BY opens DESC, path DESC LIMIT 1"
)
AFTER = (
    "SELECT path AS chosen FROM listings WHERE kind = 'section' AND subject = ? AND (opens, path) > (?, ?)"
    " ORDER BY opens, path LIMIT 1"
)

CARD_BEFORE, CARD_AFTER = (f"SELECT card FROM ({one}) JOIN cards ON cards.path = chosen" for one in (BEFORE, AFTER))  # noqa: S608


def paths_beside(store: Store, section: str, opens: int, path: str) -> list[str]:
    """The paths of the stories just before and just after that time and path in a section."""
    rows = (store.execute(query, (section, opens, path)) for query in (BEFORE, AFTER))
    return [found for one in rows for (found,) in one]


def paths_after(store: Store, opens: int, path: str, count: int) -> list[str]:
    """The paths of the `count` stories of the paper that follow on that time and path."""
    rows = store.execute(
        "SELECT path FROM cards WHERE (opens, path) > (?, ?) ORDER BY opens, path LIMIT ?", (opens, path, count)
    )
    return [found for (found,) in rows]


def newest_before(store: Store, opens: int, path: str, count: int) -> tuple[Card, ...]:
    """The `count` stories of the paper just before that time and path, newest first."""
    rows = store.execute(
        "SELECT card FROM cards WHERE (opens, path) < (?, ?) ORDER BY opens DESC, path DESC LIMIT ?",
        (opens, path, count),
    )
    return tuple(_cards(rows))


def paths_that_relate_to(store: Store, path: str) -> list[str]:
    """The paths of the stories that show the one at `path` as related, or as an update."""
    query = "SELECT path FROM related WHERE other = ? UNION SELECT path FROM updates WHERE other = ? ORDER BY path"
    return [found for (found,) in store.execute(query, (path, path))]


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


def preferred(store: Store, count: int) -> tuple[Card, ...]:
    """Those of the 500 newest stories that editors gave a priority above the ordinary, the highest first."""
    rows = store.execute(
        "SELECT card FROM (SELECT * FROM cards ORDER BY opens DESC, path DESC LIMIT 500) WHERE priority > 0"
        " ORDER BY priority DESC, opens DESC, path DESC LIMIT ?",
        (count,),
    )
    return tuple(_cards(rows))


def section_of(store: Store, path: str) -> str:
    """The section of the story at `path`; empty when it is not public."""
    row = store.execute("SELECT subject FROM listings WHERE path = ? AND kind = 'section'", (path,)).fetchone()
    return row[0] if row else ""


def neighbours(store: Store, section: str, opens: int, path: str) -> tuple[Card | None, Card | None]:
    """The stories just before and just after that time and path in a section."""
    before, after = (store.execute(query, (section, opens, path)) for query in (CARD_BEFORE, CARD_AFTER))
    return next(_cards(before), None), next(_cards(after), None)


def related(store: Store, path: str) -> tuple[Card, ...]:
    """The stories that go with the one at `path`, best first."""
    rows = store.execute(
        "SELECT card FROM related JOIN cards ON cards.path = other WHERE related.path = ? ORDER BY rank", (path,)
    )
    return tuple(_cards(rows))


def update_of(store: Store, path: str) -> Card | None:
    """The newest version of the story at `path`, when that is another story."""
    rows = store.execute("SELECT card FROM updates JOIN cards ON cards.path = other WHERE updates.path = ?", (path,))
    return next(_cards(rows), None)


def topics_of(store: Store, path: str) -> list[tuple[str, str]]:
    """Slug and name of the topics of the story at `path`, each as the oldest story of the topic writes it."""
    return store.execute(
        "SELECT subject, subjects.name FROM listings JOIN subjects USING (kind, subject)"
        " WHERE path = ? AND kind = 'topic' ORDER BY rank",
        (path,),
    ).fetchall()


def card_of(store: Store, path: str) -> Card | None:
    """The card of the story at `path`, if it is public."""
    return next(_cards(store.execute("SELECT card FROM cards WHERE path = ?", (path,))), None)


def public_cards(store: Store, within: Mapping[str, str]) -> Iterator[tuple[Card, str, str]]:
    """Each public story, newest first: card, file, section. `within`: kind -> subject that it is listed in."""
    clause = " AND EXISTS (SELECT 1 FROM listings WHERE listings.path = cards.path AND kind = ? AND subject = ?)"
    rows = store.execute(
        "SELECT card, file, (SELECT subject FROM listings WHERE listings.path = cards.path AND kind = 'section')"  # noqa: S608
        f" FROM cards JOIN stories USING (path) WHERE 1{clause * len(within)} ORDER BY opens DESC, path DESC",
        [value for pair in within.items() for value in pair],
    )
    return ((CARD.decode(card), file, section) for card, file, section in rows)


def whole_story(store: Store, path: str) -> tuple[Card, Story, Body]:
    """All that there is of the story at `path`. Raises KeyError when it isn't public."""
    row = store.execute(
        "SELECT card, story, body FROM cards JOIN stories USING (path) WHERE path = ?", (path,)
    ).fetchone()
    if row is None:
        raise KeyError(path)
    return _read_card(row[0]), STORY.decode(row[1]), BODY.decode(row[2])


def address_of(store: Store, path: str) -> str:
    """The address of the story at `path`; empty when it is not public."""
    row = store.execute("SELECT url FROM cards WHERE path = ?", (path,)).fetchone()
    return row[0] if row else ""


def count_stories(store: Store) -> int:
    """How many stories are public."""
    return int(store.execute("SELECT count(*) FROM cards").fetchone()[0])


def public_addresses(store: Store) -> list[tuple[str, str]]:
    """Path and address of every public story, oldest first."""
    return store.execute("SELECT path, url FROM cards ORDER BY opens, path").fetchall()


def find_path(store: Store, name: str, place: str) -> str:
    """The path of the public story that goes by `name` (as `addresses.plain_name` gives it), or stands at `place`.

    Its path goes before its address, and that before the last part of its path or address, of which the newest story's
    counts.
    """
    for clause, value in (("plain", name), ("place", place), ("stem", name), ("slug", name)):
        row = store.execute(
            f"SELECT path FROM cards WHERE {clause} = ? ORDER BY opens DESC, path DESC LIMIT 1",  # noqa: S608
            (value,),
        ).fetchone()
        if row:
            return str(row[0])
    return ""


def slug_in(url: str) -> str:
    """The last part of an address, in small letters."""
    return url.rstrip("/").rpartition("/")[2].removesuffix(".html").casefold()


def newest_paths(store: Store, count: int) -> list[str]:
    """The paths of the newest stories, newest first."""
    rows = store.execute("SELECT path FROM cards ORDER BY opens DESC, path DESC LIMIT ?", (count,))
    return [path for (path,) in rows]


def newest_names(store: Store, count: int) -> list[str]:
    """The plain names of the newest stories, and the last parts of these."""
    rows = store.execute("SELECT plain, stem FROM cards ORDER BY opens DESC, path DESC LIMIT ?", (count,))
    return [name for row in rows for name in row]


def is_on_file(store: Store, name: str) -> bool:
    """Whether a story of that path, in capitals or small letters, was read, public or not."""
    row = store.execute("SELECT 1 FROM stories WHERE path = ? COLLATE NOCASE LIMIT 1", (name,)).fetchone()
    return row is not None


def former_addresses(store: Store, path: str | None = None) -> list[str]:
    """Every former address that leads somewhere; or those that lead to the story at `path`."""
    rows = store.execute("SELECT url FROM redirects WHERE ? IS NULL OR path = ? ORDER BY url", (path, path))
    return [url for (url,) in rows]


def target_of(store: Store, url: str) -> str:
    """The path of the story that the former address `url` leads to, or empty."""
    row = store.execute("SELECT path FROM redirects WHERE url = ?", (url,)).fetchone()
    return row[0] if row else ""


def lost_addresses(store: Store) -> list[tuple[str, str]]:
    """Path of a story and former address of it that leads elsewhere, since something else stands there."""
    return store.execute(
        "SELECT DISTINCT former.path, former.url FROM former LEFT JOIN redirects USING (place)"
        " WHERE redirects.path IS NULL OR redirects.path <> former.path ORDER BY former.path, former.url"
    ).fetchall()


def indexed_in_month(store: Store, month: str) -> int:
    """How many stories of `month` search engines may list."""
    return int(store.execute("SELECT count(*) FROM cards WHERE month = ? AND NOT noindex", (month,)).fetchone()[0])


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


def indexed_since(store: Store, opens: int, first: int, count: int) -> tuple[Card, ...]:
    """`count` of the stories that search engines may list and that became public at or after `opens`, newest first."""
    rows = store.execute(
        "SELECT card FROM cards WHERE opens >= ? AND NOT noindex ORDER BY opens DESC, path DESC LIMIT ? OFFSET ?",
        (opens, count, first),
    )
    return tuple(_cards(rows))


def count_indexed_since(store: Store, opens: int) -> tuple[int, int | None]:
    """How many there are of those, and when the oldest of them opened."""
    row: tuple[int, int | None] = store.execute(
        "SELECT count(*), min(opens) FROM cards WHERE opens >= ? AND NOT noindex", (opens,)
    ).fetchone()
    return row


def opened_between(store: Store, after: int, until: int) -> bool:
    """Whether a public story opened at or after `after` and at or before `until`."""
    row = store.execute("SELECT 1 FROM cards WHERE opens >= ? AND opens <= ? LIMIT 1", (after, until)).fetchone()
    return row is not None


def last_change_in(store: Store, month: str) -> int | None:
    """When a story of `month` that search engines may list was last published or updated."""
    row = store.execute("SELECT max(changed) FROM cards WHERE month = ? AND NOT noindex", (month,)).fetchone()
    return row[0] if row else None


def _cards(rows: Iterable[tuple[bytes]]) -> Iterator[Card]:
    return (_read_card(blob) for (blob,) in rows)


@lru_cache(maxsize=8192)
def _read_card(blob: bytes) -> Card:
    """The card in `blob`. A card is on six pages or more, and what was set of it is remembered by the card."""
    return CARD.decode(blob)
