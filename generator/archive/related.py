"""Which stories go together, from their words, topics and times alone. docs/related.md says how well, and why so.

A story's words are weighed by how rare they are among the oldest stories. Each story is then drawn to the few older
ones that are nearest to it in their rare words, its ties; and its list is the best of its own ties and of those that
lead to it. So a tie hangs on two stories and on weights that stand still, and a new story touches only few lists.
All is reckoned in whole numbers: neither the order of summing nor the machine can change a list.
"""
# ruff: noqa: PLC0415 -- numpy and scipy take a third of a second to import, and most builds have nothing to relate

import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from generator.archive.vectors import LENGTH, Document, Rows, Vectors, lengths_of, spread_rows, sums_of
from generator.intake.terms import NUMBERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Records = NDArray[np.void]
    Likeness = tuple[int, NDArray[np.int32]]
    """A story's row, and its likeness, in rare words, to each older story."""

SAMPLE = 1 << 13
"""Stories that set the weights, at most."""
TWIN = 0.9
"""Stories more alike than this are one wire story over again."""
FLOOR = 0.07
"""Real stories less alike than this seldom share a subject."""
RARE_FLOOR = 0.03
"""Stories whose rare words make them less alike than this aren't compared any further."""
NEARNESS = 0.4
"""Stories of the same day are nearer by this part of their likeness; it fades by the factor e in FADING_DAYS."""
FADING_DAYS = 14
DAY_US = 86_400_000_000
TIES = 16
"""A story's to older ones."""
SPARE_TIES = 4
"""More of them are kept, to move up when others end."""

LIKENESS = LENGTH * LENGTH
"""What a likeness of 1 is as a whole number."""
NEAR_STEPS = 1024
"""What a factor of 1 is as a whole number."""
BLOCK = 64
"""Stories whose ties are weighed at once."""
MAX_THREADS = 4


# --- stories --------------------------------------------------------------------------------------


