"""Former addresses, which redirect to where the story is now."""

from generator.archive import queries
from generator.edition.edition import Edition
from generator.edition.inputs import RedirectInputs
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages.kind import Gathered, Kind
from generator.model import Page


def gather_redirect(edition: Edition, page: Page) -> Gathered:
    """Gather the story that the former address leads to. Raises KeyError when that story isn't public."""
    path = queries.target_of(edition.store, page.subject)
    card = queries.card_of(edition.store, path)
    if card is None:
        raise KeyError(path)
    facts = page_facts(edition, page, card.headline, "", (), noindex=True, canonical=absolute(edition, card.url))
    return facts, RedirectInputs(target=card.url, headline=card.headline)


REDIRECT = Kind(
    name="redirect",
    subjects=lambda edition: ((url, 1) for url in queries.former_addresses(edition.store)),
    pages=lambda edition, url: int(bool(queries.target_of(edition.store, url))),
    url=lambda _edition, url, _number: url,
    gather=gather_redirect,
    template="redirect.html",
    inputs=RedirectInputs,
    stage="stories",
)
