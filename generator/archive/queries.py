"""Queries for pages about what is public. Every result has a total order: time, then path."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from generator.archive.identity import OF_RECORD
from generator.catalogue.copy import BODY, STORY
from generator.catalogue.store import Store
from generator.model import Body, Card, Story

CARD = msgspec.msgpack.Decoder(Card)

LISTINGS = ("section", "topic", "byline", "day")
"""The kinds of listing that have numbered pages."""


LISTED = " AND EXISTS (SELECT 1 FROM listings WHERE listings.path = cards.path AND kind = ? AND subject = ?)"
SUBJECT = "SELECT subject, name, stories, changed FROM subjects WHERE kind = ?"


class Subject(msgspec.Struct, frozen=True):
    """The subject of a listing, and its number of public stories."""

    slug: str
    name: str
    """The name as the oldest story writes it; for sections and dates the same as `slug`."""
    stories: int
    changed: int | None = None
    """The last time that one of its stories was published or updated, in microseconds since 1970."""


def subjects(store: Store, kind: str, within: str = "") -> list[Subject]:
    """Return the subjects of a kind that have stories and whose slug begins with `within`, by slug."""
    rows = store.execute(f"{SUBJECT} AND subject >= ? AND subject < ? ORDER BY subject", (kind, within, f"{within}~"))
    return [Subject(*row) for row in rows]


def rows_of(store: Store, query: str, paths: Iterable[str] | None, order: str = "") -> Iterator[Any]:
    """Yield the rows of `query` for all stories, or for those at `paths`. It must have a column `path` and no WHERE."""
    if paths is None:
        yield from store.execute(f"{query} {order}").fetchall()
        return
    for path in sorted(set(paths)):
        yield from store.execute(f"{query} WHERE path = ? {order}", (path,)).fetchall()


def count_subjects(store: Store, kinds: Iterable[str]) -> int:
    """Return the number of subjects of all these kinds."""
    count = "SELECT count(*) FROM subjects WHERE kind = ?"
    return sum(store.execute(count, (kind,)).fetchone()[0] for kind in kinds)


def subject(store: Store, kind: str, slug: str) -> Subject | None:
    """Return one subject, or None when it has no public stories."""
    row = store.execute(f"{SUBJECT} AND subject = ?", (kind, slug)).fetchone()
    return Subject(*row) if row else None


def beside(store: Store, kind: str, slug: str) -> tuple[str, str]:
    """Return the slugs of the subjects before and after this one; empty where there is none."""
    before = store.execute("SELECT max(subject) FROM subjects WHERE kind = ? AND subject < ?", (kind, slug))
    after = store.execute("SELECT min(subject) FROM subjects WHERE kind = ? AND subject > ?", (kind, slug))
    return before.fetchone()[0] or "", after.fetchone()[0] or ""


def paths_in_listing(store: Store, kind: str, subject: str, first: int, count: int, total: int) -> list[str]:
    """Return the paths of `count` of the `total` stories of a listing, newest first, from number `first`.

    The oldest is number 0.
    """
    newest_first = total - first - count < first
    order, skipped = ("DESC", max(0, total - first - count)) if newest_first else ("ASC", first)
    rows = store.execute(
        "SELECT path FROM listings WHERE kind = ? AND subject = ?"  # noqa: S608
        f" ORDER BY opens {order}, path {order} LIMIT ? OFFSET ?",
        (kind, subject, count, skipped),
    )
    paths = [path for (path,) in rows]
    return paths if newest_first else paths[::-1]


def paths_from(store: Store, kind: str, subject: str, first: tuple[int, str], end: tuple[int, str] | None) -> list[str]:
    """Return the paths of the stories of a listing from the place `first` to before `end`, newest first.

    A place is a time and a path. Without `end`, all later stories are returned.
    """
    rows = store.execute(
        "SELECT path FROM listings WHERE kind = ? AND subject = ? AND (opens, path) >= (?, ?)"  # noqa: S608
        f" {'AND (opens, path) < (?, ?)' if end else ''} ORDER BY opens DESC, path DESC",
        (kind, subject, *first, *(end or ())),
    )
    return [path for (path,) in rows]


def places_in(store: Store, kind: str, subject: str, most: int = -1) -> list[tuple[int, str]]:
    """Return time and path of the stories of a listing, oldest first: of all, or of the `most` oldest."""
    query = "SELECT opens, path FROM listings WHERE kind = ? AND subject = ? ORDER BY opens, path LIMIT ?"
    return store.execute(query, (kind, subject, most)).fetchall()


def place_in(store: Store, kind: str, subject: str, opens: int, path: str) -> int:
    """Return the number of stories of the listing that are older than a story of that time and path."""
    row = store.execute(
        "SELECT count(*) FROM listings WHERE kind = ? AND subject = ? AND (opens, path) < (?, ?)",
        (kind, subject, opens, path),
    ).fetchone()
    return int(row[0])


def is_among_newest(store: Store, kind: str, subject: str, count: int, opens: int, path: str) -> bool:
    """Tell whether a story of that time and path is, or would be, among the `count` newest of a listing."""
    row = store.execute(
        "SELECT opens, path FROM listings WHERE kind = ? AND subject = ? ORDER BY opens DESC, path DESC"
        " LIMIT 1 OFFSET ?",
        (kind, subject, count - 1),
    ).fetchone()
    return row is None or (opens, path) >= row


def is_among_latest(store: Store, count: int, opens: int, path: str) -> bool:
    """Tell whether a story of that time and path is, or would be, among the `count` newest of all."""
    row = store.execute(
        "SELECT opens, path FROM cards ORDER BY opens DESC, path DESC LIMIT 1 OFFSET ?", (count - 1,)
    ).fetchone()
    return row is None or (opens, path) >= row


def paths_listed(store: Store, kind: str, subject: str) -> list[str]:
    """Return the paths of all stories of a listing, oldest first."""
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


def paths_beside(store: Store, section: str, opens: int, path: str) -> list[str]:
    """Return the paths of the stories just before and just after that time and path in a section."""
    rows = (store.execute(query, (section, opens, path)) for query in (BEFORE, AFTER))
    return [found for one in rows for (found,) in one]


def paths_after(store: Store, opens: int, path: str, count: int) -> list[str]:
    """Return the paths of the `count` stories of the paper that follow that time and path."""
    rows = store.execute(
        "SELECT path FROM cards WHERE (opens, path) > (?, ?) ORDER BY opens, path LIMIT ?", (opens, path, count)
    )
    return [found for (found,) in rows]


def paths_that_relate_to(store: Store, path: str) -> list[str]:
    """Return the paths of the stories that show the one at `path` as related, or as an update."""
    query = "SELECT path FROM related WHERE other = ? UNION SELECT path FROM updates WHERE other = ? ORDER BY path"
    return [found for (found,) in store.execute(query, (path, path))]


def newest(store: Store, count: int) -> tuple[Card, ...]:
    """Return the latest stories of the paper, newest first."""
    return tuple(read_cards(store.execute("SELECT card FROM cards ORDER BY opens DESC, path DESC LIMIT ?", (count,))))


def languages(store: Store) -> list[str]:
    """Return the languages that public stories name, sorted."""
    rows = store.execute("SELECT DISTINCT language FROM cards WHERE language <> '' ORDER BY language")
    return [language for (language,) in rows]


def foremost(store: Store, count: int) -> tuple[Card, ...]:
    """Return the stories that come first by recency and priority.

    A step of priority counts as a day: a story of priority 2 ranks like an ordinary one published two days later.
    """
    rows = store.execute(
        "SELECT card FROM (SELECT * FROM cards ORDER BY opens DESC, path DESC LIMIT 500)"
        " ORDER BY opens + priority * 86400000000 DESC, opens DESC, path DESC LIMIT ?",
        (count,),
    )
    return tuple(read_cards(rows))


def preferred(store: Store, count: int) -> tuple[Card, ...]:
    """Return those of the 500 newest stories that have a priority above 0, the highest priority first."""
    rows = store.execute(
        "SELECT card FROM (SELECT * FROM cards ORDER BY opens DESC, path DESC LIMIT 500) WHERE priority > 0"
        " ORDER BY priority DESC, opens DESC, path DESC LIMIT ?",
        (count,),
    )
    return tuple(read_cards(rows))


def section_of(store: Store, path: str) -> str:
    """Return the section of the story at `path`; empty when it is not public."""
    row = store.execute("SELECT subject FROM listings WHERE path = ? AND kind = 'section'", (path,)).fetchone()
    return row[0] if row else ""


def related(store: Store, path: str) -> tuple[Card, ...]:
    """Return the related stories of the one at `path`, best first."""
    rows = store.execute(
        "SELECT card FROM related JOIN cards ON cards.path = other WHERE related.path = ? ORDER BY rank", (path,)
    )
    return tuple(read_cards(rows))


def topics_of(store: Store, path: str) -> list[tuple[str, str]]:
    """Return slug and name of the topics of the story at `path`; the name is that in the topic's oldest story."""
    return store.execute(
        "SELECT subject, subjects.name FROM listings JOIN subjects USING (kind, subject)"
        " WHERE path = ? AND kind = 'topic' ORDER BY rank",
        (path,),
    ).fetchall()