def mark_of(text: str) -> int:
    """A number that stands for `text` and, of stories of one instant, says which counts as the older."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


def age_of(document: Document) -> tuple[int, int]:
    """Sorts the oldest first."""
    return document.opens, mark_of(document.path)


@cache
def notice_type() -> "np.dtype[np.void]":
    import numpy as np

    return np.dtype([(name, np.int64) for name in ("opens", "mark", "headline", "length", "bound")])


def notices_of(documents: Sequence[Document]) -> "Records":
    """A record for each document.

    `opens` and `mark`: its age; `headline`: that in small letters, as a mark. `length` (the squared length of the
    rare words' vector) and `bound` (see `Ties`) are yet to be filled in.
    """
    import numpy as np

    rows = [(*age_of(one), mark_of(one.headline.casefold()), 0, 0) for one in documents]
    return np.array(rows, notice_type())


def pick_sample(notices: "Records") -> "Numbers":
    """The rows of the stories that set the weights: the oldest 2^k, and of many those with the least marks; sorted."""
    import numpy as np

    elders = 1 << (len(notices).bit_length() - 1)
    last = np.partition(notices["opens"], elders - 1)[elders - 1]
    older, even = (np.flatnonzero(rule) for rule in (notices["opens"] < last, notices["opens"] == last))
    even = even[np.argsort(notices["mark"][even])][: elders - len(older)]
    rows = np.concatenate([older, even])
    if elders > SAMPLE:
        rows = rows[np.argpartition(notices["mark"][rows], SAMPLE - 1)[:SAMPLE]]
    return np.sort(rows)


# --- which are near -------------------------------------------------------------------------------


@cache
def tie_type() -> "np.dtype[np.void]":
    import numpy as np

    return np.dtype([("story", np.uint32), ("other", np.uint32), ("near", np.int64), ("score", np.int64)])


@cache
def _near_factors() -> "Numbers":
    """For each number of whole days between two stories; the last is for all that are further apart."""
    import numpy as np

    fading = [math.exp(-days / FADING_DAYS) for days in range(8 * FADING_DAYS)]
    return np.array([round(NEAR_STEPS * (1 + NEARNESS * left)) for left in fading])


def factors_between(notices: "Records", stories: "Any", others: "Numbers") -> "Numbers":
    """What the likeness of each pair is multiplied with, for the time between the two."""
    import numpy as np

    days = np.abs(notices["opens"][others] - notices["opens"][stories]) // DAY_US
    factors = _near_factors()
    between: Numbers = factors[np.minimum(days, len(factors) - 1)]
    return between


def candidates_of(notices: "Records", story: int, likeness: "NDArray[Any]") -> tuple["Numbers", "Numbers"]:
    """The stories that may go with `story`, and how near they are in their rare words.

    `likeness`: in their rare words, of the first so many stories.
    """
    import numpy as np

    others = np.flatnonzero(likeness >= RARE_FLOOR * LIKENESS)
    alike = likeness[others].astype(np.float64)
    lengths = notices["length"][others] * float(notices["length"][story])
    twins = alike * alike > TWIN * TWIN * lengths
    others = others[~twins & (notices["headline"][others] != notices["headline"][story])]
    near = likeness[others].astype(np.int64) * factors_between(notices, story, others)
    return others, near


def nearest(notices: "Records", others: "Numbers", near: "Numbers") -> "Numbers":
    """Places of the nearest ones that are kept as ties: the nearest first, then the newest."""
    import numpy as np

    most = TIES + SPARE_TIES
    at = np.arange(len(others))
    if len(others) > most:
        at = np.flatnonzero(near >= np.partition(near, -most)[-most])
    ages = notices[others[at]]
    return at[np.lexsort((ages["mark"], ages["opens"], near[at]))[::-1][:most]]


def score_ties(
    notices: "Records", vectors: Vectors, pairs: "Records", rows: "Numbers", others: "Numbers", floor: float = FLOOR
) -> None:
    """Fill in the score of each pair: its nearness by all words, or 0 when the two aren't to be shown together.

    `rows` and `others`: the places in `vectors.common` of both stories of each pair.
    """
    factors = factors_between(notices, pairs["story"], pairs["other"])
    likeness = pairs["near"] // factors + _products(vectors, rows, others)
    shown = (likeness >= floor * LIKENESS) & (likeness <= TWIN * LIKENESS)
    pairs["score"] = likeness * factors * shown


def _products(vectors: Vectors, rows: "Numbers", others: "Numbers") -> "Numbers":
    """Of the common words of both stories of each pair, summed; `rows` come in runs."""
    import numpy as np

    common = vectors.common
    stories, place = np.unique(rows, return_inverse=True)
    table = np.zeros((len(stories), vectors.common_words), np.int32)
    spots, of_story = spread_rows(common, stories)
    table[of_story, common.words[spots]] = common.weights[spots]
    spots, of_pair = spread_rows(common, others)
    products = table[place[of_pair], common.words[spots]] * common.weights[spots]
    counts = common.ends[others + 1] - common.ends[others]
    return sums_of(products, np.concatenate([[0], np.cumsum(counts)]))


# --- all at once ----------------------------------------------------------------------------------


class Columns(msgspec.Struct, frozen=True):
    """Rows by words: which stories hold each word, the oldest first, and with what weight."""

    words: "NDArray[np.int32]"
    """The numbers of those that any story holds, in order."""
    starts: "NDArray[np.int32]"
    """Where the stories of each begin, and the end of the last."""
    stories: "NDArray[np.int32]"
    weights: "NDArray[np.int32]"
    rows: Rows
    """The same by stories; the words counted through, and in order."""


def turn(rows: Rows) -> Columns:
    """Rows by words."""
    import numpy as np
    from scipy import sparse

    stories = len(rows.ends) - 1
    words = np.flatnonzero(np.bincount(rows.words, minlength=NUMBERS)).astype(np.int32)
    places = np.zeros(NUMBERS, np.int32)
    places[words] = np.arange(len(words))
    cells = rows.weights, places[rows.words], rows.ends.astype(np.int32)
    turned = sparse.csr_array(cells, shape=(stories, len(words))).tocsc()
    turned.sum_duplicates()
    back = turned.tocsr()
    return Columns(words, turned.indptr, turned.indices, turned.data, Rows(back.indptr, back.indices, back.data))


def tie_all(notices: "Records", vectors: Vectors, floor: float = FLOOR) -> "Records":
    """The ties of all stories to older ones, those of the oldest first; `notices` are in this order, too.

    Fills in the notices' lengths and bounds.
    """
    import numpy as np

    notices["length"] = lengths_of(vectors.rare)
    columns = turn(vectors.rare)

    def tie_range(rows: range) -> list["Records"]:
        found = _likeness_to_older(columns, rows)
        return [_tie_block(notices, vectors, floor, block) for block in _blocks(found)]

    with ThreadPoolExecutor(min(os.cpu_count() or 1, MAX_THREADS)) as threads:
        ties = [block for blocks in threads.map(tie_range, _ranges(len(notices))) for block in blocks]
    return np.concatenate(ties)


def _ranges(stories: int) -> list[range]:
    size = max(BLOCK, stories // 16)
    return [range(start, min(start + size, stories)) for start in range(0, stories, size)]


def _blocks(items: Iterator["Likeness"]) -> Iterator[list["Likeness"]]:
    return iter(lambda: list(islice(items, BLOCK)), [])


def _likeness_to_older(columns: Columns, rows: range) -> Iterator["Likeness"]:
    """For each of `rows`.

    The product of the older stories' table with a row, but of the row's own columns alone: scipy's loop goes from each
    column's start to the next one's, so a table whose columns run backwards, with an empty one after each, has it pass
    over the rest. A product of two sparse tables makes the same sums and takes four times as long to write them down.
    """
    import numpy as np
    from scipy.sparse._sparsetools import csc_matvec

    held = columns.rows
    older_ends = columns.starts[:-1] + np.bincount(
        held.words[: held.ends[rows.start]], minlength=len(columns.words)
    ).astype(np.int32)
    for row in rows:
        cells = slice(held.ends[row], held.ends[row + 1])
        words = held.words[cells][::-1]
        bounds, factors = np.zeros((2, 2 * len(words) + 1), np.int32)
        bounds[:-1:2], bounds[1::2] = columns.starts[words], older_ends[words]
        factors[:-1:2] = held.weights[cells][::-1]
        likeness = np.zeros(row, np.int32)
        csc_matvec(row, max(0, 2 * len(words) - 1), bounds, columns.stories, columns.weights, factors, likeness)
        older_ends[words] += 1
        yield row, likeness


def _tie_block(notices: "Records", vectors: Vectors, floor: float, block: list["Likeness"]) -> "Records":
    """The ties of a block of stories."""
    import numpy as np

    pairs = np.concatenate([tie(notices, row, likeness) for row, likeness in block])
    score_ties(notices, vectors, pairs, pairs["story"].astype(np.int64), pairs["other"].astype(np.int64), floor)
    return pairs


def tie(notices: "Records", story: int, likeness: "NDArray[Any]") -> "Records":
    """The ties of `story` to older ones, not yet scored; notes its bound."""
    import numpy as np

    others, near = candidates_of(notices, story, likeness)
    at = nearest(notices, others, near)
    ties = np.zeros(len(at), tie_type())
    ties["story"], ties["other"], ties["near"] = story, others[at], near[at]
    notices["bound"][story] = ties["near"][-1] if len(at) < len(others) else 0
    return ties


def choose(story: int, others: Iterable[int], headlines: "Sequence[int] | Mapping[int, int]", count: int) -> list[int]:
    """The first `count` others; of those with one headline the first."""
    taken, chosen = {headlines[story]}, list[int]()
    for other in others:
        if len(chosen) == count:
            break
        if headlines[other] not in taken:
            taken.add(headlines[other])
            chosen.append(other)
    return chosen
