"""The one gate before every output."""

from collections.abc import Iterable
from datetime import datetime

from generator.model import Story


def is_public(story: Story, now: datetime, *, drafts: bool = False) -> bool:
    """Whether `story` may be in any output byte at `now`. With `drafts`, drafts count as approved."""
    if story.draft and not drafts:
        return False
    return story.opens <= now and (story.expires is None or now < story.expires)


def next_change(stories: Iterable[Story], now: datetime, *, drafts: bool = False) -> datetime | None:
    """The next instant after `now` at which the clock alone changes what may be shown of a story."""
    turns = (
        turn
        for story in stories
        if drafts or not story.draft
        for turn in (story.opens, story.expires, story.updated)
        if turn is not None and turn > now
    )
    return min(turns, default=None)
