"""Which public stories go together, kept in the catalogue until the public stories change."""

from collections.abc import Collection, Iterator

from generator.archive.queries import CARD
from generator.archive.related import Document, relate
from generator.archive.store import Store
from generator.model import Card


def keep_related(store: Store, changed: Collection[str] | None, count: int) -> list[str]:
    """Bring the catalogue's list of related stories in line with what is public now."""
    if changed is not None and not changed:
        return []
    before = _lists(store)
    found = relate(_documents(store), count) if count else {}
    rows = ((path, rank, other) for path in sorted(found) for rank, other in enumerate(found[path]))
    store.execute("DELETE FROM related")
    store.executemany("INSERT INTO related VALUES (?, ?, ?)", rows)
    after = _lists(store)
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _lists(store: Store) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for path, other in store.execute("SELECT path, other FROM related ORDER BY path, rank"):
        lists.setdefault(path, []).append(other)
    return lists


def _documents(store: Store) -> Iterator[Document]:
    """What is compared of each public story, one at a time: word counts are large."""
    topics: dict[str, list[str]] = {}
    for path, slug in store.execute("SELECT path, subject FROM listings WHERE kind = 'topic' ORDER BY path, rank"):
        topics.setdefault(path, []).append(slug)
    rows = store.execute("SELECT card, opens, terms FROM cards JOIN stories USING (path) ORDER BY opens, path")
    for card, opens, terms in rows:
        yield _document(CARD.decode(card), opens, terms, topics)


def _document(card: Card, opens: int, terms: bytes, topics: dict[str, list[str]]) -> Document:
    return Document(card.path, opens, card.headline, terms, tuple(topics.get(card.path, ())))
