"""Change when a story goes live: give it a date, and take the line out that makes it a draft."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from generator.errors import CommandRefused, refuse
from generator.intake.build_story import UNDATED
from generator.intake.header.values import YES
from generator.model import Problem, Story
from generator.newsroom.header_lines import add_line, dropped, valued, with_lines, write_field
from generator.newsroom.story_text import StoryText, first_right, read_changed, save_story
from generator.newsroom.when import write_when
from generator.newsroom.writing import Saved

TOUCHED = {"published", "draft"}


def is_draft(story: StoryText) -> bool:
    """Tell whether the file says that it is a draft."""
    field = story.reading.copy.fields.get("draft")
    return field is not None and str(field.value).casefold() in YES


def go_live(story: StoryText, moment: datetime | None, action: str) -> tuple[Story, Saved]:
    """Save the story as no draft and, if there is a `moment`, with that date. Return it as a build reads it then.

    Raises CommandRefused if a build would not read it so, with the lines for an editor to write; OSError.
    """
    if story.reading.held and not story.reading.is_undated:
        raise CommandRefused(story.reading.held[0])
    found = first_right(story, _texts(story, moment), TOUCHED)
    written = found[1].parsed.story if found and not found[1].held else None
    if found is None or written is None or written.draft or (moment and written.opens != to_the_minute(moment)):
        raise _refused(story, moment, written)
    return written, save_story(story, found[0], action)


def to_the_minute(moment: datetime) -> datetime:
    """Return the instant as copy says it."""
    return moment.replace(second=0, microsecond=0)


def _texts(story: StoryText, moment: datetime | None) -> Iterator[str]:
    """Yield the texts that may say what is meant, the best form first."""
    text, changes = story.text, dict[int, tuple[str, ...]]()
    if is_draft(story):
        draft = story.reading.line_of("draft")
        changes[draft] = dropped(text, draft)
    if moment is None:
        yield with_lines(text, changes)
        return
    words, at = write_when(moment, story.config.zone), story.reading.line_of("published")
    line = write_field(text, "Date", words)
    if at:
        yield with_lines(text, {**changes, at: valued(text, at, words, line)})
    yield add_line(with_lines(text, changes), line)


def _refused(story: StoryText, moment: datetime | None, written: Story | None) -> CommandRefused:
    """Return the error: what keeps the story from going live then, or which lines an editor has to write."""
    reading = story.reading
    if written is not None and written.embargo is not None and moment is not None and written.embargo > moment:
        until = f"{written.embargo.astimezone(story.config.zone):%Y-%m-%d %H:%M}"
        hint = "Choose a later time, or change the embargo."
        return refuse(story.file, f"The story has an embargo until {until}.", hint, reading.line_of("embargo"))
    hints = []
    if is_draft(story):
        if held := _held_as_no_draft(story):
            return CommandRefused(held)
        hints.append("Delete the line that makes it a draft.")
    if moment is not None or reading.is_undated:
        date = write_when(moment or story.paper.now, story.config.zone)
        hints.append(f"Write the date yourself: Date: {date}")
    return refuse(story.file, "The file has a form in which that can't be written.", " ".join(hints))


def _held_as_no_draft(story: StoryText) -> Problem | None:
    """Return what would keep a draft from being published if it were none; None if nothing would."""
    [text], draft = _texts(story, None), story.reading.line_of("draft")
    _, reading = read_changed(story, text)
    held = next((one for one in reading.held if one.message != UNDATED), None)
    if held is None or held.line < draft:
        return held
    return msgspec.structs.replace(held, line=held.line + story.text.count("\n") - text.count("\n"))
