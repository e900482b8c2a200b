"""The web of ties as the catalogue keeps it: a row a story, and for each word the stories that it leads to.

Stories go by numbers, given as they come. Only what is asked for is read, and only what became different is written, so
that a story costs as much in a large archive as in a small one, but for the notices, of which there are few bytes each.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from generator.catalogue.store import Store
from generator.related.scoring import notice_type, tie_type
from generator.related.vectors import Holders, Rows, Vectors, Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from generator.related.scoring import Numbers, Records

CHUNK = 4096
"""Stories whose notices are written together."""
BUCKETS = 1 << 15
"""Shelves that words stand on: so many that one has a few kilobytes in a large archive. Each is written whole."""
SHELVES = 1 << 8
"""So many are filled together."""


@cache
def back_type() -> "np.dtype[np.void]":
    """A tie as seen from the older story: from which newer one, and its score; 0 while it isn't to be shown."""
    import numpy as np

    return np.dtype([("other", np.uint32), ("score", np.int64)])


@cache
def posting_type() -> "np.dtype[np.void]":
    """That a word leads to a story, and the word's weight there."""
    import numpy as np

    return np.dtype([("word", np.uint32), ("story", np.uint32), ("weight", np.int16)])


class Kin(msgspec.Struct):
    """What binds a story to others."""

    path: str
    own: "Records"
    """Its ties to older stories: the nearest first."""
    versions: "NDArray[np.uint32]"
    """Older versions of it."""
    back: "Records"
    """The ties of newer stories to it."""
    newer: "NDArray[np.uint32]"
    """Newer versions of it."""


Row = tuple[str, bytes, bytes, bytes, bytes]


def pack_kin(kin: Kin) -> Row:
    """The row of a story."""
    return kin.path, kin.own.tobytes(), kin.versions.tobytes(), kin.back.tobytes(), kin.newer.tobytes()


def _unpack_kin(row: Row) -> Kin:
    import numpy as np

    path, own, versions, back, newer = row
    return Kin(
        path,
        np.frombuffer(own, tie_type()),
        np.frombuffer(versions, np.uint32),
        np.frombuffer(back, back_type()),
        np.frombuffer(newer, np.uint32),
    )


