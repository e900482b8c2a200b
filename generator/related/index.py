"""The index of links between stories, kept in the catalogue: one row a story, and an inverted index of leading words.

Stories have numbers, given in the order in which they come. Only the rows that are needed are read, and only those that
changed are written, so that a story costs as much in a large archive as in a small one. The exception is the metadata,
which is read whole: a few bytes a story.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from generator.catalogue.store import Store
from generator.related.scoring import link_type, metadata_type
from generator.related.vectors import Rows
from generator.related.weights import DocumentFrequencies, Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from generator.related.scoring import Numbers, Records

CHUNK = 4096
"""The number of stories whose metadata is written together."""
BUCKETS = 1 << 15
"""The number of buckets of words, each of which is written whole: a few kilobytes in a large archive."""
POSTINGS_AT_ONCE = 1 << 20
"""About so many postings are put into their buckets together."""


@cache
def backlink_type() -> "np.dtype[np.void]":
    """Return the type of a link as seen from the older story.

    `other`: the number of the newer story; `score`: the link's score, 0 while it must not be shown.
    """
    import numpy as np

    return np.dtype([("other", np.uint32), ("score", np.int64)])


@cache
def posting_type() -> "np.dtype[np.void]":
    """Return the type of a posting: a leading word of a story, and its weight there."""
    import numpy as np

    return np.dtype([("word", np.uint32), ("story", np.uint32), ("weight", np.int16)])


class StoryLinks(msgspec.Struct):
    """The links of a story in both directions."""

    path: str
    older: "Records"
    """Its links to older stories (`link_type`), the best first."""
    older_versions: "NDArray[np.uint32]"
    """Older versions of it."""
    newer: "Records"
    """The links of newer stories to it (`backlink_type`)."""
    newer_versions: "NDArray[np.uint32]"
    """Newer versions of it."""


Row = tuple[str, bytes, bytes, bytes, bytes]


def _pack_links(links: StoryLinks) -> Row:
    """Return the row of a story."""
    older, newer = (links.older, links.older_versions), (links.newer, links.newer_versions)
    return links.path, older[0].tobytes(), older[1].tobytes(), newer[0].tobytes(), newer[1].tobytes()


def _unpack_links(row: Row) -> StoryLinks:
    import numpy as np

    path, older, older_versions, newer, newer_versions = row
    return StoryLinks(
        path,
        np.frombuffer(older, link_type()),
        np.frombuffer(older_versions, np.uint32),
        np.frombuffer(newer, backlink_type()),
        np.frombuffer(newer_versions, np.uint32),
    )


class RelatedIndex:
    """The index in the catalogue. `save` writes what was changed in it."""

    def __init__(self, store: Store) -> None:
        """Open the index in `store`, which must not be empty."""
        import numpy as np

        self._store = store
        self._chunks = dict(store.execute("SELECT chunk, content FROM related_metadata ORDER BY chunk"))
        self.metadata: Records = np.frombuffer(bytearray().join(self._chunks.values()), metadata_type())
        self.weights = _read_weights(store)
        self._read: dict[int, Row | None] = {}
        self._links: dict[int, StoryLinks | None] = {}
        self._words: dict[int, tuple[NDArray[np.uint32], NDArray[np.int16]]] = {}
        self._new_words: set[int] = set()
        self._buckets: dict[int, Records] = {}
        self._new_buckets: set[int] = set()

    # --- stories ---

    def number_of(self, path: str) -> int | None:
        """Return the number of the story at `path`, or None when it is not in the index."""
        row = self._store.execute("SELECT story FROM related_links WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def links_of(self, story: int) -> StoryLinks:
        """Return the links of the story. Raises KeyError when it is not in the index."""
        if story not in self._links:
            query = "SELECT path, older, older_versions, newer, newer_versions FROM related_links WHERE story = ?"
            row = self._read[story] = self._store.execute(query, (story,)).fetchone()
            self._links[story] = _unpack_links(row) if row else None
        found = self._links[story]
        if found is None:
            raise KeyError(story)
        return found

    def links_before(self, story: int) -> StoryLinks:
        """Return the links of a loaded story as the catalogue holds them; a new story has none."""
        return _unpack_links(self._read.get(story) or ("", b"", b"", b"", b""))

    def loaded(self) -> list[int]:
        """Return the stories whose links were loaded, sorted."""
        return sorted(story for story, links in self._links.items() if links is not None)

    def path_of(self, story: int) -> str:
        """Return the path of the story. Raises KeyError when it is not in the index."""
        return self.links_of(story).path

    def paths_of(self, stories: Iterable[int]) -> list[str]:
        """Return the paths of stories that were in the index when it was opened."""
        query = "SELECT path FROM related_links WHERE story = ?"
        return [self._store.execute(query, (story,)).fetchone()[0] for story in stories]

    def is_public(self, story: int) -> bool:
        """Tell whether the story is public."""
        return bool(self.metadata["public"][story])

    def add_story(self, path: str, metadata_row: tuple[int | bool, ...], story: int | None) -> int:
        """Add a story and return its number. `story`: the number that it has already, if any."""
        import numpy as np

        if story is None:
            story = len(self.metadata)
            self.metadata = np.concatenate([self.metadata, np.zeros(1, metadata_type())])
            self._read[story], self._links[story] = None, _unpack_links((path, b"", b"", b"", b""))
        self.metadata[story] = metadata_row
        return story

    def remove_story(self, story: int) -> None:
        """Remove a story that has no links any more."""
        import numpy as np

        self.metadata[story] = np.zeros((), metadata_type())
        self._links[story] = None

    # --- words ---

    def words_of(self, stories: Sequence[int]) -> Rows:
        """Return all words of each of the stories."""
        import numpy as np

        rows = [self._words_at(story) for story in stories]
        ends = np.cumsum([0, *(len(words) for words, _ in rows)])
        none: tuple[Any, Any] = (np.zeros(0, np.uint32), np.zeros(0, np.int16))
        words, weights = zip(none, *rows, strict=True)
        return Rows(ends, np.concatenate(words), np.concatenate(weights))

    def _words_at(self, story: int) -> "tuple[NDArray[np.uint32], NDArray[np.int16]]":
        import numpy as np

        if story not in self._words:
            row = self._store.execute("SELECT words, weights FROM related_words WHERE story = ?", (story,)).fetchone()
            words, weights = row or (b"", b"")
            self._words[story] = np.frombuffer(words, np.uint32), np.frombuffer(weights, np.int16)
        return self._words[story]

    def set_words(self, story: int, rows: Rows, at: int) -> None:
        """Give a story the words of row `at`."""
        own = rows.span(at)
        self._words[story] = rows.words[own], rows.weights[own]
        self._new_words.add(story)

    def add_postings(self, story: int, rows: Rows, at: int) -> None:
        """Add the words of row `at` to the story's postings."""
        import numpy as np

        own = rows.span(at)
        new = np.zeros(own.stop - own.start, posting_type())
        new["word"], new["story"], new["weight"] = rows.words[own], story, rows.weights[own]
        for bucket, postings in _by_bucket(new):
            self._buckets[bucket] = np.concatenate([self._bucket(bucket), postings])
            self._new_buckets.add(bucket)

    def remove_postings(self, story: int, rows: Rows, at: int) -> None:
        """Remove the words of row `at` from the story's postings."""
        import numpy as np

        own = rows.span(at)
        for bucket in np.unique(rows.words[own] % BUCKETS).tolist():
            postings = self._bucket(bucket)
            self._buckets[bucket] = postings[postings["story"] != story]
            self._new_buckets.add(bucket)

    def similarities(self, rows: Rows, at: int) -> "Numbers":
        """Return the similarity of a story with the leading words of row `at` to every story."""
        import numpy as np

        own = rows.span(at)
        stories, products = [np.zeros(0, np.uint32)], [np.zeros(0, np.int64)]
        for word, weight in zip(rows.words[own].tolist(), rows.weights[own].tolist(), strict=True):
            postings = self._bucket(word % BUCKETS)
            postings = postings[postings["word"] == word]
            stories.append(postings["story"])
            products.append(postings["weight"] * np.int64(weight))
        sums = np.bincount(np.concatenate(stories), np.concatenate(products), len(self.metadata))
        return sums.astype(np.int64)

    def _bucket(self, bucket: int) -> "Records":
        import numpy as np

        if bucket not in self._buckets:
            row = self._store.execute("SELECT content FROM related_postings WHERE bucket = ?", (bucket,)).fetchone()
            self._buckets[bucket] = np.frombuffer(row[0] if row else b"", posting_type())
        return self._buckets[bucket]

    # --- weights ---

    def frequencies(self) -> DocumentFrequencies:
        """Return the document frequencies in the sample."""
        import numpy as np

        numbers, counts = _read_fact(self._store, "counted_words"), _read_fact(self._store, "frequencies")
        return DocumentFrequencies(np.frombuffer(numbers, np.uint32), np.frombuffer(counts, np.uint16))

    def save_frequencies(self, frequencies: DocumentFrequencies) -> None:
        """Save document frequencies that leave the weights of words as they are."""
        _write_frequencies(self._store, frequencies)

    # --- the catalogue ---

    def save(self) -> None:
        """Write what changed, in the caller's transaction."""
        self._save_metadata()
        self._save_links()
        for story in sorted(self._new_words):
            words, weights = self._words[story]
            row = story, words.tobytes(), weights.tobytes()
            self._store.execute("INSERT OR REPLACE INTO related_words VALUES (?, ?, ?)", row)
        for bucket in sorted(self._new_buckets):
            postings = self._buckets[bucket].tobytes()
            self._store.execute("INSERT OR REPLACE INTO related_postings VALUES (?, ?)", (bucket, postings))

    def _save_metadata(self) -> None:
        for chunk, content in _chunks(self.metadata):
            if self._chunks.get(chunk) != content:
                self._store.execute("INSERT OR REPLACE INTO related_metadata VALUES (?, ?)", (chunk, content))

    def _save_links(self) -> None:
        for story, links in sorted(self._links.items()):
            row = _pack_links(links) if links is not None else None
            if row is None:
                self._store.execute("DELETE FROM related_links WHERE story = ?", (story,))
                self._store.execute("DELETE FROM related_words WHERE story = ?", (story,))
            elif row != self._read[story]:
                self._store.execute("INSERT OR REPLACE INTO related_links VALUES (?, ?, ?, ?, ?, ?)", (story, *row))


