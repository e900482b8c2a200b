"""The page that a host shows for addresses without a page."""

from generator.edition.edition import Edition
from generator.edition.inputs import NotFoundInputs
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Gathered, single_page
from generator.model import Page


def gather_not_found(edition: Edition, page: Page) -> Gathered:
    """Gather the latest stories, to which the page links."""
    facts = page_facts(edition, page, edition.words.gettext("Page not found"), "", (), noindex=True, canonical="")
    latest = edition.latest[: edition.config.front.latest]
    return facts, NotFoundInputs(latest=latest, today=edition.told_from(latest))


NOT_FOUND = single_page(
    "notfound",
    lambda edition: f"{edition.addresses.prefix}/404.html",
    gather_not_found,
    "404.html",
    NotFoundInputs,
    stage="stories",
)
