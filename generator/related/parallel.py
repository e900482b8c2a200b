"""The ties of all stories, reckoned at once, by as many processes as there are.

What is compared lies in files that all of them map into their memory, so that it is there once. What comes out hangs on
neither how the stories are shared out nor who does it.
"""
# ruff: noqa: PLC0415 -- numpy and scipy take a third of a second to import, and most builds have nothing to relate

import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

import msgspec

from generator.intake.text.terms import NUMBERS
from generator.related.arrays import lay_out, map_file, pick_up
from generator.related.scoring import FLOOR, Bonds, bind, notice_type, score_ties, tie_type
from generator.related.vectors import Comparison, Rows, Vectors, lengths_of
from generator.workers import WorkerKilled, Workers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from generator.related.scoring import Records

FEW = 3000
"""So many stories are related sooner here than by workers."""
NOTICES = "notices"
SHARES = 32
"""The stories are shared out in so many parts: the later ones have more to be compared with, and take longer."""


class Columns(msgspec.Struct, frozen=True):
    """Rows by words: which stories hold each word that any does, the oldest first, and with what weight."""

    types: ClassVar[tuple[str, ...]] = ("i4",) * 4
    starts: "NDArray[np.int32]"
    """Where the stories of each begin, and the end of the last."""
    stories: "NDArray[np.int32]"
    weights: "NDArray[np.int32]"
    places: "NDArray[np.int32]"
    """For each word of the rows: its place among these words."""


def turn(rows: Rows) -> Columns:
    """Rows by words."""
    import numpy as np
    from scipy import sparse

    stories = len(rows.ends) - 1
    words = np.flatnonzero(np.bincount(rows.words, minlength=NUMBERS))
    table = np.zeros(NUMBERS, np.int32)
    table[words] = np.arange(len(words))
    places = table[rows.words]
    cells = rows.weights.astype(np.int32), places, rows.ends.astype(np.int32)
    turned = sparse.csr_array(cells, shape=(stories, len(words))).tocsc()
    return Columns(turned.indptr, turned.indices, turned.data, places)


Job = TypeVar("Job")
Result = TypeVar("Result")


class Cloth(msgspec.Struct, frozen=True):
    """What is compared: stories, the oldest first."""

    notices: "Records"
    vectors: Vectors
    columns: Columns
    """The leading words of the vectors."""


class Share(msgspec.Struct, frozen=True):
    """Stories for one worker."""

    folder: str
    """Where the cloth lies."""
    first: int
    last: int
    floor: float


class Bound(msgspec.Struct, frozen=True):
    """The bonds of the stories of a share, one after the other, as bytes of arrays."""

    ties: bytes
    ties_each: bytes
    bounds: bytes
    versions: bytes
    versions_each: bytes


class Hands(msgspec.Struct, frozen=True):
    """Who binds many stories."""

    workers: Workers
    shelf: Path
    """A folder where what they need lies meanwhile."""


class Loom(msgspec.Struct, frozen=True):
    """Where hands are at work."""

    workers: Workers
    folder: str
    """Where what they share lies: the vectors, in the files that `make_vectors` puts there, and more."""


@contextmanager
def set_up(hands: Hands | None, stories: int) -> Iterator[Loom | None]:
    """A loom for so many stories, which is gone afterwards; none for few, or without hands."""
    if not hands or hands.workers.jobs == 1 or stories <= FEW:
        yield None
        return
    with _empty_folder(hands.shelf / "binding") as folder:
        yield Loom(hands.workers, folder)
    hands.workers.renew()


@contextmanager
def _empty_folder(folder: Path) -> Iterator[str]:
    """A folder that is gone afterwards; of a build that was killed there may be one still."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def bind_all(notices: "Records", vectors: Vectors, floor: float = FLOOR, loom: Loom | None = None) -> list[Bonds]:
    """The bonds of all stories, scored; `notices` are the oldest first. Fills in the notices' lengths and bounds."""
    notices["length"] = lengths_of(vectors.leading)
    if loom:
        bonds = list(_bind_with(loom, notices, floor))
    else:
        bonds = _bind_rows(Cloth(notices, vectors, turn(vectors.leading)), range(len(notices)), floor)
    notices["bound"] = [one.bound for one in bonds]
    for one in bonds:
        notices["passed"][one.versions] = True
    return bonds


