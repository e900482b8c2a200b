"""Read the file beside a photo, `bridge.jpg.txt`: caption, credit, alt text, focus and crops."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from generator.intake.header.fields import DECIDING, Field, HeaderFields, fill_fields
from generator.intake.header.lines import HeaderEntry, read_lines
from generator.intake.header.split import read_fence, split_header
from generator.intake.header.values import FieldReader
from generator.intake.limits import keep_limits
from generator.intake.photos.words import KEYS, read_words
from generator.intake.text.decode import decode_copy
from generator.intake.wire.embargoes import find_possible_embargoes
from generator.intake.wire.lines import number_lines
from generator.model import Gravity, Parsed, Problem
from generator.photo_records import PhotoNotes

KNOWN = {*KEYS, "credit"}
EXPECTED = "Lines that are understood here: Caption:, Credit:, Alt:, Focus:, Crop:"


def parse_notes(raw: bytes, file: str, digest: str) -> Parsed:
    """Return the notes in the bytes of the file beside a photo, and their problems."""
    decoded = decode_copy(raw, file)
    problems = list(decoded.problems)
    if any(problem.gravity is Gravity.HELD for problem in problems):
        return Parsed(file=file, digest=digest, notes=PhotoNotes(), problems=tuple(problems))
    found, rest = _split(decoded.text, file)
    limited = keep_limits(found.fields, found.extra, file)
    reader = FieldReader(file, limited.fields, ZoneInfo("UTC"))
    words = read_words(reader, with_credit=True)
    restraints = list(_restraints(decoded.text, limited.fields, file))
    problems += [*found.problems, *limited.problems, *reader.problems, *restraints]
    problems += _not_understood(found, rest, file)
    return Parsed(file=file, digest=digest, notes=PhotoNotes(words, bool(restraints)), problems=tuple(sorted(problems)))


def _split(text: str, file: str) -> tuple[HeaderFields, str]:
    """Return the fields in the notes, and text that belongs to none of them. Without any field, it is the caption."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if read_fence(first):
        header = split_header(text, file)
        return HeaderFields(header.fields, header.extra, header.problems), header.body.strip()
    entries: list[HeaderEntry] = []
    loose: list[str] = []
    at = 0
    while at < len(lines):
        found = read_lines(lines[at:], at + 1)
        if found.entries:
            entries += found.entries
        elif lines[at].strip():
            loose.append(lines[at].strip())
        at += max(found.lines, 1)
    if not entries and loose:
        return fill_fields([HeaderEntry("caption", " ".join(loose), 1)], file), ""
    return fill_fields(entries, file), " ".join(loose)


def _restraints(text: str, fields: dict[str, Field], file: str) -> Iterator[Problem]:
    """Yield a problem for each line that may restrain the photo: no time at which it opens by itself is kept."""
    lines = {field.line for key, field in fields.items() if key in DECIDING - {"published"}}
    lines |= {problem.line for problem in find_possible_embargoes(number_lines(text), "", (), file)}
    for line in sorted(lines):
        words = text.split("\n")[line - 1].strip() if line else ""
        message = f"“{words}” restrains the photo, so it isn't published."
        yield Problem(
            file, line, message, "Take the line out as soon as the photo may be published.", code="image-restrained"
        )


def _not_understood(found: HeaderFields, rest: str, file: str) -> Iterator[Problem]:
    for key in sorted({*found.extra, *(set(found.fields) - KNOWN - DECIDING)}):
        yield Problem(file, 0, f"“{key}” has no meaning for a photo.", EXPECTED, Gravity.WARNING, code="image-notes")
    if rest:
        yield Problem(
            file,
            0,
            f"“{rest[:100]}” was left out: it belongs to no line that is known.",
            EXPECTED,
            Gravity.WARNING,
            code="image-notes",
        )
