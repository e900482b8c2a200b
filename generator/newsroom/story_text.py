"""A story's file as it is to be changed: its text, and how a build reads it.

A change is tried in one form after the other, until a build would read what was meant and everything else as before.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from generator.catalogue.photos import is_about_photo
from generator.config import Config, read_config
from generator.errors import refuse
from generator.intake.build_story import UNDATED, Copy
from generator.intake.names import (
    MARKDOWN_ENDINGS,
    PEOPLE,
    STORY_ENDINGS,
    TEXT_ENDINGS,
    ending_of,
    is_own_page,
    is_section_page,
)
from generator.intake.own_page import read_page
from generator.intake.parse import parse_copy
from generator.intake.read_copy import read_any
from generator.intake.recognise.copy_text import open_copy
from generator.intake.settings import IntakeSettings, intake_settings_of
from generator.intake.text.decode import MAX_STORY_BYTES, decode_copy
from generator.model import Gravity, Parsed, Problem
from generator.newsroom.former_texts import MAX_BYTES
from generator.newsroom.places import name_in
from generator.newsroom.text_file import TextFile, open_text, write_text
from generator.newsroom.writing import Saved, digest_of, read_file, write_file
from generator.paper import Paper
from generator.workers import WorkerKilled, Workers

READ_LIMIT_S = 5.0
"""How long a text with very long lines may be read. Nothing but the end of its process would stop that."""
LONG_LINE_CHARS = 4_000


class Reading(msgspec.Struct, frozen=True):
    """What a build reads in a text."""

    copy: Copy
    parsed: Parsed

    @property
    def held(self) -> tuple[Problem, ...]:
        """The problems for which the story isn't published."""
        return tuple(problem for problem in self.parsed.problems if problem.gravity is Gravity.HELD)

    @property
    def is_undated(self) -> bool:
        """True if a date is all that the story or draft lacks."""
        if self.parsed.story is not None:
            return self.parsed.story.undated
        return bool(self.held) and all(problem.message == UNDATED for problem in self.held)

    def line_of(self, key: str) -> int:
        """Return the line in which the field `key` stands, counted from 1; 0 if there is none."""
        field = self.copy.fields.get(key)
        return field.line if field else 0


class StoryText(msgspec.Struct, frozen=True):
    """A story's file, as text and as a build reads it."""

    paper: Paper
    config: Config
    file: str
    seen: str
    """The digest of the file."""
    content: TextFile
    reading: Reading

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.content.text


def open_story(paper: Paper, path: Path | str) -> StoryText:
    """Return the file of a story, or of a page of the paper's own.

    `path` is relative to the current folder or to the paper. Raises CommandRefused for any other file, and for one that
    isn't text; ConfigError; OSError.
    """
    config = read_config(paper.folder)
    file = name_in(paper.folder, Path(path))
    ending = ending_of(file)
    if is_about_photo(file) or is_section_page(file) or file.startswith(PEOPLE) or ending not in STORY_ENDINGS:
        raise refuse(file, "That is no story.", "Name the file of a story in content/.")
    raw = read_file(paper, file, MAX_STORY_BYTES if ending in TEXT_ENDINGS else MAX_BYTES)
    if raw is None:
        raise refuse(str(path), "There is no such file.", "Name a story in content/.")
    if ending not in TEXT_ENDINGS:
        hint = "Write it yourself, in the program that the document was made with."
        raise refuse(file, "Nothing can be written into a document.", hint)
    content = open_text(raw, file, config.language)
    reading = _read(ReadJob(raw, file, intake_settings_of(config)))
    return StoryText(paper, config, file, digest_of(raw), content, reading)


def first_right(story: StoryText, texts: Iterable[str], touched: Collection[str]) -> tuple[bytes, Reading] | None:
    """Return the first of `texts` in which all fields but the `touched` ones, and the story itself, are as before.

    It comes as the bytes of the file, with how a build reads them. Returns None if there is no such text.
    """
    for text in texts:
        raw, reading = read_changed(story, text)
        if _says_the_same(story.reading.copy, reading.copy, touched):
            return raw, reading
    return None


def read_changed(story: StoryText, text: str) -> tuple[bytes, Reading]:
    """Return the bytes of a story's file with another text, and how a build reads them. Raises CommandRefused."""
    raw = write_text(story.content, text, story.file)
    return raw, _read(ReadJob(raw, story.file, intake_settings_of(story.config)))


def save_story(story: StoryText, content: bytes, action: str) -> Saved:
    """Write the new bytes of a story's file. Raises ChangedMeanwhile, CommandRefused or OSError."""
    return write_file(story.paper, story.file, content, seen=story.seen, action=action)


class ReadJob(msgspec.Struct, frozen=True):
    """A text to be read."""

    raw: bytes
    file: str
    settings: IntakeSettings


def _read(job: ReadJob) -> Reading:
    """Return what a build reads in a text. Raises CommandRefused if that takes too long."""
    if max(map(len, job.raw.splitlines()), default=0) <= LONG_LINE_CHARS:
        return read_job(job)
    with Workers(1) as workers:
        [outcome] = workers.run(read_job, [job], READ_LIMIT_S)
    if isinstance(outcome, WorkerKilled):
        raise refuse(job.file, "The text takes too long to be read.", "Split its very long lines into paragraphs.")
    return outcome


def read_job(job: ReadJob) -> Reading:
    """Return what a build reads in a text. Markdown isn't rendered."""
    raw, file, settings = job.raw, job.file, job.settings
    parsed = parse_copy(raw, file, settings, mode="plain")
    text, is_markdown = decode_copy(raw, file, settings.language).text, ending_of(file) in MARKDOWN_ENDINGS
    if is_own_page(file):
        return Reading(read_page(text, file, settings, "plain", is_markdown=is_markdown)[0], parsed)
    return Reading(read_any(open_copy(text, file, is_markdown=is_markdown), settings, "plain")[0], parsed)


def _says_the_same(before: Copy, after: Copy, touched: Collection[str]) -> bool:
    """Tell whether two readings differ in `touched` fields alone: a rule above a text could become a header's start."""
    fields = [
        {key: field.value for key, field in copy.fields.items() if key not in touched} for copy in (before, after)
    ]
    return fields[0] == fields[1] and all(
        getattr(before, name) == getattr(after, name) for name in ("body", "extra", "dateline", "source")
    )
