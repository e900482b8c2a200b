"""The page at the address of a story that was taken down, which says so, if the editor wants one.

A page or a file of static/ at such an address takes precedence. A former address doesn't: it no longer redirects.
"""

from generator.archive.claims import is_free
from generator.edition.edition import Edition
from generator.edition.inputs import GoneInputs, PageFacts
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Kind
from generator.model import Page


def has_room(edition: Edition, url: str) -> bool:
    """Tell whether nothing else is at the address of a story that was taken down."""
    at = edition.addresses
    return is_free(edition.store, at.place(url), edition.taken.union(at.place(fixed) for fixed in at.fixed()))


def gather_gone(edition: Edition, page: Page) -> tuple[PageFacts, GoneInputs]:
    """Gather the notice. The page tells nothing about the story, whose headline may be why it was taken down."""
    facts = page_facts(edition, page, edition.words.gettext("Story withdrawn"), noindex=True, canonical="")
    return facts, GoneInputs(notice=edition.gone[page.subject])


GONE_PAGE = Kind(
    name="gone",
    subjects=lambda edition: ((url, 1) for url in edition.gone if has_room(edition, url)),
    pages=lambda edition, url: int(url in edition.gone and has_room(edition, url)),
    url=lambda _edition, url, _number: url,
    gather=gather_gone,
    template="gone.html",
    inputs=GoneInputs,
    stage="stories",
)
