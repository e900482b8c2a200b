"""Read the files of content/ and of agencies' folders: the job of one worker, whose result depends on it alone."""

from pathlib import Path

from generator.digests import digest_bytes
from generator.extensions.faults import ExtensionFault
from generator.files import read_whole
from generator.intake.html.markdown import EngineNeeded
from generator.intake.names import photo_of_notes
from generator.intake.parse import ReadingSettings, most_bytes, parse_copy
from generator.intake.read_job import ReadJob
from generator.intake.wire_files.drops import Drop, drop_of
from generator.intake.wire_files.record import MAX_WIRE_BYTES
from generator.model import Parsed, Problem


def read_files(job: ReadJob) -> list[Parsed]:
    """Read and parse the job's files. A file whose digest is the known one is left out.

    Raises EngineNeeded, MemoryError.
    """
    parsed = (_read_safely(file, known, job) for file, known in job.files)
    return [one for one in parsed if one is not None]


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
    drop = None if photo_of_notes(file) else drop_of(job.settings.drops, file)
    try:
        raw = read_whole(str(Path(job.folder, file)), MAX_WIRE_BYTES if drop else most_bytes(file))
    except OSError as error:
        return Parsed(file=file, digest="", problems=(_unreadable(file, error),))
    digest = digest_bytes(raw)
    if digest == known:
        return None
    if drop:
        return _parse_drop(raw, file, drop, ReadingSettings(job.settings, digest, job.mode, job.used))
    return parse_copy(raw, file, job.settings, digest, job.mode, job.used)


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
