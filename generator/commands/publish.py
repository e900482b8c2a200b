"""`broadsheet publish`: let a draft be published."""

from pathlib import Path

from generator.commands.refusal import refuse
from generator.commands.schedule import say_when
from generator.newsroom.dating import go_live, is_draft
from generator.newsroom.story_text import open_story
from generator.paper import Paper


def publish_draft(paper: Paper, path: Path | str, *, dated_now: bool = False) -> str:
    """Take the line out that makes a story or a page a draft, and return a message that says when readers see it.

    A draft without a date gets the paper's time; with `dated_now`, one with a date as well. Raises CommandRefused,
    ConfigError or OSError, when nothing was changed.
    """
    story = open_story(paper, path)
    if not is_draft(story):
        raise refuse(story.file, "It isn't a draft, so there is nothing to be done.", "")
    moment = paper.now if dated_now or story.reading.is_undated else None
    written = go_live(story, moment, "publish")
    if written.opens > paper.now:
        return f"{story.file} is no draft any more. It goes live on {say_when(written.opens, story)}."
    return f"{story.file} is no draft any more. The next build publishes it."
