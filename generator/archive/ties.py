"""The ties between stories as they are kept, and how they are brought in line when stories come, go or change.

Nothing is reckoned anew but what hangs on the stories that changed: their own ties, and those of newer stories that
one of them enters or leaves. What comes out is what `relate` makes of all stories at once.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from generator.archive.related import (
    FLOOR,
    SPARE_TIES,
    TIES,
    age_of,
    candidates_of,
    choose,
    notice_type,
    notices_of,
    pick_sample,
    score_ties,
    tie,
    tie_all,
    tie_type,
)
from generator.archive.vectors import (
    Document,
    Rows,
    Vectors,
    Weights,
    lengths_of,
    likeness_to_all,
    make_vectors,
    weigh_sample,
)

if TYPE_CHECKING:
    import numpy as np

    from generator.archive.related import Numbers, Records

MOST = TIES + SPARE_TIES
UNSCORED = -1
NOBODY = 0xFFFF_FFFF
"""Stands for the other story where there is no tie; and while ties are sorted, for one that is gone."""


class Web(msgspec.Struct):
    """All public stories, the oldest first, with their words and ties."""

    paths: list[str]
    notices: "Records"
    """One each: see `related.notices_of`. `bound` is 0 when all who may go with the story are among its ties."""
    ties: "Records"
    """`MOST` rows for each story, the nearest first."""
    vectors: Vectors
    sampled: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
    """Whether the story is one of those that set the weights."""
    rarity: "np.ndarray[tuple[int], np.dtype[np.uint8]]"
    """Of each word's number."""
    sample_size: int


def weave(documents: Iterable[Document], floor: float = FLOOR) -> Web:
    """A web of all of `documents`, of which there is one at least."""
    import numpy as np

    oldest_first = sorted(documents, key=age_of)
    notices = notices_of(oldest_first)
    sample = pick_sample(notices)
    weights = weigh_sample([oldest_first[at] for at in sample])
    vectors = make_vectors(oldest_first, weights)
    ties = tie_all(notices, vectors, floor)
    table = empty_ties(len(oldest_first))
    starts = np.searchsorted(ties["story"], np.arange(len(oldest_first)))
    table[ties["story"].astype(np.int64) * MOST + np.arange(len(ties)) - starts[ties["story"]]] = ties
    sampled = np.zeros(len(oldest_first), np.bool_)
    sampled[sample] = True
    paths = [document.path for document in oldest_first]
    return Web(paths, notices, table, vectors, sampled, weights.rarity, weights.stories)


def relate(documents: Iterable[Document], count: int = 5, floor: float = FLOOR) -> dict[str, tuple[str, ...]]:
    """For each document's path, the paths of at most `count` others that go with it, the nearest first.

    Nearness is likeness, from 0 to 1, and up to 1.4 times that when little time lies between the two. What is less
    alike than `floor` is left out, and so is the same story over again. No headline comes twice, nor that of the story
    itself. Of two that are equally near the newer comes first. No two documents have one path.
    """
    documents = list(documents)
    if not documents:
        return {}
    web = weave(documents, floor)
    return {path: tuple(others) for path, others in lists_of(web, all_of(web), count).items()}


def all_of(web: Web) -> "Numbers":
    """The places of all stories."""
    import numpy as np

    return np.arange(len(web.paths))


def empty_ties(stories: int) -> "Records":
    """Rows for the ties of so many stories that have none."""
    import numpy as np

    ties = np.zeros(stories * MOST, tie_type())
    ties["story"] = np.repeat(np.arange(stories), MOST)
    ties["other"] = NOBODY
    return ties


class Amendment(msgspec.Struct, frozen=True):
    """A web that is in line again, and the stories whose lists may be others, by their places in it."""

    web: Web
    touched: "Numbers"
    unmoved: frozenset[int]
    """Chunks in which the same stories stand at the same places, with the same words."""


def is_sample_touched(web: Web, gone: Collection[str], added: Sequence[Document]) -> bool:
    """Whether the stories that set the weights are others, or others of them changed, after a change."""
    import numpy as np

    left = np.array([path not in gone for path in web.paths], np.bool_)
    if (web.sampled & ~left).any():
        return True
    notices = np.concatenate([web.notices[left], notices_of(added)])
    if not len(notices):
        return True
    was_sampled = np.concatenate([web.sampled[left], np.zeros(len(added), np.bool_)])
    now_sampled = np.zeros(len(notices), np.bool_)
    now_sampled[pick_sample(notices)] = True
    return bool((was_sampled != now_sampled).any())


