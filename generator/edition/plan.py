"""Plan which pages exist in this edition, in the order in which they are put in place, and gather their inputs.

The order keeps links from leading to pages that aren't there yet: static files, stories, listings, feeds,
sitemaps, redirects; removals come last (press/render_build.py). No two pages share a file, since addresses
are assigned so that they can't (archive/claims.py). A static file takes precedence over a page.

Nothing but a kind's `gather` decides what a page shows, and a template can't ask for more. So a digest of what is
gathered, of the templates and of the site's facts is the page's key.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter, itemgetter

from generator.archive.claims import is_path_blocked
from generator.batches import batches_of
from generator.edition.edition import Edition
from generator.edition.pages.kind import Gathered, numbers_in, pages_of
from generator.edition.pages.kinds import KINDS
from generator.edition.pages.own_page import OWN_PAGE
from generator.edition.pages.static import STATIC
from generator.edition.pages.story import STORY
from generator.model import Page, PageName

FOUND_AT_ONCE = 1_000
"""How many pages are looked up together."""


def plan_all(edition: Edition) -> Iterator[Page]:
    """Yield every page of the edition, in the order in which they are put in place."""
    for kind in KINDS.values():
        yield from (page for page in pages_of(edition, kind) if _has_room(edition, page))


def plan_some(edition: Edition, names: Iterable[PageName]) -> tuple[list[Page], list[PageName]]:
    """Return the named pages that exist, in the order of `plan_all`, and the names of those that don't."""
    pages, gone = [], []
    for some in batches_of(names, FOUND_AT_ONCE):
        _find_ahead(edition, some)
        for name in some:
            page = find_page(edition, name)
            if page:
                pages.append(page)
            else:
                gone.append(name)
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(pages, key=lambda page: (order[page.kind], page)), gone


def _find_ahead(edition: Edition, names: Iterable[PageName]) -> None:
    """Look up at once what finding these pages is going to ask."""
    for kind, group in groupby(names, itemgetter(0)):
        find = KINDS[kind].find_ahead
        if find:
            find(edition, [subject for _, subject, _ in group])


def find_page(edition: Edition, name: PageName) -> Page | None:
    """Return the page called `name`, if it exists."""
    kind, subject, number = name
    if number not in numbers_in(KINDS[kind].pages(edition, subject)):
        return None
    page = Page(KINDS[kind].url(edition, subject, number), kind, subject, number)
    return page if _has_room(edition, page) else None


def find_page_of(edition: Edition, path: str) -> Page | None:
    """Return the page of the story, or the page of the paper's own, that was read from `path`; None without one."""
    found = (find_page(edition, (kind, path, 0)) for kind in (STORY.name, OWN_PAGE.name))
    return next((page for page in found if page), None)


def look_ahead(edition: Edition, pages: Iterable[Page]) -> None:
    """Look up at once what gathering these pages is going to ask. Without it each page asks for itself."""
    for kind, group in groupby(pages, attrgetter("kind")):
        look = KINDS[kind].look_ahead
        if look:
            look(edition, list(group))


def gather(edition: Edition, page: Page) -> Gathered:
    """Gather all that `page` is made of."""
    return KINDS[page.kind].gather(edition, page)


def _has_room(edition: Edition, page: Page) -> bool:
    """Tell whether the page's place is free for it.

    A static file takes precedence over other pages, except where these need a folder.
    """
    place = edition.addresses.place(page.url)
    if page.kind == STATIC.name:
        return not is_path_blocked(edition.store, place, edition.taken)
    return place not in edition.taken
