"""`broadsheet publish`: let a draft be published."""

from pathlib import Path

from generator.commands.schedule import say_when
from generator.errors import refuse
from generator.newsroom.dating import go_live, is_draft
from generator.newsroom.story_text import open_story
from generator.newsroom.writing import Done
from generator.paper import Paper


def publish_draft(paper: Paper, path: Path | str, *, dated_now: bool = False) -> Done:
    """Take the line out that makes a story or a page a draft, and return what was done and when readers see it.

    A draft without a date gets the paper's time; with `dated_now`, one with a date as well. Raises CommandRefused,
    ConfigError or OSError, when nothing was changed.
    """
    story = open_story(paper, path)
    if not is_draft(story):
        raise refuse(story.file, "It isn't a draft, so there is nothing to be done.", "")
    moment = paper.now if dated_now or story.reading.is_undated else None
    written, saved = go_live(story, moment, "publish")
    waits = written.opens > paper.now
    then = f"It goes live on {say_when(written.opens, story)}." if waits else "The next build publishes it."
    return Done(f"{story.file} is no draft any more. {then}", story.file, saved.undo)
