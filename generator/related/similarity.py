"""The similarity of stories to all older ones by their leading words, row by row."""
# ruff: noqa: PLC0415 -- numpy and scipy take a third of a second to import, and most builds have nothing to relate

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import msgspec

from generator.intake.text.terms import NUMBERS
from generator.related.products import find_product
from generator.related.vectors import Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW_WORDS = 1 << 16
"""Fewer words than this are sorted faster than a table of all numbers is filled."""
ROWS_AT_ONCE = 256
"""The number of rows whose words are looked up together."""


class Columns(msgspec.Struct, frozen=True):
    """Rows transposed: for each word the stories that hold it, the oldest first, and its weight there."""

    types: ClassVar[tuple[str, ...]] = ("i4",) * 4
    starts: "NDArray[np.int32]"
    """The position of each word's first story, and the end of the last word's stories."""
    stories: "NDArray[np.int32]"
    weights: "NDArray[np.int32]"
    columns: "NDArray[np.int32]"
    """The column of each word of the rows."""


def transpose(rows: Rows) -> Columns:
    """Return the rows by word."""
    import numpy as np
    from scipy import sparse

    stories = len(rows.ends) - 1
    words, columns = _number_columns(rows.words)
    entries = rows.weights.astype(np.int32), columns, rows.ends.astype(np.int32)
    transposed = sparse.csr_array(entries, shape=(stories, words)).tocsc()
    return Columns(transposed.indptr, transposed.indices, transposed.data, columns)


def _number_columns(words: "NDArray[np.uint32]") -> tuple[int, "NDArray[np.int32]"]:
    """Return how many different words there are, and the position of each one among them, in their order."""
    import numpy as np

    if len(words) < FEW_WORDS:
        different, columns = np.unique(words, return_inverse=True)
        return len(different), columns.astype(np.int32)
    found = np.flatnonzero(np.bincount(words, minlength=NUMBERS))
    table = np.zeros(NUMBERS, np.int32)
    table[found] = np.arange(len(found))
    return len(found), table[words]


class Lookups(msgspec.Struct, frozen=True):
    """Where the words of some rows stand in the columns of the older stories, row by row."""

    ends: list[int]
    """The position of each row's first number, and the end of the last row's."""
    bounds: "NDArray[np.int32]"
    """For each word the start and the end of its older stories. The words of a row run backwards."""
    factors: "NDArray[np.int32]"
    """For each word its weight in the row, and 0."""


def similarity_to_older(columns: Columns, leading: Rows, rows: range) -> Iterator[tuple[int, "NDArray[np.int32]"]]:
    """Yield each of `rows` with its similarity to each older story.

    It is the product of the older stories' table with a row, but of the row's own columns alone. scipy's loop runs from
    the start of each column to the start of the next one, so it is given a table whose columns run backwards, with an
    empty one after each, and skips the rest. A product of two sparse tables computes the same sums and takes four times
    as long to write them.
    """
    import numpy as np

    multiply = find_product()
    before = columns.columns[: leading.ends[rows.start]]
    older_ends = columns.starts[:-1] + np.bincount(before, minlength=len(columns.starts) - 1)
    for first in range(rows.start, rows.stop, ROWS_AT_ONCE):
        some = range(first, min(first + ROWS_AT_ONCE, rows.stop))
        found = _look_up(columns, leading, some, older_ends)
        for row, start, end in zip(some, found.ends, found.ends[1:], strict=False):
            similarity, own = np.zeros(row, np.int32), slice(start, end)
            pairs = found.bounds[own], columns.stories, columns.weights, found.factors[own], similarity
            multiply(row, max(0, end - start - 1), *pairs)
            yield row, similarity
        words = columns.columns[leading.ends[some.start] : leading.ends[some.stop]]
        older_ends += np.bincount(words, minlength=len(older_ends))


def _look_up(columns: Columns, leading: Rows, rows: range, older_ends: "NDArray[np.int64]") -> Lookups:
    """Look up the words of `rows`. `older_ends`: for each column the end of the stories older than all these rows."""
    import numpy as np

    ends = leading.ends[rows.start : rows.stop + 1]
    span, counts = slice(int(ends[0]), int(ends[-1])), np.diff(ends)
    words, row = columns.columns[span].astype(np.int64), np.repeat(np.arange(len(rows)), counts)
    older = older_ends[words] + _count_older(words, row)
    backwards = np.lexsort((-words, row))
    bounds, factors = np.zeros((2, 2 * len(words)), np.int32)
    bounds[::2], bounds[1::2] = columns.starts[words[backwards]], older[backwards]
    factors[::2] = leading.weights[span][backwards]
    return Lookups((2 * (ends - ends[0])).tolist(), bounds, factors)


def _count_older(words: "NDArray[np.int64]", row: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Return for each word of some rows in how many places earlier rows hold it.

    Two words of a row may share a number: neither is older than the other.
    """
    import numpy as np

    order = np.lexsort((row, words))
    at, of_word, of_row = np.arange(len(words)), words[order], row[order]
    is_first = np.ones(len(words), np.bool_)
    is_first[1:] = of_word[1:] != of_word[:-1]
    begins_row = is_first.copy()
    begins_row[1:] |= of_row[1:] != of_row[:-1]
    start_of_word, start_of_row = (np.maximum.accumulate(at * begins) for begins in (is_first, begins_row))
    counts = np.empty(len(words), np.int64)
    counts[order] = start_of_row - start_of_word
    return counts
