"""The desk: every story by its state, and what is known of one. Reads the catalogue as the last build left it."""

from collections.abc import Container, Iterable, Iterator
from datetime import datetime
from itertools import islice

import msgspec

from generator.archive import queries
from generator.archive.takedowns import withdrawn_paths
from generator.catalogue import copy
from generator.catalogue.receipts import receipt_of
from generator.catalogue.store import Store
from generator.commands.check import proof_stories
from generator.model import Body, Card, Gravity, Problem, Story

STATES = ("published", "scheduled", "draft", "held", "takedown", "expired")
PAGE_ROWS = 60
WORDS_A_MINUTE = 230


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor wants to see."""

    words: str = ""
    state: str = ""
    section: str = ""
    byline: str = ""
    page: int = 1


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A story, or a file from which none could be read, in the list."""

    path: str
    """Empty when there is no story."""
    file: str
    headline: str
    state: str
    section: str = ""
    """Its slug."""
    bylines: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Slugs of the bylines."""
    opens: datetime | None = None
    url: str = ""
    """Where readers find it; empty when they don't."""
    problems: tuple[Problem, ...] = ()


class DeskPage(msgspec.Struct, frozen=True):
    """A page of the list."""

    rows: tuple[Row, ...]
    counts: dict[str, int]
    """State -> how many there are in all."""
    page: int
    more: bool
    """Whether there is a page after this one."""


class Choices(msgspec.Struct, frozen=True):
    """What can be chosen from: slug and name."""

    sections: tuple[tuple[str, str], ...]
    bylines: tuple[tuple[str, str], ...]


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of one story."""

    row: Row
    story: Story
    body: Body
    card: Card | None
    """None when it isn't public."""
    minutes: int
    printed: str
    """Why its page was printed or left alone last time; empty when it has none."""


def lay_out(store: Store, wish: Wish, now: datetime) -> DeskPage:
    """The page of the list that an editor wishes: what isn't public first, then the newest."""
    held = _held_files(store)
    waiting = list(_waiting(store, held, now))
    counts = {state: sum(row.state == state for row in waiting) for state in STATES}
    counts["published"] = queries.count_stories(store) - sum(bool(row.url) for row in waiting)
    hidden = (row for row in waiting if wish.state in {"", row.state} and _matches(row, wish))
    public = (row for row in _public(store, wish) if row.file not in held) if wish.state in {"", "published"} else ()
    first = (wish.page - 1) * PAGE_ROWS
    found = list(islice(_one_after_other(hidden, public), first, first + PAGE_ROWS + 1))
    return DeskPage(tuple(_with_warnings(store, found[:PAGE_ROWS])), counts, wish.page, len(found) > PAGE_ROWS)


def choices(store: Store, section_names: dict[str, str]) -> Choices:
    """The sections and bylines that stories have."""
    sections = [(one.slug, section_names.get(one.slug, one.slug)) for one in queries.subjects(store, "section")]
    bylines = [(one.slug, one.name) for one in queries.subjects(store, "byline")]
    return Choices(tuple(sections), tuple(sorted(bylines, key=lambda one: one[1].casefold())))


def examine(store: Store, path: str, now: datetime) -> Detail:
    """What is known of the story at `path`. Raises KeyError when there is none."""
    story, body = copy.story_of(store, path), copy.body_of(store, path)
    card = queries.card_of(store, path)
    held = _held_files(store)
    row = (
        _row_of_card(card, story.file, story.section)
        if card
        else _row_of_story(story, held, state_of(story, now, withdrawn_paths(store)))
    )
    receipt = receipt_of(store, ("story", path, 0))
    return Detail(
        row=next(iter(_with_warnings(store, [row]))),
        story=story,
        body=body,
        card=card,
        minutes=max(1, round(body.words / WORDS_A_MINUTE)),
        printed=f"build {receipt.examined}: {receipt.reason}" if receipt else "",
    )


def _one_after_other(*rows: Iterable[Row]) -> Iterator[Row]:
    for some in rows:
        yield from some


