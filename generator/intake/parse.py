"""Read and parse one file of content/. It runs in workers, so each result depends on the arguments alone."""

from collections.abc import Iterator, Sequence

import msgspec

from generator.digests import digest_bytes
from generator.extensions.faults import ExtensionFault
from generator.extensions.used import NONE, Extension, Used
from generator.files import read_whole
from generator.intake.build_story import UNDATED, Copy, build_story
from generator.intake.charts.place import tables_of
from generator.intake.charts.table import parse_table
from generator.intake.extended import (
    check_story,
    hint_for_foreign,
    read_foreign,
    refuse_unless_stoppable,
)
from generator.intake.figures import set_figures
from generator.intake.header.fields import DECIDING
from generator.intake.header.values import NO, YES
from generator.intake.html.markdown import EngineNeeded, MarkdownMode
from generator.intake.html.paid_links import mark_paid_links
from generator.intake.limits import keep_limits
from generator.intake.live.set_live import set_live, without_label_note
from generator.intake.names import (
    DOCUMENT_ENDINGS,
    MARKDOWN_ENDINGS,
    PEOPLE,
    TEXT_ENDINGS,
    ending_of,
    is_own_page,
    is_section_page,
    is_table,
    photo_of_notes,
    sound_of_notes,
)
from generator.intake.own_page import build_page, read_page
from generator.intake.person import build_person
from generator.intake.photos.in_documents import with_attached
from generator.intake.photos.notes import parse_notes
from generator.intake.read_copy import read_steps
from generator.intake.recognise.copy_text import CopyText, open_copy
from generator.intake.refused import refuse_ending, refuse_name
from generator.intake.section_page import build_section
from generator.intake.settings import IntakeSettings
from generator.intake.sounds.transcript import parse_transcript
from generator.intake.steps import Steps, finish
from generator.intake.text.decode import MAX_STORY_BYTES, DecodedCopy, decode_copy
from generator.intake.text.terms import count_terms
from generator.intake.text.tidy import drop_invisible, tidy_plain_text
from generator.intake.update_dates import date_by_update
from generator.intake.wire.desk_letters import find_in_letter
from generator.intake.wire.embargoes import Answers, find_aside, find_in_values, find_possible_embargoes
from generator.intake.wire.lines import CopyLine
from generator.intake.wire.restraint import is_no_embargo
from generator.model import Gravity, Parsed, Problem
from generator.photos.in_documents import MAX_DOCUMENT_BYTES

TAME_LINE_CHARS = 4_000
"""A file with a longer line is read only by a worker, which can be killed."""


def most_bytes(file: str) -> int:
    """Return the size in bytes up to which a file is read."""
    return MAX_DOCUMENT_BYTES if ending_of(file) in DOCUMENT_ENDINGS else MAX_STORY_BYTES


def digest_copy(path: str) -> str:
    """Return the digest of a file of content/; empty when it can't be read."""
    try:
        return digest_bytes(read_whole(path, most_bytes(path)))
    except OSError:
        return ""


def parse_copy(
    raw: bytes, file: str, settings: IntakeSettings, digest: str = "", mode: MarkdownMode = "engine", used: Used = NONE
) -> Parsed:
    """Return the story or the person's card in the bytes of `file`, or the problems if there is none.

    Raises EngineNeeded in the mode `no_engine`.
    """
    return finish(parse_steps(raw, file, ReadingSettings(settings, digest, mode, used)))


def parse_steps(raw: bytes, file: str, settings: "ReadingSettings") -> Steps[Parsed]:
    """Do what `parse_copy` does, step by step. Raises EngineNeeded."""
    try:
        return (yield from _parse(raw, file, settings))
    except ExtensionFault as fault:
        return Parsed(file=file, digest=settings.digest, problems=(fault.of_story(file),))


class ReadingSettings(msgspec.Struct, frozen=True):
    """How a file is to be read."""

    intake: IntakeSettings
    digest: str
    """The digest of the file's bytes."""
    mode: MarkdownMode
    used: Used
    """The extensions in use."""


def _parse(raw: bytes, file: str, settings: ReadingSettings) -> Steps[Parsed]:
    """Return the result for any file. Raises EngineNeeded, ExtensionFault."""
    if photo_of_notes(file):
        return parse_notes(raw, file, settings.digest)
    if sound_of_notes(file):
        return parse_transcript(raw, file, settings.digest, settings.intake.language)
    if misnamed := refuse_name(file):
        return Parsed(file=file, digest=settings.digest, problems=(misnamed,))
    if ending_of(file) in TEXT_ENDINGS:
        return (yield from _parse_text(raw, file, settings))
    return _parse_other(raw, file, settings)


