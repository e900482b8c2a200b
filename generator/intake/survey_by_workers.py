"""Survey a very large folder with several processes, which tell the digests of folders; what changed is listed here."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.intake.survey import FolderListing, Interrupted, Survey, survey_of, walk
from generator.workers import WorkerKilled, Workers, never

PARTS = 8
"""The parts for each process, so that none waits for a large one."""


class SurveyJob(msgspec.Struct, frozen=True):
    """A folder that one worker lists, with all below it."""

    folder: str
    label: str


class Told(msgspec.Struct, frozen=True):
    """What a worker tells of a folder."""

    label: str
    digest: str
    unreadable: bool


def survey_by_workers(
    root: Path, name: str, known: Mapping[str, str], workers: Workers, *, is_urged: Callable[[], bool] = never
) -> Survey:
    """Return what `survey_folder` returns for the whole of `root`. Raises Interrupted."""
    folders = [(str(root), name)]
    listings = list(_first_listings(folders, PARTS * workers.jobs))
    for told in _told(folders, workers):
        if is_urged():
            raise Interrupted
        listings += [FolderListing(one.label, unreadable=one.unreadable, told=one.digest) for one in told]
    return survey_of(listings, root, name, known)


def _first_listings(folders: list[tuple[str, str]], parts: int) -> Iterator[FolderListing]:
    """Yield the listings of folders near the top, until so many are found below them."""
    while folders and len(folders) < parts:
        first = [folders.pop(0)]
        yield next(walk(first))
        folders += first


def _told(folders: list[tuple[str, str]], workers: Workers) -> Iterator[list[Told]]:
    jobs = [SurveyJob(folder, label) for folder, label in folders]
    for outcome in workers.run(list_below, jobs, light=True):
        yield list_below(outcome.batch) if isinstance(outcome, WorkerKilled) else outcome


def list_below(job: SurveyJob) -> list[Told]:
    """Return what there is to tell of a folder and of all below it."""
    found = walk([(job.folder, job.label)])
    return [Told(one.label, one.digest(), one.unreadable) for one in found]
