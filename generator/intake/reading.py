"""From the survey to what changed: which files to read, and reading them with workers."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import msgspec

from generator.intake.filing import Desk
from generator.intake.parse import MARKDOWN_LIMIT_S, ReadJob, holds_copy, is_photo, may_hold_story, read_files
from generator.intake.survey import Dropped, Survey, identify
from generator.model import Gravity, Parsed, Problem
from generator.workers import Late, Watch, Workers, unwatched

BATCH_FILES = 40
"""Few enough that a batch of long stories takes well under the limit, many enough that passing it on costs little."""

Known = Mapping[str, tuple[int, int, int, str]]
"""File -> size, time, inode and digest when it was last read."""


class Delta(msgspec.Struct, frozen=True):
    """What seems to have changed in content/ since it was last read."""

    doubtful: tuple[tuple[Dropped, str], ...]
    """Files that are new or not as they were, with the digest they had then, or empty."""
    gone: tuple[str, ...]
    """Files that are there no more."""
    shadowed: tuple[str, ...]
    """Files whose place another one takes: `a.txt` beside `a.md`. What they held stays until that one is read."""
    problems: tuple[Problem, ...]
    """What the folder itself has wrong; a file's own problems stand in its Parsed."""
    files: int
    """How many files of copy there are, new or not."""


def find_changes(survey: Survey, known: Known) -> Delta:
    """What `survey` lists and `known` doesn't have as it is now. No file is opened."""
    files, twins = _part_twins(one for one in survey.files if holds_copy(one.file))
    photos = [_unpublished(one.file) for one in survey.files if is_photo(one.file)]
    missing = known.keys() - {one.file for one in files}
    claimed = {identify(one.file) for one in files if may_hold_story(one.file)} if missing else set()
    shadowed = sorted(file for file in missing if may_hold_story(file) and identify(file) in claimed)
    gone = sorted(file for file in missing.difference(shadowed) if not _out_of_sight(file, survey.problems))
    doubtful = tuple((one, known[one.file][3] if one.file in known else "") for one in files if _changed(one, known))
    return Delta(doubtful, tuple(gone), tuple(shadowed), (*survey.problems, *twins, *photos), len(files))


def _changed(one: Dropped, known: Known) -> bool:
    """Whether the file may be another than it was."""
    row = known.get(one.file)
    return row is None or row[1] != one.mtime_ns or row[0] != one.size or row[2] != one.inode


def _part_twins(files: Iterable[Dropped]) -> tuple[list[Dropped], list[Problem]]:
    """Files to read; of two stories with the same path but for the ending, the first by name counts."""
    chosen: dict[str, Dropped] = {}
    problems = []
    for one in files:
        first = chosen.setdefault(identify(one.file) if may_hold_story(one.file) else one.file, one)
        if first is not one:
            problems.append(
                Problem(one.file, 0, f"{first.file} has the same name.", "Give one of the two another name.")
            )
    return list(chosen.values()), problems


def _unpublished(file: str) -> Problem:
    message = "Photos are not published yet; the story has an ornament in its place."
    return Problem(file, 0, message, gravity=Gravity.NOTE)


def read_changes(
    folder: Path, delta: Delta, desk: Desk, workers: Workers, watch: Watch = unwatched
) -> Iterator[tuple[list[Dropped], list[Parsed]]]:
    """Read the doubtful files: batch by batch, those that were looked into and what the ones with new bytes hold."""
    rest = iter(delta.doubtful)
    batches = list(iter(lambda: tuple(islice(rest, BATCH_FILES)), ()))
    jobs = [ReadJob(str(folder), tuple((one.file, digest) for one, digest in batch), desk) for batch in batches]
    done = 0
    for batch, read in zip(batches, _read_all(jobs, workers), strict=True):
        watch("Reading", done, len(delta.doubtful))
        done += len(batch)
        yield [one for one, _ in batch], read


def _read_all(jobs: Iterable[ReadJob], workers: Workers) -> Iterator[list[Parsed]]:
    """What each job gave. A job that ran late is done again file by file, and the late files plainly."""
    for outcome in workers.run(read_files, jobs, MARKDOWN_LIMIT_S):
        if not isinstance(outcome, Late):
            yield outcome
        elif len(outcome.batch.files) > 1:
            yield [parsed for read in _read_all(_one_by_one(outcome.batch), workers) for parsed in read]
        else:
            yield read_files(msgspec.structs.replace(outcome.batch, plainly=True))


def _one_by_one(job: ReadJob) -> Iterator[ReadJob]:
    return (msgspec.structs.replace(job, files=(file,)) for file in job.files)


def _out_of_sight(file: str, problems: Iterable[Problem]) -> bool:
    """Whether `file` may still be there, in a folder that the survey could not look into."""
    return any(file.startswith(problem.path + "/") for problem in problems)
