"""A story in several languages: the links from each to the others, for readers and for search engines."""

from generator.archive.translations import versions_of
from generator.edition import formats
from generator.edition.edition import Edition
from generator.edition.inputs import Alternate
from generator.model import Card

X_DEFAULT = "x-default"
"""What search engines call the page for readers of all languages in which there is none."""


def versions(edition: Edition, path: str) -> tuple[Card, ...]:
    """Return the story at `path` in each of its languages, the original first; nothing if there is only one."""
    found = versions_of(edition.store, edition.addresses, path) if edition.has_translations else ()
    return found if len(found) > 1 else ()


def language_of(edition: Edition, card: Card) -> str:
    """Return the language of a story."""
    return card.language or edition.site.language


def others(edition: Edition, path: str, found: tuple[Card, ...]) -> tuple[Card, ...]:
    """Return those of the `found` versions of a story to which the page of the one at `path` leads."""
    by_code = sorted(found, key=lambda card: language_of(edition, card).lower())
    return tuple(card for card in by_code if card.path != path)


def alternates(edition: Edition, path: str, found: tuple[Card, ...]) -> tuple[Alternate, ...]:
    """Return what search engines are told on the page at `path`.

    Every page of the group says the same, as they ask for. A second story in one language, to which no page leads, says
    nothing. The original is for readers of all other languages.
    """
    if path not in {card.path for card in found}:
        return ()
    pages = sorted((language_of(edition, card), card.url) for card in found)
    named = [*pages, (X_DEFAULT, found[0].url)]
    return tuple(Alternate(code, formats.absolute(edition.site.address, url)) for code, url in named)
