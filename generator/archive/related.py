"""Which stories go together, from their words, topics and times alone. docs/related.md says how well, and why so.

The likeness of two stories hangs on these two and on word weights that stand still until the archive has doubled. It is
reckoned in whole numbers: neither the order of summing nor the machine can change a list.
"""
# ruff: noqa: PLC0415 -- numpy and scipy take a quarter of a second to import, and most builds have nothing to relate

import math
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Table = Any
    """A scipy.sparse.csr_array (scipy has no types): a row for each story, a column for each word or topic."""

COMMON_PART = 0.3
"""A word in more than this part of the stories that set the weights says nothing."""
COMMON_STORIES = 5
"""But in a small paper no word is common that stands in no more stories than this."""
TOPIC_PART = 0.125
"""The topics' part of a likeness, where both stories have some; the rest is the words'."""
TWIN = 0.9
"""Stories more alike than this are one wire story over again."""
FLOOR = 0.07
"""Real stories less alike than this seldom share a subject."""
NEARNESS = 0.4
"""Stories of the same day are nearer by this part of their likeness; it fades by the factor e in FADING_DAYS."""
FADING_DAYS = 14
DAY_S = 86_400

WORD_STEPS = 16
"""The logarithm of a word's count is rounded to this part of 1."""
LENGTH = 1 << 15
"""Of a story's vector. Sums of products stay within 32 bits, and the rounding shifts a likeness by less than 0.001."""
LIKENESS = LENGTH * LENGTH
"""What a likeness of 1 is as a whole number."""
NEAR_STEPS = 1024
"""What a factor of 1 is as a whole number."""
PAIRS = 2_000_000
"""Compared at once by a thread; they take about 50 MB."""
MAX_THREADS = 4


class Document(msgspec.Struct, frozen=True):
    """What is compared of a public story."""

    path: str
    published: datetime
    headline: str
    terms: dict[str, int]
    """How often each word stands there: `intake.terms.count_terms`."""
    topics: tuple[str, ...] = ()
    """Slugs."""


def relate(documents: Iterable[Document], count: int = 5, floor: float = FLOOR) -> dict[str, tuple[str, ...]]:
    """For each document's path, the paths of at most `count` others that go with it, the nearest first.

    Nearness is likeness, from 0 to 1, and up to 1.4 times that when little time lies between the two. What is less
    alike than `floor` is left out, and so is the same story over again. No headline comes twice, nor that of the story
    itself. Of two that are equally near the newer comes first, then the greater path. No two documents have one path.
    """
    notices, words, topics = _read(documents)
    if not notices:
        return {}
    oldest_first = sorted(range(len(notices)), key=notices.__getitem__)
    notices = [notices[at] for at in oldest_first]
    vectors = _vectors(_weigh(words[oldest_first]), _weigh(topics[oldest_first]))
    ranking = _prepare(vectors, notices, floor)

    def choose_for(rows: range) -> list[tuple[str, ...]]:
        ranked = zip(rows, _rank(ranking, rows), strict=True)
        return [tuple(_choose(notices[row], map(notices.__getitem__, others), count)) for row, others in ranked]

    with ThreadPoolExecutor(min(os.cpu_count() or 1, MAX_THREADS)) as threads:
        chosen = chain.from_iterable(threads.map(choose_for, _blocks(len(notices))))
        return {notice.path: others for notice, others in zip(notices, chosen, strict=True)}


# --- stories as rows of numbers -------------------------------------------------------------------


class _Notice(msgspec.Struct, frozen=True, order=True):
    """What is kept of a document beside its words and topics. The oldest sorts first, then the lesser path."""

    second: int
    """Of publication, since 1970."""
    path: str
    headline: str
    """In small letters."""


class _Tally:
    """A table in the making."""

    def __init__(self) -> None:
        self._columns: dict[str, int] = {}
        self._places, self._counts, self._ends = array("i"), array("i"), array("i", [0])

    def add(self, counts: Mapping[str, int]) -> None:
        """One more row."""
        columns = self._columns
        self._places.extend([columns.setdefault(word, len(columns)) for word in counts])
        self._counts.extend(counts.values())
        self._ends.append(len(self._places))

    def table(self) -> "Table":
        """Rows in the order in which they came, counts in the cells."""
        from scipy import sparse

        shape = len(self._ends) - 1, len(self._columns)
        return sparse.csr_array((self._counts, self._places, self._ends), shape=shape)


