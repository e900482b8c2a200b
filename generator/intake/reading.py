"""From the survey to what changed: which files to read, and reading them with workers."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import msgspec

from generator.intake.filing import Desk
from generator.intake.parse import MARKDOWN_LIMIT_S, ReadJob, holds_copy, is_photo, may_hold_story, read_files
from generator.intake.survey import Survey, identify
from generator.model import Gravity, Parsed, Problem
from generator.workers import Late, Watch, Workers, unwatched

BATCH_FILES = 40
"""Few enough that a batch of long stories takes well under the limit, many enough that passing it on costs little."""


class Delta(msgspec.Struct, frozen=True):
    """What changed in content/ since it was last read."""

    read: tuple[Parsed, ...]
    """Files whose bytes are new."""
    gone: tuple[str, ...]
    """Files that are there no more."""
    shadowed: tuple[str, ...]
    """Files whose place another one takes: `a.txt` beside `a.md`. What they held stays until that one is read."""
    problems: tuple[Problem, ...]
    """What the folder itself has wrong; a file's own problems stand in its Parsed."""
    files: int
    """How many files of copy there are, new or not."""


def read_changes(
    folder: Path, survey: Survey, known: Mapping[str, str], desk: Desk, workers: Workers, watch: Watch = unwatched
) -> Delta:
    """Read what `survey` lists and `known` (file -> digest of the last reading) doesn't have as it is now."""
    files, twins = _part_twins(one.file for one in survey.files if holds_copy(one.file))
    photos = [_unpublished(one.file) for one in survey.files if is_photo(one.file)]
    jobs = _cut_jobs(str(folder), files, known, desk)
    read = []
    for done, parsed in enumerate(_read_all(jobs, workers)):
        watch("Reading", done, len(files))
        read.append(parsed)
    missing = set(known) - set(files)
    claimed = {identify(file) for file in files if may_hold_story(file)}
    shadowed = sorted(file for file in missing if may_hold_story(file) and identify(file) in claimed)
    gone = sorted(file for file in missing.difference(shadowed) if not _out_of_sight(file, survey.problems))
    problems = (*survey.problems, *twins, *photos)
    return Delta(tuple(read), tuple(gone), tuple(shadowed), problems, len(files))


def _part_twins(files: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """Files to read; of two stories with the same path but for the ending, the first by name counts."""
    chosen: dict[str, str] = {}
    problems = []
    for file in files:
        first = chosen.setdefault(identify(file) if may_hold_story(file) else file, file)
        if first != file:
            problems.append(Problem(file, 0, f"{first} has the same name.", "Give one of the two another name."))
    return list(chosen.values()), problems


def _unpublished(file: str) -> Problem:
    message = "Photos are not published yet; the story has an ornament in its place."
    return Problem(file, 0, message, gravity=Gravity.NOTE)


def _cut_jobs(folder: str, files: Iterable[str], known: Mapping[str, str], desk: Desk) -> Iterator[ReadJob]:
    rest = iter(files)
    while batch := tuple((file, known.get(file, "")) for file in islice(rest, BATCH_FILES)):
        yield ReadJob(folder, batch, desk)


def _read_all(jobs: Iterable[ReadJob], workers: Workers) -> Iterator[Parsed]:
    """What each job gave. A job that ran late is done again file by file, and the late files plainly."""
    for outcome in workers.run(read_files, jobs, MARKDOWN_LIMIT_S):
        if not isinstance(outcome, Late):
            yield from outcome
        elif len(outcome.batch.files) > 1:
            yield from _read_all(_one_by_one(outcome.batch), workers)
        else:
            yield from read_files(msgspec.structs.replace(outcome.batch, plainly=True))


def _one_by_one(job: ReadJob) -> Iterator[ReadJob]:
    return (msgspec.structs.replace(job, files=(file,)) for file in job.files)


def _out_of_sight(file: str, problems: Iterable[Problem]) -> bool:
    """Whether `file` may still be there, in a folder that the survey could not look into."""
    return any(file.startswith(problem.path + "/") for problem in problems)
