"""The desk: lists all stories by state and describes one. Reads the catalogue as the last build left it."""

from collections.abc import Container, Iterable, Iterator
from datetime import datetime
from itertools import islice

import msgspec

from generator.archive import queries
from generator.archive.own_pages import PublicPage, all_pages, page_of
from generator.archive.takedowns import withdrawn_paths
from generator.archive.versions import version_of
from generator.catalogue import copy
from generator.catalogue.receipts import receipt_of
from generator.catalogue.store import Store
from generator.commands.check import check_stories
from generator.edition.pages.own_page import OWN_PAGE
from generator.edition.pages.story import STORY
from generator.gate import EPOCH, moment_of
from generator.model import Body, Card, Gravity, Problem, Story

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
PAGE_ROWS = 60
"""The number of rows on a page of the list."""
WORDS_A_MINUTE = 230


class DeskQuery(msgspec.Struct, frozen=True, kw_only=True):
    """The filters that an editor chose. Empty ones match everything."""

    words: str = ""
    """Words that must all be in the headline, a byline or the file name."""
    state: str = ""
    section: str = ""
    byline: str = ""
    page: int = 1


class DeskRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the list: a story, or a file that no story could be read from."""

    path: str
    """The story's path; empty when there is no story."""
    file: str
    headline: str
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


class DeskPage(msgspec.Struct, frozen=True):
    """A page of the list."""

    rows: tuple[DeskRow, ...]
    counts: dict[str, int]
    """State -> how many rows the whole list has."""
    page: int
    more: bool
    """True when there is a page after this one."""


class FilterOptions(msgspec.Struct, frozen=True):
    """The sections and bylines to choose from: pairs of slug and name."""

    sections: tuple[tuple[str, str], ...]
    bylines: tuple[tuple[str, str], ...]


