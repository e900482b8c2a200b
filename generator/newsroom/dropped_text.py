"""Put the text of a document into a story: the story keeps its header, and the document's text follows it.

The document is read as a build reads it, so that its headline, its byline and what agencies add aren't taken for text.
"""

import re
from collections.abc import Iterator

import msgspec

from generator.errors import ChangedMeanwhile, refuse
from generator.intake.build_story import Copy
from generator.intake.changes import DOCUMENT_LIMIT_S
from generator.intake.documents.markdown_writer import write_markdown
from generator.intake.documents.read_document import read_document
from generator.intake.header.split import split_header
from generator.intake.html.sanitise import plain_text
from generator.intake.html.story_html import CELL_END
from generator.intake.names import DOCUMENT_ENDINGS, MARKDOWN_ENDINGS, STORY_ENDINGS, ending_of
from generator.intake.parse import parse_copy
from generator.intake.read_copy import read_any
from generator.intake.read_job import READING_BYTES
from generator.intake.recognise.copy_text import CopyText, open_copy
from generator.intake.refused import refuse_ending
from generator.intake.settings import IntakeSettings, intake_settings_of
from generator.intake.text.decode import decode_copy
from generator.intake.text.slugs import safe_slug
from generator.intake.wire.restraint import is_no_embargo
from generator.job_limits import limit_memory
from generator.model import Gravity, Problem
from generator.newsroom.dropping import check_dropped
from generator.newsroom.places import locate
from generator.newsroom.story_text import Reading, StoryText, open_story, read_changed, save_story
from generator.newsroom.writing import Done
from generator.paper import Paper
from generator.workers import WorkerKilled, Workers

KEY_LINE = re.compile(r"[^\W\d_][\w .'’-]{0,40}:\s.*")
"""Matches a line of a header whose key nobody may know."""
BLOCK_TAG = re.compile(r"</?(?:p|h[1-6]|blockquote|ul|ol|dl|table|pre|figure|div|details|summary|hr)(?: [^<>]*)?/?>")
ITEM = re.compile(r"<li(?: [^<>]*)?>")
ITEM_PARAGRAPH = re.compile(r"(<li(?: [^<>]*)?>)\s*<p>|</p>\s*(?=</li>)")
"""Matches the tags of a paragraph with which an item of a list begins or ends."""
NEEDLESS = frozenset({"date-missing", "date-unclear", "copy-incomplete"})
"""The codes of what a document may lack: the story has a headline and a date of its own."""
ALONE = "Make a new story of it."
LOST = "The story’s text holds a line of its header, such as a correction at its end, which would be lost."


class ReadDrop(msgspec.Struct, frozen=True):
    """The text that was read in a document."""

    html: str = ""
    """Sanitised HTML."""
    headline: str = ""
    dateline: str = ""
    has_byline: bool = False
    pictures: int = 0
    held: tuple[Problem, ...] = ()
    """Why the text must not be published as it is."""


class DropJob(msgspec.Struct, frozen=True):
    """A document to be read."""

    raw: bytes
    file: str
    settings: IntakeSettings


def put_text(paper: Paper, story: str, name: str, content: bytes, seen: str) -> Done:
    """Replace the text of the file `story` by that of a document that its owner called `name`.

    `seen` is the digest of the file as the page showed it. Raises ChangedMeanwhile, CommandRefused, ConfigError,
    OSError: then nothing was changed.
    """
    locate(paper.folder, story)
    if ending_of(name) not in STORY_ENDINGS:
        problem = refuse_ending(name)
        raise refuse(_printable(name), problem.message, problem.hint)
    check_dropped(name, content)
    opened = open_story(paper, paper.folder / story)
    folder = story.rpartition("/")[0]
    file = f"{folder}/{safe_slug(name.rpartition('.')[0], name)}{ending_of(name)}"
    read = _read_in_time(DropJob(content, file, intake_settings_of(opened.config)), name)
    _check_free(read, name)
    if opened.seen != seen:
        raise ChangedMeanwhile(opened.file)
    raw = _with_text(opened, _written(read, opened.file))
    return Done(_said(read, name, opened.file), opened.file, save_story(opened, raw, "text").undo)


def _read_in_time(job: DropJob, name: str) -> ReadDrop:
    with Workers(1) as workers:
        [outcome] = workers.run(read_drop, [job], DOCUMENT_LIMIT_S)
    if isinstance(outcome, WorkerKilled):
        raise refuse(
            _printable(name), f"The document takes longer than {DOCUMENT_LIMIT_S} seconds to read.", "Split it."
        )
    return outcome