def _read(documents: Iterable[Document]) -> tuple[list[_Notice], "Table", "Table"]:
    """Notices, words and topics, in the documents' order; no document is held for long."""
    notices, words, topics = list[_Notice](), _Tally(), _Tally()
    for document in documents:
        notices.append(_Notice(int(document.published.timestamp()), document.path, document.headline.casefold()))
        words.add(document.terms)
        topics.add(dict.fromkeys(document.topics, 1))
    return notices, words.table(), topics.table()


def _weigh(counts: "Table") -> "Table":
    """Rows of length 1, oldest story first as in `counts`: each word by how often it is there and how rare elsewhere.

    Rarity is taken from the oldest 2^k stories alone and counted in whole halvings: a new story moves no weight.
    """
    import numpy as np

    elders = 1 << (counts.shape[0].bit_length() - 1)
    holders = np.bincount(counts[:elders].indices, minlength=counts.shape[1])
    rarity = elders.bit_length() + 1 - np.frexp(np.maximum(holders, 1))[1]
    rarity[holders > max(COMMON_PART * elders, COMMON_STORIES)] = 0
    weights = counts.astype(np.float64)
    weights.data = np.rint(WORD_STEPS * (1 + np.log(weights.data))) * rarity[weights.indices]
    weights.eliminate_zeros()
    return _stretch(weights, 1 / np.maximum(np.sqrt(weights.multiply(weights).sum(axis=1)), 1))


def _vectors(words: "Table", topics: "Table") -> "Table":
    """Words and topics side by side, in whole numbers: the product of two rows is a likeness."""
    import numpy as np
    from scipy import sparse

    topic_part = np.where(np.diff(topics.indptr), TOPIC_PART, 0)
    parts = _stretch(words, np.sqrt(1 - topic_part) * LENGTH), _stretch(topics, np.sqrt(topic_part) * LENGTH)
    vectors = sparse.hstack(parts, format="csr")
    vectors.data = np.rint(vectors.data).astype(np.int32)
    return vectors


def _stretch(rows: "Table", factors: "NDArray[np.float64]") -> "Table":
    """Each row times its factor."""
    from scipy import sparse

    return sparse.diags_array(factors).tocsr() @ rows


# --- which are near -------------------------------------------------------------------------------


class _Ranking(msgspec.Struct, frozen=True):
    """What each thread needs to rank the others of any row."""

    vectors: "Table"
    columns: "Table"
    """The vectors again, turned."""
    seconds: "Numbers"
    factors: "Numbers"
    """For each number of whole days between two stories; the last is for all that are further apart."""
    floor: float


def _prepare(vectors: "Table", notices: list[_Notice], floor: float) -> _Ranking:
    import numpy as np

    seconds = np.array([notice.second for notice in notices])
    fading = [math.exp(-days / FADING_DAYS) for days in range(8 * FADING_DAYS)]
    factors = np.array([round(NEAR_STEPS * (1 + NEARNESS * left)) for left in fading])
    return _Ranking(vectors, vectors.T.tocsr(), seconds, factors, floor)


def _blocks(stories: int) -> list[range]:
    """The rows, parted so that a block's comparisons fit in memory, however large the archive is."""
    rows_at_once = max(1, PAIRS // stories)
    return [range(start, min(start + rows_at_once, stories)) for start in range(0, stories, rows_at_once)]


def _rank(ranking: _Ranking, rows: range) -> Iterator["Numbers"]:
    """For each of `rows` the rows that are near it, the nearest first, then the newest."""
    import numpy as np

    block = slice(rows.start, rows.stop)
    likeness = _drop_strangers_and_twins(ranking.vectors[block] @ ranking.columns, ranking.floor)
    own_seconds = np.repeat(ranking.seconds[block], np.diff(likeness.indptr))
    days = np.abs(ranking.seconds[likeness.indices] - own_seconds) // DAY_S
    nearness = likeness.data * ranking.factors[np.minimum(days, len(ranking.factors) - 1)]
    for first, end in pairwise(likeness.indptr):
        nearest_last = np.argsort(nearness[first:end], kind="stable")
        yield likeness.indices[first:end][nearest_last[::-1]]


def _drop_strangers_and_twins(likeness: "Table", floor: float) -> "Table":
    """Without the pairs that have too little in common and those that are one story; a row's others oldest first."""
    strangers, twins = likeness.data < floor * LIKENESS, likeness.data > TWIN * LIKENESS
    likeness.data[strangers | twins] = 0
    likeness.eliminate_zeros()
    likeness.sort_indices()
    return likeness


def _choose(story: _Notice, others: Iterable[_Notice], count: int) -> Iterator[str]:
    """The paths of the first `count` others; of those with one headline the first."""
    taken = {story.headline}
    for other in others:
        if len(taken) > count:
            return
        if other.headline not in taken:
            taken.add(other.headline)
            yield other.path
