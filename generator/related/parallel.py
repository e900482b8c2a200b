"""Link all stories to older ones, in as many processes as there are.

The vectors lie in files that all processes map into memory, so that they are in memory only once. The result depends
neither on how the stories are divided nor on which process links them.
"""
# ruff: noqa: PLC0415 -- numpy and scipy take a third of a second to import, and most builds have nothing to relate

import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from generator.related.arrays import map_array, map_arrays, write_arrays
from generator.related.scoring import LinksToOlder, link_to_older, link_type, metadata_type, score_links
from generator.related.similarity import Columns, similarity_to_older, transpose
from generator.related.vectors import Comparison, Rows, Vectors, join_overlaps, squared_lengths
from generator.related.weights import Weights
from generator.workers import WorkerKilled, Workers

if TYPE_CHECKING:
    from generator.related.scoring import Numbers, Records

FEW_STORIES = 3000
"""Up to this many stories are linked faster in this process than by workers."""
METADATA = "metadata"
COMPARED = ("opens", "path_hash", "headline_hash", "squared_length")
"""The metadata by which stories are linked. In arrays of their own they are read twice as fast as in rows."""
SCORED_AT_ONCE = 32
"""The number of stories whose links are scored together."""
RANGES = 32
"""The stories are divided into this many ranges. The later ones take longer: they have more older stories."""


Job = TypeVar("Job")
Result = TypeVar("Result")


class Corpus(msgspec.Struct, frozen=True):
    """The stories that are compared, the oldest first."""

    metadata: "Records"
    vectors: Vectors
    columns: Columns
    """The leading words of the vectors."""
    weights: Weights


class StoryRange(msgspec.Struct, frozen=True):
    """A range of stories for one worker."""

    folder: str
    """The folder with the files of the corpus."""
    first: int
    end: int
    weights: Weights


class PackedLinks(msgspec.Struct, frozen=True):
    """The links of a range of stories, one story after the other, as bytes of arrays."""

    older: bytes
    older_counts: bytes
    cutoffs: bytes
    versions: bytes
    version_counts: bytes


class Parallelism(msgspec.Struct, frozen=True):
    """The workers that may help to link stories."""

    workers: Workers
    state: Path
    """A folder for the files that they share meanwhile."""


class LinkWorkers(msgspec.Struct, frozen=True):
    """A pool of workers that link stories."""

    workers: Workers
    folder: str
    """The folder with the files that they share: the vectors, as `make_vectors` writes them, and more."""


@contextmanager
def start_pool(parallelism: Parallelism | None, stories: int) -> Iterator[LinkWorkers | None]:
    """Context manager that gives a pool for so many stories, or None when they are linked faster without one.

    The shared files are deleted at the end.
    """
    if not parallelism or parallelism.workers.jobs == 1 or stories <= FEW_STORIES:
        yield None
        return
    with _empty_folder(parallelism.state / "binding") as folder:
        yield LinkWorkers(parallelism.workers, folder)
    parallelism.workers.renew()