def card_of(store: Store, path: str) -> Card | None:
    """Return the card of the story at `path`, or None when it is not public."""
    return next(read_cards(store.execute("SELECT card FROM cards WHERE path = ?", (path,))), None)


def public_cards(store: Store, within: Mapping[str, str]) -> Iterator[tuple[Card, str, str]]:
    """Yield card, file and section of each public story, newest first.

    `within`: kind -> subject of the listings that the story must be in.
    """
    rows = store.execute(
        "SELECT card, file, (SELECT subject FROM listings WHERE listings.path = cards.path AND kind = 'section')"  # noqa: S608
        f" FROM cards JOIN stories USING (path) WHERE 1{LISTED * len(within)} ORDER BY opens DESC, path DESC",
        [value for pair in within.items() for value in pair],
    )
    return ((CARD.decode(card), file, section) for card, file, section in rows)


def count_public(store: Store, within: Mapping[str, str]) -> int:
    """Return the number of public stories that are in all these listings: kind -> subject."""
    values = [value for pair in within.items() for value in pair]
    query = f"SELECT count(*) FROM cards WHERE 1{LISTED * len(within)}"  # noqa: S608
    return int(store.execute(query, values).fetchone()[0])


def whole_story(store: Store, path: str) -> tuple[Card, Story, Body]:
    """Return card, story and body of the story at `path`. Raises KeyError when it isn't public."""
    row = store.execute(
        "SELECT card, story, body FROM cards JOIN stories USING (path) WHERE path = ?", (path,)
    ).fetchone()
    if row is None:
        raise KeyError(path)
    return _read_card(row[0]), STORY.decode(row[1]), BODY.decode(row[2])


