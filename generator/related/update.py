"""The ties between stories: of all at once, and brought in line when stories come, go or change.

Nothing is reckoned anew but what hangs on the stories that changed: their own ties, and those of newer stories that
one of them enters or leaves. What comes out is what `relate` makes of all stories at once.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from generator.related.index import Kin, Web, back_type
from generator.related.parallel import Hands, bind_all, set_up
from generator.related.scoring import (
    FLOOR,
    LEADING_FLOOR,
    REACH,
    SPARE_TIES,
    TIES,
    VERSIONS,
    Bonds,
    bind,
    candidates_of,
    choose,
    is_older,
    newest,
    notice,
    notice_type,
    pick_sample,
    score_ties,
)
from generator.related.vectors import (
    Comparison,
    Document,
    Holders,
    Vectors,
    Weights,
    count_holders,
    lead,
    lengths_of,
    make_vectors,
    recount,
    unpack,
    weigh,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from generator.related.scoring import Numbers, Records

MOST = TIES + SPARE_TIES


class Kindred(msgspec.Struct, frozen=True):
    """What a story's page shows of others, by their numbers."""

    others: tuple[int, ...]
    """Those that go with it, the nearest first."""
    update: int | None = None
    """The newest version of the story itself."""


# --- all at once ----------------------------------------------------------------------------------


class Woven(msgspec.Struct, frozen=True):
    """All public stories, the oldest first, with their words and ties."""

    paths: list[str]
    notices: "Records"
    bonds: list[Bonds]
    vectors: Vectors
    weights: Weights
    holders: Holders


Read = Callable[[Sequence[str]], Iterable[Document]]
"""Gives the documents of paths, in their order."""


def weave(
    heads: Iterable[tuple[str, int, str]],
    read: Read,
    floor: float = FLOOR,
    hands: Hands | None = None,
) -> Woven:
    """The ties of all stories, of which there is one at least.

    `heads`: path, time and headline of each. `hands` help when there are many.
    """
    import numpy as np

    rows = sorted((notice(*head), head[0]) for head in heads)
    paths = [path for _, path in rows]
    notices = np.array([row for row, _ in rows], notice_type())
    sample = pick_sample(notices)
    notices["sampled"][sample] = True
    holders = count_holders(read([paths[at] for at in sample]))
    weights = weigh(len(sample), holders)
    with set_up(hands, len(paths)) as loom:
        vectors = make_vectors(read(paths), weights, loom.folder if loom else "")
        return Woven(paths, notices, bind_all(notices, vectors, floor, loom), vectors, weights, holders)


def relate(documents: Iterable[Document], count: int = 5, floor: float = FLOOR) -> dict[str, tuple[str, ...]]:
    """For each document's path, the paths of at most `count` others that go with it, the nearest first.

    Nearness is likeness, from 0 to 1, and up to 1.4 times that when little time lies between the two. What is less
    alike than `floor` is left out, and so is the same story over again, and what has a newer version. No headline comes
    twice, nor that of the story itself. Of two that are equally near the newer comes first. No two documents have one
    path.
    """
    by_path = {document.path: document for document in documents}
    if not by_path:
        return {}
    heads = ((one.path, one.opens, one.headline) for one in by_path.values())
    woven = weave(heads, lambda paths: (by_path[path] for path in paths), floor)
    lists = zip(woven.paths, kindred_of_all(woven, count), strict=True)
    return {path: tuple(woven.paths[other] for other in kindred.others) for path, kindred in lists}


def kin_of(woven: Woven) -> Iterator[Kin]:
    """What binds each story to others, in their order."""
    import numpy as np

    back = _backward(
        [np.where(np.arange(len(one.ties)) < REACH, one.ties["score"], 0) for one in woven.bonds],
        [one.ties["other"] for one in woven.bonds],
    )
    newer = _backward(
        [np.zeros(len(one.versions), np.int64) for one in woven.bonds], [one.versions for one in woven.bonds]
    )
    for path, bonds, behind, after in zip(woven.paths, woven.bonds, back, newer, strict=True):
        yield Kin(path, bonds.ties, bonds.versions, behind, after["other"])


def _backward(scores: "Sequence[Numbers]", others: "Sequence[NDArray[np.uint32]]") -> "Iterator[Records]":
    """For each story those that lead to it, in their order, with the score of that."""
    import numpy as np

    ends = np.concatenate(others).astype(np.int64)
    order = np.argsort(ends, kind="stable")
    ties = np.zeros(len(ends), back_type())
    ties["other"] = np.repeat(np.arange(len(others), dtype=np.uint32), [len(one) for one in others])[order]
    ties["score"] = np.concatenate(scores)[order]
    starts = np.searchsorted(ends[order], np.arange(len(others) + 1)).tolist()
    return (ties[starts[story] : starts[story + 1]] for story in range(len(others)))


