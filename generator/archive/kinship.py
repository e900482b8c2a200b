"""Which public stories go together, kept in the catalogue until the public stories change."""

import hashlib
from collections.abc import Collection, Iterator

from generator.archive.copydesk import TERMS
from generator.archive.queries import CARD
from generator.archive.related import Document, relate
from generator.archive.store import Store, keep_fact, recall_fact
from generator.model import Card

FACT = "related"


def keep_related(store: Store, changed: Collection[str] | None, count: int) -> list[str]:
    """Bring the catalogue's list of related stories in line with what is public now."""
    state = _state_of(store, count)
    if recall_fact(store, FACT) == state:
        return []
    before = _lists(store)
    found = relate(_documents(store), count) if count else {}
    rows = ((path, rank, other) for path in sorted(found) for rank, other in enumerate(found[path]))
    store.execute("DELETE FROM related")
    store.executemany("INSERT INTO related VALUES (?, ?, ?)", rows)
    keep_fact(store, FACT, state)
    after = _lists(store)
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _lists(store: Store) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for path, other in store.execute("SELECT path, other FROM related ORDER BY path, rank"):
        lists.setdefault(path, []).append(other)
    return lists


def _state_of(store: Store, count: int) -> str:
    """Digest of all that the list hangs on: the public stories' words, times, headlines and topics."""
    digest = hashlib.blake2b(str(count).encode(), digest_size=16)
    rows = store.execute(
        "SELECT cards.path, card, digest FROM cards JOIN stories USING (path) JOIN files USING (file)"
        " ORDER BY cards.path"
    )
    for path, card, content in rows:
        digest.update(f"{path}\0{content}\0".encode() + card)
    return digest.hexdigest()


def _documents(store: Store) -> Iterator[Document]:
    """What is compared of each public story, one at a time: word counts are large."""
    topics: dict[str, list[str]] = {}
    for path, slug in store.execute("SELECT path, subject FROM listings WHERE kind = 'topic' ORDER BY path, rank"):
        topics.setdefault(path, []).append(slug)
    rows = store.execute("SELECT card, terms FROM cards JOIN stories USING (path) ORDER BY opens, path")
    for card, terms in rows:
        yield _document(CARD.decode(card), TERMS.decode(terms), topics)


def _document(card: Card, terms: dict[str, int], topics: dict[str, list[str]]) -> Document:
    return Document(card.path, card.published, card.headline, terms, tuple(topics.get(card.path, ())))