def amend(web: Web, gone: Collection[str], added: Sequence[Document]) -> Amendment:
    """The web without the stories at `gone`, and with those `added`, which set no weights."""
    import numpy as np

    left = np.array([path not in gone for path in web.paths], np.bool_)
    added = sorted(added, key=age_of)
    weights = Weights(web.sample_size, np.zeros(0, np.uint16), web.rarity)
    notices, order, place = _merge(web.notices[left], notices_of(added))
    keep = np.flatnonzero(left)
    moved = np.full(len(web.paths), NOBODY, np.int64)
    moved[keep] = place[: len(keep)]
    new = place[len(keep) :]
    newcomers = make_vectors(added, weights) if added else None
    vectors = _merge_vectors(web.vectors, newcomers, keep, order)
    if newcomers:
        notices["length"][new] = lengths_of(newcomers.rare)
    ties, shortened = _move_ties(web.ties, keep, moved, order, len(added))
    paths = [web.paths[at] for at in keep] + [document.path for document in added]
    sampled = np.concatenate([web.sampled[left], np.zeros(len(added), np.bool_)])[order]
    amended = Web([paths[at] for at in order], notices, ties, vectors, sampled, web.rarity, web.sample_size)
    touched = [new, shortened, _others_of(amended.ties, shortened), moved[_others_of(web.ties, ~left)]]
    short = _too_short(amended, shortened)
    done = {*new.tolist(), *short.tolist()}
    touched += [_tie_anew(amended, story) for story in sorted(done)]
    touched += [_enter(amended, story, done) for story in new.tolist()]
    _score(amended)
    everyone = np.unique(np.concatenate(touched))
    chosen = np.concatenate([keep, np.full(len(added), -1)])[order]
    return Amendment(amended, everyone[everyone != NOBODY], _unmoved(chosen, len(web.paths)))


