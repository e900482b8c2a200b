"""The rows of the desk: a story, a page of the paper's own, or a file from which none could be read, with its state.

Every place of the desk that shows a story shows what stands in its row, so that its state is the same everywhere.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from generator.archive.own_pages import PublicPage, page_of
from generator.archive.queries import card_of
from generator.archive.takedowns import Takedown, known_takedowns
from generator.archive.versions import version_of
from generator.catalogue import copy
from generator.catalogue.store import Store
from generator.gate import EPOCH
from generator.model import Card, Gravity, Problem, Story

STATES = {
    "published": "Published",
    "scheduled": "Scheduled",
    "draft": "Draft",
    "held": "Needs fixing",
    "takedown": "Taken down",
    "expired": "Expired",
}
"""Each state, as addresses of the desk name it -> what editors read."""
ORDER = tuple(STATES)
SEEN_OR_TO_COME = ("published", "scheduled", "draft", "held")
"""The states of stories that readers see, or are to see: only their warnings matter."""


class DeskRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the desk."""

    path: str
    """The story's path; empty when there is no story."""
    file: str
    headline: str
    """The headline of the last good version; else the first line of the file, or its name."""
    state: str
    section: str = ""
    """The section's slug."""
    bylines: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """The slugs of the bylines."""
    opens: datetime | None = None
    url: str = ""
    """The address at which readers find it; empty when they don't."""
    version: datetime | None = None
    """The time when the version that readers see was published or last updated, for a story that needs fixing."""
    problems: tuple[Problem, ...] = ()
    taken_down: Takedown | None = None
    """When and why it was taken down."""


class Filed(msgspec.Struct, frozen=True):
    """What rows are made from."""

    store: Store
    now: datetime
    held: dict[str, tuple[Problem, ...]]
    """Each file that needs fixing, with what is wrong."""
    takedowns: Mapping[str, Takedown]
    """By the story's path."""
    title_of: Callable[[str], str]
    """Returns the first line of a file from which no story could be read, or its name."""


def name_of(file: str) -> str:
    """Return the name of a file without its folders."""
    return file.rpartition("/")[2]


def open_filed(store: Store, now: datetime, title_of: Callable[[str], str] = name_of) -> Filed:
    """Return what rows are made from."""
    held: dict[str, tuple[Problem, ...]] = {}
    for problem in copy.all_problems(store):
        if problem.gravity is Gravity.HELD:
            held[problem.path] = (*held.get(problem.path, ()), problem)
    return Filed(store, now, held, known_takedowns(store), title_of)


def row_at(filed: Filed, path: str) -> DeskRow:
    """Return the row of the story or page at `path`. Raises KeyError when there is none."""
    return row_of_story(filed, copy.story_of(filed.store, path))


def row_of_story(filed: Filed, story: Story) -> DeskRow:
    """Return the row of a story or page, public or not."""
    page, card = page_of(filed.store, story.path), card_of(filed.store, story.path)
    if page is not None:
        return row_of_page(filed, page, story.file)
    return row_of_card(filed, card, story.file, story.section) if card else row_aside(filed, story)


def row_of_file(filed: Filed, file: str) -> DeskRow:
    """Return the row of a file that needs fixing. Its last good version may be public."""
    path = copy.path_in(filed.store, file)
    if path:
        return row_at(filed, path)
    return DeskRow(path="", file=file, headline=filed.title_of(file), state="held", problems=filed.held.get(file, ()))


def row_of_card(filed: Filed, card: Card, file: str, section: str) -> DeskRow:
    """Return the row of a public story."""
    is_held = file in filed.held
    return DeskRow(
        path=card.path,
        file=file,
        headline=card.headline,
        state="held" if is_held else "published",
        section=section,
        bylines=tuple(one.name for one in card.bylines),
        people=tuple(one.url.rstrip("/").rpartition("/")[2] for one in card.bylines),
        opens=card.published,
        url=card.url,
        version=version_of(card) if is_held else None,
        problems=filed.held.get(file, ()),
    )


def row_of_page(filed: Filed, page: PublicPage, file: str) -> DeskRow:
    """Return the row of a public page of the paper's own."""
    problems = filed.held.get(file, ())
    state = "held" if problems else "published"
    return DeskRow(path=page.path, file=file, headline=page.title, state=state, url=page.url, problems=problems)


def row_aside(filed: Filed, story: Story) -> DeskRow:
    """Return the row of a story that isn't public."""
    problems = filed.held.get(story.file, ())
    return DeskRow(
        path=story.path,
        file=story.file,
        headline=story.headline,
        state="held" if problems else state_of(story, filed),
        section=story.section,
        bylines=tuple(byline.name for byline in story.bylines),
        people=tuple(byline.person for byline in story.bylines),
        opens=None if story.opens == EPOCH else story.opens,
        problems=problems,
        taken_down=filed.takedowns.get(story.path),
    )


def state_of(story: Story, filed: Filed) -> str:
    """Return the state of a story that could be read."""
    if story.path in filed.takedowns:
        return "takedown"
    if story.draft:
        return "draft"
    if story.expires is not None and story.expires <= filed.now:
        return "expired"
    return "scheduled" if story.opens > filed.now else "published"
