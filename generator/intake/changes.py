"""Find the files that changed since the last survey, and read them with workers."""
# ruff: noqa: PLC0415 -- the readers are a third of the start of a build, and only who reads a file needs them

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from generator.extensions.stopped import StoppedJobs
from generator.extensions.used import NONE, Used
from generator.intake.names import (
    DOCUMENT_ENDINGS,
    FRONT_FILES,
    STORY_ENDINGS,
    ending_of,
    identify,
    is_photo,
    is_sound,
    photo_of_notes,
    sound_of_notes,
)
from generator.intake.photos.in_documents import with_pictures
from generator.intake.photos.read import read_photos
from generator.intake.read_job import MARKDOWN_LIMIT_S, READING_BYTES, ReadJob
from generator.intake.settings import IntakeSettings
from generator.intake.sounds.read import read_sounds
from generator.intake.survey import DroppedFile, Survey, is_unreadable
from generator.intake.wire_files.drops import Drop, drop_of
from generator.intake.wire_files.pictures import is_unnamed_picture
from generator.model import Parsed, Problem, StoredParse
from generator.workers import Named, Progress, WorkerKilled, Workers, no_progress

READ_ENTRIES: Named[ReadJob, bytes] = Named("generator.intake.entries:read_entries")
"""What workers do: this process needs no readers for it."""
ENTRIES = msgspec.msgpack.Decoder(list[StoredParse])
FEW_FILES, FEW_BYTES = 12, 1 << 16
"""Up to this many files and bytes are read in this process: workers take a fifth of a second to start."""
PLAIN_LIMIT_S = 10
"""The time to read a file again without Markdown, after its worker was stopped. Any plain text takes less than 2 s."""
DOCUMENT_LIMIT_S = 20
"""The time to read a document by itself, after its worker was stopped. Ordinary ones take less than half a second."""
LARGE_WIRE_BYTES, FEED_LIMIT_S = 200_000, 20
"""A larger file of an agency may have a thousand stories. The time to read a batch of such files."""
BATCH_FILES = 40
"""Files in a batch: few enough to stay well under the time limit, many enough that sending a batch costs little."""


class Reading(msgspec.Struct, frozen=True):
    """Who reads, and within which time."""

    workers: Workers
    stopped: StoppedJobs
    limit_s: float
    """For a batch."""


KnownFiles = Mapping[str, tuple[int, int, int, int, str]]
"""File -> its size, mtime, ctime, inode and digest when it was last read."""


class Delta(msgspec.Struct, frozen=True):
    """The changes in content/ since it was last read, as far as a survey can tell without opening files."""

    doubtful: tuple[tuple[DroppedFile, str], ...]
    """Files that are new or may have changed, each with its last known digest, or empty."""
    gone: tuple[str, ...]
    """Files that no longer exist."""
    shadowed: tuple[str, ...]
    """Files whose story another file now provides: `a.txt` beside `a.md`. Their story stays until that file is read."""
    problems: tuple[Problem, ...]
    """Problems of the folder itself. The problems in a file's text are in its `Parsed`."""


def find_changes(
    survey: Survey,
    known: KnownFiles,
    unseen: Iterable[str] = (),
    endings: Collection[str] = STORY_ENDINGS,
    drops: Sequence[Drop] = (),
) -> Delta:
    """Return the differences between `survey` and `known`, the files as they were last read. No file is opened.

    `unseen` are places that the survey left out and that could not be read before, `endings` those of stories, `drops`
    the folders of agencies, whose files have names without meaning.
    """
    unreadable = {problem.path for problem in survey.problems if is_unreadable(problem)}
    hidden = [*(problem.path for problem in survey.problems), *unseen]
    wires = [one for one in survey.files if drop_of(drops, one.file)] if drops else []
    others = survey.files if not wires else [one for one in survey.files if not drop_of(drops, one.file)]
    copy, stems, problems = _sort(others, endings)
    copy += wires
    missing = known.keys() - {one.file for one in copy}
    shadowed = sorted(file for file in missing if _is_shadowed(file, stems, endings, drops))
    gone = sorted(missing.difference(shadowed, unreadable))
    gone = [file for file in gone if not _out_of_sight(file, hidden)]
    doubtful = tuple((one, _digest_of(one, known)) for one in copy if _changed(one, known.get(one.file)))
    return Delta(doubtful, tuple(gone), tuple(shadowed), (*survey.problems, *problems))


