"""Read the files of content/ and of agencies' folders: the job of one worker, whose result depends on it alone."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.digests import digest_bytes
from generator.extensions.faults import ExtensionFault
from generator.files import read_whole
from generator.intake.html.markdown import EngineNeeded
from generator.intake.names import photo_of_notes
from generator.intake.parse import ReadingSettings, most_bytes, parse_steps
from generator.intake.read_job import ReadJob
from generator.intake.steps import Steps, finish, finish_together
from generator.intake.wire_files.drops import Drop, drop_of
from generator.intake.wire_files.record import MAX_WIRE_BYTES
from generator.model import Parsed, Problem

MAX_TOGETHER = 64
"""The most files that are read together, whose text is in memory several times until all are read."""
MAX_SHARED_BYTES = 20_000
"""A file with more bytes is read by itself, so that no batch needs much memory."""


def read_files(job: ReadJob) -> list[Parsed]:
    """Read and parse the job's files. A file whose digest is the known one is left out.

    Raises EngineNeeded, MemoryError.
    """
    parsed = (one for files in cut_batches(job) for one in _read_batch(files, job))
    return [one for one in parsed if one is not None]


def cut_batches(job: ReadJob) -> Iterator[Sequence[tuple[str, str]]]:
    """Yield the files that are read together: one by one if extensions are asked about stories, which may fail."""
    size = 1 if job.used.on_stories else MAX_TOGETHER
    return (job.files[at : at + size] for at in range(0, len(job.files), size))


def _read_batch(files: Sequence[tuple[str, str]], job: ReadJob) -> list[Parsed | None]:
    """Read files together, step by step; if that fails, one after the other, so that one file alone has the problem."""
    try:
        return finish_together([read_file_steps(file, known, job) for file, known in files])
    except (EngineNeeded, MemoryError):
        raise
    except Exception:
        return [_read_safely(file, known, job) for file, known in files]


def _read_safely(file: str, known: str, job: ReadJob) -> Parsed | None:
    """Read one file. A bug in this program becomes a problem of the file, so that it never stops the paper."""
    try:
        return read_file(file, known, job)
    except (EngineNeeded, MemoryError):
        raise
    except Exception as error:
        message = f"This is a bug in Broadsheet: it failed on this file ({type(error).__name__}: {error})."
        hint = "Please report it with the file. Until then, look for what is unusual in the file and take it out."
        return Parsed(file=file, digest="", problems=(Problem(file, 0, message, hint, code="file-bug"),))


def read_file(file: str, known: str, job: ReadJob) -> Parsed | None:
    """Return the content of `file`, or None when its digest is still `known`."""
    return finish(read_file_steps(file, known, job))


def read_file_steps(file: str, known: str, job: ReadJob) -> Steps[Parsed | None]:
    """Do what `read_file` does, step by step."""
    drop = None if photo_of_notes(file) else drop_of(job.settings.drops, file)
    try:
        raw = read_whole(str(Path(job.folder, file)), MAX_WIRE_BYTES if drop else most_bytes(file))
    except OSError as error:
        return Parsed(file=file, digest="", problems=(_unreadable(file, error),))
    digest = digest_bytes(raw)
    if digest == known:
        return None
    settings = ReadingSettings(job.settings, digest, job.mode, job.used)
    if drop:
        return _parse_drop(raw, file, drop, settings)
    if len(raw) > MAX_SHARED_BYTES:
        return finish(parse_steps(raw, file, settings))
    yield
    return (yield from parse_steps(raw, file, settings))


def _parse_drop(raw: bytes, file: str, drop: Drop, settings: ReadingSettings) -> Parsed:
    """Return the versions in a file of an agency. Raises EngineNeeded."""
    from generator.intake.read_wire import parse_wire  # noqa: PLC0415 (few papers need all the readers)

    try:
        return parse_wire(raw, file, drop, settings)
    except ExtensionFault as fault:
        return Parsed(file=file, digest=settings.digest, problems=(fault.of_story(file),), is_wire=True)


def _unreadable(file: str, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    return Problem(
        file,
        0,
        f"The file can't be read: {reason}.",
        "Check its size, its type and its permissions.",
        code="file-unreadable",
    )
