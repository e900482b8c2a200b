"""One file of content/ -> what it holds. Runs in workers: everything here is a function of its arguments."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.digests import digest_bytes
from generator.extensions.faults import ExtensionFault
from generator.extensions.used import NONE, Extension, Used
from generator.intake.build_story import Copy, Desk, file_story
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
    MarkdownOptions,
    Means,
    plain_paragraphs,
    set_markdown,
    take_headline,
)
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.limits import keep_limits
from generator.intake.names import ending_of
from generator.intake.person import file_person
from generator.intake.survey import read_whole
from generator.intake.text.dates import may_mean_moment
from generator.intake.text.decode import MAX_STORY_BYTES, decode_copy
from generator.intake.text.terms import count_terms
from generator.intake.text.words import count_words, summarise
from generator.intake.wire.embargoes import find_restraint
from generator.intake.wire.head import read_head
from generator.intake.wire.lines import Line, number_lines
from generator.intake.wire.story import read_wire
from generator.model import Body, Gravity, Parsed, Problem

STORY_ENDINGS = {".txt", ".md", ".markdown"}
PHOTO_ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".avif"}
FRONT_FILES = {"content/front.toml", "content/front.txt"}
PEOPLE = "content/people/"
MAX_HEADLINE_CHARS = 200
"""A first line of Markdown that is longer is a paragraph."""
HEAD_CHARS, HEAD_LINES = 2_000, 6
"""How much of a file is searched for a date that can't be read."""
MARKDOWN_LIMIT_S = 2.5
"""Python-Markdown takes for ever on some texts; a worker that does is killed after this."""

TAME_LINE_CHARS = 4_000
"""A file with a longer line is read by a worker alone, which can be killed."""

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
    """Files to read, for one worker."""

    folder: str
    """Absolute path of the paper's folder."""
    files: tuple[tuple[str, str], ...]
    """Each file, relative to the paper's folder, with the digest it had when it was last read, or empty."""
    desk: Desk
    means: Means = "engine"
    """`short`: where a worker can't be killed; `plain`: since Python-Markdown took for ever."""
    used: Used = NONE
    """The extensions in use."""
    blame: str = ""
    """A file that names the extension which is at work; empty: nobody asks."""


def read_files(job: ReadJob) -> list[Parsed]:
    """Read and parse the job's files; a file whose digest is the known one is left out.

    Raises EngineNeeded, MemoryError.
    """
    parsed = (_read_safely(file, known, job) for file, known in job.files)
    return [one for one in parsed if one is not None]


def _read_safely(file: str, known: str, job: ReadJob) -> Parsed | None:
    """One file never stops the paper, not even by a fault of this program's own."""
    try:
        return read_file(file, known, job)
    except (EngineNeeded, MemoryError):
        raise
    except Exception as error:
        message = f"Broadsheet failed on this file ({type(error).__name__}: {error}). That is a fault of the program."
        hint = "Please report it with the file. Until then, look for what is unusual in the file and take it out."
        return Parsed(file=file, digest="", problems=(Problem(file, 0, message, hint),))


def read_file(file: str, known: str, job: ReadJob) -> Parsed | None:
    """What `file` holds, or None when its bytes are those of digest `known`."""
    try:
        raw = read_whole(f"{job.folder}/{file}", MAX_STORY_BYTES)
    except OSError as error:
        return Parsed(file=file, digest="", problems=(_unreadable(file, error),))
    digest = digest_bytes(raw)
    if digest == known:
        return None
    return parse_copy(raw, file, job.desk, digest, job.means, job.used)


def digest_of_copy(path: str) -> str:
    """Of a file of content/; empty when it can't be read."""
    try:
        return digest_bytes(read_whole(path, MAX_STORY_BYTES))
    except OSError:
        return ""