def read_drop(job: DropJob) -> ReadDrop:
    """Return the text in a document. Runs in a worker that may be killed."""
    with limit_memory(READING_BYTES):
        parsed = parse_copy(job.raw, job.file, job.settings)
        held = tuple(one for one in parsed.problems if one.gravity is Gravity.HELD and one.code not in NEEDLESS)
        if held:
            return ReadDrop(held=held)
        text, pictures = _open(job)
        copy, _ = read_any(text, job.settings)
        embargo = copy.fields.get("embargo")
        if embargo is not None and not is_no_embargo(str(embargo.value)):
            message = f"The document has an embargo: {embargo.value}."
            return ReadDrop(held=(refuse(job.file, message, ALONE, embargo.line).problem,))
        headline = copy.fields.get("headline")
        return ReadDrop(
            html=copy.body.html if copy.body.words else "",
            headline=str(headline.value) if headline else "",
            dateline=copy.dateline if "dateline" not in copy.fields else "",
            has_byline="bylines" in copy.fields,
            pictures=pictures,
        )


def _open(job: DropJob) -> tuple[CopyText, int]:
    """Return the text of a document, and how many pictures it holds."""
    if ending_of(job.file) in DOCUMENT_ENDINGS:
        document = read_document(job.raw, job.file, job.settings.language)
        return open_copy(document.text, job.file, is_markdown=document.is_markdown), len(document.pictures)
    decoded = decode_copy(job.raw, job.file, job.settings.language)
    return open_copy(decoded.text, job.file, is_markdown=ending_of(job.file) in MARKDOWN_ENDINGS), 0


def _check_free(read: ReadDrop, name: str) -> None:
    """Raise CommandRefused for a text that must not be published as it is, or that has no words."""
    if read.held:
        problem = read.held[0]
        hint = f"{problem.hint} {ALONE}" if ALONE not in problem.hint else problem.hint
        raise refuse(_printable(name), problem.message, hint.strip(), problem.line)
    if not read.html:
        raise refuse(_printable(name), "The document has no text but its headline.", ALONE)


# --- the text in the story's own form -------------------------------------------------------------


def _written(read: ReadDrop, file: str) -> str:
    """Return the text as the file's form of text has it: Markdown, or paragraphs without any markup."""
    if ending_of(file) in MARKDOWN_ENDINGS:
        text = write_markdown(read.html, is_body=True).text.strip()
    else:
        text = "\n\n".join(_paragraphs(read.html))
    return f"{read.dateline} -- {text}" if read.dateline else text


def _paragraphs(html: str) -> Iterator[str]:
    """Yield the blocks of sanitised HTML as plain text. Each item of a list, and each row of a table, is a line."""
    for block in BLOCK_TAG.split(ITEM_PARAGRAPH.sub(r"\1", html)):
        first, *items = ITEM.split(block)
        rows = (plain_text(CELL_END.sub(" | ", row)) for row in first.split("</tr>"))
        lines = [*filter(None, rows), *(f"- {plain_text(item)}" for item in items)]
        if lines:
            yield "\n".join(lines)


def _with_text(story: StoryText, body: str) -> bytes:
    """Return the bytes of a story with another text under its header. Raises CommandRefused if that can't be."""
    lines = story.text.split("\n")
    for number in dict.fromkeys((_head_lines(story), _head_lines(story, unknown=True))):
        head = "\n".join(lines[:number]).rstrip()
        text = f"{head}\n\n{body}\n" if head else f"{body}\n"
        raw, reading = read_changed(story, text)
        if _keeps_header(story.reading, reading):
            if reading.held and not story.reading.held:
                problem = reading.held[0]
                raise refuse(story.file, problem.message, f"{problem.hint} {ALONE}".strip())
            return raw
    raise refuse(story.file, LOST, "Copy the text over by hand: “Edit the text”.")


def _head_lines(story: StoryText, *, unknown: bool = False) -> int:
    """Return how many lines of a story's file stand above its text; with `unknown`, also below keys nobody knows."""
    lines, known = story.text.split("\n"), {field.line for field in story.reading.copy.fields.values()}
    last = split_header(story.text, story.file).body_line - 1
    for number, line in enumerate(lines[last:], last + 1):
        if number in known or (unknown and last and KEY_LINE.fullmatch(line)):
            last = number
        elif line.strip():
            break
    return last


def _keeps_header(before: Reading, after: Reading) -> bool:
    """Tell whether a story has all that its header said, and nothing else."""
    return _said_by(before.copy) == _said_by(after.copy)


def _said_by(copy: Copy) -> tuple[object, ...]:
    return {key: field.value for key, field in copy.fields.items()}, copy.extra


def _said(read: ReadDrop, name: str, file: str) -> str:
    """Return what an editor is told: what was put where, and what was left out."""
    left = [f"its headline (“{read.headline}”)"] if read.headline else []
    left += ["its byline"] if read.has_byline else []
    left += [f"{read.pictures} pictures" if read.pictures > 1 else "its picture"] if read.pictures else []
    if ending_of(file) not in MARKDOWN_ENDINGS and re.search("<(?:a|strong|em|b|i|h[2-6])[ >]", read.html):
        left.append("links and emphasis, which a plain text file has not")
    told = f"The text of {_printable(name)} is the story’s text now."
    return f"{told} Left out: {', '.join(left)}." if left else told


def _printable(name: str) -> str:
    return "".join(char for char in name[:200] if char.isprintable())