@contextmanager
def _empty_folder(folder: Path) -> Iterator[str]:
    """Context manager that makes an empty folder and deletes it at the end. A killed build may have left one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def link_all(
    metadata: "Records", vectors: Vectors, weights: Weights, pool: LinkWorkers | None = None
) -> list[LinksToOlder]:
    """Return the scored links of all stories. The rows of `metadata` must be in order, the oldest story first.

    Fills in the columns `squared_length`, `cutoff` and `superseded`.
    """
    metadata["squared_length"] = squared_lengths(vectors.leading)
    if pool:
        links = list(_link_in_pool(pool, metadata, weights))
    else:
        links = _link_rows(Corpus(metadata, vectors, transpose(vectors.leading), weights), range(len(metadata)))
    metadata["cutoff"] = [one.cutoff for one in links]
    for one in links:
        metadata["superseded"][one.older_versions] = True
    return links


def _link_rows(corpus: Corpus, rows: range) -> list[LinksToOlder]:
    import numpy as np

    columns = {name: np.ascontiguousarray(corpus.metadata[name]) for name in COMPARED}
    similarities = similarity_to_older(corpus.columns, corpus.vectors.leading, rows)
    unscored = (link_to_older(columns, row, similarity) for row, similarity in similarities)
    comparison, linked, first = Comparison(), list[LinksToOlder](), rows.start
    while some := list(islice(unscored, SCORED_AT_ONCE)):
        linked += _score(columns, corpus, comparison, first, some)
        first += len(some)
    return linked


def _score(
    columns: "Mapping[str, Numbers]", corpus: Corpus, comparison: Comparison, first: int, linked: list[LinksToOlder]
) -> Iterator[LinksToOlder]:
    """Yield the links of the stories from row `first` on with their scores by all words."""
    import numpy as np

    links = np.concatenate([one.older for one in linked])
    others, counts = links["other"].astype(np.int64), [len(one.older) for one in linked]
    ends = np.cumsum(counts)
    shares = np.split(others, ends[:-1])
    overlaps = [comparison.compare(corpus.vectors.whole, row, share) for row, share in enumerate(shares, first)]
    stories = np.repeat(np.arange(first, first + len(linked)), counts)
    score_links(columns, stories, links, join_overlaps(overlaps), corpus.weights)
    for one, older in zip(linked, np.split(links, ends[:-1]), strict=True):
        yield LinksToOlder(older, one.cutoff, one.older_versions)


# --- in worker processes --------------------------------------------------------------------------


def _link_in_pool(pool: LinkWorkers, metadata: "Records", weights: Weights) -> Iterator[LinksToOlder]:
    stories, folder = len(metadata), pool.folder
    size = -(-stories // RANGES)
    metadata.tofile(f"{folder}/{METADATA}")
    deque(_run(pool, write_columns, [folder]), maxlen=0)
    ranges = (StoryRange(folder, start, min(start + size, stories), weights) for start in range(0, stories, size))
    for packed in _run(pool, link_range, ranges):
        yield from _unpack(packed)


def _run(pool: LinkWorkers, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
    """Yield the results of the jobs, in order. Raises ChildProcessError when a worker dies."""
    for done in pool.workers.run(work, jobs):
        if isinstance(done, WorkerKilled):
            raise ChildProcessError("a worker died while it related stories")
        yield done


def write_columns(folder: str) -> None:
    """Transpose the leading words that lie in `folder`, and write the columns beside them.

    A worker does it although it is a single job: when that worker ends, so does the memory that scipy needed.
    """
    write_arrays(folder, "columns", transpose(map_arrays(folder, "leading", Rows)))


def link_range(stories: StoryRange) -> PackedLinks:
    """Return the links of a range of stories."""
    folder = stories.folder
    vectors = Vectors(map_arrays(folder, "whole", Rows), map_arrays(folder, "leading", Rows))
    metadata = map_array(f"{folder}/{METADATA}", metadata_type())
    corpus = Corpus(metadata, vectors, map_arrays(folder, "columns", Columns), stories.weights)
    return _pack(_link_rows(corpus, range(stories.first, stories.end)))


def _pack(links: list[LinksToOlder]) -> PackedLinks:
    import numpy as np

    return PackedLinks(
        older=np.concatenate([one.older for one in links]).tobytes(),
        older_counts=np.array([len(one.older) for one in links]).tobytes(),
        cutoffs=np.array([one.cutoff for one in links]).tobytes(),
        versions=np.concatenate([one.older_versions for one in links]).tobytes(),
        version_counts=np.array([len(one.older_versions) for one in links]).tobytes(),
    )


def _unpack(packed: PackedLinks) -> Iterator[LinksToOlder]:
    import numpy as np

    integers = (packed.cutoffs, packed.older_counts, packed.version_counts)
    cutoffs, *counts = (np.frombuffer(one, np.int64) for one in integers)
    link_ends, version_ends = (np.cumsum(each).tolist() for each in counts)
    older, versions = np.frombuffer(packed.older, link_type()), np.frombuffer(packed.versions, np.uint32)
    spans = zip([0, *link_ends], link_ends, [0, *version_ends], version_ends, cutoffs.tolist(), strict=False)
    for first_link, links_end, first_version, versions_end, cutoff in spans:
        yield LinksToOlder(older[first_link:links_end], cutoff, versions[first_version:versions_end])
