"""What stories are compared by: their words as whole numbers, weighed by how rare they are among the oldest stories."""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

import math
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, ClassVar, cast

import msgspec

from generator.intake.text.terms import MOST, NUMBERS, number_of_topic
from generator.related.arrays import file_of, pick_up

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

COMMON_PART = 0.3
"""A word in more than this part of them says nothing."""
COMMON_STORIES = 5
"""But in a small paper no word is common that stands in no more stories than this."""
RAREST = 8
"""Halvings of the sample beyond which a word grows no weightier."""
RARE = 5
"""Halvings from which on a word may lead to a story: in less than an eighth of the stories."""
SMALL = 1 << 10
"""In a smaller sample every word may: there is no need to save."""
LEADING = 96
"""Words of a story that lead to others, at most: the weightiest."""
TOPIC_PART = 0.125
"""The topics' part of a likeness, where both stories have some; the rest is the words'."""
WORD_STEPS = 16
"""The logarithm of a word's count is rounded to this part of 1."""
LENGTH = 1 << 14
"""Of a story's vector. Sums of products stay within 32 bits, and the rounding shifts a likeness by less than 0.001."""
BATCH = 1024
"""Stories whose words are unpacked at once."""
NUMBER_BITS = 22
WEIGHT_BITS = 15
"""Those of a word's number and of its weight: together with a story's place in a batch they fit 64."""


class Document(msgspec.Struct, frozen=True):
    """What is compared of a public story."""

    path: str
    opens: int
    """When it was published: microseconds since 1970."""
    headline: str
    terms: bytes
    """How often each word stands there: `intake.terms.count_terms`."""
    topics: tuple[str, ...] = ()
    """Slugs."""


class Words(msgspec.Struct, frozen=True):
    """The words and topics of stories, one after the other."""

    ends: "Numbers"
    """Where each story's begin, and the end of the last."""
    numbers: "NDArray[np.uint32]"
    counts: "NDArray[np.uint8]"
    """How often each stands there; 0 marks a topic."""


def unpack(documents: Iterable[Document]) -> Words:
    """Their words and topics."""
    import numpy as np

    numbers, counts, lengths = list[bytes](), list[bytes](), [0]
    for document in documents:
        words = len(document.terms) // 5
        topics = np.array([number_of_topic(slug) for slug in document.topics], np.uint32).tobytes()
        numbers += document.terms[: 4 * words], topics
        counts += document.terms[4 * words :], bytes(len(document.topics))
        lengths.append(words + len(document.topics))
    return Words(
        np.cumsum(lengths),
        np.frombuffer(b"".join(numbers), np.uint32),
        np.frombuffer(b"".join(counts), np.uint8),
    )


# --- weights --------------------------------------------------------------------------------------


class Weights(msgspec.Struct, frozen=True):
    """How rare words are, in whole halvings of the sample."""

    stories: int
    """In the sample: a power of two."""
    numbers: "NDArray[np.uint32]"
    """Of the words that are less rare than the rarest, in order."""
    rarities: "NDArray[np.uint8]"
    """Theirs; 0 for those that say nothing."""

    @property
    def rarest(self) -> int:
        """The rarity of all other words."""
        return min(self.stories.bit_length(), RAREST)

    @property
    def rare(self) -> int:
        """The rarity from which on a word may lead to a story."""
        return RARE if self.stories >= SMALL else 1

    def of(self, numbers: "NDArray[np.uint32]") -> "NDArray[np.uint8]":
        """How rare each of the words is."""
        import numpy as np

        if not len(self.numbers):
            return np.full(len(numbers), self.rarest, np.uint8)
        if len(numbers) > len(self.numbers):
            return self._table()[numbers]
        at = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        found = self.numbers[at] == numbers
        return np.where(found, self.rarities[at], self.rarest).astype(np.uint8)

    def equals(self, other: "Weights") -> bool:
        """Whether every word weighs the same."""
        import numpy as np

        same = np.array_equal(self.numbers, other.numbers) and np.array_equal(self.rarities, other.rarities)
        return same and self.stories == other.stories

    def _table(self) -> "NDArray[np.uint8]":
        import numpy as np

        table = np.full(NUMBERS, self.rarest, np.uint8)
        table[self.numbers] = self.rarities
        return table