def is_index_empty(store: Store) -> bool:
    """Tell whether the catalogue holds no index."""
    return store.execute("SELECT 1 FROM related_links LIMIT 1").fetchone() is None


def clear_index(store: Store) -> None:
    """Delete the index from the catalogue."""
    for table in ("related_links", "related_words", "related_metadata", "related_postings", "related_facts"):
        store.execute(f"DELETE FROM {table}")  # noqa: S608 -- the names stand above


def write_index(
    store: Store,
    metadata: "Records",
    links: Iterable[StoryLinks],
    weights: Weights,
    frequencies: DocumentFrequencies,
) -> None:
    """Write a whole index, except for the words, into a catalogue without one.

    The stories are numbered by their positions.
    """
    store.executemany("INSERT INTO related_metadata VALUES (?, ?)", _chunks(metadata))
    rows = ((story, *_pack_links(one)) for story, one in enumerate(links))
    store.executemany("INSERT INTO related_links VALUES (?, ?, ?, ?, ?, ?)", rows)
    _write_fact(store, "sample_stories", weights.stories.to_bytes(8, "little"))
    _write_fact(store, "weighted_words", weights.numbers.tobytes())
    _write_fact(store, "rarities", weights.rarities.tobytes())
    _write_fact(store, "floor", weights.floor.to_bytes(8, "little"))
    _write_fact(store, "window_days", weights.window_days.to_bytes(8, "little"))
    _write_frequencies(store, frequencies)