def _unmoved(chosen: "Numbers", before: int) -> frozenset[int]:
    """The chunks that stay as they are. `chosen`: former places of stories (-1: none); `before`: their number."""
    same = chosen == range(len(chosen))
    chunks = range(0, len(chosen), CHUNK)
    ends = {start: min(start + CHUNK, before) == min(start + CHUNK, len(chosen)) for start in chunks}
    return frozenset(start // CHUNK for start in chunks if ends[start] and same[start : start + CHUNK].all())


def _merge(kept: "Records", added: "Records") -> tuple["Records", "Numbers", "Numbers"]:
    """Both by age; the order in which they are taken for it, the kept ones counted first; the place that each gets."""
    import numpy as np

    both = np.concatenate([kept, added])
    order = np.lexsort((both["mark"], both["opens"]))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return both[order], order, place


def _merge_vectors(vectors: Vectors, added: Vectors | None, keep: "Numbers", order: "Numbers") -> Vectors:
    rare, common = vectors.rare, vectors.common
    sides = [_merge_rows(rare, added.rare if added else None, keep, order)]
    sides.append(_merge_rows(common, added.common if added else None, keep, order))
    return Vectors(sides[0], sides[1], vectors.common_words)


def _merge_rows(rows: Rows, added: Rows | None, keep: "Numbers", order: "Numbers") -> Rows:
    """The rows that stay and those that are added, in their order; whole runs of them are copied at once."""
    import numpy as np

    stories = len(rows.ends) - 1
    new = np.arange(stories, stories + (len(added.ends) - 1 if added else 0))
    chosen = np.concatenate([keep, new])[order]
    runs = np.split(chosen, np.flatnonzero((np.diff(chosen) != 1) | (chosen[1:] == stories)) + 1) if len(chosen) else []
    words, weights, lengths = [rows.words[:0]], [rows.weights[:0]], [rows.ends[:1] * 0]
    for run in runs:
        source, first = (rows, run[0]) if run[0] < stories or added is None else (added, run[0] - stories)
        ends = source.ends[first : first + len(run) + 1]
        words.append(source.words[ends[0] : ends[-1]])
        weights.append(source.weights[ends[0] : ends[-1]].astype(np.int16))
        lengths.append(np.diff(ends))
    return Rows(np.cumsum(np.concatenate(lengths)), np.concatenate(words), np.concatenate(weights))


def _move_ties(
    ties: "Records", keep: "Numbers", moved: "Numbers", order: "Numbers", added: int
) -> tuple["Records", "Numbers"]:
    """The ties of the stories that stay, in their new places; and which of them lost some."""
    import numpy as np

    table = ties.reshape(-1, MOST)[keep].copy()
    known = table["other"] != NOBODY
    table["other"][known] = moved[table["other"][known]]
    lost = (known & (table["other"] == NOBODY)).any(axis=1)
    for row in np.flatnonzero(lost):
        left = table[row][table[row]["other"] != NOBODY]
        table[row] = empty_ties(1)
        table[row][: len(left)] = left
    whole = np.concatenate([table, empty_ties(added).reshape(-1, MOST)])[order]
    whole["story"] = np.arange(len(order))[:, None]
    lost_now = np.concatenate([lost, np.zeros(added, np.bool_)])[order]
    return whole.reshape(-1), np.flatnonzero(lost_now)


def _others_of(ties: "Records", stories: Any) -> "Numbers":
    """The stories to which ties of `stories` (places, or a mask) lead."""
    import numpy as np

    others = ties.reshape(-1, MOST)["other"][stories]
    known: Numbers = others[others != NOBODY].astype(np.int64)
    return known


def _too_short(web: Web, shortened: "Numbers") -> "Numbers":
    """Those of the stories that lost ties to whom another, not kept then, may lead now."""
    counts = (web.ties.reshape(-1, MOST)["other"][shortened] != NOBODY).sum(axis=1)
    short: Numbers = shortened[(counts < TIES) & (web.notices["bound"][shortened] > 0)]
    return short


def _tie_anew(web: Web, story: int) -> "Numbers":
    """Reckon the ties of a story to older ones; gives those that it led to before or leads to now."""
    import numpy as np

    row = web.ties[story * MOST : (story + 1) * MOST]
    before = row["other"].copy()
    ties = tie(web.notices, story, likeness_to_all(web.vectors.rare, story)[:story])
    ties["score"] = UNSCORED
    row[:] = empty_ties(1)
    row["story"] = story
    row[: len(ties)] = ties
    both = np.concatenate([before, row["other"]])
    return np.append(both[both != NOBODY], story).astype(np.int64)


def _enter(web: Web, story: int, done: Collection[int]) -> "Numbers":
    """Enter `story` into the ties of the newer ones where it belongs, but for those `done`; gives all it touches."""
    import numpy as np

    others, near = candidates_of(web.notices, story, likeness_to_all(web.vectors.rare, story))
    newer = (others > story) & (near >= web.notices["bound"][others])
    touched = []
    for other, nearness in zip(others[newer].tolist(), near[newer].tolist(), strict=True):
        if other not in done:
            touched += _insert(web, other, story, nearness)
    return np.array(touched, np.int64)


def _insert(web: Web, story: int, other: int, near: int) -> list[int]:
    """Put `other` among the ties of `story` by its nearness, then its age; gives the stories that this touches."""
    import numpy as np

    row = web.ties[story * MOST : (story + 1) * MOST]
    held = row[row["other"] != NOBODY]
    at = int(np.sum((held["near"] > near) | ((held["near"] == near) & (held["other"] > other))))
    truncated = web.notices["bound"][story] > 0
    if at == MOST:
        web.notices["bound"][story] = row["near"][-1]
    if at == MOST or (truncated and at == len(held)):
        return []
    row[at + 1 :] = row[at:-1].copy()
    row["other"][at], row["near"][at], row["score"][at] = other, near, UNSCORED
    if len(held) == MOST:
        web.notices["bound"][story] = row["near"][-1]
    elif truncated:
        web.notices["bound"][story] = row["near"][len(held)]
    return [story, other, *held["other"].tolist()]


def _score(web: Web) -> None:
    """Score the ties that have none yet."""
    import numpy as np

    at = np.flatnonzero((web.ties["score"] == UNSCORED) & (web.ties["other"] != NOBODY))
    if len(at):
        pairs = web.ties[at]
        rows, others = pairs["story"].astype(np.int64), pairs["other"].astype(np.int64)
        score_ties(web.notices, web.vectors, pairs, rows, others)
        web.ties[at] = pairs


def lists_of(web: Web, stories: "Numbers", count: int) -> dict[str, list[str]]:
    """For the path of each of `stories` those in its list: the best of its own ties and of those that lead to it."""
    import numpy as np

    ranks = np.tile(np.arange(MOST), len(web.paths))
    used = (ranks < TIES) & (web.ties["score"] > 0) & (web.ties["other"] != NOBODY)
    wanted = np.zeros(len(web.paths), np.bool_)
    wanted[stories] = True
    used[used] = wanted[web.ties["story"][used]] | wanted[web.ties["other"][used]]
    ties = web.ties[used]
    ends = np.concatenate([ties["story"], ties["other"]]).astype(np.int64)
    others = np.concatenate([ties["other"], ties["story"]]).astype(np.int64)
    scores = np.concatenate([ties["score"], ties["score"]])
    order = np.lexsort((-others, -scores, ends))
    ends, others = ends[order], others[order]
    headlines = web.notices["headline"]
    lists = {}
    for story in stories.tolist():
        first, last = np.searchsorted(ends, [story, story + 1])
        ranked = others[first:last].tolist()
        known = {other: int(headlines[other]) for other in [*ranked, story]}
        lists[web.paths[story]] = [web.paths[other] for other in choose(story, ranked, known, count)]
    return lists


# --- as bytes -------------------------------------------------------------------------------------

CHUNK = 1_000
"""Stories in a chunk."""


def pack_weights(web: Web) -> Iterator[tuple[str, int, bytes]]:
    """Part, number and bytes of what all stories are weighed by."""
    import numpy as np

    yield "head", 0, np.array([web.sample_size, web.vectors.common_words], np.int64).tobytes()
    yield "rarity", 0, web.rarity.tobytes()


def pack_stories(web: Web, unmoved: Collection[int] = ()) -> Iterator[tuple[str, int, bytes]]:
    """Part, number and bytes of chunks of stories; of `unmoved` ones those parts alone that may be others."""
    import numpy as np

    for number, start in enumerate(range(0, len(web.paths), CHUNK)):
        stories = slice(start, start + CHUNK)
        ties = web.ties[start * MOST : (start + CHUNK) * MOST].copy()
        ties["story"] = 0  # it is told by the place, and may move
        yield "notices", number, web.notices[stories].tobytes()
        yield "ties", number, ties.tobytes()
        if number in unmoved:
            continue
        yield "paths", number, "\n".join(web.paths[stories]).encode()
        yield "sampled", number, web.sampled[stories].tobytes()
        for name, rows in (("rare", web.vectors.rare), ("common", web.vectors.common)):
            ends = rows.ends[start : start + CHUNK + 1]
            words = slice(ends[0], ends[-1])
            yield f"{name} lengths", number, np.diff(ends).astype(np.int32).tobytes()
            yield f"{name} words", number, rows.words[words].tobytes()
            yield f"{name} weights", number, rows.weights[words].astype(np.int16).tobytes()


def unpack_web(read: Callable[[str], Iterable[bytes]]) -> Web:
    """The web whose parts `read` gives, chunk by chunk in their order."""
    import numpy as np

    def whole(part: str, kind: Any) -> Any:
        return np.frombuffer(bytearray().join(read(part)), kind)

    def rows(name: str) -> Rows:
        ends = np.concatenate([[0], np.cumsum(whole(f"{name} lengths", np.int32), dtype=np.int64)])
        return Rows(ends, whole(f"{name} words", np.int32), whole(f"{name} weights", np.int16))

    sample_size, common_words = whole("head", np.int64).tolist()
    ties = whole("ties", tie_type())
    ties["story"] = np.repeat(np.arange(len(ties) // MOST), MOST)
    return Web(
        [path for chunk in read("paths") for path in chunk.decode().split("\n")],
        whole("notices", notice_type()),
        ties,
        Vectors(rows("rare"), rows("common"), common_words),
        whole("sampled", np.bool_),
        whole("rarity", np.uint8),
        sample_size,
    )
