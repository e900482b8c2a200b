"""Read the file beside a photo, `bridge.jpg.txt`: caption, credit, alt text, focus and crops."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import msgspec

from generator.intake.header.fields import DECIDING, Field, HeaderFields, fill_fields
from generator.intake.header.keys import find_key, fold_key
from generator.intake.header.lines import HeaderEntry, read_lines
from generator.intake.header.split import read_fence, split_header
from generator.intake.header.values import FieldReader
from generator.intake.limits import keep_limits
from generator.intake.photos.typed import names_maker, read_maker_line, read_photo_line, split_credit
from generator.intake.photos.words import KEYS, read_words
from generator.intake.text.decode import decode_copy
from generator.intake.wire.embargoes import find_possible_embargoes
from generator.intake.wire.lines import MIN_FULL_CHARS, ends_sentence, number_lines
from generator.model import Gravity, Parsed, Problem
from generator.photo_records import PhotoNotes, PhotoWords

KNOWN = {*KEYS, "credit", "photo", "source"}
COPYRIGHT = ("copyright", "rights")
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
    words, rest = _with_maker(read_words(reader, with_credit=True), reader, found, rest)
    restraints = list(_restraints(decoded.text, limited.fields, file))
    problems += [*found.problems, *limited.problems, *reader.problems, *restraints]
    problems += _not_understood(found, "\n".join(rest), file)
    return Parsed(file=file, digest=digest, notes=PhotoNotes(words, bool(restraints)), problems=tuple(sorted(problems)))


def _with_maker(
    words: PhotoWords, reader: FieldReader, found: HeaderFields, rest: list[str]
) -> tuple[PhotoWords, list[str]]:
    """Return the words with what other lines say of the maker, and the lines that say nothing of it.

    `Photo: Ann Lee` names the maker. What can't be a name, and has no caption above it, is one as reporters type it.
    """
    said = [read_maker_line(line) for line in rest]
    lines = [line for line, one in zip(rest, said, strict=True) if one == PhotoWords()]
    typed = ", ".join(reader.items("photo"))
    if typed:
        said.append(PhotoWords(credit=typed) if words.caption or names_maker(typed) else read_photo_line(typed))
    said.append(PhotoWords(credit=reader.text("source")))
    said += [PhotoWords(copyright=value) for key in COPYRIGHT if isinstance(value := found.extra.get(key), str)]
    said.append(split_credit(words.caption, is_labelled=False))
    for one in said:
        words = msgspec.structs.replace(
            words,
            caption=one.caption
            if one.caption and (not words.caption or (one.credit and not words.credit))
            else words.caption,
            credit=words.credit or one.credit,
            copyright=words.copyright or one.copyright,
        )
    return words, lines


def _split(text: str, file: str) -> tuple[HeaderFields, list[str]]:
    """Return the fields in the notes, and lines that belong to none of them, which are the caption if there is none."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if read_fence(first):
        header = split_header(text, file)
        return HeaderFields(header.fields, header.extra, header.problems), header.body.strip().splitlines()
    entries: list[HeaderEntry] = []
    loose: list[str] = []
    is_above = True
    for number, block in _blocks(lines):
        line, above = block[0], lines[number - 2] if number > 1 else ""
        found = read_lines(block, number).entries
        is_rest = bool(entries and not loose) and _goes_on(entries[-1], above, line)
        if is_rest and (not found or (len(above) >= MIN_FULL_CHARS and _is_in_sentence(found[0]))):
            entries[-1] = msgspec.structs.replace(
                entries[-1], value=f"{entries[-1].value} {' '.join(map(str.strip, block))}".strip()
            )
        elif found:
            is_above = is_above and _names_maker(found[0])
            entries += found
        elif line.strip():
            is_above = is_above and not entries
            loose.append(line.strip())
    captions = [line for line in loose if is_above or not entries if read_maker_line(line) == PhotoWords()]
    if captions:
        loose = [line for line in loose if read_maker_line(line) != PhotoWords()]
        entries.insert(0, HeaderEntry("caption", " ".join(captions), 1))
    return fill_fields(entries, file), loose


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each line with a key and the indented lines under it, and each other line, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate(lines, 1):
        if block and line.strip() and (line[0].isspace() or line.startswith("-")) and read_lines(block[:1], 1).entries:
            block.append(line)
            continue
        if block:
            yield number - len(block), block
        block = [line]
    yield len(lines) + 1 - len(block), block


def _names_maker(entry: HeaderEntry) -> bool:
    key = find_key(entry.key, entry.value if isinstance(entry.value, str) else "")
    return key in {"photo", "source"} or fold_key(entry.key) in COPYRIGHT


def _is_in_sentence(entry: HeaderEntry) -> bool:
    """Tell whether a line with a colon may go on with the sentence above: `bridge: a long line`."""
    return entry.key[:1].islower() and not find_key(entry.key, entry.value if isinstance(entry.value, str) else "")


def _goes_on(entry: HeaderEntry, above: str, line: str) -> bool:
    """Tell whether a line is the rest of a caption or an alternative text that was broken within a sentence.

    What stands below a whole sentence, or below a short line and begins with a capital letter, may be a word to the
    desk, and is never printed.
    """
    said = line.strip()
    if not (said and above.strip() and isinstance(entry.value, str)) or ends_sentence(entry.value):
        return False
    if entry.value and said[0].isupper() and len(above.strip()) < MIN_FULL_CHARS and not above.rstrip().endswith(","):
        return False
    is_text = find_key(entry.key, entry.value) in {"caption", "alt"}
    return is_text and read_maker_line(said) == PhotoWords()


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
    for key in sorted({*found.extra, *(set(found.fields) - KNOWN - DECIDING)} - set(COPYRIGHT)):
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
