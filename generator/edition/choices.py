"""The stories that editors chose for fronts: in content/front.toml, and with `Lead:` in content/SECTION/_index.md.

Where both name stories for the front of a section, front.toml decides.
"""

from collections.abc import Mapping

import msgspec

from generator.archive.addresses import Addresses
from generator.archive.lookup import find_story, not_found
from generator.archive.queries import card_of
from generator.catalogue.doubts import raise_doubts
from generator.catalogue.store import Store, is_new_fact
from generator.digests import digest_value
from generator.edition.front import FrontChoice, FrontFile, find_section_stories, find_stories
from generator.model import Problem, SectionCard


class Choices(msgspec.Struct, frozen=True):
    """The editors' choices, as paths of public stories."""

    front: FrontChoice
    section_leads: dict[str, tuple[str, ...]]
    """The stories that stand first on the front of a section, in order, by the section's slug."""


def find_choices(
    store: Store, addresses: Addresses, front: FrontFile, cards: Mapping[str, SectionCard]
) -> tuple[Choices, list[Problem]]:
    """Return what the editors chose, and a problem for each name without a story. `cards` describe sections."""
    found, misnamed = find_stories(front, store, addresses)
    leads, lost = _find_leads(store, addresses, cards)
    ordered, unknown = find_section_stories(front, store, addresses)
    return Choices(found, leads | ordered), [*misnamed, *lost, *unknown]


def _find_leads(
    store: Store, addresses: Addresses, cards: Mapping[str, SectionCard]
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Return the path of each section's lead by the section's slug, and a problem for each name without a story."""
    named = {slug: card for slug, card in sorted(cards.items()) if card.lead}
    found = {slug: find_story(store, addresses, card.lead) for slug, card in named.items()}
    lost = [card for slug, card in named.items() if not found[slug]]
    problems = [not_found(store, addresses, card.lead, card.file, card.lead_line) for card in lost]
    return {slug: (path,) for slug, path in found.items() if path}, problems


def doubt_section_fronts(store: Store, leads: Mapping[str, tuple[str, ...]]) -> None:
    """Doubt the fronts of sections whose leads are others now, or look different, in the caller's transaction."""
    for slug, paths in sorted(leads.items()):
        if is_new_fact(store, f"lead of {slug}", digest_value([card_of(store, path) for path in paths])):
            raise_doubts(store, [("section", slug, 0)])
    known = [name for (name,) in store.execute("SELECT name FROM facts WHERE name LIKE 'lead of %' ORDER BY name")]
    for name in known:
        slug = name.removeprefix("lead of ")
        if slug not in leads:
            store.execute("DELETE FROM facts WHERE name = ?", (name,))
            raise_doubts(store, [("section", slug, 0)])
