"""Score how well two stories go together, by their words, topics and times alone. docs/related.md says why, how well.

A word weighs more the rarer it is among the oldest stories. Each story is linked to the few older ones that are most
similar to it in their leading words; its list is the best of its own links and of the links that lead to it. So a link
depends on two stories and on weights that stay the same, and a new story changes few lists. Everything is computed in
integers: neither the order of additions nor the machine can change a list.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

import math
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.related.comparison import Overlaps
from generator.related.documents import Document
from generator.related.vectors import VECTOR_LENGTH
from generator.related.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Records = NDArray[np.void]
    Metadata = Records | Mapping[str, NDArray[Any]]
    """The metadata of stories, or its columns by name."""

SAMPLE_STORIES = 1 << 11
"""The largest number of stories that set the weights of words. With more, more often one of them moves a weight."""
SEARCHED_STORIES = 1 << 9
"""The largest number of these that are searched for footers."""
DUPLICATE_SIMILARITY = 0.9
"""Two stories more similar than this are the same wire story over again."""
REVISION_SIMILARITY = 0.5
"""Two stories with one headline that are more similar than this are also the same story over again."""
VERSION_DAYS = 7
"""A repeated story within this many days is a newer version; later it is another story that repeats it."""
MIN_LEADING_SIMILARITY = 0.01
"""Stories less similar than this in their leading words aren't compared any further."""
CLOSE_SIMILARITY = 0.12
"""Versions of a story are more similar than this, and most related stories are."""
RECENCY_WEIGHT = 0.4
"""The score of two stories of one day is higher by this share of their similarity."""
RECENCY_DECAY_DAYS = 14
"""The days in which that share falls by the factor e."""
DAY_US = 86_400_000_000
LINKS = 16
"""The number of links from a story to older ones."""
RECIPROCAL_LINKS = 10
"""The best of these links also lead back. So a new story changes the pages of at most this many older stories."""
SPARE_LINKS = 4
"""The number of further links that are kept, to move up when others end."""
KEPT_LINKS = LINKS + SPARE_LINKS
KEPT_VERSIONS = 4
"""The number of older versions that are kept of a story, the newest ones."""

SIMILARITY_SCALE = VECTOR_LENGTH * VECTOR_LENGTH
"""The integer that stands for a similarity of 1."""
FACTOR_SCALE = 1024
"""The integer that stands for a factor of 1."""
MAX_FACTOR = round(FACTOR_SCALE * (1 + RECENCY_WEIGHT))


# --- stories --------------------------------------------------------------------------------------


class Heading(NamedTuple):
    """The path, time and headline of a story, which are needed before its words are read."""

    path: str
    opens: int
    """The time of publication, in microseconds since 1970."""
    headline: str


def heading_of(document: Document) -> Heading:
    """Return the path, time and headline of a document."""
    return Heading(document.path, document.opens, document.headline)


