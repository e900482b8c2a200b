"""The desk: lists all stories by state and describes one. Reads the catalogue as the last build left it."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from generator.archive import queries
from generator.archive.addresses import Addresses
from generator.archive.own_pages import all_pages
from generator.catalogue import copy
from generator.catalogue.receipts import receipt_of
from generator.catalogue.store import Store
from generator.commands.check import check_stories
from generator.edition.pages.own_page import OWN_PAGE
from generator.edition.pages.story import STORY
from generator.gate import EPOCH, moment_of
from generator.model import Body, Card, Gravity, Problem, Story
from generator.preview.drafts import dated_now
from generator.preview.rows import (
    ORDER,
    SEEN_OR_TO_COME,
    STATES,
    DeskRow,
    Filed,
    row_aside,
    row_at,
    row_of_card,
    row_of_file,
    row_of_page,
)

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

    @property
    def listings(self) -> dict[str, str]:
        """The listings that a story must be in: kind -> subject."""
        wanted = {"section": self.section, "byline": self.byline}
        return {kind: slug for kind, slug in wanted.items() if slug}

    def finds(self, *texts: str) -> bool:
        """Tell whether all words are in these texts together, with whatever accents, capitals and apostrophes."""
        text = _plain(" ".join(texts))
        return all(word in text for word in _plain(self.words).split())


class DeskPage(msgspec.Struct, frozen=True):
    """A page of the list."""

    rows: tuple[DeskRow, ...]
    counts: dict[str, int]
    """State -> how many rows match the search and the filters but for the state."""
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


def _plain(words: str) -> str:
    """Return words as they are compared: `O’Brien’s Café` and `o'brien's cafe` are the same."""
    folded = words.casefold()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded).replace("’", "'").replace("‘", "'")
    return "".join(char for char in parts if not unicodedata.combining(char))


def list_stories(filed: Filed, query: DeskQuery, told: Sequence[Problem] = ()) -> DeskPage:
    """Return one page of the list: stories that aren't public first, then public ones, newest first.

    `told` is what the last build reported.
    """
    waiting = [row for row in _waiting(filed) if _matches(row, query)]
    pages = [row for row in _own_pages(filed) if _matches(row, query)]
    counts = {state: sum(row.state == state for row in waiting) for state in STATES}
    hidden = [row for row in waiting if query.state in {"", row.state}]
    first = (query.page - 1) * PAGE_ROWS
    wanted = PAGE_ROWS + 1 if query.state in {"", "published"} else 0
    public, count = _public(filed, query, max(0, first - len(hidden)), wanted, waiting)
    counts["published"] += count + len(pages)
    last = pages[max(0, first - len(hidden) - count) :] if wanted else []
    found = [*hidden[first:], *public, *last][: PAGE_ROWS + 1]
    rows = tuple(with_warnings(filed.store, found[:PAGE_ROWS], told))
    return DeskPage(rows, counts, query.page, len(found) > PAGE_ROWS)


def filter_options(store: Store, addresses: Addresses) -> FilterOptions:
    """Return the sections and bylines that stories have, public or not."""
    aside = {story.section for story in copy.stories_aside(store) if story.section}
    written = {one.slug: one.name for one in queries.subjects(store, "section")}
    names = [(slug, addresses.section(slug, written.get(slug, slug)).name) for slug in sorted({*written, *aside})]
    bylines = [(one.slug, one.name) for one in queries.subjects(store, "byline")]
    return FilterOptions(tuple(names), tuple(sorted(bylines, key=lambda one: one[1].casefold())))


def describe_story(filed: Filed, path: str, told: Sequence[Problem] = ()) -> StoryDetails:
    """Return what is known about the story at `path`. Raises KeyError when there is none."""
    store = filed.store
    story, body = copy.story_of(store, path), copy.body_of(store, path)
    receipt = receipt_of(store, (OWN_PAGE.name if story.own else STORY.name, path, 0))
    return StoryDetails(
        row=next(iter(with_warnings(store, [row_at(filed, path)], told))),
        story=dated_now(story, filed.now),
        body=body,
        card=queries.card_of(store, path),
        minutes=max(1, round(body.words / WORDS_A_MINUTE)),
        written=moment_of(receipt.mtime_ns // 1_000) if receipt else None,
        reason=receipt.reason if receipt else "",
    )


def _waiting(filed: Filed) -> Iterator[DeskRow]:
    """Yield the rows that readers don't see, or see in an older version.

    Files without a readable story come first, then stories by state and time.
    """
    stories = list(copy.stories_aside(filed.store))
    of_story = {story.file for story in stories}
    yield from (row_of_file(filed, file) for file in filed.held if file not in of_story)
    rows = [row_aside(filed, story) for story in stories]
    yield from sorted(rows, key=lambda row: (ORDER.index(row.state), row.opens or EPOCH, row.path))


def _matches(row: DeskRow, query: DeskQuery) -> bool:
    in_section = query.section in {"", row.section}
    by_them = query.byline == "" or query.byline in row.people
    return in_section and by_them and query.finds(row.headline, row.file, *row.bylines)


def _public(
    filed: Filed, query: DeskQuery, skipped: int, most: int, waiting: Iterable[DeskRow]
) -> tuple[list[DeskRow], int]:
    """Return rows of the public stories that match and need no fixing, newest first, and the number of all of them.

    The first ones are skipped, and no more than `most` are returned. Words are looked for in one pass over all cards.
    """
    rows: list[DeskRow] = []
    count = 0
    for card, file, section in queries.public_cards(filed.store, query.listings):
        if not query.words and len(rows) >= most:
            in_older_version = sum(row.version is not None for row in waiting)
            return rows, queries.count_public(filed.store, query.listings) - in_older_version
        if file in filed.held or not query.finds(card.headline, file, *(one.name for one in card.bylines)):
            continue
        if skipped <= count < skipped + most:
            rows.append(row_of_card(filed, card, file, section))
        count += 1
    return rows, count


def _own_pages(filed: Filed) -> Iterator[DeskRow]:
    """Yield the rows of the public pages of the paper's own. They come last, since they seldom change."""
    pages = ((page, copy.story_of(filed.store, page.path).file) for page in all_pages(filed.store))
    yield from (row_of_page(filed, page, file) for page, file in pages if file not in filed.held)


def with_warnings(store: Store, rows: Iterable[DeskRow], told: Sequence[Problem] = ()) -> Iterator[DeskRow]:
    """Yield the rows with all warnings about their stories. `told` is what the last build reported."""
    rows = list(rows)
    minded = [row for row in rows if row.state in SEEN_OR_TO_COME]
    stories = list(copy.stories_at(store, [row.path for row in minded if row.path]))
    files = {row.file for row in minded}
    problems = (*copy.problems_of(store, files), *check_stories(store, stories), *told)
    found = _by_file(one for one in problems if one.gravity is Gravity.WARNING and one.path in files)
    for row in rows:
        more = tuple(problem for problem in found.get(row.file, ()) if problem not in row.problems)
        yield msgspec.structs.replace(row, problems=(*row.problems, *more))


def _by_file(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        found.setdefault(problem.path, []).append(problem)
    return found
