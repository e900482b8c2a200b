"""`broadsheet schedule`: let a story go live at a time to come."""

from datetime import datetime
from pathlib import Path

from generator.errors import refuse
from generator.intake.names import is_own_page
from generator.newsroom.dating import go_live, is_draft
from generator.newsroom.story_text import StoryText, open_story
from generator.newsroom.when import EXAMPLES, read_when
from generator.newsroom.writing import Done
from generator.paper import Paper


def schedule_story(paper: Paper, path: Path | str, words: str) -> Done:
    """Date a story or a draft to the time that `words` say (`tomorrow 6 a.m.`), and return what was done.

    It isn't a draft any more then. Raises CommandRefused, ConfigError or OSError, when nothing was changed.
    """
    story = open_story(paper, path)
    moment = read_when(words, paper.now, story.config.zone)
    if is_own_page(story.file):
        raise refuse(story.file, "A page of the paper's own has no date.", "Write a line “Embargo: ” with the time.")
    if moment <= paper.now:
        raise refuse(words, "That is no time to come.", EXAMPLES)
    if is_out(story):
        message = "Readers can see the story already, and another date would move it to another address."
        raise refuse(story.file, message, "To take it off the site, use “broadsheet takedown”.")
    _, saved = go_live(story, moment, "schedule")
    return Done(f"{story.file} goes live on {say_when(moment, story)}.", story.file, saved.undo)


def is_out(story: StoryText) -> bool:
    """Tell whether the file's story is public at the paper's time, as far as the file says."""
    found = story.reading.parsed.story
    return found is not None and not is_draft(story) and found.opens <= story.paper.now


def say_when(moment: datetime, story: StoryText) -> str:
    """Return a time in words that can't be misunderstood: `Monday, Nov. 30, 2026, at 06:00 (America/New_York)`."""
    local = moment.astimezone(story.config.zone)
    return f"{local:%A, %B} {local.day}, {local.year}, at {local:%H:%M} ({story.config.time_zone})"