def address_of(store: Store, path: str) -> str:
    """Return the address of the story at `path`; empty when it is not public."""
    row = store.execute("SELECT url FROM cards WHERE path = ?", (path,)).fetchone()
    return row[0] if row else ""


def count_stories(store: Store) -> int:
    """Return the number of public stories."""
    return int(store.execute("SELECT count(*) FROM cards").fetchone()[0])


def public_addresses(store: Store) -> list[tuple[str, str]]:
    """Return path and address of every public story, oldest first."""
    return store.execute("SELECT path, url FROM cards ORDER BY opens, path").fetchall()


def related_paths(store: Store) -> set[str]:
    """Return the path of every story that another public story names as related."""
    return {path for (path,) in store.execute("SELECT DISTINCT other FROM related WHERE other <> path")}


def find_path(store: Store, name: str, place: str, but: str = "") -> str:
    """Find the public story called `name` (as `addresses.plain_name` gives it) or at `place`; return its path or "".

    A path is tried first, then an address, then the last part of a path, then that of an address. When several stories
    share a last part, the newest is taken. The story at the path `but` is never taken.
    """
    for clause, value in (("plain", name), ("place", place), ("stem", name), ("slug", name)):
        row = store.execute(
            f"SELECT path FROM cards WHERE {clause} = ? AND path <> ? ORDER BY opens DESC, path DESC LIMIT 1",  # noqa: S608
            (value, but),
        ).fetchone()
        if row:
            return str(row[0])
    return ""


def slug_in(url: str) -> str:
    """Return the last part of an address, in small letters."""
    return url.rstrip("/").rpartition("/")[2].removesuffix(".html").casefold()


def newest_paths(store: Store, count: int) -> list[str]:
    """Return the paths of the newest stories, newest first."""
    rows = store.execute("SELECT path FROM cards ORDER BY opens DESC, path DESC LIMIT ?", (count,))
    return [path for (path,) in rows]


def newest_names(store: Store, count: int) -> list[str]:
    """Return the plain names of the newest stories, and the last parts of these."""
    rows = store.execute("SELECT plain, stem FROM cards ORDER BY opens DESC, path DESC LIMIT ?", (count,))
    return [name for row in rows for name in row]


def is_on_file(store: Store, name: str) -> bool:
    """Tell whether a story of that path, in capitals or small letters, was read, public or not."""
    row = store.execute("SELECT 1 FROM stories WHERE path = ? COLLATE NOCASE LIMIT 1", (name,)).fetchone()
    return row is not None


def former_addresses(store: Store, path: str | None = None) -> list[str]:
    """Return every former address that redirects; or those that redirect to the story at `path`."""
    rows = store.execute("SELECT url FROM redirects WHERE ? IS NULL OR path = ? ORDER BY url", (path, path))
    return [url for (url,) in rows]


def target_of(store: Store, url: str) -> str:
    """Return the path of the story or page that the former address `url` redirects to; empty when there is none."""
    row = store.execute("SELECT path FROM redirects WHERE url = ?", (url,)).fetchone()
    return row[0] if row else ""


def lost_addresses(store: Store) -> list[tuple[str, str]]:
    """Return path and former address of each story that names a former address which doesn't redirect to it."""
    return store.execute(
        "SELECT DISTINCT former.path, former.url FROM former LEFT JOIN redirects USING (place)"
        " WHERE rank < ? AND (redirects.path IS NULL OR redirects.path <> former.path)"
        " ORDER BY former.path, former.url",
        (OF_RECORD,),
    ).fetchall()


def opened_between(store: Store, after: int, until: int) -> bool:
    """Tell whether a public story was published at or after `after` and at or before `until`."""
    row = store.execute("SELECT 1 FROM cards WHERE opens >= ? AND opens <= ? LIMIT 1", (after, until)).fetchone()
    return row is not None


def read_cards(rows: Iterable[tuple[bytes]]) -> Iterator[Card]:
    """Yield the cards in rows of one column."""
    return (_read_card(blob) for (blob,) in rows)


@lru_cache(maxsize=8192)
def _read_card(blob: bytes) -> Card:
    """Decode the card in `blob`. Six or more pages show each card, and rendered parts are cached by the card object."""
    return CARD.decode(blob)