def _is_shadowed(file: str, stems: Container[str], endings: Collection[str], drops: Sequence[Drop]) -> bool:
    """Tell whether the story of a file that wasn't found is now that of another."""
    return ending_of(file) in endings and identify(file) in stems and not drop_of(drops, file)


def _sort(
    files: Iterable[DroppedFile], endings: Collection[str]
) -> tuple[list[DroppedFile], dict[str, DroppedFile], list[Problem]]:
    """Return the files to read, the stories among them by identity, and the problems with duplicate stories.

    When the paths of two stories differ only in the ending, the first by name is read, but text before documents.
    """
    copy: list[DroppedFile] = []
    stories: dict[str, DroppedFile] = {}
    problems = []
    for one in sorted(files, key=lambda one: ending_of(one.file) in DOCUMENT_ENDINGS):
        ending = ending_of(one.file)
        if one.file in FRONT_FILES:
            continue
        if ending in endings and not photo_of_notes(one.file) and not sound_of_notes(one.file):
            first = stories.setdefault(identify(one.file), one)
            if first is one:
                copy.append(one)
            else:
                message = f"{first.file} has the same name."
                problems.append(Problem(one.file, 0, message, "Rename one of the two.", code="file-same-name"))
        else:
            copy.append(one)
    return copy, stories, problems


def _changed(one: DroppedFile, row: tuple[int, int, int, int, str] | None) -> bool:
    """Tell whether the file may have changed since `row` was stored."""
    return row is None or row[:4] != (one.size, one.mtime_ns, one.ctime_ns, one.inode)


def _digest_of(one: DroppedFile, known: KnownFiles) -> str:
    return known[one.file][4] if one.file in known else ""


def read_changes(
    folder: Path,
    delta: Delta,
    settings: IntakeSettings,
    workers: Workers,
    progress: Progress = no_progress,
    used: Used = NONE,
) -> Iterator[tuple[list[DroppedFile], list[StoredParse]]]:
    """Read the doubtful files in batches. Yield each batch and the results of its files whose bytes changed."""
    pictures = {one.file for one, _ in delta.doubtful if is_photo(one.file) or _is_unnamed(folder, one, settings.drops)}
    copy = [pair for pair in delta.doubtful if pair[0].file not in pictures and not is_sound(pair[0].file)]
    large = {one.file for one, _ in copy if one.size > LARGE_WIRE_BYTES and drop_of(settings.drops, one.file)}
    usual = [pair for pair in copy if pair[0].file not in large] if large else copy
    feeds = [pair for pair in copy if pair[0].file in large]
    stopped = StoppedJobs(used, workers)
    for some, limit_s in ((usual, MARKDOWN_LIMIT_S), (feeds, FEED_LIMIT_S)):
        reading = Reading(workers, stopped, stopped.batch_limit(limit_s))
        yield from _read_copy(folder, some, settings, reading, progress, used)
    photos = [pair for pair in delta.doubtful if pair[0].file in pictures]
    yield from read_photos(folder, photos, workers, progress)
    sounds = [pair for pair in delta.doubtful if is_sound(pair[0].file)]
    yield from read_sounds(folder, sounds, workers, progress)


def _is_unnamed(folder: Path, one: DroppedFile, drops: Sequence[Drop]) -> bool:
    """Tell whether a file in an agency's folder is a picture though its name doesn't say so."""
    return drop_of(drops, one.file) is not None and is_unnamed_picture(folder / one.file)


def _read_copy(
    folder: Path,
    doubtful: Sequence[tuple[DroppedFile, str]],
    settings: IntakeSettings,
    reading: Reading,
    progress: Progress,
    used: Used,
) -> Iterator[tuple[list[DroppedFile], list[StoredParse]]]:
    """Yield each batch of texts, and the results of its files whose bytes changed."""
    if not doubtful:
        return
    rest = iter(doubtful)
    size = used.batch_size(BATCH_FILES, len(doubtful))
    batches = list(iter(lambda: tuple(islice(rest, size)), ()))
    files = (tuple((one.file, digest) for one, digest in batch) for batch in batches)
    jobs = [ReadJob(str(folder), some, settings, used=used) for some in files]
    few = len(doubtful) <= FEW_FILES and sum(one.size for one, _ in doubtful) <= FEW_BYTES
    done = 0
    results = _read_few(jobs, reading) if few else _read_all(jobs, reading)
    with_pictures_in: list[tuple[list[DroppedFile], list[StoredParse]]] = []
    for batch, read in zip(batches, results, strict=True):
        progress("Reading", done, len(doubtful))
        done += len(batch)
        seen = [one for one, _ in batch]
        if any(entry.pictures for entry in read):
            with_pictures_in.append((seen, read))
        else:
            yield seen, read
    for seen, read in with_pictures_in:  # now that no worker reads texts
        yield seen, with_pictures(folder, read, reading.workers)


