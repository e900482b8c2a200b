"""Vectors of stories: their words as numbers, weighted in integers by how rare they are among the oldest stories."""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

import math
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, ClassVar, cast

import msgspec

from generator.intake.text.terms import MOST, NUMBERS
from generator.related.arrays import array_file, map_arrays
from generator.related.documents import Document, Words, unpack_batches
from generator.related.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

LEADING_WORDS = 96
"""The largest number of leading words of a story: those with the highest weights."""
TOPIC_SHARE = 0.125
"""The topics' share of a similarity where both stories have topics."""
LOGARITHM_SCALE = 16
"""The logarithm of a word's count is rounded to the nearest 1/16."""
VECTOR_LENGTH = 1 << 14
"""The length of a story's vector. Sums of products fit 32 bits; rounding changes a similarity by less than 0.001."""
NUMBER_BITS = 22
WEIGHT_BITS = 15
"""The bits of a word's number and of its weight. Together with a story's position in a batch they fit 64."""


class Rows(msgspec.Struct, frozen=True):
    """The weighted words of stories, one story after the other."""

    types: ClassVar[tuple[str, ...]] = ("i8", "u4", "i2")
    ends: "Numbers"
    words: "NDArray[np.uint32]"
    weights: "NDArray[np.int16]"

    def span(self, row: int) -> slice:
        """Return the slice of a row's words and weights."""
        return slice(int(self.ends[row]), int(self.ends[row + 1]))


class Vectors(msgspec.Struct, frozen=True):
    """The vectors of stories. The similarity of two stories is the dot product of their vectors."""

    whole: Rows
    """All words, also those without weight."""
    leading: Rows
    """Each story's leading words: the rare words with the highest weights. Stories that share none aren't compared."""


def make_vectors(documents: Iterable[Document], weights: Weights, folder: str = "") -> Vectors:
    """Return vectors of the documents, in their order. With a folder they are written to files there and mapped."""
    whole, leading = _RowWriter(folder, "whole"), _RowWriter(folder, "leading")
    for words in unpack_batches(documents):
        rows = _weigh_words(words, weights)
        whole.add(rows)
        leading.add(pick_leading_words(rows, weights))
    return Vectors(whole.rows(), leading.rows())


class _RowWriter:
    """Writes rows one after the other. To join them at the end would take twice the memory."""

    def __init__(self, folder: str, name: str) -> None:
        self._folder, self._name = folder, name
        self._ends, self._words, self._weights = (self._open(field) for field in Rows.__struct_fields__)
        self._cells = 0
        self._ends.write(bytes(8))

    def _open(self, field: str) -> BinaryIO:
        return Path(array_file(self._folder, self._name, field)).open("wb") if self._folder else BytesIO()

    def add(self, rows: Rows) -> None:
        """Append `rows`."""
        self._ends.write((rows.ends[1:] + self._cells).tobytes())
        self._words.write(rows.words.tobytes())
        self._weights.write(rows.weights.tobytes())
        self._cells += len(rows.words)

    def rows(self) -> Rows:
        """Return all rows that were added."""
        import numpy as np

        if self._folder:
            for file in (self._ends, self._words, self._weights):
                file.close()
            return map_arrays(self._folder, self._name, Rows)
        files = zip((self._ends, self._words, self._weights), Rows.types, strict=True)
        return Rows(*(np.frombuffer(cast("BytesIO", file).getbuffer(), of_numbers) for file, of_numbers in files))


def _weigh_words(words: Words, weights: Weights) -> Rows:
    """Weight each word by how often it occurs and how rare it is, and scale each story's vector to VECTOR_LENGTH."""
    import numpy as np

    logarithms = [round(LOGARITHM_SCALE * (1 + math.log(max(count, 1)))) for count in range(MOST + 1)]
    weighed = np.array(logarithms, np.int32)[words.counts] * weights.of(words.numbers)
    squares, topical = weighed * weighed, words.counts == 0
    of_all, of_topics = sum_each(squares, words.ends), sum_each(squares * topical, words.ends)
    topic_part = np.where(of_topics, TOPIC_SHARE, 0)
    word_factor = VECTOR_LENGTH * np.sqrt((1 - topic_part) / np.maximum(of_all - of_topics, 1))
    topic_factor = VECTOR_LENGTH * np.sqrt(topic_part / np.maximum(of_topics, 1))
    counts = np.diff(words.ends)
    factors = np.repeat(word_factor, counts)
    if topical.any():
        factors[topical] = np.repeat(topic_factor, counts)[topical]
    return Rows(words.ends, words.numbers, np.rint(weighed * factors).astype(np.int16))


