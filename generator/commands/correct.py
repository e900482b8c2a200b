"""`broadsheet correct`: add a dated correction to a story."""

import json
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from generator.errors import refuse
from generator.intake.header.keys import read_field
from generator.intake.limits import MAX_CHARS
from generator.intake.names import is_own_page
from generator.intake.text.clean import is_clean_line
from generator.intake.text.dates import read_moment
from generator.intake.text.tidy import drop_invisible
from generator.model import Story
from generator.newsroom.header_lines import add_line, add_paragraph, fence_of, joined, with_lines, write_field
from generator.newsroom.story_text import StoryText, first_right, open_story, save_story
from generator.newsroom.writing import Done
from generator.paper import Paper
from generator.story_records import Correction

TOUCHED = {"corrections"}
ITEM = re.compile(r"\s*-\s")
"""A line of a list in YAML."""


def correct_story(paper: Paper, path: Path | str, words: str) -> Done:
    """Add a correction with the paper's day to a story, and return what was done.

    It becomes a line of the header, or where that is in another form a paragraph at the end. Raises CommandRefused,
    ConfigError or OSError, when nothing was changed.
    """
    said = " ".join(drop_invisible(words).split())
    story = open_story(paper, path)
    if refusal := _refusal(story, said):
        raise refuse(story.file, *refusal)
    for problem in story.reading.held:
        raise refuse(problem.where, problem.message, problem.hint)
    day = f"{paper.now.astimezone(story.config.zone):%Y-%m-%d}"
    rights = [one for text in _texts(story, day, said) if (one := first_right(story, [text], TOUCHED))]
    found = [one for one in rights if _is_corrected(story, one[1].parsed.story, day, said)]
    if not found:
        hint = f"Write it yourself, as the last paragraph: Correction ({day}): {said}"
        raise refuse(story.file, "The file has a form in which it can't be written.", hint)
    in_order = [one for one in found if one[1].parsed.story and one[1].parsed.story.corrections[-1].text == said]
    saved = save_story(story, (in_order or found)[0][0], "correct")
    return Done(f"{story.file}: Correction: {day}: {said}", story.file, saved.undo)


def _refusal(story: StoryText, said: str) -> tuple[str, str] | None:
    """Return why these words can't be a correction of this file, and what to do; None if they can be."""
    if not said or not is_clean_line(said):
        return "The correction is empty, or holds characters that can't be printed.", "Write it again."
    if len(said) == 1:
        return "One character doesn't tell readers what was wrong.", "Write what the story said, and what is right."
    if len(said) > MAX_CHARS["corrections"]:
        return f"The correction has more than {MAX_CHARS['corrections']:,} characters.", "Shorten it."
    if is_own_page(story.file):
        return "A page of the paper's own has no corrections.", "Write it into the text of the page."
    found = story.reading.parsed.story
    if found and any(one.text == said for one in found.corrections):
        return "The story has that correction already.", "Nothing is to be done."
    return None


def _texts(story: StoryText, day: str, said: str) -> Iterator[str]:
    """Yield the texts with the correction: below the last one that is there, else in the header, else at the end."""
    text, dated = story.text, f"{day}: {said}"
    line = write_field(text, "Correction", dated, quoted=True)
    if story.reading.line_of("corrections"):
        yield from _below_others(story, day, said, line)
    yield add_line(text, line)
    yield add_line(text, write_field(text, "Corrections", dated, quoted=True))
    yield add_paragraph(text, f"Correction ({day}): {said}")
    yield add_paragraph(text, f"Correction: {said}")


def _below_others(story: StoryText, day: str, said: str, line: str) -> Iterator[str]:
    """Yield the texts with the correction below the last one: as an item of its list, or as another line."""
    lines, first = story.text.split("\n"), story.reading.line_of("corrections")
    if fence_of(story.text):
        yield with_lines(story.text, {first: joined(story.text, first, f"{day}: {said}") or (lines[first - 1],)})
    items = list(takewhile(ITEM.match, lines[first:]))
    if items and fence_of(story.text):
        indent = " " * (len(items[-1]) - len(items[-1].lstrip()))
        for item in (_quoted(f"{day}: {said}"), f"{{date: {day}, text: {_quoted(said)}}}"):
            yield _with(lines, first + len(items), [f"{indent}- {item}"])
    last = max((at for at, one in enumerate(lines, 1) if (read_field(one) or ("",))[0] == "corrections"), default=first)
    yield _with(lines, last, [line])
    yield _with(lines, last, ["", f"Correction ({day}): {said}"])


def _with(lines: list[str], after: int, more: list[str]) -> str:
    return "\n".join([*lines[:after], *more, *lines[after:]])


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _is_corrected(story: StoryText, written: Story | None, day: str, said: str) -> bool:
    """Tell whether a build would read this correction, with its day, and all others as before."""
    before = story.reading.parsed.story
    if before is None or written is None:
        return False
    moment = read_moment(day, story.config.zone)
    added = [one for one in written.corrections if one not in before.corrections]
    others = [one for one in written.corrections if one in before.corrections]
    return added == [Correction(said, moment)] and others == list(before.corrections)