def _parse_text(raw: bytes, file: str, settings: ReadingSettings) -> Steps[Parsed]:
    """Return the result for plain text or Markdown. Raises EngineNeeded."""
    digest, mode = settings.digest, settings.mode
    decoded = _tidied(decode_copy(raw, file, settings.intake.language), file)
    if any(problem.gravity is Gravity.HELD for problem in decoded.problems):
        return Parsed(file=file, digest=digest, problems=decoded.problems)
    if mode == "no_engine" and not _is_tame(decoded.text):
        raise EngineNeeded
    if file.startswith(PEOPLE):
        person, problems = build_person(decoded.text, file, mode, settings.intake.prefix)
        return Parsed(file=file, digest=digest, person=person, problems=(*decoded.problems, *problems))
    if is_section_page(file):
        section, problems = build_section(decoded.text, file, settings.intake, mode)
        return Parsed(file=file, digest=digest, section=section, problems=(*decoded.problems, *problems))
    yield
    text = open_copy(decoded.text, file, is_markdown=ending_of(file) in MARKDOWN_ENDINGS)
    read = yield from _read(text, settings)
    return (yield from _parse_read(read, text, decoded.problems, settings))


def _read(text: CopyText, settings: ReadingSettings) -> Steps[tuple[Copy, tuple[Problem, ...]]]:
    """Return the copy of a page or of a story, and its problems. Raises EngineNeeded."""
    if is_own_page(text.file):
        return read_page(text.text, text.file, settings.intake, settings.mode, is_markdown=text.is_markdown)
    return (yield from read_steps(text, settings.intake, settings.mode))


def _parse_read(
    read: tuple[Copy, tuple[Problem, ...]], text: CopyText, problems: tuple[Problem, ...], settings: ReadingSettings
) -> Steps[Parsed]:
    """Return the result for the copy that was read from `text`, and what was found before."""
    copy, found = read
    dated, undated = date_by_update(copy)
    limited, too_long = _limit(dated)
    yield
    held = tuple(_check_embargo(text.lines, dated))
    yield
    return (yield from _parsed(limited, settings, (*problems, *found, *undated, *held, *too_long)))


def _limit(copy: Copy) -> tuple[Copy, tuple[Problem, ...]]:
    """Return the copy without the fields that are over a limit, and problems about those."""
    limited = keep_limits(copy.fields, copy.extra, copy.file)
    return msgspec.structs.replace(copy, fields=limited.fields, extra=limited.extra), limited.problems


def _parse_other(raw: bytes, file: str, settings: ReadingSettings) -> Parsed:
    """Return the result for a file that isn't plain text or Markdown. Raises EngineNeeded, ExtensionFault."""
    ending = ending_of(file)
    reader = None if file.startswith(PEOPLE) else settings.used.reader_of(ending)
    if reader is not None:
        return _parse_foreign(raw, file, reader, settings)
    if ending in DOCUMENT_ENDINGS and not file.startswith(PEOPLE):
        return _parse_document(raw, file, settings)
    if is_table(file):
        return parse_table(raw, file, settings.digest, settings.intake.language)
    return Parsed(file=file, digest=settings.digest, problems=(refuse_ending(file),))


def parse_text(text: CopyText, settings: ReadingSettings, aside: Sequence[str] = ()) -> Parsed:
    """Return the story in a text. `aside`: what stands beside it and may restrain it. Raises EngineNeeded."""
    read = finish(_read(text, settings))
    restraints = tuple(find_aside(aside, text.file, _answers_of(read[0])))
    return finish(_parse_read(read, text, restraints, settings))


def _parse_document(raw: bytes, file: str, settings: ReadingSettings) -> Parsed:
    """Return the result for a document, whose problems name paragraphs. Raises EngineNeeded, ExtensionFault."""
    refuse_unless_stoppable(settings.mode)
    from generator.intake.documents.read_document import read_document  # noqa: PLC0415 (papers may have no documents)

    document = read_document(raw, file, settings.intake.language)
    if any(problem.gravity is Gravity.HELD for problem in document.problems):
        return Parsed(file=file, digest=settings.digest, problems=document.problems)
    parsed = parse_text(open_copy(document.text, file, is_markdown=document.is_markdown), settings, document.aside)
    found = tuple(sorted((*document.problems, *parsed.problems)))
    problems = tuple(_in_document(problem, document.paragraphs) for problem in found)
    if parsed.story is None:
        return msgspec.structs.replace(parsed, problems=problems)
    story = with_attached(parsed.story, document.attached) if document.attached else parsed.story
    return msgspec.structs.replace(parsed, story=story, problems=problems, pictures=document.pictures)