class Holders(msgspec.Struct, frozen=True):
    """In how many stories of the sample each word is.

    Where two words share a number, a story that holds both counts twice, so a count may exceed the number of stories.
    It is kept like that: only then does `recount` give what a count from scratch gives. `weigh` clips it.
    """

    numbers: "NDArray[np.uint32]"
    """Of the words that are in any, in order."""
    counts: "NDArray[np.uint16]"


def count_holders(sample: Iterable[Document]) -> Holders:
    """Of the words of `sample`."""
    import numpy as np

    counts = np.zeros(NUMBERS, np.uint16)
    for words in _batches(sample):
        np.add.at(counts, words.numbers, np.uint16(1))
    return _held(counts)


def recount(holders: Holders, out: "NDArray[np.uint32]", into: "NDArray[np.uint32]") -> Holders:
    """The same when the words in `out` left the sample and those of `into` came; a word stands once for each story."""
    import numpy as np

    counts = np.zeros(NUMBERS, np.uint16)
    counts[holders.numbers] = holders.counts
    np.add.at(counts, into, np.uint16(1))
    np.subtract.at(counts, out, np.uint16(1))
    return _held(counts)


def _held(counts: "NDArray[np.uint16]") -> Holders:
    import numpy as np

    numbers = np.flatnonzero(counts)
    return Holders(numbers.astype(np.uint32), counts[numbers])


def weigh(stories: int, holders: Holders) -> Weights:
    """Weights from a sample of so many stories. What none of them holds is as rare as what one holds."""
    import numpy as np

    of_count = stories.bit_length() + 1 - np.frexp(np.maximum(np.arange(stories + 1), 1))[1]
    of_count[int(max(COMMON_PART * stories, COMMON_STORIES)) + 1 :] = 0
    counts = np.minimum(holders.counts, stories)
    rarities = np.minimum(of_count, RAREST).astype(np.uint8)[counts]
    told = rarities < min(stories.bit_length(), RAREST)
    return Weights(stories, holders.numbers[told], rarities[told])


def _batches(documents: Iterable[Document]) -> Iterator[Words]:
    every = iter(documents)
    while batch := list(islice(every, BATCH)):
        yield unpack(batch)


# --- vectors --------------------------------------------------------------------------------------


class Rows(msgspec.Struct, frozen=True):
    """The weighed words of stories, one after the other."""

    types: ClassVar[tuple[str, ...]] = ("i8", "u4", "i2")
    ends: "Numbers"
    words: "NDArray[np.uint32]"
    weights: "NDArray[np.int16]"

    def cells(self, row: int) -> slice:
        """Where the words of a row stand."""
        return slice(int(self.ends[row]), int(self.ends[row + 1]))


class Vectors(msgspec.Struct, frozen=True):
    """What stories are compared by. The products of two stories' weights, summed, are their likeness."""

    whole: Rows
    """All words, those that weigh nothing, too."""
    leading: Rows
    """Each story's weightiest rare words. Stories that share none of these aren't compared."""


def make_vectors(documents: Iterable[Document], weights: Weights, folder: str = "") -> Vectors:
    """Vectors of the documents, in their order. With a folder they lie in files there, for others to pick up."""
    whole, leading = _Pile(folder, "whole"), _Pile(folder, "leading")
    for words in _batches(documents):
        rows = _weigh_words(words, weights)
        whole.add(rows)
        leading.add(lead(rows, weights))
    return Vectors(whole.rows(), leading.rows())


class _Pile:
    """Rows that are laid one after the other. To join them at the end would take twice the memory."""

    def __init__(self, folder: str, name: str) -> None:
        self._folder, self._name = folder, name
        self._ends, self._words, self._weights = (self._open(field) for field in Rows.__struct_fields__)
        self._cells = 0
        self._ends.write(bytes(8))

    def _open(self, field: str) -> BinaryIO:
        return Path(file_of(self._folder, self._name, field)).open("wb") if self._folder else BytesIO()

    def add(self, rows: Rows) -> None:
        """Lay `rows` behind those that are there."""
        self._ends.write((rows.ends[1:] + self._cells).tobytes())
        self._words.write(rows.words.tobytes())
        self._weights.write(rows.weights.tobytes())
        self._cells += len(rows.words)

    def rows(self) -> Rows:
        """All of them."""
        import numpy as np

        if self._folder:
            for file in (self._ends, self._words, self._weights):
                file.close()
            return pick_up(self._folder, self._name, Rows)
        piles = zip((self._ends, self._words, self._weights), Rows.types, strict=True)
        return Rows(*(np.frombuffer(cast("BytesIO", pile).getbuffer(), of_numbers) for pile, of_numbers in piles))