def parse_copy(
    raw: bytes, file: str, desk: Desk, digest: str = "", means: Means = "engine", used: Used = NONE
) -> Parsed:
    """What the bytes of `file` hold: a story, a person's card, or the reasons why neither. Raises EngineNeeded."""
    try:
        return _parse(raw, file, ReadingSettings(desk, digest, means, used))
    except ExtensionFault as fault:
        return Parsed(file=file, digest=digest, problems=(fault.of_story(file),))


class ReadingSettings(msgspec.Struct, frozen=True):
    """How a file is to be read."""

    desk: Desk
    digest: str
    """Of its bytes."""
    means: Means
    used: Used


def _parse(raw: bytes, file: str, how: ReadingSettings) -> Parsed:
    """What `parse_copy` gives. Raises EngineNeeded, ExtensionFault."""
    desk, digest, means = how.desk, how.digest, how.means
    ending = ending_of(file)
    if ending not in STORY_ENDINGS:
        reader = None if file.startswith(PEOPLE) else how.used.reader_of(ending)
        if reader is not None:
            return _parse_foreign(raw, file, reader, how)
        return Parsed(file=file, digest=digest, problems=(_not_copy(file, ending),))
    decoded = decode_copy(raw, file)
    if any(problem.gravity is Gravity.HELD for problem in decoded.problems):
        return Parsed(file=file, digest=digest, problems=decoded.problems)
    if means == "short" and not _is_tame(decoded.text):
        raise EngineNeeded
    if file.startswith(PEOPLE):
        person, problems = file_person(split_header(decoded.text, file), file, means)
        return Parsed(file=file, digest=digest, person=person, problems=(*decoded.problems, *problems))
    copy, problems = read_any(decoded.text, file, desk, means)
    limited = keep_limits(copy.fields, copy.extra, file)
    restraints = _check_restraint(decoded.text, copy)
    copy = msgspec.structs.replace(copy, fields=limited.fields, extra=limited.extra)
    return _parsed(copy, how, (*decoded.problems, *problems, *restraints, *limited.problems))


def _parse_foreign(raw: bytes, file: str, reader: Extension, how: ReadingSettings) -> Parsed:
    """What a file holds that an extension reads. Raises EngineNeeded, ExtensionFault."""
    refuse_unless_stoppable(how.means)
    copy, problems = read_foreign(raw, file, reader)
    if copy is None:
        return Parsed(file=file, digest=how.digest, problems=problems)
    limited = keep_limits(copy.fields, copy.extra, file)
    copy = msgspec.structs.replace(copy, fields=limited.fields, extra=limited.extra)
    parsed = _parsed(copy, how, (*problems, *limited.problems))
    return msgspec.structs.replace(parsed, problems=tuple(map(hint_for_foreign, parsed.problems)))


def _is_tame(text: str) -> bool:
    """Whether reading `text` surely takes little time and memory: no line is long, and no library reads TOML in it."""
    return not text.lstrip().startswith("+++") and all(len(line) <= TAME_LINE_CHARS for line in text.split("\n"))


def _check_restraint(text: str, copy: Copy) -> Iterator[Problem]:
    """A problem for each line that may be an embargo which the story doesn't have."""
    if "embargo" in copy.fields:
        return iter(())
    headline = copy.fields.get("headline")
    read = {copy.fields[key].line for key in DECIDING & copy.fields.keys()}
    return find_restraint(text, str(headline.value) if headline else "", read, copy.file)


def _parsed(copy: Copy, how: ReadingSettings, problems: tuple[Problem, ...]) -> Parsed:
    digest = how.digest
    if any(problem.gravity is Gravity.HELD for problem in problems):
        return Parsed(file=copy.file, digest=digest, problems=tuple(sorted(problems)))
    copy, figures = place_figures(copy, how.used, how.means)
    story, more = file_story(copy, how.desk)
    problems = tuple(sorted({*problems, *figures, *more}))
    if story is not None:
        problems = tuple(sorted({*problems, *check_story(story, copy.body, how.used, how.means)}))
    if story is None or any(problem.gravity is Gravity.HELD for problem in problems):
        return Parsed(file=copy.file, digest=digest, problems=problems)
    terms = count_terms(story.headline, copy.words)
    return Parsed(file=copy.file, digest=digest, story=story, body=copy.body, terms=terms, problems=problems)