def kindred_of_all(woven: Woven, count: int) -> Iterator[Kindred]:
    """What the page of each story shows, in their order."""
    for story, kin in enumerate(kin_of(woven)):
        yield kindred_of(woven.notices, story, kin, count)


def kindred_of(notices: "Records", story: int, kin: Kin, count: int) -> Kindred:
    """The best of a story's own ties and of those that lead to it, and its newest version."""
    others, _ = scored(notices, kin)
    headlines = {other: int(notices["headline"][other]) for other in [*others, story]}
    update = newest(notices, kin.newer.astype("int64"))
    chosen = choose(story, others, headlines, notices["passed"], count)
    return Kindred(tuple(chosen), int(update[0]) if len(update) else None)


def scored(notices: "Records", kin: Kin) -> tuple[list[int], list[int]]:
    """The stories that may be shown with one and their scores: the best first, then the newest."""
    import numpy as np

    own = kin.own[:TIES]
    others = np.concatenate([own["other"], kin.back["other"]]).astype(np.int64)
    scores = np.concatenate([own["score"], kin.back["score"]])
    others, scores = others[scores > 0], scores[scores > 0]
    ages = notices[others]
    order = np.lexsort((ages["mark"], ages["opens"], scores))[::-1]
    return others[order].tolist(), scores[order].tolist()


# --- in line again --------------------------------------------------------------------------------


def resample(web: Web, changed: Collection[str], added: Sequence[Document]) -> set[str] | None:
    """Which of `added` set weights when the stories at `changed` are gone; None when the weights are others then.

    Notes which stories set them now, and what these hold.
    """
    import numpy as np

    out = [story for path in sorted(changed) if (story := web.number_of(path)) is not None]
    before, first = set(np.flatnonzero(web.notices["sampled"]).tolist()), len(web.notices)
    notices = np.concatenate([web.notices, np.array([notice(*head(one)) for one in added], notice_type())])
    notices["there"][out] = False
    after = set(pick_sample(notices).tolist()) if notices["there"].any() else set()
    if len(after) != len(before):
        return None
    left, come = sorted(before - after), sorted(after - before)
    kept, new = [story for story in come if story < first], [added[story - first] for story in come if story >= first]
    if left:
        into = np.concatenate([web.words_of(kept).words, unpack(new).numbers])
        holders = recount(web.holders(), web.words_of(left).words, into)
        if not web.weights.equals(weigh(len(after), holders)):
            return None
        web.set_holders(holders)
        web.notices["sampled"][left], web.notices["sampled"][kept] = False, True
    return {document.path for document in new}


def head(document: Document) -> tuple[str, int, str]:
    """Path, time and headline."""
    return document.path, document.opens, document.headline


def amend(web: Web, changed: Collection[str], added: Sequence[Document], sampled: Collection[str]) -> set[int]:
    """Take the stories at `changed` out of the web and put those of `added` in, of which `sampled` set weights.

    The weights stay as they are. Gives the stories whose pages may show others.
    """
    numbers = {path: story for path in sorted(changed) if (story := web.number_of(path)) is not None}
    short = _take_out(web, numbers.values())
    newcomers = {one.path: web.add(one.path, notice(*head(one)), numbers.get(one.path)) for one in added}
    gone = [story for path, story in numbers.items() if path not in newcomers]
    web.notices["there"][gone] = False
    vectors = make_vectors(added, web.weights)
    lengths = lengths_of(vectors.leading)
    for at, (path, story) in enumerate(newcomers.items()):
        web.notices["sampled"][story], web.notices["length"][story] = path in sampled, lengths[at]
        web.set_words(story, vectors.whole, at)
        web.lead_to(story, vectors.leading, at)
    amending = _Amending(web)
    done = {*newcomers.values(), *(story for story in short if web.notices["there"][story])}
    for story in sorted(done):
        amending.bind_again(story)
    for story in newcomers.values():
        amending.enter(story, done)
    touched = _settle(web)
    for story in newcomers.values():
        kin = web.kin(story)
        touched |= {story, *kin.own["other"].tolist(), *kin.back["other"].tolist(), *kin.versions.tolist()}
    for story in gone:
        web.remove(story)
    return touched.difference(gone)


def _take_out(web: Web, stories: Iterable[int]) -> set[int]:
    """Cut what binds the stories; gives the newer ones to whom another, not kept then, may lead now."""
    shortened = set()
    for story in stories:
        kin = web.kin(story)
        web.lead_from(story, lead(web.words_of([story]), web.weights), 0)
        kin.own, kin.versions = kin.own[:0], kin.versions[:0]
        for other in kin.back["other"].tolist():
            newer = web.kin(other)
            newer.own = newer.own[newer.own["other"] != story]
            if len(newer.own) < TIES and web.notices["bound"][other] > 0:
                shortened.add(other)
        for other in kin.newer.tolist():
            newer = web.kin(other)
            if len(newer.versions) == VERSIONS:
                shortened.add(other)
            newer.versions = newer.versions[newer.versions != story]
    return shortened