class Web:
    """The web in the catalogue. What is changed in it stands there after `keep`."""

    def __init__(self, store: Store) -> None:
        """The web in `store`, which isn't empty."""
        import numpy as np

        self._store = store
        self._chunks = dict(store.execute("SELECT chunk, content FROM kin_notices ORDER BY chunk"))
        self.notices: Records = np.frombuffer(bytearray().join(self._chunks.values()), notice_type())
        self.weights = _read_weights(store)
        self._read: dict[int, Row | None] = {}
        self._kin: dict[int, Kin | None] = {}
        self._words: dict[int, tuple[NDArray[np.uint32], NDArray[np.int16]]] = {}
        self._new_words: set[int] = set()
        self._buckets: dict[int, Records] = {}
        self._new_buckets: set[int] = set()

    # --- stories ---

    def number_of(self, path: str) -> int | None:
        """By what number the story at `path` goes."""
        row = self._store.execute("SELECT story FROM kin WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def kin(self, story: int) -> Kin:
        """What binds the story; raises KeyError for one that isn't there."""
        if story not in self._kin:
            query = "SELECT path, own, versions, back, newer FROM kin WHERE story = ?"
            row = self._read[story] = self._store.execute(query, (story,)).fetchone()
            self._kin[story] = _unpack_kin(row) if row else None
        found = self._kin[story]
        if found is None:
            raise KeyError(story)
        return found

    def before(self, story: int) -> Kin:
        """What bound a story that was asked for, as the catalogue has it; for a new one nothing."""
        return _unpack_kin(self._read.get(story) or ("", b"", b"", b"", b""))

    def known(self) -> list[int]:
        """The stories that were asked for, sorted."""
        return sorted(story for story, kin in self._kin.items() if kin is not None)

    def path_of(self, story: int) -> str:
        """Where the story is."""
        return self.kin(story).path

    def is_there(self, story: int) -> bool:
        """Whether the story is public."""
        return bool(self.notices["there"][story])

    def add(self, path: str, notice: tuple[int | bool, ...], story: int | None) -> int:
        """Take in a story, under the number that it went by if it did; gives its number."""
        import numpy as np

        if story is None:
            story = len(self.notices)
            self.notices = np.concatenate([self.notices, np.zeros(1, notice_type())])
            self._read[story], self._kin[story] = None, _unpack_kin((path, b"", b"", b"", b""))
        self.notices[story] = notice
        return story

    def remove(self, story: int) -> None:
        """Forget a story. Nothing leads to it any more."""
        import numpy as np

        self.notices[story] = np.zeros((), notice_type())
        self._kin[story] = None

    # --- words ---

    def words_of(self, stories: Sequence[int]) -> Rows:
        """All words of each."""
        import numpy as np

        rows = [self._words_at(story) for story in stories]
        ends = np.cumsum([0, *(len(words) for words, _ in rows)])
        none: tuple[Any, Any] = (np.zeros(0, np.uint32), np.zeros(0, np.int16))
        words, weights = zip(none, *rows, strict=True)
        return Rows(ends, np.concatenate(words), np.concatenate(weights))

    def _words_at(self, story: int) -> "tuple[NDArray[np.uint32], NDArray[np.int16]]":
        import numpy as np

        if story not in self._words:
            row = self._store.execute("SELECT words, weights FROM kin_words WHERE story = ?", (story,)).fetchone()
            words, weights = row or (b"", b"")
            self._words[story] = np.frombuffer(words, np.uint32), np.frombuffer(weights, np.int16)
        return self._words[story]

    def set_words(self, story: int, rows: Rows, at: int) -> None:
        """Let a story have the words of row `at`."""
        own = rows.cells(at)
        self._words[story] = rows.words[own], rows.weights[own]
        self._new_words.add(story)

    def lead_to(self, story: int, rows: Rows, at: int) -> None:
        """Have the words of row `at` lead to the story."""
        import numpy as np

        own = rows.cells(at)
        new = np.zeros(own.stop - own.start, posting_type())
        new["word"], new["story"], new["weight"] = rows.words[own], story, rows.weights[own]
        for bucket, postings in _by_bucket(new):
            self._buckets[bucket] = np.concatenate([self._bucket(bucket), postings])
            self._new_buckets.add(bucket)

    def lead_from(self, story: int, rows: Rows, at: int) -> None:
        """Have the words of row `at` lead to the story no more."""
        import numpy as np

        own = rows.cells(at)
        for bucket in np.unique(rows.words[own] % BUCKETS).tolist():
            postings = self._bucket(bucket)
            self._buckets[bucket] = postings[postings["story"] != story]
            self._new_buckets.add(bucket)

    def likeness(self, rows: Rows, at: int) -> "Numbers":
        """Of a story with the leading words of row `at` to every story."""
        import numpy as np

        own = rows.cells(at)
        stories, products = [np.zeros(0, np.uint32)], [np.zeros(0, np.int64)]
        for word, weight in zip(rows.words[own].tolist(), rows.weights[own].tolist(), strict=True):
            postings = self._bucket(word % BUCKETS)
            postings = postings[postings["word"] == word]
            stories.append(postings["story"])
            products.append(postings["weight"] * np.int64(weight))
        sums = np.bincount(np.concatenate(stories), np.concatenate(products), len(self.notices))
        return sums.astype(np.int64)

    def _bucket(self, bucket: int) -> "Records":
        import numpy as np

        if bucket not in self._buckets:
            row = self._store.execute("SELECT content FROM kin_postings WHERE bucket = ?", (bucket,)).fetchone()
            self._buckets[bucket] = np.frombuffer(row[0] if row else b"", posting_type())
        return self._buckets[bucket]

    # --- weights ---

    def holders(self) -> Holders:
        """In how many stories of the sample each word is."""
        import numpy as np

        numbers, counts = _read_fact(self._store, "holding"), _read_fact(self._store, "holders")
        return Holders(np.frombuffer(numbers, np.uint32), np.frombuffer(counts, np.uint16))

    def set_holders(self, holders: Holders) -> None:
        """Keep them, where the weights stay as they are."""
        _write_holders(self._store, holders)

    # --- the catalogue ---

    def keep(self) -> None:
        """Write what became different; the caller's transaction holds it."""
        self._keep_notices()
        self._keep_kin()
        for story in sorted(self._new_words):
            words, weights = self._words[story]
            row = story, words.tobytes(), weights.tobytes()
            self._store.execute("INSERT OR REPLACE INTO kin_words VALUES (?, ?, ?)", row)
        for bucket in sorted(self._new_buckets):
            postings = self._buckets[bucket].tobytes()
            self._store.execute("INSERT OR REPLACE INTO kin_postings VALUES (?, ?)", (bucket, postings))

    def _keep_notices(self) -> None:
        for chunk, content in _chunks(self.notices):
            if self._chunks.get(chunk) != content:
                self._store.execute("INSERT OR REPLACE INTO kin_notices VALUES (?, ?)", (chunk, content))

    def _keep_kin(self) -> None:
        for story, kin in sorted(self._kin.items()):
            row = pack_kin(kin) if kin is not None else None
            if row is None:
                self._store.execute("DELETE FROM kin WHERE story = ?", (story,))
                self._store.execute("DELETE FROM kin_words WHERE story = ?", (story,))
            elif row != self._read[story]:
                self._store.execute("INSERT OR REPLACE INTO kin VALUES (?, ?, ?, ?, ?, ?)", (story, *row))


def is_empty(store: Store) -> bool:
    """Whether no web is kept."""
    return store.execute("SELECT 1 FROM kin LIMIT 1").fetchone() is None


def clear(store: Store) -> None:
    """Keep no web."""
    for table in ("kin", "kin_words", "kin_notices", "kin_postings", "kin_facts"):
        store.execute(f"DELETE FROM {table}")  # noqa: S608 -- the names stand above


def lay_down(
    store: Store, notices: "Records", kin: Iterable[Kin], vectors: Vectors, weights: Weights, holders: Holders
) -> None:
    """Keep a whole web, where there is none, of stories that go by their places."""
    store.executemany("INSERT INTO kin_notices VALUES (?, ?)", _chunks(notices))
    rows = ((story, *pack_kin(one)) for story, one in enumerate(kin))
    store.executemany("INSERT INTO kin VALUES (?, ?, ?, ?, ?, ?)", rows)
    store.executemany("INSERT INTO kin_words VALUES (?, ?, ?)", _word_rows(vectors.whole))
    store.executemany("INSERT INTO kin_postings VALUES (?, ?)", _shelves(vectors.leading))
    _write_fact(store, "sample", weights.stories.to_bytes(8, "little"))
    _write_fact(store, "telling", weights.numbers.tobytes())
    _write_fact(store, "rarities", weights.rarities.tobytes())
    _write_holders(store, holders)


def _shelves(rows: Rows) -> Iterator[tuple[int, bytes]]:
    """To which stories words lead, shelf by shelf; `rows`: the leading words of each story."""
    import numpy as np

    stories = np.repeat(np.arange(len(rows.ends) - 1, dtype=np.uint32), np.diff(rows.ends))
    shelves = (rows.words % BUCKETS).astype(np.uint16)
    order = np.argsort(shelves, kind="stable")
    ends = np.searchsorted(shelves[order], np.arange(BUCKETS + 1)).tolist()
    for first in range(0, BUCKETS, SHELVES):
        last = min(first + SHELVES, BUCKETS)
        at = order[ends[first] : ends[last]]
        postings = np.zeros(len(at), posting_type())
        postings["word"], postings["story"], postings["weight"] = rows.words[at], stories[at], rows.weights[at]
        for bucket in range(first, last):
            if content := postings[ends[bucket] - ends[first] : ends[bucket + 1] - ends[first]].tobytes():
                yield bucket, content


def _word_rows(rows: Rows) -> Iterator[tuple[int, bytes, bytes]]:
    for story in range(len(rows.ends) - 1):
        own = rows.cells(story)
        yield story, rows.words[own].tobytes(), rows.weights[own].tobytes()


def _chunks(notices: "Records") -> Iterator[tuple[int, bytes]]:
    for chunk, start in enumerate(range(0, len(notices), CHUNK)):
        yield chunk, notices[start : start + CHUNK].tobytes()


def _by_bucket(postings: "Records") -> Iterator[tuple[int, "Records"]]:
    import numpy as np

    shelves = postings["word"] % BUCKETS
    for bucket in np.unique(shelves).tolist():
        yield bucket, postings[shelves == bucket]


def _read_weights(store: Store) -> Weights:
    import numpy as np

    return Weights(
        int.from_bytes(_read_fact(store, "sample"), "little"),
        np.frombuffer(_read_fact(store, "telling"), np.uint32),
        np.frombuffer(_read_fact(store, "rarities"), np.uint8),
    )


def _write_holders(store: Store, holders: Holders) -> None:
    _write_fact(store, "holding", holders.numbers.tobytes())
    _write_fact(store, "holders", holders.counts.tobytes())


def _read_fact(store: Store, name: str) -> bytes:
    content: bytes = store.execute("SELECT content FROM kin_facts WHERE name = ?", (name,)).fetchone()[0]
    return content


def _write_fact(store: Store, name: str, content: bytes) -> None:
    store.execute("INSERT OR REPLACE INTO kin_facts VALUES (?, ?)", (name, content))
