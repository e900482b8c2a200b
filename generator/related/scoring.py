"""Which stories go together, from their words, topics and times alone. docs/related.md says how well, and why so.

A story's words are weighed by how rare they are among the oldest stories. Each story is then drawn to the few older
ones that are nearest to it in their leading words, its ties; and its list is the best of its own ties and of those that
lead to it. So a tie hangs on two stories and on weights that stand still, and a new story touches only few lists.
All is reckoned in whole numbers: neither the order of summing nor the machine can change a list.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from generator.related.vectors import LENGTH

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Records = NDArray[np.void]

SAMPLE = 1 << 13
"""Stories that set the weights, at most."""
TWIN = 0.9
"""Stories more alike than this are one wire story over again."""
REVISED = 0.5
"""So are those that bear one headline and are more alike than this."""
VERSION_DAYS = 7
"""Within these it is a newer version of the story, later another story that repeats it."""
FLOOR = 0.07
"""Real stories less alike than this seldom share a subject."""
LEADING_FLOOR = 0.03
"""Stories whose leading words make them less alike than this aren't compared any further."""
CLOSE_FLOOR = 0.12
"""Versions of a story are more alike than this, and mostly so are the stories that go with it."""
NEARNESS = 0.4
"""Stories of the same day are nearer by this part of their likeness; it fades by the factor e in FADING_DAYS."""
FADING_DAYS = 14
DAY_US = 86_400_000_000
TIES = 16
"""A story's to older ones."""
REACH = 10
"""The nearest of these lead back to it, too: so many pages of older stories a new one changes, at most."""
SPARE_TIES = 4
"""More of them are kept, to move up when others end."""
VERSIONS = 4
"""Older versions of a story that are known, the newest."""

LIKENESS = LENGTH * LENGTH
"""What a likeness of 1 is as a whole number."""
NEAR_STEPS = 1024
"""What a factor of 1 is as a whole number."""
NEAREST = round(NEAR_STEPS * (1 + NEARNESS))
"""The largest factor."""


# --- stories --------------------------------------------------------------------------------------


def mark_of(text: str) -> int:
    """A number that stands for `text` and, of stories of one instant, says which counts as the older."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


@cache
def notice_type() -> "np.dtype[np.void]":
    """What is known of each story at a glance.

    `opens` and `mark`: its age; `headline`: that in small letters, as a mark. `length`: the squared length of its
    leading words' vector. `bound`: how near the last of its ties is, and 0 when all who may go with it are among them.
    `there`: whether it is public; `sampled`: whether it sets weights; `passed`: whether it has a newer version.
    """
    import numpy as np

    numbers = [(name, np.int64) for name in ("opens", "mark", "headline", "length", "bound")]
    return np.dtype(numbers + [(name, np.bool_) for name in ("there", "sampled", "passed")])


def notice(path: str, opens: int, headline: str) -> tuple[int | bool, ...]:
    """What is known of a story before its words are weighed."""
    return opens, mark_of(path), mark_of(headline.casefold()), 0, 0, True, False, False


def pick_sample(notices: "Records") -> "Numbers":
    """The rows of the stories that set the weights: the oldest 2^k, and of many those with the least marks; sorted."""
    import numpy as np

    there = np.flatnonzero(notices["there"])
    opens, marks = notices["opens"][there], notices["mark"][there]
    elders = 1 << (len(there).bit_length() - 1)
    last = np.partition(opens, elders - 1)[elders - 1]
    older, even = (np.flatnonzero(rule) for rule in (opens < last, opens == last))
    even = even[np.argsort(marks[even])][: elders - len(older)]
    rows = np.concatenate([older, even])
    if elders > SAMPLE:
        rows = rows[np.argpartition(marks[rows], SAMPLE - 1)[:SAMPLE]]
    return np.sort(there[rows])


def is_older(notices: "Records", others: Any, story: int) -> Any:
    """Whether each of the others is older than the story."""
    opens, mark = notices["opens"][others], notices["mark"][others]
    own = notices[story]
    return (opens < own["opens"]) | ((opens == own["opens"]) & (mark < own["mark"]))


# --- which are near -------------------------------------------------------------------------------


@cache
def tie_type() -> "np.dtype[np.void]":
    """A tie: to which other story, how near it is by their leading words, and by all; 0: not to be shown with it."""
    import numpy as np

    return np.dtype([("other", np.uint32), ("near", np.int64), ("score", np.int64)])


@cache
def _near_factors() -> "Numbers":
    """For each number of whole days between two stories; the last is for all that are further apart."""
    import numpy as np

    fading = [math.exp(-days / FADING_DAYS) for days in range(8 * FADING_DAYS)]
    return np.array([round(NEAR_STEPS * (1 + NEARNESS * left)) for left in fading])


def factors_between(notices: "Records", story: int, others: "Numbers") -> "Numbers":
    """What the likeness to each other story is multiplied with, for the time between the two."""
    import numpy as np

    days = np.abs(notices["opens"][others] - notices["opens"][story]) // DAY_US
    factors = _near_factors()
    between: Numbers = factors[np.minimum(days, len(factors) - 1)]
    return between


class Candidates(msgspec.Struct, frozen=True):
    """The stories that may go with one."""

    others: "Numbers"
    near: "Numbers"
    """How near each is by leading words."""
    versions: "Numbers"
    """Stories that are the same over again, as filed within a few days; they aren't among the others."""