def _bind_rows(cloth: Cloth, rows: range, floor: float) -> list[Bonds]:
    import numpy as np

    comparison, bound = Comparison(), []
    for row, likeness in _likeness_to_older(cloth.columns, cloth.vectors.leading, rows):
        bonds = bind(cloth.notices, row, likeness)
        alike = comparison.likeness(cloth.vectors.whole, row, bonds.ties["other"].astype(np.int64))
        score_ties(cloth.notices, row, bonds.ties, alike, floor)
        bound.append(bonds)
    return bound


# --- by workers -----------------------------------------------------------------------------------


def _bind_with(loom: Loom, notices: "Records", floor: float) -> Iterator[Bonds]:
    stories, folder = len(notices), loom.folder
    size = -(-stories // SHARES)
    notices.tofile(f"{folder}/{NOTICES}")
    deque(_have_done(loom, lay_out_columns, [folder]), maxlen=0)
    shares = (Share(folder, start, min(start + size, stories), floor) for start in range(0, stories, size))
    for bound in _have_done(loom, bind_share, shares):
        yield from _unpack(bound)


def _have_done(loom: Loom, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
    for done in loom.workers.run(work, jobs):
        if isinstance(done, WorkerKilled):
            raise ChildProcessError("a worker died while it related stories")
        yield done


def lay_out_columns(folder: str) -> None:
    """Turn the leading words that lie in `folder`, and lay the columns beside them.

    A worker does it, though there is one job: scipy and what it needs meanwhile end with that.
    """
    lay_out(folder, "columns", turn(pick_up(folder, "leading", Rows)))


def bind_share(share: Share) -> Bound:
    """The bonds of a share of the stories."""
    folder = share.folder
    vectors = Vectors(pick_up(folder, "whole", Rows), pick_up(folder, "leading", Rows))
    cloth = Cloth(map_file(f"{folder}/{NOTICES}", notice_type()), vectors, pick_up(folder, "columns", Columns))
    return _pack(_bind_rows(cloth, range(share.first, share.last), share.floor))


def _pack(bonds: list[Bonds]) -> Bound:
    import numpy as np

    return Bound(
        ties=np.concatenate([one.ties for one in bonds]).tobytes(),
        ties_each=np.array([len(one.ties) for one in bonds]).tobytes(),
        bounds=np.array([one.bound for one in bonds]).tobytes(),
        versions=np.concatenate([one.versions for one in bonds]).tobytes(),
        versions_each=np.array([len(one.versions) for one in bonds]).tobytes(),
    )


def _unpack(bound: Bound) -> Iterator[Bonds]:
    import numpy as np

    bounds, *counts = (np.frombuffer(one, np.int64) for one in (bound.bounds, bound.ties_each, bound.versions_each))
    ties_end, versions_end = (np.cumsum(each).tolist() for each in counts)
    ties, versions = np.frombuffer(bound.ties, tie_type()), np.frombuffer(bound.versions, np.uint32)
    ends = zip([0, *ties_end], ties_end, [0, *versions_end], versions_end, bounds.tolist(), strict=False)
    for first_tie, last_tie, first_version, last_version, nearest in ends:
        yield Bonds(ties[first_tie:last_tie], nearest, versions[first_version:last_version])


# --- one by one -----------------------------------------------------------------------------------


def _likeness_to_older(columns: Columns, held: Rows, rows: range) -> Iterator[tuple[int, "NDArray[np.int32]"]]:
    """For each of `rows`, its likeness to each older story.

    The product of the older stories' table with a row, but of the row's own columns alone: scipy's loop goes from each
    column's start to the next one's, so a table whose columns run backwards, with an empty one after each, has it pass
    over the rest. A product of two sparse tables makes the same sums and takes four times as long to write them down.
    """
    import numpy as np
    from scipy.sparse._sparsetools import csc_matvec

    before = columns.places[: held.ends[rows.start]]
    older_ends = columns.starts[:-1] + np.bincount(before, minlength=len(columns.starts) - 1).astype(np.int32)
    for row in rows:
        cells = held.cells(row)
        order = np.argsort(columns.places[cells])[::-1]
        words = columns.places[cells][order]
        bounds, factors = np.zeros((2, 2 * len(words) + 1), np.int32)
        bounds[:-1:2], bounds[1::2] = columns.starts[words], older_ends[words]
        factors[:-1:2] = held.weights[cells][order]
        likeness = np.zeros(row, np.int32)
        csc_matvec(row, max(0, 2 * len(words) - 1), bounds, columns.stories, columns.weights, factors, likeness)
        np.add.at(older_ends, words, 1)  # two words of a story may go by one number
        yield row, likeness
