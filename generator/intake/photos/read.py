"""Read the facts of photos that changed, each in a worker that can be stopped."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator.batches import batches_of
from generator.digests import digest_bytes
from generator.intake.survey import DroppedFile
from generator.intake.wire.lines import number_lines
from generator.model import Gravity, Problem, StoredParse
from generator.photos.facts import Facts, Refusal
from generator.photos.work import READ_LIMIT_S, PhotoFile, read_photo, took_too_much
from generator.workers import Progress, WorkerKilled, Workers

LICENSE = re.compile(
    r"[^.;!]{0,150}\b(?:without|sans|sin|senza) (?:\w{1,20} ){0,3}"
    r"(?:permission|consent|authori[sz]ation|credit(?:ing)?|licen[cs]e|permiso|autori[sz]\w{2,6}|crédito|mention)\b[^.;!]*[.;!]?",
    re.IGNORECASE,
)
"""A sentence of the terms of use that says who has to be asked or named, and not when: `Do not use without credit.`"""
ENCODER = msgspec.msgpack.Encoder()
BATCH_PHOTOS = 20
"""Photos whose facts are saved together."""


def read_photos(
    folder: Path, doubtful: Sequence[tuple[DroppedFile, str]], workers: Workers, progress: Progress
) -> Iterator[tuple[list[DroppedFile], list[StoredParse]]]:
    """Yield batches of photos, and the results of those whose bytes changed. `doubtful`: each with its last digest."""
    jobs = (PhotoFile(str(folder), one.file) for one, _ in doubtful)
    outcomes = iter(workers.run(read_photo, jobs, READ_LIMIT_S, light=True))
    done = 0
    for batch in batches_of(doubtful, BATCH_PHOTOS):
        progress("Reading photos", done, len(doubtful))
        read = [entry_of_photo(one.file, settle(next(outcomes))) for one, _ in batch]
        done += len(batch)
        yield (
            [one for one, _ in batch],
            [entry for entry, (_, known) in zip(read, batch, strict=True) if entry.digest != known],
        )


def settle(outcome: Facts | Refusal | WorkerKilled[PhotoFile]) -> Facts | Refusal:
    """Return what a worker found in a photo, or a refusal if it had to be stopped."""
    return took_too_much() if isinstance(outcome, WorkerKilled) else outcome


def entry_of_photo(file: str, found: Facts | Refusal) -> StoredParse:
    """Return what was found in a photo in the form that the catalogue stores."""
    if isinstance(found, Refusal):
        problem = Problem(file, 0, found.message, found.hint, code="image-unusable")
        digest = found.digest or digest_bytes(found.message.encode())
        return StoredParse(file, digest, ENCODER.encode((problem,)))
    restraint = _restraint(file, found)
    if restraint:
        return StoredParse(file, found.digest, ENCODER.encode((restraint,)), withdrawn=True)
    problems = [
        Problem(file, 0, one.message, one.hint, Gravity.WARNING, code="image-doubtful") for one in found.warnings
    ]
    return StoredParse(file, found.digest, ENCODER.encode(tuple(problems)), photo=ENCODER.encode(found))


def _restraint(file: str, facts: Facts) -> Problem | None:
    """Return a problem if a text in the photo's own file may be an embargo."""
    rights = facts.rights
    words = rights.instructions
    pieces = "\n\n".join(piece.strip() for piece in words.replace(";", ".").split("."))
    if "embargo" in words.casefold() or _may_restrain(pieces, file):
        return _restrained(file, "instructions", words, "“Special instructions”")
    others = {
        "caption": rights.caption, "headline": rights.headline, "usage terms": rights.usage_terms
    }  # fmt: skip
    for name, text in (*others.items(), *(("title or caption", text) for text in rights.unshown)):
        if _may_restrain(LICENSE.sub("", text) if name == "usage terms" else text, file):
            return _restrained(file, name, text, f"the {name}")
    return None


def _may_restrain(text: str, file: str) -> bool:
    from generator.intake.wire.embargoes import find_possible_embargoes  # noqa: PLC0415 (few builds read photos)

    return next(find_possible_embargoes(number_lines(text), "", (), file), None) is not None


def _restrained(file: str, name: str, words: str, field: str) -> Problem:
    message = f"The photo's {name}, “{words[:200]}”, may be an embargo, so it isn't published."
    hint = f"When it may be published, take the words out of {field} (IPTC or XMP) in the file."
    return Problem(file, 0, message, hint, code="image-restrained")
