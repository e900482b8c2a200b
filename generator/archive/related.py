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

from generator.intake.terms import MOST, NUMBERS, number_of_topic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Records = NDArray[np.void]
    Likeness = tuple[int, NDArray[np.int32]]
    """A story's row, and its likeness, in rare words, to each older story."""

SAMPLE = 1 << 13
"""Stories that set the weights, at most."""
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

WORD_STEPS = 16
"""The logarithm of a word's count is rounded to this part of 1."""
LENGTH = 1 << 14
"""Of a story's vector. Sums of products stay within 32 bits, and the rounding shifts a likeness by less than 0.001."""
LIKENESS = LENGTH * LENGTH
"""What a likeness of 1 is as a whole number."""
NEAR_STEPS = 1024
"""What a factor of 1 is as a whole number."""
BATCH = 4096
"""Stories whose words are unpacked at once."""
BLOCK = 64
"""Stories whose ties are weighed at once."""
MAX_THREADS = 4


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


def relate(documents: Iterable[Document], count: int = 5, floor: float = FLOOR) -> dict[str, tuple[str, ...]]:
    """For each document's path, the paths of at most `count` others that go with it, the nearest first.

    Nearness is likeness, from 0 to 1, and up to 1.4 times that when little time lies between the two. What is less
    alike than `floor` is left out, and so is the same story over again. No headline comes twice, nor that of the story
    itself. Of two that are equally near the newer comes first. No two documents have one path.
    """
    oldest_first = sorted(documents, key=age_of)
    if not oldest_first:
        return {}
    notices = notices_of(oldest_first)
    weights = weigh_sample([oldest_first[at] for at in pick_sample(notices)])
    vectors = make_vectors(oldest_first, weights)
    ties, _ = tie_all(notices, vectors, floor)
    chosen = choose_all(notices, ties, count)
    return {
        document.path: tuple(oldest_first[other].path for other in others)
        for document, others in zip(oldest_first, chosen, strict=True)
    }


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


def read_notices(blobs: Iterable[bytes]) -> "Records":
    """Notices from their bytes, to be written to."""
    import numpy as np

    return np.frombuffer(bytearray().join(blobs), notice_type())


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


# --- words as numbers -----------------------------------------------------------------------------


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
    of_all, of_topics = _sums(squares, words.ends), _sums(squares * topical, words.ends)
    topic_part = np.where(of_topics, TOPIC_PART, 0)
    word_factor = LENGTH * np.sqrt((1 - topic_part) / np.maximum(of_all - of_topics, 1))
    topic_factor = LENGTH * np.sqrt(topic_part / np.maximum(of_topics, 1))
    counts = np.diff(words.ends)
    factors = np.repeat(word_factor, counts)
    if topical.any():
        factors[topical] = np.repeat(topic_factor, counts)[topical]
    return Rows(words.ends, words.numbers.view(np.int32), np.rint(weighed * factors).astype(np.int32))


def _sums(values: "NDArray[np.int32]", ends: "Numbers") -> "Numbers":
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
    return _sums(rows.weights * rows.weights, rows.ends)


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
    return _sums(products, np.concatenate([[0], np.cumsum(counts)]))


def spread_rows(rows: Rows, stories: "Numbers") -> tuple["Numbers", "Numbers"]:
    """The places of all words of `stories`, and for each the place of its story among these."""
    import numpy as np

    counts = rows.ends[stories + 1] - rows.ends[stories]
    starts = np.cumsum(counts) - counts
    of_story = np.repeat(np.arange(len(stories)), counts)
    return np.arange(len(of_story)) + (rows.ends[stories] - starts)[of_story], of_story


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


def tie_all(
    notices: "Records", vectors: Vectors, floor: float = FLOOR, columns: Columns | None = None
) -> tuple["Records", Columns]:
    """The ties of all stories to older ones, those of the oldest first; `notices` are in this order, too.

    Fills in the notices' lengths and bounds.
    """
    import numpy as np

    notices["length"] = lengths_of(vectors.rare)
    columns = columns or turn(vectors.rare)

    def tie_range(rows: range) -> list["Records"]:
        found = _likeness_to_older(columns, rows)
        return [_tie_block(notices, vectors, floor, block) for block in _blocks(found)]

    with ThreadPoolExecutor(min(os.cpu_count() or 1, MAX_THREADS)) as threads:
        ties = [block for blocks in threads.map(tie_range, _ranges(len(notices))) for block in blocks]
    return np.concatenate(ties), columns


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
    return _sums(weight[rows.words[words]] * rows.weights[words], ends - ends[0])


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


def choose_all(notices: "Records", ties: "Records", count: int) -> list[list[int]]:
    """For each story the others in its list, from the ties of all."""
    import numpy as np

    ties = ties[_ranks(ties["story"]) < TIES]
    ties = ties[ties["score"] > 0]
    stories = np.concatenate([ties["story"], ties["other"]])
    others = np.concatenate([ties["other"], ties["story"]])
    scores = np.concatenate([ties["score"], ties["score"]])
    order = np.lexsort((others, scores, stories))[::-1]
    starts = np.searchsorted(stories[order][::-1], np.arange(len(notices) + 1))
    ranked, headlines = others[order].tolist(), notices["headline"].tolist()
    ends = (len(ranked) - starts).tolist()
    return [choose(story, ranked[ends[story + 1] : ends[story]], headlines, count) for story in range(len(notices))]


def _ranks(stories: "NDArray[Any]") -> "Numbers":
    """For each tie its place among those of its story; the ties of a story stand together."""
    import numpy as np

    starts = np.flatnonzero(np.diff(stories, prepend=-1))
    return np.arange(len(stories)) - np.repeat(starts, np.diff(np.append(starts, len(stories))))


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