def write_words(store: Store, first: int, rows: Rows) -> None:
    """Write all words of some stories, of which the first has the number `first`, into a catalogue without them."""
    ends, words, weights = rows.ends.tolist(), rows.words.tobytes(), rows.weights.tobytes()
    content = (
        (story, words[4 * start : 4 * end], weights[2 * start : 2 * end])
        for story, (start, end) in enumerate(pairwise(ends), first)
    )
    store.executemany("INSERT INTO related_words VALUES (?, ?, ?)", content)


def write_leading(store: Store, leading: Rows) -> None:
    """Write the leading words of all stories into a catalogue without them."""
    store.executemany("INSERT INTO related_postings VALUES (?, ?)", _buckets(leading))


def _buckets(rows: Rows) -> Iterator[tuple[int, bytes]]:
    """Yield each bucket that is not empty, with its postings. `rows`: the leading words of each story.

    All words are looked through again for each group of buckets: to sort all of them at once takes much more memory.
    """
    import numpy as np

    buckets, counts = np.empty(len(rows.words), np.uint16), np.zeros(BUCKETS, np.int64)
    for start in range(0, len(buckets), POSTINGS_AT_ONCE):
        some = (rows.words[start : start + POSTINGS_AT_ONCE] % BUCKETS).astype(np.uint16)
        buckets[start : start + POSTINGS_AT_ONCE] = some
        counts += np.bincount(some, minlength=BUCKETS)
    ends = np.cumsum(counts)
    first = 0
    while first < BUCKETS:
        before = int(ends[first - 1]) if first else 0
        end = max(first + 1, int(np.searchsorted(ends, before + POSTINGS_AT_ONCE, "right")))
        at = np.flatnonzero((buckets >= first) & (buckets < end))
        at = at.take(np.argsort(buckets.take(at), kind="stable"))
        postings = np.zeros(len(at), posting_type())
        postings["word"], postings["weight"] = rows.words.take(at), rows.weights.take(at)
        postings["story"] = np.searchsorted(rows.ends, at, "right") - 1
        stops = ends[first:end] - before
        starts = np.concatenate([[0], stops[:-1]])
        for bucket in np.flatnonzero(starts < stops).tolist():
            yield first + bucket, postings[starts[bucket] : stops[bucket]].tobytes()
        first = end


