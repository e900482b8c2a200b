"""Read the facts of the pictures inside documents, each in a worker that can be stopped."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator.intake.photos.read import entry_of_photo, settle
from generator.model import Gravity, Problem, StoredParse
from generator.photos.in_documents import document_of
from generator.photos.work import READ_LIMIT_S, PhotoFile, read_photo
from generator.workers import Workers

ENCODER = msgspec.msgpack.Encoder()
PROBLEMS = msgspec.msgpack.Decoder(tuple[Problem, ...])
HINT = "To show it, save the picture itself as a JPEG beside the document."


def with_pictures(folder: Path, entries: Sequence[StoredParse], workers: Workers) -> list[StoredParse]:
    """Return the entries of documents with the facts of their pictures, and with what is wrong with these."""
    jobs = (PhotoFile(str(folder), file) for entry in entries for file, _ in entry.pictures)
    outcomes = workers.run(read_photo, jobs, READ_LIMIT_S, light=True)
    return [_with_facts(entry, outcomes) for entry in entries]


def _with_facts(entry: StoredParse, outcomes: Iterator[object]) -> StoredParse:
    read = [entry_of_photo(file, settle(next(outcomes))) for file, _ in entry.pictures]  # type: ignore[arg-type]
    told = (in_document(problem) for one in read for problem in PROBLEMS.decode(one.problems))
    problems = tuple(sorted({*PROBLEMS.decode(entry.problems), *told}))
    pictures = tuple((one.file, one.photo) for one in read if one.photo)
    return msgspec.structs.replace(entry, problems=ENCODER.encode(problems), pictures=pictures)


def in_document(problem: Problem) -> Problem:
    """Return the problem of a picture as one of the document that it is in. The story is published all the same."""
    document, name = document_of(problem.path), problem.path.rpartition("/")[2]
    message = f"Its picture {name}: {problem.message}"
    hint = HINT if problem.gravity is Gravity.HELD else problem.hint
    return Problem(document, 0, message, hint, Gravity.WARNING if problem.gravity is Gravity.HELD else problem.gravity)
