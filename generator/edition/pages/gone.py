"""What stays where a story was that was taken down: a page which says so, where the editor wants one.

Whatever else stands at such an address goes before it: a page, a file of static/, a former address that leads on.
"""

from collections.abc import Iterable, Iterator

from generator.archive import queries
from generator.archive.addresses import Addresses, folders_of
from generator.archive.claims import is_free
from generator.archive.takedowns import GONE, Takedown
from generator.catalogue.copy import story_of
from generator.catalogue.store import Store
from generator.edition.edition import Edition
from generator.edition.inputs import GoneInputs, PageFacts
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import Kind
from generator.model import Gravity, Page, Problem


def notices_of(takedowns: Iterable[Takedown], addresses: Addresses) -> dict[str, str]:
    """Address -> what its page says, of each place that is to have one.

    A page that lies where another needs a folder, or that differs from another by case alone, gives way.
    """
    notices = {
        place: takedown.notice
        for takedown in sorted(takedowns, key=lambda one: one.story)
        for place in takedown.places
        if takedown.leave == GONE and place.startswith(addresses.home)
    }
    by_place = {addresses.place(url): url for url in sorted(notices, reverse=True)}
    folders = folders_of(by_place)
    return {url: notices[url] for place, url in sorted(by_place.items()) if place not in folders}


def has_room(edition: Edition, url: str) -> bool:
    """Whether nothing else stands at the address of a withdrawn story."""
    at = edition.addresses
    return is_free(edition.store, at.place(url), edition.taken.union(at.place(fixed) for fixed in at.fixed()))


def find_returned(store: Store, takedowns: Iterable[Takedown], addresses: Addresses) -> Iterator[Problem]:
    """A word on each story at an address of one that was taken down: it may be the same under another name."""
    for takedown in takedowns:
        found = {queries.find_path(store, "", addresses.place(url)) for url in takedown.places} - {"", takedown.story}
        for path in sorted(found):
            message = f"It has an address of “{takedown.story}”, which was taken down."
            hint = f"If it is the same story under another name: broadsheet takedown {path}"
            yield Problem(story_of(store, path).file, 0, message, hint, Gravity.WARNING)


def gather_gone(edition: Edition, page: Page) -> tuple[PageFacts, GoneInputs]:
    """The page says nothing of the story: its headline alone may be why it was taken down."""
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