def candidates_of(notices: "Records", story: int, likeness: "NDArray[Any]", floor: float) -> Candidates:
    """Those that are at least as like it as `floor`.

    `likeness`: in their leading words, of as many stories as there are places in it.
    """
    import numpy as np

    others = np.flatnonzero(likeness >= floor * LIKENESS)
    alike = likeness[others].astype(np.float64)
    squares = alike * alike / np.maximum(notices["length"][others] * float(notices["length"][story]), 1)
    namesakes = notices["headline"][others] == notices["headline"][story]
    twins = squares > TWIN * TWIN
    repeated = twins | namesakes
    near = likeness[others].astype(np.int64) * factors_between(notices, story, others)
    days = np.abs(notices["opens"][others] - notices["opens"][story]) // DAY_US
    versions = (twins | (namesakes & (squares > REVISED * REVISED))) & (days < VERSION_DAYS)
    versions &= alike >= CLOSE_FLOOR * LIKENESS
    return Candidates(others[~repeated], near[~repeated], others[versions])


def nearest(notices: "Records", others: "Numbers", near: "Numbers") -> "Numbers":
    """Places of the nearest ones that are kept as ties: the nearest first, then the newest."""
    import numpy as np

    most = TIES + SPARE_TIES
    at = np.arange(len(others))
    if len(others) > most:
        at = np.flatnonzero(near >= np.partition(near, -most)[-most])
    ages = notices[others[at]]
    return at[np.lexsort((ages["mark"], ages["opens"], near[at]))[::-1][:most]]


class Bonds(msgspec.Struct, frozen=True):
    """What binds a story to older ones."""

    ties: "Records"
    """Not yet scored; the nearest first."""
    bound: int
    versions: "NDArray[np.uint32]"
    """Older versions of it, the newest first."""


def bind(notices: "Records", story: int, likeness: "NDArray[Any]") -> Bonds:
    """The bonds of `story`. `likeness`: of older stories alone, by their leading words; 0 for others."""
    import numpy as np

    for floor in (CLOSE_FLOOR, CLOSE_FLOOR / 2, LEADING_FLOOR):
        found = candidates_of(notices, story, likeness, floor)
        if _is_enough(found, floor):
            break
    at = nearest(notices, found.others, found.near)
    ties = np.zeros(len(at), tie_type())
    ties["other"], ties["near"] = found.others[at], found.near[at]
    bound = int(ties["near"][-1]) if len(at) < len(found.others) else 0
    return Bonds(ties, bound, newest(notices, found.versions))


def _is_enough(found: Candidates, floor: float) -> bool:
    """Whether none that is less like than `floor` can be among the ties, and some are left over."""
    import numpy as np

    most = TIES + SPARE_TIES
    return len(found.near) > most and bool(np.partition(found.near, -most)[-most] >= floor * LIKENESS * NEAREST)


def newest(notices: "Records", stories: "Numbers") -> "NDArray[np.uint32]":
    """The newest of `stories` first, as many as are kept of the older versions of one."""
    import numpy as np

    ages = notices[stories]
    return stories[np.lexsort((ages["mark"], ages["opens"]))[::-1][:VERSIONS]].astype(np.uint32)


def score_ties(notices: "Records", story: int, ties: "Records", likeness: "Numbers", floor: float = FLOOR) -> None:
    """Fill in the scores: nearness by all words, or 0 when the two aren't to be shown together.

    `likeness`: in all words, to the other of each tie.
    """
    factors = factors_between(notices, story, ties["other"].astype("int64"))
    shown = (likeness >= floor * LIKENESS) & (likeness <= TWIN * LIKENESS)
    ties["score"] = likeness * factors * shown


# --- which are shown ------------------------------------------------------------------------------


def choose(
    story: int, others: Iterable[int], headlines: "Sequence[int] | Mapping[int, int]", passed: "Any", count: int
) -> list[int]:
    """The first `count` others, but for those that have a newer version; of those with one headline the first."""
    taken, chosen = {headlines[story]}, list[int]()
    for other in others:
        if len(chosen) == count:
            break
        if headlines[other] not in taken and not passed[other]:
            taken.add(headlines[other])
            chosen.append(other)
    return chosen
