"""What stories are compared by: their words as whole numbers, weighed by how rare they are among the oldest stories."""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from generator.intake.terms import MOST, NUMBERS, number_of_topic

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
RARE = 6
"""Halvings from which on a word makes a story a candidate: in less than a 16th of the stories."""
SMALL = 1 << 10
"""In a smaller sample every word does: there is no need to save."""
TOPIC_PART = 0.125
"""The topics' part of a likeness, where both stories have some; the rest is the words'."""
WORD_STEPS = 16
"""The logarithm of a word's count is rounded to this part of 1."""
LENGTH = 1 << 14
"""Of a story's vector. Sums of products stay within 32 bits, and the rounding shifts a likeness by less than 0.001."""
BATCH = 4096
"""Stories whose words are unpacked at once."""


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


class Weights(msgspec.Struct, frozen=True):
    """How rare words are, in whole halvings of the sample."""

    stories: int
    """In the sample: a power of two."""
    holders: "NDArray[np.uint16]"
    """For each word's number: in how many stories of the sample it is."""
    rarity: "NDArray[np.uint8]"
    """For each word's number."""

    @property
    def rare(self) -> int:
        """The rarity from which on a word makes a story a candidate."""
        return RARE if self.stories >= SMALL else 1


def weigh_sample(sample: Sequence[Document]) -> Weights:
    """Weights from the stories that set them."""
    import numpy as np

    holders = np.zeros(NUMBERS, np.uint16)
    for words in _batches(sample):
        holders += np.bincount(words.numbers, minlength=NUMBERS).astype(np.uint16)
    return weigh(len(sample), holders)


def weigh(stories: int, holders: "NDArray[np.uint16]") -> Weights:
    """Weights from how many of the sample's stories hold each word. What none holds is as rare as what one holds."""
    import numpy as np

    of_count = stories.bit_length() + 1 - np.frexp(np.maximum(np.arange(stories + 1), 1))[1]
    of_count[int(max(COMMON_PART * stories, COMMON_STORIES)) + 1 :] = 0
    rarity = np.minimum(of_count, RAREST).astype(np.uint8)
    return Weights(stories, holders, rarity[np.minimum(holders, stories)])


def _batches(documents: Sequence[Document]) -> Iterator[Words]:
    return (unpack(documents[start : start + BATCH]) for start in range(0, len(documents), BATCH))


class Rows(msgspec.Struct, frozen=True):
    """The weighed words of stories, one after the other."""

    ends: "Numbers"
    words: "NDArray[np.int32]"
    weights: "NDArray[np.int32]"


class Vectors(msgspec.Struct, frozen=True):
    """What stories are compared by. The products of two stories' weights, summed, are their likeness."""

    rare: Rows
    """Within a story by the words' numbers. Stories that share none of these words aren't compared."""
    common: Rows
    """Words counted through: `common_words` of them."""
    common_words: int


def make_vectors(documents: Sequence[Document], weights: Weights) -> Vectors:
    """Vectors of the documents, in their order."""
    import numpy as np

    common = (weights.rarity > 0) & (weights.rarity < weights.rare)
    places = np.cumsum(common, dtype=np.int32) - 1
    parts = [_split(_weigh_words(words, weights), weights, places) for words in _batches(documents)]
    rare, rest = (join_rows([part[side] for part in parts]) for side in (0, 1))
    return Vectors(rare, rest, int(places[-1]) + 1)


def _weigh_words(words: Words, weights: Weights) -> Rows:
    """Each word by how often it is there and how rare elsewhere; each story's vector stretched to the same length."""
    import numpy as np

    logarithms = [round(WORD_STEPS * (1 + math.log(max(count, 1)))) for count in range(MOST + 1)]
    weighed = np.array(logarithms, np.int32)[words.counts] * weights.rarity[words.numbers]
    squares, topical = weighed * weighed, words.counts == 0
    of_all, of_topics = sums_of(squares, words.ends), sums_of(squares * topical, words.ends)
    topic_part = np.where(of_topics, TOPIC_PART, 0)
    word_factor = LENGTH * np.sqrt((1 - topic_part) / np.maximum(of_all - of_topics, 1))
    topic_factor = LENGTH * np.sqrt(topic_part / np.maximum(of_topics, 1))
    counts = np.diff(words.ends)
    factors = np.repeat(word_factor, counts)
    if topical.any():
        factors[topical] = np.repeat(topic_factor, counts)[topical]
    return Rows(words.ends, words.numbers.view(np.int32), np.rint(weighed * factors).astype(np.int32))


def sums_of(values: "NDArray[np.int32]", ends: "Numbers") -> "Numbers":
    """Of each story's values."""
    import numpy as np

    running = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
    return np.diff(running[ends])


def _split(rows: Rows, weights: Weights, places: "NDArray[np.int32]") -> tuple[Rows, Rows]:
    """The rare words, and the common ones counted through."""
    rarity = weights.rarity[rows.words]
    rare = _keep(rows, (rarity >= weights.rare) & (rows.weights > 0))
    common = _keep(rows, (rarity < weights.rare) & (rows.weights > 0))
    return rare, Rows(common.ends, places[common.words], common.weights)


def _keep(rows: Rows, kept: "NDArray[np.bool_]") -> Rows:
    import numpy as np

    at = np.flatnonzero(kept)
    return Rows(np.searchsorted(at, rows.ends), rows.words[at], rows.weights[at])


def join_rows(parts: Sequence[Rows]) -> Rows:
    import numpy as np

    starts = np.cumsum([0, *(part.ends[-1] for part in parts)])
    ends = [part.ends[1:] + start for part, start in zip(parts, starts, strict=False)]
    return Rows(
        np.concatenate([[0], *ends]),
        np.concatenate([part.words for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def lengths_of(rows: Rows) -> "Numbers":
    """The squared length of each story's vector."""
    return sums_of(rows.weights * rows.weights, rows.ends)


def spread_rows(rows: Rows, stories: "Numbers") -> tuple["Numbers", "Numbers"]:
    """The places of all words of `stories`, and for each the place of its story among these."""
    import numpy as np

    counts = rows.ends[stories + 1] - rows.ends[stories]
    starts = np.cumsum(counts) - counts
    of_story = np.repeat(np.arange(len(stories)), counts)
    return np.arange(len(of_story)) + (rows.ends[stories] - starts)[of_story], of_story


def likeness_to_all(rows: Rows, story: int) -> "NDArray[np.int64]":
    """The likeness of `story` to each story, in the words of `rows`."""
    import numpy as np

    own = slice(rows.ends[story], rows.ends[story + 1])
    weight = np.zeros(NUMBERS, np.int32)
    weight[rows.words[own]] = rows.weights[own]
    parts = [_likeness_of_part(rows, start, weight) for start in range(0, len(rows.ends) - 1, BATCH)]
    return np.concatenate(parts)


def _likeness_of_part(rows: Rows, start: int, weight: "NDArray[np.int32]") -> "NDArray[np.int64]":
    """That of `BATCH` stories from `start` on: of all at once it would take a gigabyte."""
    ends = rows.ends[start : start + BATCH + 1]
    words = slice(ends[0], ends[-1])
    return sums_of(weight[rows.words[words]] * rows.weights[words], ends - ends[0])
