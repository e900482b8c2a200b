"""What stays where a story was that was taken down: a page which says so, where the editor wants one.

Whatever else stands at such an address goes before it: a page, a file of static/, a former address that leads on.
"""

from generator.archive.claims import is_free
from generator.edition.edition import Edition
from generator.edition.inputs import GoneInputs, PageFacts
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Kind
from generator.model import Page


def has_room(edition: Edition, url: str) -> bool:
    """Tell whether nothing else stands at the address of a story that was taken down."""
    at = edition.addresses
    return is_free(edition.store, at.place(url), edition.taken.union(at.place(fixed) for fixed in at.fixed()))


def gather_gone(edition: Edition, page: Page) -> tuple[PageFacts, GoneInputs]:
    """Gather the notice. The page says nothing of the story: its headline alone may be why it was taken down."""
    facts = page_facts(edition, page, "Story withdrawn", noindex=True, canonical="")
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
