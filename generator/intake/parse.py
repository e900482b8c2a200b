"""Read and parse one file of content/. It runs in workers, so each result depends on the arguments alone."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.digests import digest_bytes
from generator.extensions.faults import ExtensionFault
from generator.extensions.used import NONE, Extension, Used
from generator.intake.build_story import Copy, IntakeSettings, build_story
from generator.intake.extended import (
    check_story,
    hint_for_foreign,
    place_figures,
    read_foreign,
    refuse_unless_stoppable,
)
from generator.intake.header.fields import DECIDING
from generator.intake.header.split import Field, Header, split_header
from generator.intake.html.markdown import (
    EngineNeeded,
    MarkdownMode,
    MarkdownOptions,
    plain_paragraphs,
    set_markdown,
    take_headline,
)
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.limits import keep_limits
from generator.intake.names import PEOPLE, STORY_ENDINGS, ending_of, is_copy, is_section_page
from generator.intake.person import build_person
from generator.intake.survey import read_whole
from generator.intake.text.dates import may_mean_moment
from generator.intake.text.decode import MAX_STORY_BYTES, decode_copy
from generator.intake.text.terms import count_terms
from generator.intake.text.words import count_words, summarise
from generator.intake.wire.embargoes import find_possible_embargoes
from generator.intake.wire.head import read_head
from generator.intake.wire.lines import CopyLine, number_lines
from generator.intake.wire.story import read_wire
from generator.model import Body, Gravity, Parsed, Problem

MAX_HEADLINE_CHARS = 200
"""A longer first line of Markdown is a paragraph, not a headline."""
HEAD_CHARS, HEAD_LINES = 2_000, 6
"""The characters and lines at the top of a file that are searched for a date that can't be read."""
MARKDOWN_LIMIT_S = 2.5
"""A worker is killed after this time: Python-Markdown never ends on some texts."""

TAME_LINE_CHARS = 4_000
"""A file with a longer line is read only by a worker, which can be killed."""

HINTS = {
    ".docx": "Open it, choose “Save as” and take “Plain text (.txt)”.",
    ".doc": "Open it, choose “Save as” and take “Plain text (.txt)”.",
    ".odt": "Open it, choose “Save as” and take “Text (.txt)”.",
    ".rtf": "Open it, choose “Save as” and take “Plain text (.txt)”.",
    ".pdf": "Copy its text into a .txt file.",
    ".html": "Copy its text into a .txt or .md file.",
    ".htm": "Copy its text into a .txt or .md file.",
    ".svg": "Drawings that can hold programs are refused. Save it as a PNG picture.",
}


class ReadJob(msgspec.Struct, frozen=True):
    """The files that one worker reads."""

    folder: str
    """Absolute path of the paper's folder."""
    files: tuple[tuple[str, str], ...]
    """Each file, relative to the paper's folder, with the digest it had when it was last read, or empty."""
    settings: IntakeSettings
    mode: MarkdownMode = "engine"
    """`no_engine` in a process that can't be killed; `plain` after Python-Markdown took too long."""
    used: Used = NONE
    """The extensions in use."""
    blame: str = ""
    """A file that names the extension which is being called; empty: nobody asks."""


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
        return Parsed(file=file, digest="", problems=(Problem(file, 0, message, hint),))


def read_file(file: str, known: str, job: ReadJob) -> Parsed | None:
    """Return the content of `file`, or None when its digest is still `known`."""
    try:
        raw = read_whole(f"{job.folder}/{file}", MAX_STORY_BYTES)
    except OSError as error:
        return Parsed(file=file, digest="", problems=(_unreadable(file, error),))
    digest = digest_bytes(raw)
    if digest == known:
        return None
    return parse_copy(raw, file, job.settings, digest, job.mode, job.used)


def digest_copy(path: str) -> str:
    """Return the digest of a file of content/; empty when it can't be read."""
    try:
        return digest_bytes(read_whole(path, MAX_STORY_BYTES))
    except OSError:
        return ""


def parse_copy(
    raw: bytes, file: str, settings: IntakeSettings, digest: str = "", mode: MarkdownMode = "engine", used: Used = NONE
) -> Parsed:
    """Return the story or the person's card in the bytes of `file`, or the problems if there is none.

    Raises EngineNeeded in the mode `no_engine`.
    """
    try:
        return _parse(raw, file, ReadingSettings(settings, digest, mode, used))
    except ExtensionFault as fault:
        return Parsed(file=file, digest=digest, problems=(fault.of_story(file),))


class ReadingSettings(msgspec.Struct, frozen=True):
    """How a file is to be read."""

    intake: IntakeSettings
    digest: str
    """Of the file's bytes."""
    mode: MarkdownMode
    used: Used
    """The extensions in use."""


