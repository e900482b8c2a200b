"""Vectors of stories: their words as numbers, weighted in integers by how rare they are among the oldest stories."""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

import math
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

import msgspec

from generator.intake.text.terms import MOST, NUMBERS
from generator.related.arrays import ArrayWriter, ranks_of
from generator.related.comparison import PLACE_SHIFT, Vocabulary, WeightedWords
from generator.related.documents import BATCH_STORIES, HasWords, Words, unpack_batches
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
"""The bits of a word's number."""
MAX_WEIGHT = (1 << 15) - 1
"""A number that no weight exceeds."""


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

    weighted: WeightedWords
    """All words that have a weight."""
    leading: Rows
    """Each story's leading words: the rare words with the highest weights. Stories that share none aren't compared."""


KeepWords = Callable[[int, Rows], None]
"""Function that is given all words of some stories, and the position of the first one."""


def make_vectors(
    documents: Iterable[HasWords], weights: Weights, folder: str = "", keep_words: KeepWords | None = None
) -> Vectors:
    """Return vectors of the documents, in their order. With a folder they are written to files there and mapped.

    `keep_words` is given all words of the documents, some documents at a time.
    """
    vocabulary, stories = Vocabulary(), 0
    weighted, leading = ArrayWriter(folder, "weighted", WeightedWords), ArrayWriter(folder, "leading", Rows)
    for words in unpack_batches(documents):
        rows = weigh_words(words, weights)
        if keep_words:
            keep_words(stories, rows)
        weighted.add(pack_weighted(rows, vocabulary))
        leading.add(pick_leading_words(rows, weights))
        stories += len(rows.ends) - 1
    return Vectors(weighted.finish(numbers=vocabulary.numbers()), leading.finish())


def weigh_words(words: Words, weights: Weights) -> Rows:
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


def pack_weighted(rows: Rows, vocabulary: Vocabulary) -> WeightedWords:
    """Return the words of the rows that have a weight. The numbers of words are left out: more may come."""
    import numpy as np

    is_weighted = rows.weights != 0
    at = np.flatnonzero(is_weighted)
    cells = vocabulary.places_of(rows.words.take(at)) << PLACE_SHIFT
    cells |= rows.weights.take(at)
    return WeightedWords(np.concatenate([[0], np.cumsum(is_weighted)])[rows.ends], cells, rows.words[:0])


def pick_leading_words(rows: Rows, weights: Weights) -> Rows:
    """Return the leading words of each story, the highest weight first, then by number."""
    import numpy as np

    may_lead = (rows.weights > 0) & (weights.of(rows.words) >= weights.min_leading)
    at, ends = np.flatnonzero(may_lead), np.concatenate([[0], np.cumsum(may_lead)])[rows.ends]
    keys = (MAX_WEIGHT - rows.weights.take(at).astype(np.int64)) << NUMBER_BITS
    keys |= rows.words.take(at)
    for start, end in pairwise(ends.tolist()):
        keys[start:end].sort()  # one story by itself: to sort thousands at once takes many times as long
    counts = np.diff(ends)
    leading = keys[ranks_of(counts) < LEADING_WORDS]
    words, found = (leading & (NUMBERS - 1)).astype(np.uint32), MAX_WEIGHT - (leading >> NUMBER_BITS)
    return Rows(np.concatenate([[0], np.cumsum(np.minimum(counts, LEADING_WORDS))]), words, found.astype(np.int16))


def sum_each(values: "NDArray[np.int32] | Numbers", ends: "Numbers") -> "Numbers":
    """Return the sum of each story's values."""
    import numpy as np

    running = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
    return np.diff(running[ends])


def squared_lengths(rows: Rows) -> "Numbers":
    """Return the squared length of each story's vector."""
    import numpy as np

    lengths = np.zeros(len(rows.ends) - 1, np.int64)
    for first in range(0, len(lengths), BATCH_STORIES):
        ends = rows.ends[first : first + BATCH_STORIES + 1]
        weights = rows.weights[ends[0] : ends[-1]].astype(np.int32)
        lengths[first : first + BATCH_STORIES] = sum_each(weights * weights, ends - ends[0])
    return lengths