def _chunks(metadata: "Records") -> Iterator[tuple[int, bytes]]:
    for chunk, start in enumerate(range(0, len(metadata), CHUNK)):
        yield chunk, metadata[start : start + CHUNK].tobytes()


def _by_bucket(postings: "Records") -> Iterator[tuple[int, "Records"]]:
    """Yield each bucket that has some of the postings, with these."""
    import numpy as np

    buckets = postings["word"] % BUCKETS
    for bucket in np.unique(buckets).tolist():
        yield bucket, postings[buckets == bucket]


def _read_weights(store: Store) -> Weights:
    import numpy as np

    return Weights(
        int.from_bytes(_read_fact(store, "sample_stories"), "little"),
        np.frombuffer(_read_fact(store, "weighted_words"), np.uint32),
        np.frombuffer(_read_fact(store, "rarities"), np.uint8),
        int.from_bytes(_read_fact(store, "floor"), "little"),
        int.from_bytes(_read_fact(store, "window_days"), "little"),
    )


def _write_frequencies(store: Store, frequencies: DocumentFrequencies) -> None:
    _write_fact(store, "counted_words", frequencies.numbers.tobytes())
    _write_fact(store, "frequencies", frequencies.counts.tobytes())


def _read_fact(store: Store, name: str) -> bytes:
    content: bytes = store.execute("SELECT content FROM related_facts WHERE name = ?", (name,)).fetchone()[0]
    return content


def _write_fact(store: Store, name: str, content: bytes) -> None:
    store.execute("INSERT OR REPLACE INTO related_facts VALUES (?, ?)", (name, content))