def _weigh_words(words: Words, weights: Weights) -> Rows:
    """Each word by how often it is there and how rare elsewhere; each story's vector stretched to the same length."""
    import numpy as np

    logarithms = [round(WORD_STEPS * (1 + math.log(max(count, 1)))) for count in range(MOST + 1)]
    weighed = np.array(logarithms, np.int32)[words.counts] * weights.of(words.numbers)
    squares, topical = weighed * weighed, words.counts == 0
    of_all, of_topics = sums_of(squares, words.ends), sums_of(squares * topical, words.ends)
    topic_part = np.where(of_topics, TOPIC_PART, 0)
    word_factor = LENGTH * np.sqrt((1 - topic_part) / np.maximum(of_all - of_topics, 1))
    topic_factor = LENGTH * np.sqrt(topic_part / np.maximum(of_topics, 1))
    counts = np.diff(words.ends)
    factors = np.repeat(word_factor, counts)
    if topical.any():
        factors[topical] = np.repeat(topic_factor, counts)[topical]
    return Rows(words.ends, words.numbers, np.rint(weighed * factors).astype(np.int16))


def lead(rows: Rows, weights: Weights) -> Rows:
    """The words of each story (of `BATCH` at most) that lead to others: the weightiest first, then by number."""
    import numpy as np

    at = np.flatnonzero((rows.weights > 0) & (weights.of(rows.words) >= weights.rare))
    story = np.searchsorted(rows.ends, at, "right") - 1
    lightness = (1 << WEIGHT_BITS) - 1 - rows.weights[at].astype(np.int64)
    keys = np.sort((story << WEIGHT_BITS | lightness) << NUMBER_BITS | rows.words[at])
    story = keys >> (WEIGHT_BITS + NUMBER_BITS)
    starts = np.searchsorted(story, np.arange(len(rows.ends)))
    kept = np.arange(len(keys)) - starts[story] < LEADING
    keys = keys[kept]
    weight = (1 << WEIGHT_BITS) - 1 - (keys >> NUMBER_BITS & ((1 << WEIGHT_BITS) - 1))
    ends = np.concatenate([[0], np.cumsum(np.minimum(np.diff(starts), LEADING))])
    return Rows(ends, (keys & (NUMBERS - 1)).astype(np.uint32), weight.astype(np.int16))


def sums_of(values: "NDArray[np.int32] | Numbers", ends: "Numbers") -> "Numbers":
    """Of each story's values."""
    import numpy as np

    running = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
    return np.diff(running[ends])


def lengths_of(rows: Rows) -> "Numbers":
    """The squared length of each story's vector."""
    import numpy as np

    return sums_of(rows.weights.astype(np.int32) ** 2, rows.ends)


def spread_rows(rows: Rows, stories: "Numbers") -> tuple["Numbers", "Numbers"]:
    """The places of all words of `stories`, and for each the place of its story among these."""
    import numpy as np

    counts = rows.ends[stories + 1] - rows.ends[stories]
    starts = np.cumsum(counts) - counts
    of_story = np.repeat(np.arange(len(stories)), counts)
    return np.arange(len(of_story)) + (rows.ends[stories] - starts)[of_story], of_story


class Comparison:
    """A story laid beside others, in all their words. One table serves many."""

    def __init__(self) -> None:
        """An empty table: a place for each word."""
        import numpy as np

        self._table = np.zeros(NUMBERS, np.int16)

    def likeness(self, rows: Rows, story: int, others: "Numbers") -> "Numbers":
        """Of `story` to each of the `others`."""
        import numpy as np

        own = rows.cells(story)
        self._table[rows.words[own]] = rows.weights[own]
        places, _ = spread_rows(rows, others)
        products = np.multiply(self._table[rows.words[places]], rows.weights[places], dtype=np.int32)
        self._table[rows.words[own]] = 0
        counts = rows.ends[others + 1] - rows.ends[others]
        return sums_of(products, np.concatenate([[0], np.cumsum(counts)]))