def read_any(text: str, file: str, desk: Desk, means: Means = "engine") -> tuple[Copy, tuple[Problem, ...]]:
    """The copy in a text file or a Markdown file."""
    return read_text(text, file) if ending_of(file) == ".txt" else read_markdown(text, file, desk, means)


def read_text(text: str, file: str) -> tuple[Copy, tuple[Problem, ...]]:
    """Plain text as it arrives from a wire, a mail or a web page."""
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
    """The first of the lines under the headline that seems to be meant as a date."""
    lines = [line for line in number_lines(text[:HEAD_CHARS]) if line.words][1:HEAD_LINES]
    return next((Field(line.words, line.number) for line in lines if may_mean_moment(line.words)), None)


def read_markdown(text: str, file: str, desk: Desk, means: Means) -> tuple[Copy, tuple[Problem, ...]]:
    """Markdown with a header or none."""
    header = split_header(text, file)
    fields = dict(header.fields)
    headline, source = "", header.body
    if "headline" not in fields:
        headline, source, _ = take_headline(header.body, means)
    if headline:
        fields["headline"] = Field(headline, header.body_line)
    elif not fields:
        source, fields = _read_plain_head(header, file)
    options = MarkdownOptions(typographic_quotes=desk.typographic_quotes, means=means)
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
    """Markdown with no mark of a headline: it opens like plain copy, with headline, byline and date in lines."""
    head = read_head(number_lines(header.body, header.body_line), file, titled=False)
    if not head.headline or len(head.headline) > MAX_HEADLINE_CHARS:
        return header.body, {}
    fields = {"headline": Field(head.headline, head.headline_line), **head.fields}
    return "\n".join(line.text for line in head.rest), fields


def _set_type(source: str, text: str, file: str, options: MarkdownOptions) -> tuple[str, list[Problem]]:
    """Markdown source as sanitised HTML, and what had to be taken out; `text` is the whole file's."""
    typeset = set_markdown(source, options)
    if options.means == "plain":
        message = (
            f"The Markdown took longer than {MARKDOWN_LIMIT_S} seconds, so the story is shown as plain paragraphs."
        )
        hint = "Look for long runs of [, < or spaces and take them out."
        return typeset.html, [Problem(file, 0, message, hint, Gravity.WARNING)]
    if typeset.is_ours:
        return typeset.html, []
    clean = sanitise(typeset.html)
    lines = number_lines(text) if clean.removed else ()
    return clean.html, [_taken_out(file, lines, what) for what in clean.removed]


def _taken_out(file: str, lines: Sequence[Line], what: str) -> Problem:
    """A word on what was taken out, at the first line that has its sign: `onclick`, `<font`, `javascript:`."""
    named = re.search(r"\(([^()]+)\)|(<[a-z0-9:-]+)", what)
    sign = (named[1] or named[2]) if named else "<" + what.rsplit(" ", 1)[-1]
    line = next((line.number for line in lines if sign in line.words.casefold()), 0)
    hint = "Nothing in a story can run programs or bring its own style; take it out of the file."
    return Problem(file, line, f"Taken out: {what}.", hint, Gravity.WARNING)


def _not_copy(file: str, ending: str) -> Problem:
    what = f"Broadsheet can't read {ending} files." if ending else "The file has no ending, such as .txt."
    return Problem(file, 0, what, HINTS.get(ending, "Stories are .txt or .md files."))


def _unreadable(file: str, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    return Problem(file, 0, f"The file can't be read: {reason}.", "Look at its size, its kind and its permissions.")