def hash_text(text: str) -> int:
    """Return a signed 64-bit hash of `text`."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


@cache
def metadata_type() -> "np.dtype[np.void]":
    """Return the type of the metadata array, which has one row a story.

    `opens`: when it was published; `path_hash`: which of two stories of one instant counts as the older.
    `headline_hash`: of the headline in small letters. `squared_length`: of the vector of its leading words. `cutoff`:
    the leading score of its last link; 0 when every candidate is among the links. `public`: whether it is public;
    `sampled`: whether it sets the weights of words; `superseded`: whether it has a newer version.
    """
    import numpy as np

    numbers = [(name, np.int64) for name in ("opens", "path_hash", "headline_hash", "squared_length", "cutoff")]
    return np.dtype(numbers + [(name, np.bool_) for name in ("public", "sampled", "superseded")])


def make_metadata_row(heading: Heading) -> tuple[int | bool, ...]:
    """Return the metadata of a story whose words are not weighed yet."""
    return heading.opens, hash_text(heading.path), hash_text(heading.headline.casefold()), 0, 0, True, False, False


def pick_sample(metadata: "Records") -> "Numbers":
    """Return the sorted rows of the stories that set the weights of words.

    These are the oldest 2^k stories, with the largest possible k; if they are more than SAMPLE_STORIES, those of them
    with the lowest path hashes.
    """
    import numpy as np

    public = np.flatnonzero(metadata["public"])
    opens, hashes = metadata["opens"][public], metadata["path_hash"][public]
    count = count_oldest(len(public))
    last = np.partition(opens, count - 1)[count - 1]
    earlier, level = (np.flatnonzero(rule) for rule in (opens < last, opens == last))
    level = level[np.argsort(hashes[level])][: count - len(earlier)]
    rows = np.concatenate([earlier, level])
    if count > SAMPLE_STORIES:
        rows = rows[np.argpartition(hashes[rows], SAMPLE_STORIES - 1)[:SAMPLE_STORIES]]
    return np.sort(public[rows])


def count_oldest(stories: int) -> int:
    """Return how many of so many stories count as the oldest: the largest power of two that is no more."""
    return 1 << (stories.bit_length() - 1)


def pick_searched(metadata: "Records", sample: "Numbers") -> "Numbers":
    """Return those rows of the sample whose stories are searched for footers: the ones with the lowest path hashes."""
    import numpy as np

    return np.sort(sample[np.argsort(metadata["path_hash"][sample], kind="stable")[:SEARCHED_STORIES]])


def is_older(metadata: "Records", others: Any, story: int) -> Any:
    """Tell for each of the others whether it is older than the story."""
    opens, path_hash = metadata["opens"][others], metadata["path_hash"][others]
    own = metadata[story]
    return (opens < own["opens"]) | ((opens == own["opens"]) & (path_hash < own["path_hash"]))


# --- links ----------------------------------------------------------------------------------------


@cache
def link_type() -> "np.dtype[np.void]":
    """Return the type of a link to an older story.

    `other`: the number of that story; `leading_score`: the score by their leading words; `score`: the score by all
    words, 0 when the two must not be shown together.
    """
    import numpy as np

    return np.dtype([("other", np.uint32), ("leading_score", np.int64), ("score", np.int64)])


@cache
def _time_factors() -> "Numbers":
    """Return the factor for each whole number of days between two stories; the last is for any longer time."""
    import numpy as np

    decay = [math.exp(-days / RECENCY_DECAY_DAYS) for days in range(8 * RECENCY_DECAY_DAYS)]
    return np.array([round(FACTOR_SCALE * (1 + RECENCY_WEIGHT * left)) for left in decay])


def factors_between(metadata: "Metadata", story: "int | Numbers", others: "Numbers") -> "Numbers":
    """Return the factors by which the time between a story and each other one raises their similarity.

    `story` may also be one for each of the others.
    """
    return factors_of(days_between(metadata, story, others))


def factors_of(days: "Numbers") -> "Numbers":
    """Return the factors for so many whole days between two stories."""
    import numpy as np

    factors = _time_factors()
    of_days: Numbers = factors[np.minimum(days, len(factors) - 1)]
    return of_days


def days_between(metadata: "Metadata", story: "int | Numbers", others: "Numbers") -> "Numbers":
    """Return the whole days between a story and each other one."""
    import numpy as np

    opens = metadata["opens"]
    days: Numbers = np.abs(opens[others] - opens[story]) // DAY_US
    return days


def pick_newest(metadata: "Metadata", stories: "Numbers") -> "NDArray[np.uint32]":
    """Return the newest of `stories`, at most KEPT_VERSIONS, the newest first."""
    import numpy as np

    ages = metadata["path_hash"][stories], metadata["opens"][stories]
    return stories[np.lexsort(ages)[::-1][:KEPT_VERSIONS]].astype(np.uint32)


def score_links(
    metadata: "Metadata", stories: "int | Numbers", links: "Records", overlaps: Overlaps, weights: Weights
) -> None:
    """Fill in the scores of the links by all words, or 0 where two stories must not be shown together.

    `stories`: the one that they lead from, or one for each of them. `overlaps`: what each link's two stories have in
    common.
    """
    if not len(links):
        return
    factors = factors_between(metadata, stories, links["other"].astype("int64"))
    similarity = overlaps.similarities
    shown = _is_similar_enough(overlaps, weights) & (similarity <= DUPLICATE_SIMILARITY * SIMILARITY_SCALE)
    links["score"] = similarity * factors * shown


def _is_similar_enough(overlaps: Overlaps, weights: Weights) -> "NDArray[np.bool_]":
    """Tell for each pair whether its similarity reaches the floor, and not by a single word that many hold.

    One word isn't enough if less than half of the floor is left without it, unless it makes the two very similar.
    """
    import numpy as np

    floor, similarity = weights.floor * SIMILARITY_SCALE / 100, overlaps.similarities
    enough: NDArray[np.bool_] = similarity >= floor
    by_one_word = 2 * (similarity - overlaps.strongest) < floor
    by_one_word &= enough & (similarity < CLOSE_SIMILARITY * SIMILARITY_SCALE)
    doubtful = np.flatnonzero(by_one_word)
    if len(doubtful):
        enough[doubtful] = weights.are_rare(np.array([overlaps.strongest_word(at) for at in doubtful.tolist()]))
    return enough