# --- who is not public ----------------------------------------------------------------------------


def _waiting(store: Store, held: dict[str, tuple[Problem, ...]], now: datetime) -> Iterator[Row]:
    """What readers don't see, or not as it lies on file: held files first, then by the hour, the next first."""
    stories = list(copy.stories_aside(store))
    of_story = {story.file for story in stories}
    for file, problems in held.items():
        if file not in of_story:
            yield _row_of_file(store, file, problems)
    withdrawn = withdrawn_paths(store)
    rows = [_row_of_story(story, held, state_of(story, now, withdrawn)) for story in stories]
    yield from sorted(rows, key=lambda row: (STATES.index(row.state), row.opens, row.path))


def _held_files(store: Store) -> dict[str, tuple[Problem, ...]]:
    held: dict[str, tuple[Problem, ...]] = {}
    for problem in copy.all_problems(store):
        if problem.gravity is Gravity.HELD:
            held[problem.path] = (*held.get(problem.path, ()), problem)
    return held


def _row_of_file(store: Store, file: str, problems: tuple[Problem, ...]) -> Row:
    """A file that is held back. Its last good version may be public."""
    path = copy.path_in(store, file)
    card = queries.card_of(store, path) if path else None
    name = card.headline if card else file.rpartition("/")[2]
    return Row(path=path, file=file, headline=name, state="held", url=card.url if card else "", problems=problems)


def _row_of_story(story: Story, held: dict[str, tuple[Problem, ...]], state: str) -> Row:
    """A story that isn't public, and is in `state` if its file isn't held back."""
    return Row(
        path=story.path,
        file=story.file,
        headline=story.headline,
        state="held" if story.file in held else state,
        section=story.section,
        bylines=tuple(byline.name for byline in story.bylines),
        people=tuple(byline.person for byline in story.bylines),
        opens=story.opens,
        problems=held.get(story.file, ()),
    )


def state_of(story: Story, now: datetime, withdrawn: Container[str]) -> str:
    """One of `STATES`, of a story that could be read; `withdrawn` are the paths of those that were taken down."""
    if story.path in withdrawn:
        return "takedown"
    if story.draft:
        return "draft"
    if story.expires is not None and story.expires <= now:
        return "expired"
    return "scheduled" if story.opens > now else "published"


def _matches(row: Row, wish: Wish) -> bool:
    text = " ".join((row.headline, row.file, *row.bylines)).casefold()
    in_section = wish.section in {"", row.section}
    by_them = wish.byline == "" or wish.byline in row.people
    return in_section and by_them and all(word in text for word in wish.words.casefold().split())


# --- who is ---------------------------------------------------------------------------------------


def _public(store: Store, wish: Wish) -> Iterator[Row]:
    words = wish.words.casefold().split()
    wanted = {"section": wish.section, "byline": wish.byline}
    for card, file, section in queries.public_cards(store, {kind: slug for kind, slug in wanted.items() if slug}):
        text = " ".join((card.headline, file, *(one.name for one in card.bylines))).casefold()
        if all(word in text for word in words):
            yield _row_of_card(card, file, section)


def _row_of_card(card: Card, file: str, section: str) -> Row:
    return Row(
        path=card.path,
        file=file,
        headline=card.headline,
        state="published",
        section=section,
        bylines=tuple(one.name for one in card.bylines),
        opens=card.published,
        url=card.url,
    )


def _with_warnings(store: Store, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with what an editor would want to mend in their stories."""
    rows = list(rows)
    stories = list(copy.stories_at(store, [row.path for row in rows if row.path]))
    found: dict[str, list[Problem]] = {}
    for problem in (*copy.problems_of(store, [row.file for row in rows]), *proof_stories(store, stories)):
        if problem.gravity is Gravity.WARNING:
            found.setdefault(problem.path, []).append(problem)
    for row in rows:
        more = tuple(problem for problem in found.get(row.file, ()) if problem not in row.problems)
        yield msgspec.structs.replace(row, problems=(*row.problems, *more))
