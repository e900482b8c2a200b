"""From the survey to what changed: which files to read, and reading them with workers."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import msgspec

from generator.extensions.calls import noted
from generator.extensions.stopped import StoppedJobs
from generator.extensions.used import NONE, Used
from generator.intake.build_story import Desk
from generator.intake.html.markdown import EngineNeeded
from generator.intake.names import ending_of, identify
from generator.intake.parse import (
    FRONT_FILES,
    MARKDOWN_LIMIT_S,
    PHOTO_ENDINGS,
    STORY_ENDINGS,
    ReadJob,
    digest_of_copy,
    read_files,
)
from generator.intake.survey import Dropped, Survey
from generator.model import Entry, Gravity, Parsed, Problem
from generator.workers import Progress, WorkerKilled, Workers, limit_memory, no_progress

ENCODER = msgspec.msgpack.Encoder()
ENTRIES = msgspec.msgpack.Decoder(list[Entry])
FEW_FILES, FEW_BYTES = 12, 1 << 16
"""So few are read sooner here than by workers, which take a fifth of a second to get ready."""
READING_BYTES = 1 << 29
"""Memory that a worker may take to read a batch of files; the largest story takes a tenth of it."""
PLAIN_LIMIT_S = 10
"""A file whose worker was stopped is read once more, with no Markdown: a plain text of any kind takes less than 2."""
BATCH_FILES = 40
"""Few enough that a batch of long stories takes well under the limit, many enough that passing it on costs little."""

Known = Mapping[str, tuple[int, int, int, int, str]]
"""File -> size, both times, inode and digest when it was last read."""


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


def find_changes(
    survey: Survey, known: Known, unseen: Iterable[str] = (), endings: Collection[str] = STORY_ENDINGS
) -> Delta:
    """What `survey` lists and `known` doesn't have as it is now. No file is opened.

    `unseen`: places that the survey left out, and could not have looked into. `endings`: those of stories.
    """
    hidden = [*(problem.path for problem in survey.problems), *unseen]
    copy, stems, problems = _sort(survey.files, endings)
    missing = known.keys() - {one.file for one in copy}
    shadowed = sorted(file for file in missing if ending_of(file) in endings and identify(file) in stems)
    gone = sorted(file for file in missing.difference(shadowed) if not _out_of_sight(file, hidden))
    doubtful = tuple((one, _digest_of(one, known)) for one in copy if _changed(one, known.get(one.file)))
    return Delta(doubtful, tuple(gone), tuple(shadowed), (*survey.problems, *problems))


def _sort(
    files: Iterable[Dropped], endings: Collection[str]
) -> tuple[list[Dropped], dict[str, Dropped], list[Problem]]:
    """Files to read, the stories among them by identity, and a word on photos and on stories that lie there twice.

    Of two stories with the same path but for the ending, the first by name counts.
    """
    copy: list[Dropped] = []
    stories: dict[str, Dropped] = {}
    problems = []
    for one in files:
        ending = ending_of(one.file)
        if ending in endings:
            first = stories.setdefault(identify(one.file), one)
            if first is one:
                copy.append(one)
            else:
                message = f"{first.file} has the same name."
                problems.append(Problem(one.file, 0, message, "Give one of the two another name."))
        elif ending in PHOTO_ENDINGS:
            problems.append(_unpublished(one.file))
        elif one.file not in FRONT_FILES:
            copy.append(one)
    return copy, stories, problems


def _changed(one: Dropped, row: tuple[int, int, int, int, str] | None) -> bool:
    """Whether the file may be another than it was."""
    return row is None or row[:4] != (one.size, one.mtime_ns, one.ctime_ns, one.inode)


def _digest_of(one: Dropped, known: Known) -> str:
    return known[one.file][4] if one.file in known else ""


def _unpublished(file: str) -> Problem:
    message = "Photos are not published yet; the story has an ornament in its place."
    return Problem(file, 0, message, gravity=Gravity.NOTE)


def read_changes(
    folder: Path,
    delta: Delta,
    desk: Desk,
    workers: Workers,
    progress: Progress = no_progress,
    used: Used = NONE,
) -> Iterator[tuple[list[Dropped], list[Entry]]]:
    """Read the doubtful files: batch by batch, those that were looked into and what the ones with new bytes hold."""
    rest = iter(delta.doubtful)
    size = 1 if used.trace else BATCH_FILES  # calls are compared: which worker makes them must not matter
    batches = list(iter(lambda: tuple(islice(rest, size)), ()))
    files = (tuple((one.file, digest) for one, digest in batch) for batch in batches)
    jobs = [ReadJob(str(folder), some, desk, used=used) for some in files]
    few = len(delta.doubtful) <= FEW_FILES and sum(one.size for one, _ in delta.doubtful) <= FEW_BYTES
    done = 0
    stopped = StoppedJobs(used, workers)
    reading = _read_few(jobs, workers, stopped) if few else _read_all(jobs, workers, stopped)
    for batch, read in zip(batches, reading, strict=True):
        progress("Reading", done, len(delta.doubtful))
        done += len(batch)
        yield [one for one, _ in batch], read


def read_entries(job: ReadJob) -> bytes:
    """What `read_files` gives, for a worker: msgpack of a list of entries. Raises EngineNeeded, MemoryError."""
    with limit_memory(READING_BYTES), noted(job.blame, job.used.trace):
        return ENCODER.encode([entry_of(parsed) for parsed in read_files(job)])


def entry_of(parsed: Parsed) -> Entry:
    """`parsed` as the catalogue keeps it."""
    encode = ENCODER.encode
    entry = Entry(parsed.file, parsed.digest, encode(parsed.problems))
    if parsed.story is not None:
        parts = {"story": encode(parsed.story), "body": encode(parsed.body), "terms": parsed.terms}
        entry = msgspec.structs.replace(entry, **parts)
    if parsed.person is not None:
        entry = msgspec.structs.replace(entry, person=encode(parsed.person))
    return entry


def _read_few(jobs: Iterable[ReadJob], workers: Workers, stopped: StoppedJobs) -> Iterator[list[Entry]]:
    """What each job gave, done here as far as its files are tame; others are left to workers, which can be killed."""
    for job in jobs:
        try:
            yield ENTRIES.decode(read_entries(msgspec.structs.replace(job, means="short")))
        except EngineNeeded:
            yield from _read_all([job], workers, stopped)


def _read_all(jobs: Iterable[ReadJob], workers: Workers, stopped: StoppedJobs) -> Iterator[list[Entry]]:
    """What each job gave, by workers. A job that ran late is done again file by file, and the late files plainly.

    A file that comes to no end even then is held.
    """
    for outcome in workers.run(read_entries, jobs, MARKDOWN_LIMIT_S):
        if not isinstance(outcome, WorkerKilled):
            yield ENTRIES.decode(outcome)
        elif len(outcome.batch.files) > 1:
            yield [entry for read in _read_all(_one_by_one(outcome.batch), workers, stopped) for entry in read]
        else:
            yield _read_late(outcome.batch, workers, stopped)


def _read_late(job: ReadJob, workers: Workers, stopped: StoppedJobs) -> list[Entry]:
    """What the one file of a job gives whose worker had to be stopped: Markdown was at work, or an extension."""
    if not job.used.on_stories:
        return _read_plainly(job, workers)
    again = stopped.do_again(read_entries, job)
    if again.result is not None:
        return ENTRIES.decode(again.result)
    if again.fault is None:
        return _read_plainly(job, workers)
    [(file, _)] = job.files
    digest = digest_of_copy(f"{job.folder}/{file}")
    return [entry_of(Parsed(file=file, digest=digest, problems=(again.fault.of_story(file),)))]


def _read_plainly(job: ReadJob, workers: Workers) -> list[Entry]:
    """What the one file of a job gives without its Markdown."""
    [outcome] = workers.run(read_entries, [msgspec.structs.replace(job, means="plain")], PLAIN_LIMIT_S)
    return [entry_of(_endless(job))] if isinstance(outcome, WorkerKilled) else ENTRIES.decode(outcome)


def _endless(job: ReadJob) -> Parsed:
    """The file of a job that nobody can read to its end."""
    [(file, _)] = job.files
    megabytes = READING_BYTES >> 20
    message = f"The file takes longer than {PLAIN_LIMIT_S} seconds to read, or more than {megabytes} MB of memory."
    hint = "Look for a long run of one sign, or of signs in brackets, and take it out; or part the file."
    return Parsed(file=file, digest="", problems=(Problem(file, 0, message, hint),))


def _one_by_one(job: ReadJob) -> Iterator[ReadJob]:
    return (msgspec.structs.replace(job, files=(file,)) for file in job.files)


def _out_of_sight(file: str, hidden: Iterable[str]) -> bool:
    """Whether `file` may still be there, in a folder that the survey could not look into."""
    return any(file.startswith(place + "/") for place in hidden)
