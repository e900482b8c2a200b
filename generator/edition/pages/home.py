"""The home page: the editors' leads first, then stories by priority and recency."""

from collections.abc import Iterable

from generator.archive import queries
from generator.edition.edition import Edition
from generator.edition.inputs import FrontInputs, PageFacts, Rail
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import single_page
from generator.model import Card, Page


def gather_front(edition: Edition, page: Page) -> tuple[PageFacts, FrontInputs]:
    """Gather the front page."""
    leads = _leads(edition)
    shown = {card.path for card in leads}
    inputs = FrontInputs(
        lead=leads[0] if leads else None,
        leads=leads[1:],
        latest=edition.latest[: edition.config.front.latest],
        rails=(*_chosen_rails(edition), *_section_rails(edition, shown)),
    )
    site = edition.site
    named = {"paper": site.name, "tagline": site.tagline}
    title = edition.words.gettext("%(paper)s: %(tagline)s") % named if site.tagline else site.name
    return page_facts(edition, page, title, site.description), inputs


def _leads(edition: Edition) -> tuple[Card, ...]:
    """Return the editors' leads. Places that they leave are filled by priority and recency."""
    pinned = cards_at(edition, edition.front.leads)
    wanted = edition.config.front.leads
    taken = {card.path for card in pinned}
    fillers = (card for card in queries.foremost(edition.store, wanted + len(pinned)) if card.path not in taken)
    return (*pinned, *fillers)[: max(wanted, len(pinned))]


def _chosen_rails(edition: Edition) -> tuple[Rail, ...]:
    rails = (Rail(rail.title, "", cards_at(edition, rail.stories)) for rail in edition.front.rails)
    return tuple(rail for rail in rails if rail.cards)


def _section_rails(edition: Edition, shown: set[str]) -> tuple[Rail, ...]:
    """Return a rail of each section's newest stories, in the navigation's order, without the leads."""
    count = edition.config.front.rail
    rails = []
    for section in edition.site.sections:
        slug = section.url.rstrip("/").rsplit("/", 1)[-1]
        subject = edition.subject("section", slug)
        total, most = subject.stories if subject else 0, count + len(shown)
        newest = queries.listed(edition.store, "section", slug, max(0, total - most), most, total)
        rails.append(Rail(section.name, section.url, tuple(c for c in newest if c.path not in shown)[:count]))
    return tuple(rail for rail in rails if rail.cards)


def cards_at(edition: Edition, paths: Iterable[str]) -> tuple[Card, ...]:
    """Return the cards of those stories at `paths` that are public, in that order."""
    cards = (queries.card_of(edition.store, path) for path in paths)
    return tuple(card for card in cards if card is not None)


HOME = single_page("home", lambda edition: edition.addresses.home, gather_front, "home.html", FrontInputs)
