"""Which pages exist in this edition, in the order in which they are put in place.

The order keeps links from pointing at what isn't there yet: static files, stories, listings, feeds,
sitemaps, redirects; removals come last of all (press/render_build.py). No two pages have one file, since addresses
are settled so that they can't (archive/claims.py); a static file of the paper's own goes before a page.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from generator.archive import queries
from generator.archive.addresses import page_of
from generator.archive.claims import is_in_the_way
from generator.edition.edition import Edition
from generator.edition.pages.gone import has_room
from generator.edition.site import FEED_FILES, feed_files, part_url
from generator.model import Page, PageName

SITEMAP_MAX_URLS = 50_000
"""sitemaps.org: URLs a file may hold."""
NEWS_MAX_STORIES = 1_000
"""Google: stories a news sitemap may hold."""
LATEST = "latest"
TRENDING = "trending"
FRONTS = ("section", "topic", "byline", "month", "year")
"""Kinds of listing that search engines should know the front of."""

Shelf = tuple[str, int]
"""A subject and how many pages it has, numbered from 0."""


class Kind(NamedTuple):
    """A kind of page: what there is of it, and where it stands."""

    all: Callable[[Edition], Iterable[Shelf]]
    pages: Callable[[Edition, str], int]
    """Subject -> how many pages it has; 0 when there is no such subject."""
    url: Callable[[Edition, str, int], str]
    """Subject and number -> address."""


def plan_all(edition: Edition) -> Iterator[Page]:
    """Every page of the edition, in the order in which they are put in place."""
    for kind in KINDS:
        yield from (page for page in _pages_of(edition, kind) if _has_room(edition, page))


def _pages_of(edition: Edition, name: str) -> Iterator[Page]:
    """Every page of a kind, whether it has its place or not."""
    kind = KINDS[name]
    for subject, pages in kind.all(edition):
        for number in range(pages):
            yield Page(kind.url(edition, subject, number), name, subject, number)


def plan_some(edition: Edition, names: Iterable[PageName]) -> tuple[list[Page], list[PageName]]:
    """Those of the pages called `names` that exist, in that order; and the names of those that don't."""
    pages, gone = [], []
    for name in names:
        page = find_page(edition, name)
        if page:
            pages.append(page)
        else:
            gone.append(name)
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(pages, key=lambda page: (order[page.kind], page)), gone


def find_page(edition: Edition, name: PageName) -> Page | None:
    """The page called `name`, if it exists."""
    kind, subject, number = name
    if number >= KINDS[kind].pages(edition, subject):
        return None
    page = Page(KINDS[kind].url(edition, subject, number), kind, subject, number)
    return page if _has_room(edition, page) else None


def _has_room(edition: Edition, page: Page) -> bool:
    """Whether the page has its place: a static file's goes before; but it gives way where others need a folder."""
    place = edition.addresses.place(page.url)
    if page.kind == "static":
        return not is_in_the_way(edition.store, place, edition.taken)
    return place not in edition.taken


def section_of(part: str) -> str:
    """The section whose list a part is, or empty for the whole paper's: `latest:world`, `latest`."""
    return part.partition(":")[2]


def part_names(edition: Edition, sections: Iterable[str]) -> Iterator[str]:
    """The lists that pages share: the whole paper's, and those of `sections`."""
    slugs = list(sections)
    for name in (LATEST, TRENDING) if edition.has_trending else (LATEST,):
        yield name
        yield from (f"{name}:{slug}" for slug in slugs)


def _has_part(edition: Edition, part: str) -> bool:
    name, _, section = part.partition(":")
    known = name == LATEST or (name == TRENDING and edition.has_trending)
    return known and (part == name or edition.subject("section", section) is not None)