class _Amending:
    """The ties of some stories, reckoned anew in a web."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._comparison = Comparison()

    def bind_again(self, story: int) -> None:
        """Reckon what binds the story to older ones."""
        web = self._web
        likeness = self._likeness(story)
        likeness *= is_older(web.notices, slice(None), story)
        bonds = bind(web.notices, story, likeness)
        kin = web.kin(story)
        kin.own, kin.versions = bonds.ties, bonds.versions
        web.notices["bound"][story] = bonds.bound
        self._score(story)

    def enter(self, story: int, done: Collection[int]) -> None:
        """Enter `story` into the ties of the newer ones where it belongs, but for those `done`."""
        web = self._web
        likeness = self._likeness(story)
        likeness *= ~is_older(web.notices, slice(None), story)
        likeness[story] = 0
        found = candidates_of(web.notices, story, likeness, LEADING_FLOOR)
        near = found.near >= web.notices["bound"][found.others]
        for other, nearness in zip(found.others[near].tolist(), found.near[near].tolist(), strict=True):
            if other not in done and self._insert(other, story, nearness):
                self._score(other)
        for other in found.versions.tolist():
            if other not in done:
                self._insert_version(other, story)

    def _likeness(self, story: int) -> "Numbers":
        web = self._web
        return web.likeness(lead(web.words_of([story]), web.weights), 0)

    def _insert(self, story: int, other: int, near: int) -> bool:
        """Put `other` among the ties of `story` by its nearness, then its age; gives whether it came to stand there."""
        import numpy as np

        web = self._web
        kin, bound = web.kin(story), web.notices["bound"]
        held = kin.own
        ahead = (held["near"] > near) | ((held["near"] == near) & ~is_older(web.notices, held["other"], other))
        at = int(ahead.sum())
        truncated = bool(bound[story] > 0)
        if at == MOST:
            bound[story] = held["near"][-1]
        if at == MOST or (truncated and at == len(held)):
            return False
        kin.own = np.insert(held, at, np.array((other, near, 0), held.dtype))[:MOST]
        if len(held) == MOST or truncated:
            bound[story] = kin.own["near"][-1]
        return True

    def _insert_version(self, story: int, other: int) -> None:
        import numpy as np

        kin = self._web.kin(story)
        both = np.append(kin.versions, other).astype(np.int64)
        kin.versions = newest(self._web.notices, both)

    def _score(self, story: int) -> None:
        import numpy as np

        web = self._web
        ties = web.kin(story).own
        rows = web.words_of([story, *ties["other"].tolist()])
        others = np.arange(1, 1 + len(ties))
        score_ties(web.notices, story, ties, self._comparison.likeness(rows, 0, others))


def _settle(web: Web) -> set[int]:
    """Have the older stories know of all ties that became others; gives the stories whose pages may show others."""
    touched = set[int]()
    for story in web.known():
        kin, before = web.kin(story), web.before(story)
        if _own(before) != _own(kin):
            touched.add(story)
        was, now = _reached(before), _reached(kin)
        for other in sorted(was.keys() | now.keys()):
            if was.get(other) != now.get(other):
                _know(web.kin(other), story, now.get(other))
                touched |= {other} if was.get(other) or now.get(other) else set()
        for other in sorted({*before.versions.tolist(), *kin.versions.tolist()}):
            if (other in before.versions) != (other in kin.versions):
                _know_version(web.kin(other), story, other in kin.versions)
                touched.add(other)
    return touched | _pass(web)


def _own(kin: Kin) -> dict[int, int]:
    """The older stories that a story's page may show, and their scores."""
    return {other: score for other, score in kin.own[:TIES][["other", "score"]].tolist() if score}


def _reached(kin: Kin) -> dict[int, int]:
    """The older stories that a story is tied to, and the scores that they have of it; 0: it isn't to be shown there."""
    ranked = enumerate(kin.own[["other", "score"]].tolist())
    return {other: score if rank < REACH else 0 for rank, (other, score) in ranked}


def _know(older: Kin, story: int, score: int | None) -> None:
    """Let `older` know that `story` leads to it with this score, or, for None, that it doesn't."""
    import numpy as np

    left = older.back[older.back["other"] != story]
    new = np.array([(story, score)] if score is not None else [], older.back.dtype)
    older.back = np.concatenate([left, new])


def _know_version(older: Kin, story: int, there: bool) -> None:
    import numpy as np

    left = older.newer[older.newer != story]
    older.newer = np.append(left, np.uint32(story)) if there else left


def _pass(web: Web) -> set[int]:
    """Note which stories have a newer version; gives those that may show one for which that became different."""
    touched = set[int]()
    for story in web.known():
        kin = web.kin(story)
        if web.notices["there"][story] and bool(web.notices["passed"][story]) != bool(len(kin.newer)):
            web.notices["passed"][story] = bool(len(kin.newer))
            touched |= {*kin.own["other"].tolist(), *kin.back["other"].tolist()}
    return touched
