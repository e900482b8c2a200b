"""A story or page in several languages: the links from each to the others, for readers and for search engines."""

from collections.abc import Sequence

from generator.archive.translations import Version, groups_of, paths_in_groups, versions_of
from generator.edition import formats
from generator.edition.edition import Edition
from generator.edition.site_inputs import Alternate
from generator.model import Card

X_DEFAULT = "x-default"
"""What search engines call the page for readers of all languages in which there is none."""


def versions(edition: Edition, path: str) -> tuple[Version, ...]:
    """Return what is at `path` in each of its languages, the original first; nothing if there is only one."""
    found = versions_of(edition.store, edition.addresses, path) if edition.has_translations else ()
    return found if len(found) > 1 else ()


def others(path: str, found: tuple[Version, ...]) -> tuple[Version, ...]:
    """Return those of the `found` versions to which the page of the one at `path` leads, by language code."""
    by_code = sorted(found, key=lambda one: one.language.lower())
    return tuple(one for one in by_code if one.path != path)


def alternates(edition: Edition, path: str, found: tuple[Version, ...]) -> tuple[Alternate, ...]:
    """Return what search engines are told of the page at `path`, in its head and in sitemaps.

    Every page of the group says the same, as they ask for. A second story in one language, to which no page leads, says
    nothing, nor does one that they mustn't list. The original is for readers of all other languages.
    """
    listed = [one for one in found if not one.noindex]
    if len(listed) < 2 or path not in {one.path for one in listed}:
        return ()
    pages = sorted((one.language, one.url) for one in listed)
    named = [*pages, (X_DEFAULT, listed[0].url)]
    return tuple(Alternate(code, formats.absolute(edition.site.address, url)) for code, url in named)


def one_of_each(edition: Edition, leads: Sequence[Card], cards: Sequence[Card]) -> tuple[Card, ...]:
    """Return the cards of a front, of a story in several languages only one, and none if it is among the `leads`.

    It is the one in the paper's language, else the oldest.
    """
    grouped = paths_in_groups(edition.store) if edition.has_translations else frozenset()
    if grouped.isdisjoint(card.path for card in cards):
        return tuple(cards)
    shown = {card.path: card for card in (*cards, *leads)}
    home = edition.site.language.lower()

    def is_chosen(card: Card) -> bool:
        here = [shown[path] for path in groups_of(edition.store, [card.path]) if path in shown]
        first = min(here, key=lambda one: ((one.language or home).lower() != home, one.published, one.path))
        lead = next((one for one in leads if one in here), None)
        return card.path == (lead or first).path

    return tuple(card for card in cards if card.path not in grouped or is_chosen(card))
