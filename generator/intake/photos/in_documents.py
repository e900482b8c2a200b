"""Read the facts of the pictures inside documents, each in a worker that can be stopped."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import dirname
from urllib.parse import quote

import msgspec

from generator.intake.names import ending_of
from generator.intake.photos.read import entry_of_photo, settle
from generator.model import Gravity, Problem, StoredParse, Story
from generator.photos.facts import Facts
from generator.photos.in_documents import document_of
from generator.photos.work import READ_LIMIT_S, PhotoFile, read_photo
from generator.workers import Workers

ENCODER = msgspec.msgpack.Encoder()
PROBLEMS = msgspec.msgpack.Decoder(tuple[Problem, ...])
FACTS = msgspec.msgpack.Decoder(Facts)
MAIL, LEAST_MAIL_WIDTH = ".eml", 400
"""Pictures of mails that are narrower are logos, buttons and marks of opening."""
HINT = "To show it, save the picture itself as a JPEG beside the document."


def with_pictures(folder: Path, entries: Sequence[StoredParse], workers: Workers) -> list[StoredParse]:
    """Return the entries of documents with the facts of their pictures, and with what is wrong with these."""
    jobs = (PhotoFile(str(folder), file) for entry in entries for file, _ in entry.pictures)
    outcomes = workers.run(read_photo, jobs, READ_LIMIT_S, light=True)
    return [_with_facts(entry, outcomes) for entry in entries]


def with_attached(story: Story, pictures: Sequence[str]) -> Story:
    """Return the story of a mail with the pictures that came with it."""
    names = tuple(quote(picture.removeprefix(f"{dirname(story.file)}/")) for picture in pictures)
    return msgspec.structs.replace(story, photos=msgspec.structs.replace(story.photos, attached=names))


def _with_facts(entry: StoredParse, outcomes: Iterator[object]) -> StoredParse:
    read = [entry_of_photo(file, settle(next(outcomes))) for file, _ in entry.pictures]  # type: ignore[arg-type]
    told = [in_document(problem) for one in read for problem in PROBLEMS.decode(one.problems)]
    pictures = [(one.file, one.photo) for one in read if one.photo]
    if ending_of(entry.file) == MAIL:
        told = [*told, *(_too_small(file) for file, facts in pictures if not _is_photo(facts))]
        pictures = [(file, facts) for file, facts in pictures if _is_photo(facts)]
    problems = tuple(sorted({*PROBLEMS.decode(entry.problems), *told}))
    return msgspec.structs.replace(entry, problems=ENCODER.encode(problems), pictures=tuple(pictures))


def _is_photo(facts: bytes) -> bool:
    """Tell whether a picture of a mail is large enough to be meant for readers."""
    return FACTS.decode(facts).width >= LEAST_MAIL_WIDTH


def _too_small(file: str) -> Problem:
    message = f"A picture narrower than {LEAST_MAIL_WIDTH} pixels, such as a logo under a mail, was left out."
    hint = "If it is a photo, save it as a JPEG beside the mail."
    return Problem(document_of(file), 0, message, hint, Gravity.NOTE, code="image-left-out")


def in_document(problem: Problem) -> Problem:
    """Return the problem of a picture as one of the document that it is in. The story is published all the same."""
    document, name = document_of(problem.path), problem.path.rpartition("/")[2]
    message = f"Its picture {name}: {problem.message}"
    hint = HINT if problem.gravity is Gravity.HELD else problem.hint
    gravity = Gravity.WARNING if problem.gravity is Gravity.HELD else problem.gravity
    return Problem(document, 0, message, hint, gravity, problem.code)
