"""The similarity of stories to all older ones by their leading words, some stories at a time.

They are looked up in an inverted index: for each word its postings, the stories that hold it. Those of a story's words
are added up by story. All sums are whole numbers that floating point holds exactly, in whatever order they are added.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, cast

import msgspec

from generator.intake.text.terms import NUMBERS
from generator.related.arrays import ArrayWriter, stable_order
from generator.related.vectors import Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Similarities = NDArray[np.float64]

SEGMENT = 1 << 15
"""Stories are divided into segments of so many, which bounds the memory that sorting and adding up take."""
STORY_SHIFT = 16
"""A posting is the number of a story in its segment, shifted by so many bits, and the word's weight in the story."""
WEIGHT_MASK = (1 << STORY_SHIFT) - 1
FEW_WORDS = 1 << 16
"""Fewer words than this are sorted faster than a table of all numbers is filled."""
ROWS_AT_ONCE = 1 << 8
"""The largest number of stories that are compared with older ones together ..."""
SUMS_AT_ONCE = 1 << 17
"""... so that about so many sums are added up together, which fit the processor's cache ..."""
CELLS_AT_ONCE = 1 << 20
"""... and so many similarities are in memory."""
POSTINGS_AT_ONCE = 1 << 20
"""About so many postings are added up together, however many stories hold the words."""


class Postings(msgspec.Struct, frozen=True):
    """The leading words of stories, the oldest story first, by word."""

    types: ClassVar[tuple[str, ...]] = ("i8", "u4", "i4", "i4")
    starts: "Numbers"
    """The position of the first posting of each word in each segment, segment by segment, and the end of the last."""
    postings: "NDArray[np.uint32]"
    """The postings of each word in each segment, the oldest story first."""
    words: "NDArray[np.int32]"
    """For each leading word of each story, its position among the different words."""
    older: "NDArray[np.int32]"
    """For each leading word of each story, the number of its postings of older stories in the story's segment."""


def make_postings(leading: Rows) -> Postings:
    """Return the inverted index of the leading words of stories."""
    import numpy as np

    postings, words, older = (np.empty(len(leading.words), numbers) for numbers in Postings.types[1:])
    starts, first = [np.zeros(1, np.int64)], 0
    for segment in _make_segments(leading):
        own = slice(first, first + len(segment.words))
        postings[own], words[own], older[own] = segment.postings, segment.words, segment.older
        starts.append(segment.starts[1:] + first)
        first = own.stop
        del segment  # before the next one is made
    return Postings(np.concatenate(starts), postings, words, older)


def make_posting_files(leading: Rows, folder: str, name: str) -> None:
    """Write the inverted index to the files of the record called `name`. Only one segment at a time is in memory."""
    writer = ArrayWriter(folder, name, Postings)
    for segment in _make_segments(leading):
        writer.add(segment)
        del segment
    writer.finish()


def _make_segments(leading: Rows) -> Iterator[Postings]:
    """Yield the inverted index of each segment by itself."""
    stories = len(leading.ends) - 1
    segments = [leading.ends[first : first + SEGMENT + 1] for first in range(0, stories, SEGMENT)]
    different, position_of = _number_words(leading, segments)
    for ends in segments:
        own = slice(int(ends[0]), int(ends[-1]))
        yield _make_segment(ends, position_of(leading.words[own]), leading.weights[own], different)


def _make_segment(
    ends: "Numbers", words: "NDArray[np.int32]", weights: "NDArray[np.int16]", different: int
) -> Postings:
    """Return the inverted index of a segment's leading words, of which so many are different in all segments.

    `ends`: the part of `Rows.ends` of the segment. `words`: for each word its position among the different ones.
    """
    import numpy as np

    unsorted = np.repeat(np.arange(len(ends) - 1, dtype=np.uint32) << STORY_SHIFT, np.diff(ends))
    unsorted |= weights.astype(np.uint32)
    counts = np.bincount(words, minlength=different)
    postings, older = _by_word(words, unsorted, counts)
    return Postings(np.concatenate([[0], np.cumsum(counts)]), postings, words, older)


def _number_words(
    leading: Rows, segments: "list[Numbers]"
) -> "tuple[int, Callable[[NDArray[np.uint32]], NDArray[np.int32]]]":
    """Return how many different words there are, and a function that gives the position of words among them.

    `segments`: the part of `leading.ends` of each segment.
    """
    import numpy as np

    if len(leading.words) < FEW_WORDS:
        different = np.unique(leading.words)
        return len(different), lambda words: different.searchsorted(words).astype(np.int32)
    occurs = np.zeros(NUMBERS, np.bool_)
    for ends in segments:
        occurs[leading.words[ends[0] : ends[-1]]] = True
    found = np.flatnonzero(occurs)
    table = np.zeros(NUMBERS, np.int32)
    table[found] = np.arange(len(found))
    return len(found), table.take


