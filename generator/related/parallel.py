"""Link all stories to older ones, in as many processes as there are.

The vectors lie in files that all processes map into memory, so that they are in memory only once. The result depends
neither on how the stories are divided nor on which process links them.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from generator.memory import give_back
from generator.related.arrays import map_array, map_arrays
from generator.related.comparison import Comparison, WeightedWords
from generator.related.links import Links, join_links, link_rows
from generator.related.postings import Postings, make_posting_files, make_postings, similarity_to_older
from generator.related.scoring import metadata_type, score_links
from generator.related.vectors import Rows, Vectors, squared_lengths
from generator.related.weights import Weights
from generator.related.window import find_oldest
from generator.workers import WorkerKilled, Workers

if TYPE_CHECKING:
    from generator.related.scoring import Records

FEW_STORIES = 3000
"""Up to this many stories are linked faster in this process than by workers."""
METADATA = "metadata"
COMPARED = ("opens", "path_hash", "headline_hash", "squared_length")
"""The metadata by which stories are linked. In arrays of their own they are read twice as fast as in rows."""
LINKED_AT_ONCE = 128
"""The number of stories that are linked together."""
RANGES = 32
"""The stories are divided into this many ranges. The later ones take longer: they have more older stories."""


Job = TypeVar("Job")
Result = TypeVar("Result")


class Corpus(msgspec.Struct, frozen=True):
    """The stories that are compared, the oldest first."""

    metadata: "Records"
    vectors: Vectors
    postings: Postings
    """The leading words of the vectors."""
    weights: Weights


class StoryRange(msgspec.Struct, frozen=True):
    """A range of stories for one worker."""

    folder: str
    """The folder with the files of the corpus."""
    first: int
    end: int
    weights: Weights


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


def link_all(metadata: "Records", vectors: Vectors, weights: Weights, pool: LinkWorkers | None = None) -> Links:
    """Return the scored links of all stories. The rows of `metadata` must be in order, the oldest story first.

    Fills in the columns `squared_length`, `cutoff` and `superseded`.
    """
    metadata["squared_length"] = squared_lengths(vectors.leading)
    if pool:
        give_back()
        links = join_links(_link_in_pool(pool, metadata, weights))
    else:
        corpus = Corpus(metadata, vectors, make_postings(vectors.leading), weights)
        links = join_links(_link_rows(corpus, range(len(metadata))))
    metadata["cutoff"] = links.cutoffs
    metadata["superseded"][links.older_versions] = True
    return links


def _link_rows(corpus: Corpus, rows: range) -> Iterator[Links]:
    """Yield the links of some of the rows at a time."""
    import numpy as np

    columns = {name: np.ascontiguousarray(corpus.metadata[name]) for name in COMPARED}
    oldest = find_oldest(columns["opens"], corpus.weights.window_days)
    similarity = partial(similarity_to_older, corpus.postings, corpus.vectors.leading, oldest)
    comparison = Comparison(corpus.vectors.weighted)
    for first in range(rows.start, rows.stop, LINKED_AT_ONCE):
        some = range(first, min(first + LINKED_AT_ONCE, rows.stop))
        links = link_rows(columns, some, similarity)
        stories = np.repeat(np.arange(some.start, some.stop), links.counts)
        overlaps = comparison.compare(stories, links.older["other"].astype(np.int64))
        score_links(columns, stories, links.older, overlaps, corpus.weights)
        yield links


# --- in worker processes --------------------------------------------------------------------------


def _link_in_pool(pool: LinkWorkers, metadata: "Records", weights: Weights) -> Iterator[Links]:
    stories, folder = len(metadata), pool.folder
    size = -(-stories // RANGES)
    metadata.tofile(f"{folder}/{METADATA}")
    deque(_run(pool, write_postings, [folder]), maxlen=0)
    ranges = (StoryRange(folder, start, min(start + size, stories), weights) for start in range(0, stories, size))
    yield from _run(pool, link_range, ranges)


def _run(pool: LinkWorkers, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
    """Yield the results of the jobs, in order. Raises ChildProcessError when a worker dies."""
    for done in pool.workers.run(work, jobs):
        if isinstance(done, WorkerKilled):
            raise ChildProcessError("a worker died while it related stories")
        yield done


def write_postings(folder: str) -> None:
    """Make postings of the leading words that lie in `folder`, and write them beside these.

    A worker does it although it is a single job: when that worker ends, so does the memory that sorting needed.
    """
    make_posting_files(map_arrays(folder, "leading", Rows), folder, "postings")


def link_range(stories: StoryRange) -> Links:
    """Return the links of a range of stories."""
    folder = stories.folder
    vectors = Vectors(map_arrays(folder, "weighted", WeightedWords), map_arrays(folder, "leading", Rows))
    metadata = map_array(f"{folder}/{METADATA}", metadata_type())
    corpus = Corpus(metadata, vectors, map_arrays(folder, "postings", Postings), stories.weights)
    return join_links(_link_rows(corpus, range(stories.first, stories.end)))
