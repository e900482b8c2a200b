"""What can be done to a story in its state: the desk offers that alone, and refuses the rest with a sentence."""

from datetime import datetime

import msgspec

from generator.errors import BroadsheetError, refuse
from generator.newsroom.dating import is_draft
from generator.newsroom.story_text import StoryText, open_story
from generator.paper import Paper

ALLOWED = {
    "published": frozenset({"correct", "takedown"}),
    "scheduled": frozenset({"schedule", "takedown"}),
    "draft": frozenset({"publish", "schedule", "takedown"}),
    "undated": frozenset({"stamp", "schedule", "takedown"}),
    "held": frozenset({"takedown"}),
    "expired": frozenset({"takedown"}),
    "document": frozenset({"takedown"}),
    "takedown": frozenset({"putback"}),
}
"""The state of a file -> what can be done to it."""
NOT_FOR_PAGES = frozenset({"stamp", "schedule", "correct"})
"""What can't be done to a page of the paper's own, which has no date."""
EXPLAINED = frozenset({"held", "document"})
"""The states in which the act itself says best why it can't be done."""
STATES = {
    "published": "Readers can see the story already",
    "scheduled": "Readers can’t see the story yet",
    "draft": "The story is a draft",
    "undated": "The story has no date",
    "expired": "The story has expired",
    "takedown": "The story was taken down",
}
DONE = {
    "stamp": "dated now",
    "schedule": "scheduled",
    "publish": "published",
    "correct": "corrected",
    "takedown": "taken down again",
    "putback": "put back",
}
HINTS = {
    ("published", "schedule"): "Another date would move it to another address. To take it off the site: “Take down”.",
    ("draft", "stamp"): "“Publish” dates it.",
    ("draft", "correct"): "Readers haven’t seen it: change the text itself.",
    ("scheduled", "correct"): "Change the text itself.",
    ("scheduled", "stamp"): "It has a date. “Schedule” sets another one.",
    ("undated", "publish"): "It isn’t a draft. “Date it now” is what it needs.",
    ("undated", "correct"): "Date it first.",
    ("expired", "correct"): "Delete the line “Expires:” if readers are to see it again.",
    ("takedown", "takedown"): "Choose “Let it be published again” first, to record another reason.",
}
"""State and act -> how to go on."""
OTHERWISE = {"takedown": "Choose “Let it be published again” first."}
"""State -> how to go on, whatever the act."""


class StoryActs(msgspec.Struct, frozen=True, kw_only=True):
    """What can be done to a file now. What can't be done isn't offered."""

    file: str
    path: str
    """The path of its story; empty if no build has read one."""
    state: str
    """One of `ALLOWED`."""
    seen: str = ""
    """The digest of the file as the page shows it."""
    is_page: bool = False
    """True for a page of the paper's own."""
    waits_until: datetime | None = None
    """When a draft goes live once it is published, if its own date or embargo is still to come."""

    @property
    def is_text(self) -> bool:
        """False for an office document, into which nothing can be written."""
        return bool(self.seen)

    @property
    def can(self) -> frozenset[str]:
        """The acts that the state allows."""
        allowed = ALLOWED[self.state] - NOT_FOR_PAGES if self.is_page else ALLOWED[self.state]
        return allowed if self.path else allowed - {"takedown"}


def acts_on(paper: Paper, file: str, path: str, *, is_down: bool = False) -> StoryActs:
    """Return what can be done to a file of content/."""
    try:
        story = open_story(paper, paper.folder / file)
    except (BroadsheetError, OSError):
        return StoryActs(file=file, path=path, state="takedown" if is_down else "document")
    found = story.reading.parsed.story
    return StoryActs(
        file=file,
        path=path,
        state="takedown" if is_down else _state_of(story, paper.now),
        seen=story.seen,
        is_page=file.startswith("content/pages/"),
        waits_until=found.opens if found and found.draft and found.opens > paper.now else None,
    )


def _state_of(story: StoryText, now: datetime) -> str:
    """Return the state of a story that wasn't taken down, as its file says it."""
    found = story.reading.parsed.story
    if is_draft(story):
        return "draft" if found else "held"
    if found is None:
        return "undated" if story.reading.is_undated else "held"
    if found.expires is not None and found.expires <= now:
        return "expired"
    return "scheduled" if found.opens > now else "published"


def check_allowed(acts: StoryActs, name: str) -> None:
    """Raise CommandRefused for an act that the state of the story doesn't allow."""
    if name in ALLOWED[acts.state] or acts.state in EXPLAINED:
        return
    message = f"{STATES[acts.state]}, so it can’t be {DONE[name]}."
    raise refuse(acts.file, message, HINTS.get((acts.state, name), OTHERWISE.get(acts.state, "")))