def pick_leading_words(rows: Rows, weights: Weights) -> Rows:
    """Return the leading words of each story, the highest weight first, then by number.

    Takes at most BATCH_STORIES stories.
    """
    import numpy as np

    at = np.flatnonzero((rows.weights > 0) & (weights.of(rows.words) >= weights.min_leading))
    story = np.searchsorted(rows.ends, at, "right") - 1
    lightness = (1 << WEIGHT_BITS) - 1 - rows.weights[at].astype(np.int64)
    keys = np.sort((story << WEIGHT_BITS | lightness) << NUMBER_BITS | rows.words[at])
    story = keys >> (WEIGHT_BITS + NUMBER_BITS)
    starts = np.searchsorted(story, np.arange(len(rows.ends)))
    kept = np.arange(len(keys)) - starts[story] < LEADING_WORDS
    keys = keys[kept]
    weight = (1 << WEIGHT_BITS) - 1 - (keys >> NUMBER_BITS & ((1 << WEIGHT_BITS) - 1))
    ends = np.concatenate([[0], np.cumsum(np.minimum(np.diff(starts), LEADING_WORDS))])
    return Rows(ends, (keys & (NUMBERS - 1)).astype(np.uint32), weight.astype(np.int16))


def sum_each(values: "NDArray[np.int32] | Numbers", ends: "Numbers") -> "Numbers":
    """Return the sum of each story's values."""
    import numpy as np

    running = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
    return np.diff(running[ends])


def squared_lengths(rows: Rows) -> "Numbers":
    """Return the squared length of each story's vector."""
    import numpy as np

    return sum_each(rows.weights.astype(np.int32) ** 2, rows.ends)


class Overlaps(msgspec.Struct, frozen=True):
    """What the words of other stories, none of which is empty, add to their similarity to one story."""

    ends: "Numbers"
    words: "NDArray[np.uint32]"
    products: "NDArray[np.int32]"

    def similarities(self) -> "Numbers":
        """Return the similarity of each other story."""
        import numpy as np

        return np.add.reduceat(self.products, self.ends[:-1]).astype(np.int64)

    def strongest(self) -> "Numbers":
        """Return what the strongest word of each other story adds."""
        import numpy as np

        return np.maximum.reduceat(self.products, self.ends[:-1]).astype(np.int64)

    def strongest_word(self, other: int) -> int:
        """Return the number of the strongest word of the story at the position `other`."""
        first, end = self.ends[other : other + 2]
        return int(self.words[first + self.products[first:end].argmax()])


class Comparison:
    """Compares stories with others by all their words. One table serves many comparisons."""

    def __init__(self) -> None:
        """Make an empty table with a place for each word."""
        import numpy as np

        self._table = np.zeros(NUMBERS, np.int16)

    def compare(self, rows: Rows, story: int, others: "Numbers") -> "Overlaps":
        """Compare `story` with each of the `others`."""
        import numpy as np

        own = rows.span(story)
        self._table[rows.words[own]] = rows.weights[own]
        starts, stops = rows.ends[others], rows.ends[others + 1]
        spans = [slice(start, stop) for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]
        words = np.concatenate([rows.words[:0], *(rows.words[span] for span in spans)])
        weights = np.concatenate([rows.weights[:0], *(rows.weights[span] for span in spans)])
        products = np.multiply(self._table.take(words), weights, dtype=np.int32)
        self._table[rows.words[own]] = 0
        return Overlaps(np.concatenate([[0], np.cumsum(stops - starts)]), words, products)


def join_overlaps(several: "Sequence[Overlaps]") -> Overlaps:
    """Return the overlaps of several comparisons, of which there must be one, as those of one comparison."""
    import numpy as np

    ends = np.cumsum(np.concatenate([[0], *(np.diff(one.ends) for one in several)]))
    words = np.concatenate([one.words for one in several])
    return Overlaps(ends, words, np.concatenate([one.products for one in several]))