def _in_document(problem: Problem, paragraphs: Sequence[int]) -> Problem:
    """Return the problem at its paragraph of the document, with a hint that fits documents."""
    line = paragraphs[problem.line - 1] if 0 < problem.line <= len(paragraphs) else 0
    hint = "Write a line “Date: 2026-11-23 09:00” under the headline." if problem.message == UNDATED else problem.hint
    return msgspec.structs.replace(problem, line=line, hint=hint)


def _tidied(decoded: DecodedCopy, file: str) -> DecodedCopy:
    """Return the text without signs that nobody sees; plain text also without entities and stray tags."""
    text = drop_invisible(decoded.text)
    if ending_of(file) != ".txt":
        return decoded if text == decoded.text else msgspec.structs.replace(decoded, text=text)
    tidy = tidy_plain_text(text, file)
    return msgspec.structs.replace(decoded, text=tidy.text, problems=(*decoded.problems, *tidy.problems))


def _parse_foreign(raw: bytes, file: str, reader: Extension, settings: ReadingSettings) -> Parsed:
    """Return the result for a file that an extension reads. Raises EngineNeeded, ExtensionFault."""
    refuse_unless_stoppable(settings.mode)
    copy, problems = read_foreign(raw, file, reader)
    if copy is None:
        return Parsed(file=file, digest=settings.digest, problems=problems)
    limited, too_long = _limit(copy)
    parsed = finish(_parsed(limited, settings, (*problems, *too_long)))
    return msgspec.structs.replace(parsed, problems=tuple(map(hint_for_foreign, parsed.problems)))


def _is_tame(text: str) -> bool:
    """Tell whether reading `text` surely takes little time and memory: it has no long line and no TOML."""
    return not text.lstrip().startswith("+++") and all(len(line) <= TAME_LINE_CHARS for line in text.split("\n"))


def _check_embargo(text: Sequence[CopyLine], copy: Copy) -> Iterator[Problem]:
    """Yield a problem for each line and each value of the header that may be an embargo and isn't one.

    A draft isn't searched: it isn't published anyway.
    """
    draft = copy.fields.get("draft")
    if draft is not None and str(draft.value).casefold() in YES:
        return
    answers = _answers_of(copy)
    headline = copy.fields.get("headline")
    read = {copy.fields[key].line for key in DECIDING & copy.fields.keys()}
    lines = list(find_possible_embargoes(text, str(headline.value) if headline else "", read, copy.file, answers))
    yield from lines
    told = {problem.line for problem in lines}
    if not lines:
        yield from find_in_letter(copy.letter, copy.notes, copy.file, answers)
    values = {
        key: (field.value, field.line)
        for key, field in copy.fields.items()
        if key not in DECIDING and field.line not in told
    }
    yield from find_in_values(values, copy.extra, copy.file, answers)


def _answers_of(copy: Copy) -> Answers:
    """Return what the fields of the story say about an embargo and a draft."""
    embargo, draft = copy.fields.get("embargo"), copy.fields.get("draft")
    return Answers(
        embargo=embargo is not None,
        none=embargo is not None and is_no_embargo(str(embargo.value)),
        final=draft is not None and str(draft.value).casefold() in NO,
    )


def _parsed(copy: Copy, settings: ReadingSettings, problems: tuple[Problem, ...]) -> Steps[Parsed]:
    """Return the result for a copy. Raises EngineNeeded, ExtensionFault."""
    digest, mode, used = settings.digest, settings.mode, settings.used
    if any(problem.gravity is Gravity.HELD for problem in problems):
        return Parsed(file=copy.file, digest=digest, problems=tuple(sorted(problems)))
    copy, figures = set_figures(copy, settings.intake.embeds, used, mode)
    yield
    if is_own_page(copy.file):
        lived: tuple[Problem, ...] = ()
        story, more = build_page(copy, settings.intake)
    else:
        copy, lived = set_live(copy, settings.intake)
        problems = without_label_note(problems, copy)
        story, more = build_story(copy, settings.intake)
    if story is not None and copy.body.charts:
        story = msgspec.structs.replace(story, tables=tuple(tables_of(copy.body.charts)))
    checked = check_story(story, copy.body, used, mode) if story is not None else ()
    problems = tuple(sorted({*problems, *figures, *lived, *more, *checked}))
    if story is None or any(problem.gravity is Gravity.HELD for problem in problems):
        return Parsed(file=copy.file, digest=digest, problems=problems)
    yield
    terms = count_terms(story.headline, copy.words)
    body = copy.body
    if story.genre == "sponsored":
        body = msgspec.structs.replace(body, html=mark_paid_links(body.html))
    return Parsed(copy.file, digest, story, body, copy.written, terms, problems=problems)