def _parse(raw: bytes, file: str, settings: ReadingSettings) -> Parsed:
    """Return what `parse_copy` returns. Raises EngineNeeded, ExtensionFault."""
    digest, mode = settings.digest, settings.mode
    ending = ending_of(file)
    if is_copy(file) or is_section_page(file):
        return Parsed(file=file, digest=digest, problems=(_looks_copied(file) if is_copy(file) else _no_story(file),))
    if ending not in STORY_ENDINGS:
        reader = None if file.startswith(PEOPLE) else settings.used.reader_of(ending)
        if reader is not None:
            return _parse_foreign(raw, file, reader, settings)
        return Parsed(file=file, digest=digest, problems=(_not_copy(file, ending),))
    decoded = decode_copy(raw, file)
    if any(problem.gravity is Gravity.HELD for problem in decoded.problems):
        return Parsed(file=file, digest=digest, problems=decoded.problems)
    if mode == "no_engine" and not _is_tame(decoded.text):
        raise EngineNeeded
    if file.startswith(PEOPLE):
        person, problems = build_person(split_header(decoded.text, file), file, mode)
        return Parsed(file=file, digest=digest, person=person, problems=(*decoded.problems, *problems))
    copy, problems = read_any(decoded.text, file, settings.intake, mode)
    limited = keep_limits(copy.fields, copy.extra, file)
    restraints = _check_embargo(decoded.text, copy)
    copy = msgspec.structs.replace(copy, fields=limited.fields, extra=limited.extra)
    return _parsed(copy, settings, (*decoded.problems, *problems, *restraints, *limited.problems))


def _parse_foreign(raw: bytes, file: str, reader: Extension, settings: ReadingSettings) -> Parsed:
    """Return the result for a file that an extension reads. Raises EngineNeeded, ExtensionFault."""
    refuse_unless_stoppable(settings.mode)
    copy, problems = read_foreign(raw, file, reader)
    if copy is None:
        return Parsed(file=file, digest=settings.digest, problems=problems)
    limited = keep_limits(copy.fields, copy.extra, file)
    copy = msgspec.structs.replace(copy, fields=limited.fields, extra=limited.extra)
    parsed = _parsed(copy, settings, (*problems, *limited.problems))
    return msgspec.structs.replace(parsed, problems=tuple(map(hint_for_foreign, parsed.problems)))


def _is_tame(text: str) -> bool:
    """Tell whether reading `text` surely takes little time and memory: it has no long line and no TOML."""
    return not text.lstrip().startswith("+++") and all(len(line) <= TAME_LINE_CHARS for line in text.split("\n"))


def _check_embargo(text: str, copy: Copy) -> Iterator[Problem]:
    """Return a problem for each line that looks like an embargo, if the story has none."""
    if "embargo" in copy.fields:
        return iter(())
    headline = copy.fields.get("headline")
    read = {copy.fields[key].line for key in DECIDING & copy.fields.keys()}
    return find_possible_embargoes(text, str(headline.value) if headline else "", read, copy.file)


def _parsed(copy: Copy, settings: ReadingSettings, problems: tuple[Problem, ...]) -> Parsed:
    digest, mode, used = settings.digest, settings.mode, settings.used
    if any(problem.gravity is Gravity.HELD for problem in problems):
        return Parsed(file=copy.file, digest=digest, problems=tuple(sorted(problems)))
    copy, figures = place_figures(copy, used, mode)
    story, more = build_story(copy, settings.intake)
    checked = check_story(story, copy.body, used, mode) if story is not None else ()
    problems = tuple(sorted({*problems, *figures, *more, *checked}))
    if story is None or any(problem.gravity is Gravity.HELD for problem in problems):
        return Parsed(file=copy.file, digest=digest, problems=problems)
    terms = count_terms(story.headline, copy.words)
    return Parsed(file=copy.file, digest=digest, story=story, body=copy.body, terms=terms, problems=problems)


def read_any(
    text: str, file: str, settings: IntakeSettings, mode: MarkdownMode = "engine"
) -> tuple[Copy, tuple[Problem, ...]]:
    """Return the copy in a text file or a Markdown file, and its problems."""
    return read_text(text, file) if ending_of(file) == ".txt" else read_markdown(text, file, settings, mode)


