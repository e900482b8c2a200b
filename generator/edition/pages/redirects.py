"""Former addresses, which redirect to where the story is now."""

from generator.archive import own_pages, queries
from generator.archive.listed_redirects import target_at
from generator.edition.edition import Edition
from generator.edition.inputs import RedirectInputs
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages.kind import Gathered, Kind
from generator.model import Link, Page


def gather_redirect(edition: Edition, page: Page) -> Gathered:
    """Gather what the former address leads to. Raises KeyError when that isn't public."""
    target = _target(edition, page.subject)
    facts = page_facts(edition, page, target.name, canonical=absolute(edition, target.url))
    return facts, RedirectInputs(target=target.url, headline=target.name)


def _target(edition: Edition, url: str) -> Link:
    """Return headline and address of the story, of the page of the paper's own, or of what else `url` leads to."""
    target = target_at(edition.store, url)
    if target and target.url:
        return Link(target.name, target.url)
    path = target.path if target else ""
    card = queries.card_of(edition.store, path)
    if card is not None:
        return Link(card.headline, card.url)
    own = own_pages.page_of(edition.store, path)
    if own is None:
        raise KeyError(url)
    return Link(own.title, own.url)


REDIRECT = Kind(
    name="redirect",
    subjects=lambda edition: ((url, 1) for url in queries.former_addresses(edition.store)),
    pages=lambda edition, url: int(target_at(edition.store, url) is not None),
    url=lambda _edition, url, _number: url,
    gather=gather_redirect,
    template="redirect.html",
    inputs=RedirectInputs,
    stage="stories",
)