def _read_few(jobs: Iterable[ReadJob], reading: Reading) -> Iterator[list[StoredParse]]:
    """Yield the result of each job. Those that may take long are left to workers, which can be killed."""
    from generator.intake.entries import read_entries
    from generator.intake.html.markdown import EngineNeeded

    for job in jobs:
        try:
            yield ENTRIES.decode(read_entries(msgspec.structs.replace(job, mode="no_engine")))
        except EngineNeeded:
            yield from _read_all([job], reading)


def _read_all(jobs: Iterable[ReadJob], reading: Reading) -> Iterator[list[StoredParse]]:
    """Yield the results of jobs done by workers. A job that takes too long is repeated file by file.

    A file that takes too long by itself is read without Markdown; if that takes too long, too, it is held.
    """
    for outcome in reading.workers.run(READ_ENTRIES, jobs, reading.limit_s, by_clock=reading.stopped.by_clock):
        if not isinstance(outcome, WorkerKilled):
            yield ENTRIES.decode(outcome)
        elif len(outcome.batch.files) > 1:
            yield [entry for read in _read_all(_one_by_one(outcome.batch), reading) for entry in read]
        else:
            yield _read_late(outcome.batch, reading.workers, reading.stopped)


def _read_late(job: ReadJob, workers: Workers, stopped: StoppedJobs) -> list[StoredParse]:
    """Return the result of the one file of a job whose worker was killed: Markdown took too long, or an extension."""
    from generator.intake.entries import entry_of
    from generator.intake.parse import digest_copy

    [(file, _)] = job.files
    if ending_of(file) in DOCUMENT_ENDINGS:
        [outcome] = workers.run(READ_ENTRIES, [job], DOCUMENT_LIMIT_S, by_clock=job.used.on_stories)
        return [_endless(job, DOCUMENT_LIMIT_S)] if isinstance(outcome, WorkerKilled) else ENTRIES.decode(outcome)
    if not job.used.on_stories:
        return _read_plainly(job, workers)
    again = stopped.do_again(READ_ENTRIES, job)
    if again.result is not None:
        return ENTRIES.decode(again.result)
    if again.fault is None:
        return _read_plainly(job, workers)
    digest = digest_copy(str(Path(job.folder, file)))
    return [entry_of(Parsed(file=file, digest=digest, problems=(again.fault.of_story(file),)))]


def _read_plainly(job: ReadJob, workers: Workers) -> list[StoredParse]:
    """Return the result of the one file of a job, read without Markdown."""
    plain = msgspec.structs.replace(job, mode="plain")
    [outcome] = workers.run(READ_ENTRIES, [plain], PLAIN_LIMIT_S, by_clock=job.used.on_stories)
    return [_endless(job, PLAIN_LIMIT_S)] if isinstance(outcome, WorkerKilled) else ENTRIES.decode(outcome)


def _endless(job: ReadJob, limit_s: float) -> StoredParse:
    """Return the result for the one file of a job that takes too long even by itself."""
    from generator.intake.entries import entry_of

    [(file, _)] = job.files
    megabytes = READING_BYTES >> 20
    message = f"The file takes longer than {limit_s} seconds to read, or more than {megabytes} MB of memory."
    hint = "Look for one character repeated many times, or for many brackets, and delete them; or split the file."
    return entry_of(Parsed(file=file, digest="", problems=(Problem(file, 0, message, hint, code="file-slow"),)))


def _one_by_one(job: ReadJob) -> Iterator[ReadJob]:
    return (msgspec.structs.replace(job, files=(file,)) for file in job.files)


def _out_of_sight(file: str, hidden: Iterable[str]) -> bool:
    """Tell whether `file` may still exist, in a folder that the survey could not read."""
    return any(file.startswith(place + "/") for place in hidden)