def full_pages(stories: int, size: int) -> int:
    """How many numbered pages a listing has beside its front.

    Page 1 holds the oldest `size` stories and never changes when one is added. The front holds what is left
    and always at least `size` of them, so the newest full page is part of it.
    """
    return max(0, stories // size - 1)


def _parts_of(total: int, size: int) -> int:
    return -(-total // size)


def _once(edition: Edition) -> list[Shelf]:  # noqa: ARG001 -- asked of every kind
    return [("", 1)]


def _one(edition: Edition, subject: str) -> int:  # noqa: ARG001
    return int(not subject)


def _single(address: Callable[[Edition], str]) -> Kind:
    """A kind of which there is one page."""
    return Kind(_once, _one, lambda edition, _subject, _number: address(edition))


def _listing(kind: str) -> Kind:
    """Sections, topics, bylines or days: a front and numbered pages."""

    def count(edition: Edition, found: queries.Subject | None) -> int:
        return full_pages(found.stories, edition.config.page_size) + 1 if found else 0

    return Kind(
        lambda edition: ((one.slug, count(edition, one)) for one in edition.subjects(kind)),
        lambda edition, slug: count(edition, edition.subject(kind, slug)),
        lambda edition, slug, number: page_of(edition.addresses.front(kind, slug), number),
    )


def _span(kind: str) -> Kind:
    """Months or years."""
    return Kind(
        lambda edition: ((one.slug, 1) for one in edition.subjects(kind)),
        lambda edition, slug: int(edition.subject(kind, slug) is not None),
        lambda edition, slug, _number: edition.addresses.archive(slug),
    )


def _all_feeds(kind: str) -> Callable[[Edition], Iterator[Shelf]]:
    def shelves(edition: Edition) -> Iterator[Shelf]:
        yield "", 1
        for listing in ("section", "topic", "byline"):
            if kind in feed_files(listing):
                yield from ((f"{listing}:{one.slug}", 1) for one in edition.subjects(listing))

    return shelves


def _feed(kind: str) -> Kind:
    """The whole paper's feed, and those of its sections, topics and bylines."""

    def pages(edition: Edition, subject: str) -> int:
        listing, _, slug = subject.partition(":")
        return int(not subject or (kind in feed_files(listing) and edition.subject(listing, slug) is not None))

    def url(edition: Edition, subject: str, number: int) -> str:  # noqa: ARG001
        listing, _, slug = subject.partition(":")
        front = edition.addresses.front(listing, slug) if subject else edition.addresses.home
        return front + FEED_FILES[kind][0]

    return Kind(_all_feeds(kind), pages, url)


def _sitemap(stem: str, count: Callable[[Edition], int]) -> Kind:
    """A sitemap of one subject, cut into files of what one may hold."""
    return Kind(
        lambda edition: [("", count(edition))],
        lambda edition, subject: 0 if subject else count(edition),
        lambda edition, _subject, number: _file_of_map(edition, stem, number),
    )


def _file_of_map(edition: Edition, stem: str, number: int) -> str:
    return f"{edition.addresses.prefix}/sitemaps/{stem}{f'-{number + 1}' if number else ''}.xml"


def _count_news(edition: Edition) -> int:
    stories, _ = queries.count_indexed_since(edition.store, edition.news_since)
    return max(1, _parts_of(stories, NEWS_MAX_STORIES))


def _count_fronts(edition: Edition) -> int:
    known = queries.count_subjects(edition.store, FRONTS)
    empty = sum(1 for slug in edition.addresses.sections if not queries.subject(edition.store, "section", slug))
    return _parts_of(known + empty + 4, SITEMAP_MAX_URLS)


def indexed_fronts(edition: Edition) -> Iterator[tuple[str, int | None]]:
    """Address and last change of the pages beside stories that search engines should know; no numbered ones."""
    at = edition.addresses
    for kind in FRONTS:
        yield from ((at.front(kind, one.slug), one.changed) for one in edition.subjects(kind))
    yield from ((url, None) for url in (at.archive(), at.topics, at.bylines, at.home))


def sitemap_pages(edition: Edition) -> Iterator[Page]:
    """The sitemaps that the index names."""
    for name in ("sitemap-month", "sitemap-pages", "sitemap-news"):
        yield from _pages_of(edition, name)


KINDS: dict[str, Kind] = {
    "static": Kind(
        lambda edition: ((url, 1) for url in edition.assets),
        lambda edition, url: int(url in edition.assets),
        lambda _edition, url, _number: url,
    ),
    "story": Kind(
        lambda edition: ((path, 1) for path, _ in queries.public_addresses(edition.store)),
        lambda edition, path: int(bool(queries.address_of(edition.store, path))),
        lambda edition, path, _number: queries.address_of(edition.store, path),
    ),
    **{kind: _listing(kind) for kind in queries.LISTINGS},
    "month": _span("month"),
    "year": _span("year"),
    "archive": _single(lambda edition: edition.addresses.archive()),
    "topics": _single(lambda edition: edition.addresses.topics),
    "bylines": _single(lambda edition: edition.addresses.bylines),
    "part": Kind(
        lambda edition: ((part, 1) for part in part_names(edition, (one.slug for one in edition.subjects("section")))),
        lambda edition, subject: int(_has_part(edition, subject)),
        lambda edition, subject, _number: part_url(edition.addresses, subject),
    ),
    "home": _single(lambda edition: edition.addresses.home),
    "notfound": _single(lambda edition: f"{edition.addresses.prefix}/404.html"),
    **{kind: _feed(kind) for kind in FEED_FILES},
    "sitemap-month": Kind(
        lambda edition: (
            (month, _parts_of(stories, SITEMAP_MAX_URLS)) for month, stories in queries.months(edition.store)
        ),
        lambda edition, month: _parts_of(queries.indexed_in_month(edition.store, month), SITEMAP_MAX_URLS),
        _file_of_map,
    ),
    "sitemap-pages": _sitemap("pages", _count_fronts),
    "sitemap-news": _sitemap("news", _count_news),
    "sitemap-index": _single(lambda edition: f"{edition.addresses.prefix}/sitemap.xml"),
    "robots": _single(lambda edition: f"{edition.addresses.prefix}/robots.txt"),
    "redirect": Kind(
        lambda edition: ((url, 1) for url in queries.former_addresses(edition.store)),
        lambda edition, url: int(bool(queries.target_of(edition.store, url))),
        lambda _edition, url, _number: url,
    ),
    "gone": Kind(
        lambda edition: ((url, 1) for url in edition.gone if has_room(edition, url)),
        lambda edition, url: int(url in edition.gone and has_room(edition, url)),
        lambda _edition, url, _number: url,
    ),
}
"""Every kind of page, in the order in which they are put in place. The gatherers know the same kinds."""
