"""The home page: the editors' choice first, then stories by priority and recency. No story stands on it twice.

Places are given out in this order: the editors' leads, the editors' rails, the other leads, the latest headlines, the
sections. A story stays in the first place that it gets.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import msgspec

from generator.archive import queries
from generator.archive.translations import groups_of, paths_in_groups
from generator.edition.edition import Edition
from generator.edition.inputs import FrontInputs, PageFacts, Rail
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import single_page
from generator.edition.translations import versions
from generator.model import Card, Page

SHORT = 2
"""A rail of at most so many stories is short: two that follow each other share a row."""


class Placed:
    """The stories that have a place on the page. A story in several languages is one story."""

    def __init__(self, edition: Edition) -> None:
        self._paths: set[str] = set()
        self._edition = edition
        self._grouped = paths_in_groups(edition.store) if edition.has_translations else frozenset()

    def take(self, cards: Iterable[Card], most: int) -> tuple[Card, ...]:
        """Return the first `most` of these stories that have no place yet, and give them one."""
        taken: list[Card] = []
        for card in cards:
            if len(taken) == most:
                break
            if card.path not in self._paths:
                taken.append(card)
                self._paths |= self._versions(card.path)
        return tuple(taken)

    def find(self, search: Callable[[int], Iterable[Card]], most: int) -> tuple[Card, ...]:
        """Do the same with what `search` finds when it is asked for enough, but take no translation of what is public.

        Editors may name a translation; what is found is the story in the paper's language, or else the original.
        """
        asked = most + len(self._paths)
        while True:
            found = tuple(search(asked))
            firsts = [card for card in found if card.path not in self._paths and self._is_first(card.path)]
            if len(firsts) >= most or len(found) < asked:
                return self.take(firsts, most)
            asked *= 2

    def _versions(self, path: str) -> set[str]:
        """Return the story at `path` and all that are the same in another language."""
        return groups_of(self._edition.store, [path]) if path in self._grouped else {path}

    def _is_first(self, path: str) -> bool:
        """Tell whether the story at `path` is the one to show of all its versions."""
        found = versions(self._edition, path) if path in self._grouped else ()
        home = self._edition.site.language.lower()
        first = next((one for one in found if one.language.lower() == home), found[0] if found else None)
        return first is None or first.path == path


def gather_front(edition: Edition, page: Page) -> tuple[PageFacts, FrontInputs]:
    """Gather the front page."""
    settings, store, placed = edition.config.front, edition.store, Placed(edition)
    leads = placed.take(cards_at(edition, edition.front.leads), len(edition.front.leads))
    chosen = list(_chosen_rails(edition, placed))
    more = max(0, settings.leads - len(leads))
    leads += placed.find(partial(queries.foremost, store), more)
    latest = placed.find(partial(queries.newest, store), settings.latest)
    rails = [rail for rail in (*chosen, *_section_rails(edition, placed)) if rail.cards]
    inputs = FrontInputs(
        lead=leads[0] if leads else None,
        leads=leads[1:],
        latest=latest,
        rails=tuple(_paired(rails)),
        today=edition.today.isoformat(),
    )
    site = edition.site
    named = {"paper": site.name, "tagline": site.tagline}
    title = edition.words.gettext("%(paper)s: %(tagline)s") % named if site.tagline else site.name
    return page_facts(edition, page, title, site.description or site.tagline), inputs


def _chosen_rails(edition: Edition, placed: Placed) -> Iterator[Rail]:
    """Yield the rails that the editors named."""
    for rail in edition.front.rails:
        yield Rail(rail.title, "", placed.take(cards_at(edition, rail.stories), len(rail.stories)))


def _section_rails(edition: Edition, placed: Placed) -> Iterator[Rail]:
    """Yield a rail of each section's newest stories, in the navigation's order."""
    for section in edition.site.sections:
        slug = section.url.rstrip("/").rsplit("/", 1)[-1]
        newest = placed.find(partial(_newest_in, edition, slug), edition.config.front.rail)
        yield Rail(section.name, section.url, newest)


def _newest_in(edition: Edition, section: str, count: int) -> tuple[Card, ...]:
    subject = edition.subject("section", section)
    total = subject.stories if subject else 0
    return edition.lookups.listed("section", section, max(0, total - count), count, total)


def _paired(rails: list[Rail]) -> Iterator[Rail]:
    """Yield the rails. Of short ones that follow each other, every two share a row."""
    place = 0
    while place < len(rails):
        pair = rails[place : place + 2]
        together = len(pair) == 2 and all(len(rail.cards) <= SHORT for rail in pair)
        yield from (msgspec.structs.replace(rail, half=together) for rail in (pair if together else pair[:1]))
        place += 2 if together else 1


def cards_at(edition: Edition, paths: Iterable[str]) -> Iterator[Card]:
    """Yield the cards of those stories at `paths` that are public, in that order."""
    cards = (queries.card_of(edition.store, path) for path in paths)
    return (card for card in cards if card is not None)


HOME = single_page("home", lambda edition: edition.addresses.home, gather_front, "home.html", FrontInputs)