def _by_word(
    words: "NDArray[np.int32]", postings: "NDArray[np.uint32]", counts: "Numbers"
) -> tuple["NDArray[np.uint32]", "NDArray[np.int32]"]:
    """Return the postings sorted by word, and for each one, as they came, how many of its word are of older stories.

    `counts`: the number of postings of each word. Two words of a story may share a number: neither is older than the
    other.
    """
    import numpy as np

    order = stable_order(words, len(counts))
    by_word, starts = postings.take(order), np.cumsum(counts) - counts
    is_again = np.zeros(len(words), np.bool_)
    is_again[1:] = by_word[1:] >> STORY_SHIFT == by_word[:-1] >> STORY_SHIFT
    is_again[starts[counts > 0]] = False
    earlier = np.arange(len(words), dtype=np.int32)
    earlier[is_again] = 0
    np.maximum.accumulate(earlier, out=earlier)
    earlier -= np.repeat(starts.astype(np.int32), counts)
    older = np.empty(len(words), np.int32)
    older[order] = earlier
    return by_word, older


def similarity_to_older(
    postings: Postings, leading: Rows, oldest: "Numbers", rows: range
) -> Iterator[tuple[range, "Similarities"]]:
    """Yield some of `rows` at a time with their similarity to the stories that are older than the last of them.

    The last column is that of this last row. `oldest`: for each story the oldest one with which it is compared, no
    older than that of an earlier row. To an even older story, and to one that isn't older than the row, it is 0.
    """
    first = rows.start
    while first < rows.stop:
        stories = first + 1 - int(oldest[first])
        at_once = min(SUMS_AT_ONCE // min(stories, SEGMENT), CELLS_AT_ONCE // stories, ROWS_AT_ONCE)
        some = range(first, min(first + max(1, at_once), rows.stop, first - first % SEGMENT + SEGMENT))
        yield some, _similarities(postings, leading, oldest[some.start : some.stop], some)
        first = some.stop


def _similarities(postings: Postings, leading: Rows, oldest: "Numbers", rows: range) -> "Similarities":
    """Return the similarity of each of the rows, all in one segment, to the stories from the oldest of the first on."""
    import numpy as np

    own = slice(int(leading.ends[rows.start]), int(leading.ends[rows.stop]))
    words, weights = postings.words[own].astype(np.int64), leading.weights[own].astype(np.float64)
    row = np.repeat(np.arange(len(rows)), np.diff(leading.ends[rows.start : rows.stop + 1]))
    different = (len(postings.starts) - 1) // -(-(len(leading.ends) - 1) // SEGMENT)
    start, last = int(oldest[0]), int(oldest[-1])
    similarities = np.empty((len(rows), rows.stop - start))
    for segment in range(start // SEGMENT, -(-rows.stop // SEGMENT)):
        first = segment * SEGMENT
        columns = range(max(start, first), min(first + SEGMENT, rows.stop))
        starts, ends = (postings.starts[words + segment * different + at] for at in (0, 1))
        if first + SEGMENT >= rows.stop:
            ends = starts + postings.older[own]
        if first < last:
            starts = _skip_older(postings.postings, starts, ends, np.maximum(oldest - first, 0)[row])
        cells = (row * len(columns) + first - columns.start).astype(np.uint32)  # a story's number is added to it
        sums = _add_up(postings.postings, Lookups(starts, ends - starts, weights, cells), len(rows) * len(columns))
        similarities[:, columns.start - start : columns.stop - start] = sums.reshape(len(rows), -1)
    return similarities


def _skip_older(postings: "NDArray[np.uint32]", starts: "Numbers", ends: "Numbers", oldest: "Numbers") -> "Numbers":
    """Return the position of the first posting of each word that isn't older than its `oldest` story of the segment.

    Each word's postings are between `starts` and `ends`. The search halves all of them at once.
    """
    import numpy as np

    while (starts < ends).any():
        middle = (starts + ends) >> 1
        is_older = postings.take(middle, mode="clip") >> STORY_SHIFT < oldest
        starts = np.where(is_older & (starts < ends), middle + 1, starts)
        ends = np.where(is_older, ends, middle)
    return starts


class Lookups(msgspec.Struct, frozen=True):
    """The postings of some words that are added up."""

    starts: "Numbers"
    """The position of each word's first posting."""
    counts: "Numbers | NDArray[np.int32]"
    """The number of its postings that are added up."""
    weights: "Similarities"
    """The weight of the word in the story that is compared."""
    cells: "NDArray[np.uint32]"
    """The cell of the sums for that story and the first one of the segment, which may itself have no cell."""


def _add_up(postings: "NDArray[np.uint32]", lookups: Lookups, cells: int) -> "Similarities":
    """Return the sums of so many cells, a limited number of postings at a time."""
    import numpy as np

    ends = np.cumsum(lookups.counts)
    limits = range(POSTINGS_AT_ONCE, int(ends[-1]) if len(ends) else 0, POSTINGS_AT_ONCE)
    cuts = [0, *(np.searchsorted(ends, limits) + 1).tolist(), len(ends)]
    sums, *more = (_add_up_words(postings, lookups, slice(*cut), cells) for cut in pairwise(cuts))
    for one in more:
        sums += one
    return sums


def _add_up_words(postings: "NDArray[np.uint32]", lookups: Lookups, words: slice, cells: int) -> "Similarities":
    """Return the sums of so many cells over the postings of some of the words."""
    import numpy as np

    counts = lookups.counts[words]
    at = np.repeat(lookups.starts[words] - np.cumsum(counts) + counts, counts)
    at += np.arange(len(at))
    found = postings.take(at)
    products = np.repeat(lookups.weights[words], counts)
    products *= found & WEIGHT_MASK
    found >>= STORY_SHIFT
    found += np.repeat(lookups.cells[words], counts)
    return cast("Similarities", np.bincount(found, products, cells))