def read_text(text: str, file: str) -> tuple[Copy, tuple[Problem, ...]]:
    """Return the copy in plain text, as it comes from a wire, a mail or a web page, and its problems."""
    header = split_header(text, file)
    wire = read_wire(header.body, file, header.body_line, titled="headline" in header.fields)
    fields = {**wire.fields, **header.fields}
    if wire.headline:
        fields.setdefault("headline", Field(wire.headline, wire.headline_line))
    words = " ".join(wire.paragraphs)
    copy = Copy(
        file=file,
        fields=fields,
        body=Body(html=plain_paragraphs(wire.paragraphs), words=count_words(words)),
        words=words,
        summary=summarise(words),
        dateline=wire.dateline,
        source=wire.source,
        extra=header.extra,
        odd_date=_find_odd_date(text),
    )
    return copy, (*header.problems, *wire.problems)


def _find_odd_date(text: str) -> Field | None:
    """Return the first line under the headline that seems to be meant as a date."""
    lines = [line for line in number_lines(text[:HEAD_CHARS]) if line.words][1:HEAD_LINES]
    return next((Field(line.words, line.number) for line in lines if may_mean_moment(line.words)), None)


def read_markdown(
    text: str, file: str, settings: IntakeSettings, mode: MarkdownMode
) -> tuple[Copy, tuple[Problem, ...]]:
    """Return the copy in Markdown, with a header or without, and its problems."""
    header = split_header(text, file)
    fields = dict(header.fields)
    headline, source = "", header.body
    if "headline" not in fields:
        headline, source, _ = take_headline(header.body, mode)
    if headline:
        fields["headline"] = Field(headline, header.body_line)
    elif not fields:
        source, fields = _read_plain_head(header, file)
    options = MarkdownOptions(typographic_quotes=settings.typographic_quotes, mode=mode)
    html, problems = _set_type(source, text, file, options)
    words = plain_text(html)
    copy = Copy(
        file=file,
        fields=fields,
        body=Body(html=html, words=count_words(words)),
        words=words,
        summary=summarise(words),
        extra=header.extra,
        odd_date=None if header.fields else _find_odd_date(text),
    )
    return copy, (*header.problems, *problems)


def _read_plain_head(header: Header, file: str) -> tuple[str, dict[str, Field]]:
    """Return the body and the fields of Markdown without a marked headline, which opens with lines like plain copy."""
    head = read_head(number_lines(header.body, header.body_line), file, titled=False)
    if not head.headline or len(head.headline) > MAX_HEADLINE_CHARS:
        return header.body, {}
    fields = {"headline": Field(head.headline, head.headline_line), **head.fields}
    return "\n".join(line.text for line in head.rest), fields


def _set_type(source: str, text: str, file: str, options: MarkdownOptions) -> tuple[str, list[Problem]]:
    """Return the sanitised HTML of `source`, and a problem for each thing removed. `text` is that of the whole file."""
    markdown_html = set_markdown(source, options)
    if options.mode == "plain":
        message = (
            f"The Markdown took longer than {MARKDOWN_LIMIT_S} seconds, so the story is shown as plain paragraphs."
        )
        hint = "Look for long runs of [, < or spaces and delete them."
        return markdown_html.html, [Problem(file, 0, message, hint, Gravity.WARNING)]
    if markdown_html.is_ours:
        return markdown_html.html, []
    clean = sanitise(markdown_html.html)
    lines = number_lines(text) if clean.removed else ()
    return clean.html, [_report_removed(file, lines, what) for what in clean.removed]


def _report_removed(file: str, lines: Sequence[CopyLine], what: str) -> Problem:
    """Return a problem about something removed, at its first line. `what` names it, as in `a script` or `(onclick)`."""
    named = re.search(r"\(([^()]+)\)|(<[a-z0-9:-]+)", what)
    sign = (named[1] or named[2]) if named else "<" + what.rsplit(" ", 1)[-1]
    line = next((line.number for line in lines if sign in line.words.casefold()), 0)
    hint = "A story can't run programs or set its own style. Delete it from the file."
    return Problem(file, line, f"Removed: {what}.", hint, Gravity.WARNING)


def _looks_copied(file: str) -> Problem:
    name = file.rpartition("/")[2]
    message = f"A program seems to have named “{name}”, as a second copy of another file, so it isn't published."
    return Problem(file, 0, message, "Delete it, or give it a name of its own if it is another story.")


def _no_story(file: str) -> Problem:
    message = "This file describes a section, so it isn't published as a story."
    hint = "The name of a section stands in site.toml. If it is a story, give the file another name."
    return Problem(file, 0, message, hint, Gravity.NOTE)


def _not_copy(file: str, ending: str) -> Problem:
    what = f"Broadsheet can't read {ending} files." if ending else "The file has no ending, such as .txt."
    return Problem(file, 0, what, HINTS.get(ending, "Stories are .txt or .md files."))


def _unreadable(file: str, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    return Problem(file, 0, f"The file can't be read: {reason}.", "Check its size, its type and its permissions.")