class StoryDetails(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is known about one story."""

    row: DeskRow
    story: Story
    body: Body
    card: Card | None
    """Its card; None when it isn't public."""
    minutes: int
    """The reading time."""
    written: datetime | None
    """The time when its page was last written; None when it has none."""
    reason: str
    """The finding of the last build that checked the page; empty when it has none."""


def list_stories(store: Store, query: DeskQuery, now: datetime) -> DeskPage:
    """Return one page of the list: stories that aren't public first, then public ones, newest first."""
    held = _held_files(store)
    waiting = list(_waiting(store, held, now))
    counts = {state: sum(row.state == state for row in waiting) for state in STATES}
    public_files = queries.count_stories(store) + len(all_pages(store))
    counts["published"] = public_files - sum(bool(row.url) for row in waiting)
    hidden = (row for row in waiting if query.state in {"", row.state} and _matches(row, query))
    public = (row for row in _public(store, query) if row.file not in held) if query.state in {"", "published"} else ()
    first = (query.page - 1) * PAGE_ROWS
    pages = (row for row in _own_pages(store, query) if row.file not in held)
    found = list(islice(_one_after_other(hidden, public, pages), first, first + PAGE_ROWS + 1))
    return DeskPage(tuple(_with_warnings(store, found[:PAGE_ROWS])), counts, query.page, len(found) > PAGE_ROWS)


def filter_options(store: Store, section_names: dict[str, str]) -> FilterOptions:
    """Return the sections and bylines that stories have."""
    sections = [(one.slug, section_names.get(one.slug, one.slug)) for one in queries.subjects(store, "section")]
    bylines = [(one.slug, one.name) for one in queries.subjects(store, "byline")]
    return FilterOptions(tuple(sections), tuple(sorted(bylines, key=lambda one: one[1].casefold())))


def describe_story(store: Store, path: str, now: datetime) -> StoryDetails:
    """Return what is known about the story at `path`. Raises KeyError when there is none."""
    story, body = copy.story_of(store, path), copy.body_of(store, path)
    card = queries.card_of(store, path)
    row = _row_of(store, story, card, now)
    receipt = receipt_of(store, (OWN_PAGE.name if story.own else STORY.name, path, 0))
    return StoryDetails(
        row=next(iter(_with_warnings(store, [row]))),
        story=story,
        body=body,
        card=card,
        minutes=max(1, round(body.words / WORDS_A_MINUTE)),
        written=moment_of(receipt.mtime_ns // 1_000) if receipt else None,
        reason=receipt.reason if receipt else "",
    )


def _row_of(store: Store, story: Story, card: Card | None, now: datetime) -> DeskRow:
    """Return the row of a story, which has a card if it is public."""
    held = _held_files(store)
    page = page_of(store, story.path)
    if page is not None and story.file not in held:
        return _row_of_page(page, story.file)
    if card is None:
        return _row_of_story(story, held, state_of(story, now, withdrawn_paths(store)))
    row = _row_of_card(card, story.file, story.section)
    if story.file not in held:
        return row
    return msgspec.structs.replace(row, state="held", version=version_of(card), problems=held[story.file])


def _one_after_other(*rows: Iterable[DeskRow]) -> Iterator[DeskRow]:
    for some in rows:
        yield from some


# --- stories that are not public ------------------------------------------------------------------


def _waiting(store: Store, held: dict[str, tuple[Problem, ...]], now: datetime) -> Iterator[DeskRow]:
    """Yield the rows that readers don't see, or see in an older version.

    Files without a readable story come first, then stories by state and time.
    """
    stories = list(copy.stories_aside(store))
    of_story = {story.file for story in stories}
    for file, problems in held.items():
        if file not in of_story:
            yield _row_of_file(store, file, problems)
    withdrawn = withdrawn_paths(store)
    rows = [_row_of_story(story, held, state_of(story, now, withdrawn)) for story in stories]
    yield from sorted(rows, key=lambda row: (ORDER.index(row.state), row.opens or EPOCH, row.path))


def _held_files(store: Store) -> dict[str, tuple[Problem, ...]]:
    held: dict[str, tuple[Problem, ...]] = {}
    for problem in copy.all_problems(store):
        if problem.gravity is Gravity.HELD:
            held[problem.path] = (*held.get(problem.path, ()), problem)
    return held


def _row_of_file(store: Store, file: str, problems: tuple[Problem, ...]) -> DeskRow:
    """Return the row of a file that needs fixing. Its last good version may be public."""
    path = copy.path_in(store, file)
    card = queries.card_of(store, path) if path else None
    own = page_of(store, path) if path else None
    name = card.headline if card else own.title if own else file.rpartition("/")[2]
    return DeskRow(
        path=path,
        file=file,
        headline=name,
        state="held",
        url=card.url if card else own.url if own else "",
        version=version_of(card) if card else None,
        problems=problems,
    )


def _row_of_story(story: Story, held: dict[str, tuple[Problem, ...]], state: str) -> DeskRow:
    """Return the row of a story that isn't public. It is in `state` unless its file needs fixing."""
    return DeskRow(
        path=story.path,
        file=story.file,
        headline=story.headline,
        state="held" if story.file in held else state,
        section=story.section,
        bylines=tuple(byline.name for byline in story.bylines),
        people=tuple(byline.person for byline in story.bylines),
        opens=None if story.opens == EPOCH else story.opens,
        problems=held.get(story.file, ()),
    )


def state_of(story: Story, now: datetime, withdrawn: Container[str]) -> str:
    """Return the state of a story that could be read. `withdrawn`: the paths of stories that were taken down."""
    if story.path in withdrawn:
        return "takedown"
    if story.draft:
        return "draft"
    if story.expires is not None and story.expires <= now:
        return "expired"
    return "scheduled" if story.opens > now else "published"


def _matches(row: DeskRow, query: DeskQuery) -> bool:
    text = " ".join((row.headline, row.file, *row.bylines)).casefold()
    in_section = query.section in {"", row.section}
    by_them = query.byline == "" or query.byline in row.people
    return in_section and by_them and all(word in text for word in query.words.casefold().split())


# --- stories that are public ----------------------------------------------------------------------


def _public(store: Store, query: DeskQuery) -> Iterator[DeskRow]:
    words = query.words.casefold().split()
    wanted = {"section": query.section, "byline": query.byline}
    for card, file, section in queries.public_cards(store, {kind: slug for kind, slug in wanted.items() if slug}):
        text = " ".join((card.headline, file, *(one.name for one in card.bylines))).casefold()
        if all(word in text for word in words):
            yield _row_of_card(card, file, section)


def _own_pages(store: Store, query: DeskQuery) -> Iterator[DeskRow]:
    """Yield the rows of the public pages of the paper's own. They come last, since they seldom change."""
    if query.state in {"", "published"}:
        rows = (_row_of_page(page, copy.story_of(store, page.path).file) for page in all_pages(store))
        yield from (row for row in rows if _matches(row, query))


def _row_of_page(page: PublicPage, file: str) -> DeskRow:
    return DeskRow(path=page.path, file=file, headline=page.title, state="published", url=page.url)


def _row_of_card(card: Card, file: str, section: str) -> DeskRow:
    return DeskRow(
        path=card.path,
        file=file,
        headline=card.headline,
        state="published",
        section=section,
        bylines=tuple(one.name for one in card.bylines),
        opens=card.published,
        url=card.url,
    )


def _with_warnings(store: Store, rows: Iterable[DeskRow]) -> Iterator[DeskRow]:
    """Yield the rows with all warnings about their stories."""
    rows = list(rows)
    stories = list(copy.stories_at(store, [row.path for row in rows if row.path]))
    found: dict[str, list[Problem]] = {}
    for problem in (*copy.problems_of(store, [row.file for row in rows]), *check_stories(store, stories)):
        if problem.gravity is Gravity.WARNING:
            found.setdefault(problem.path, []).append(problem)
    for row in rows:
        more = tuple(problem for problem in found.get(row.file, ()) if problem not in row.problems)
        yield msgspec.structs.replace(row, problems=(*row.problems, *more))
