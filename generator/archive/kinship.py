"""Which public stories go together, kept in the catalogue and brought in line with what changed.

The web of ties lies there in chunks of stories, the oldest first, so that a change writes few of them.
"""

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from generator.archive.queries import CARD
from generator.archive.store import Store, keep_fact, recall_fact
from generator.archive.ties import (
    Amendment,
    Web,
    all_of,
    amend,
    is_sample_touched,
    lists_of,
    pack_stories,
    pack_weights,
    unpack_web,
    weave,
)
from generator.archive.vectors import Document
from generator.model import Card

MOST_AMENDED = 0.05
"""When a greater part of the stories changed, all ties are reckoned anew."""
COMPARED = ("ties", "notices")
"""Parts of the web that a change may touch anywhere; the others are as they were where no story moved."""
FEW = 50
"""But so few never."""


def keep_related(store: Store, changed: Collection[str] | None, count: int) -> list[str]:
    """Bring the lists of related stories in line with what is public now; gives the stories whose list changed.

    `changed` are the stories that came into the public tables, left them or changed in them; None: all may have.
    `count` stories at most are in a list. The caller's transaction holds it.
    """
    if recall_fact(store, "related") != str(count):
        keep_fact(store, "related", str(count))
        changed = None
    if not count:
        return _write_lists(store, None, {})
    if changed is None:
        return _relate_all(store, count)
    return _relate_some(store, set(changed), count) if changed else []


def _relate_all(store: Store, count: int) -> list[str]:
    documents = list(_documents(store))
    if not documents:
        store.execute("DELETE FROM kin")
        return _write_lists(store, None, {})
    web = weave(documents)
    _keep_web(store, web)
    return _write_lists(store, None, lists_of(web, all_of(web), count))


def _relate_some(store: Store, changed: set[str], count: int) -> list[str]:
    added = list(_documents(store, sorted(changed)))
    if store.execute("SELECT 1 FROM kin LIMIT 1").fetchone() is None:
        return _relate_all(store, count)
    seen: dict[tuple[str, int], bytes] = {}
    web = unpack_web(lambda part: _read(store, part, seen))
    many = len(changed) > max(FEW, MOST_AMENDED * len(web.paths))
    if many or is_sample_touched(web, changed, added):
        return _relate_all(store, count)
    amendment = amend(web, changed, added)
    _keep_amended(store, amendment, seen)
    gone = changed - {document.path for document in added}
    return _write_lists(store, gone, lists_of(amendment.web, amendment.touched, count))


def _write_lists(store: Store, gone: Collection[str] | None, lists: Mapping[str, Sequence[str]]) -> list[str]:
    """Keep `lists` in place of all (`gone` is None), or of those of the same stories and of those `gone`."""
    before = _kept_lists(store, None if gone is None else [*gone, *lists])
    changed = sorted(path for path in before.keys() | lists.keys() if before.get(path, []) != list(lists.get(path, [])))
    store.executemany("DELETE FROM related WHERE path = ?", ((path,) for path in changed))
    rows = ((path, rank, other) for path in changed for rank, other in enumerate(lists.get(path, ())))
    store.executemany("INSERT INTO related VALUES (?, ?, ?)", rows)
    return changed


def _kept_lists(store: Store, paths: Iterable[str] | None) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    query = "SELECT path, other FROM related"
    if paths is None:
        rows = store.execute(f"{query} ORDER BY path, rank").fetchall()
    else:
        found = (store.execute(f"{query} WHERE path = ? ORDER BY rank", (path,)) for path in sorted(set(paths)))
        rows = [row for one in found for row in one]
    for path, other in rows:
        lists.setdefault(path, []).append(other)
    return lists


# --- the web in the catalogue ---------------------------------------------------------------------


def _read(store: Store, part: str, seen: dict[tuple[str, int], bytes]) -> Iterator[bytes]:
    """The chunks of a part of the web, in their order; of parts that any change may touch a digest is put in `seen`."""
    for chunk, content in store.execute("SELECT chunk, content FROM kin WHERE part = ? ORDER BY chunk", (part,)):
        if part in COMPARED:
            seen[part, chunk] = _digest(content)
        yield zlib.decompress(content) if part == "rarity" else content


def _keep_web(store: Store, web: Web) -> None:
    """Write the whole web, in place of what was kept."""
    store.execute("DELETE FROM kin")
    for part, chunk, content in (*pack_weights(web), *pack_stories(web)):
        closed = zlib.compress(content, 1) if part == "rarity" else content
        store.execute("INSERT INTO kin VALUES (?, ?, ?)", (part, chunk, closed))


def _keep_amended(store: Store, amendment: Amendment, seen: Mapping[tuple[str, int], bytes]) -> None:
    """Write the chunks that aren't as they were `seen`."""
    chunks = 0
    for part, chunk, content in pack_stories(amendment.web, amendment.unmoved):
        chunks = max(chunks, chunk + 1)
        if part not in COMPARED or seen.get((part, chunk)) != _digest(content):
            store.execute("INSERT OR REPLACE INTO kin VALUES (?, ?, ?)", (part, chunk, content))
    store.execute("DELETE FROM kin WHERE chunk >= ? AND part NOT IN ('head', 'rarity')", (chunks,))


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


# --- what is compared -----------------------------------------------------------------------------

DOCUMENT = "SELECT card, opens, terms FROM cards JOIN stories USING (path)"
TOPICS = "SELECT path, subject FROM listings WHERE kind = 'topic'"


def _documents(store: Store, paths: Sequence[str] | None = None) -> Iterator[Document]:
    """What is compared of the public stories, or of those at `paths`."""
    topics: dict[str, list[str]] = {}
    for path, slug in _rows(store, TOPICS, "path", paths):
        topics.setdefault(path, []).append(slug)
    for card, opens, terms in _rows(store, DOCUMENT, "cards.path", paths):
        yield _document(CARD.decode(card), opens, terms, topics)


def _rows(store: Store, query: str, column: str, paths: Sequence[str] | None) -> Iterator[Any]:
    if paths is None:
        yield from store.execute(query)
        return
    joined = f"{query} AND {column} = ?" if " WHERE " in query else f"{query} WHERE {column} = ?"
    for path in paths:
        yield from store.execute(joined, (path,))


def _document(card: Card, opens: int, terms: bytes, topics: Mapping[str, Sequence[str]]) -> Document:
    return Document(card.path, opens, card.headline, terms, tuple(topics.get(card.path, ())))
