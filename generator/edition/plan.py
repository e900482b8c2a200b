"""Which pages exist in this edition, in the order in which they are put in place.

The order keeps links from pointing at what isn't there yet: static files, stories, listings, feeds,
sitemaps, redirects; removals come last of all (press/printing.py).
"""

from collections.abc import Iterator

from generator.archive import queries
from generator.archive.addresses import Addresses, file_of, fold, folders_of, page_of
from generator.edition.edition import Edition
from generator.edition.site import FEED_FILES
from generator.model import Page

SITEMAP_MAX_URLS = 50_000
"""sitemaps.org: URLs a file may hold."""
NEWS_MAX_STORIES = 1_000
"""Google: stories a news sitemap may hold."""


def plan_pages(edition: Edition) -> list[Page]:
    """Every page of the edition; no two with one file, and none with a file where others need a folder.

    A static file of the paper's own goes before a page that Broadsheet makes, a redirect gives way to everything.
    """
    pages: dict[str, Page] = {}
    for page in _all_pages(edition):
        pages.setdefault(fold(file_of(page.url, edition.addresses.prefix)), page)
    folders = folders_of(pages)
    return [
        page
        for file, page in pages.items()
        if page.kind not in {"static", "redirect"}
        or (file not in folders and pages.keys().isdisjoint(folders_of([file])))
    ]


def _all_pages(edition: Edition) -> Iterator[Page]:
    yield from (Page(url, "static", url) for url in edition.assets)
    yield from (Page(url, "story", path) for path, url in queries.public_addresses(edition.store))
    yield from _listings(edition)
    yield from _feeds(edition)
    yield from _sitemaps(edition)
    yield from (Page(url, "redirect", path) for url, path in queries.former_addresses(edition.store))


def _listings(edition: Edition) -> Iterator[Page]:
    at = edition.addresses
    for kind in queries.LISTINGS:
        for subject in edition.subjects[kind].values():
            yield from _numbered(front_of(at, kind, subject.slug), kind, subject, edition.config.page_size)
    yield from _calendar(edition)
    yield Page(at.topics, "topics")
    yield Page(at.bylines, "bylines")
    yield Page(at.home, "home")
    yield Page(f"{at.prefix}/404.html", "notfound")


def front_of(at: Addresses, kind: str, slug: str) -> str:
    """The address of a listing's front."""
    if kind == "section":
        return at.section(slug).url
    if kind == "topic":
        return at.topic(slug)
    return at.byline(slug) if kind == "byline" else at.archive(slug)


def _numbered(front: str, kind: str, subject: queries.Subject, size: int) -> Iterator[Page]:
    yield Page(front, kind, subject.slug, 0)
    for number in range(1, full_pages(subject.stories, size) + 1):
        yield Page(page_of(front, number), kind, subject.slug, number)


def full_pages(stories: int, size: int) -> int:
    """How many numbered pages a listing has beside its front.

    Page 1 holds the oldest `size` stories and never changes when one is added. The front holds what is left
    and always at least `size` of them, so the newest full page is part of it.
    """
    return max(0, stories // size - 1)


def _calendar(edition: Edition) -> Iterator[Page]:
    at = edition.addresses
    days = list(edition.subjects["day"])
    for kind, length in (("month", 7), ("year", 4)):
        yield from (Page(at.archive(span), kind, span) for span in dict.fromkeys(day[:length] for day in days))
    yield Page(at.archive(), "archive")


def _feeds(edition: Edition) -> Iterator[Page]:
    at = edition.addresses
    yield from _feeds_of(at.home, "")
    for kind in ("section", "topic", "byline"):
        for subject in edition.subjects[kind].values():
            yield from _feeds_of(front_of(at, kind, subject.slug), f"{kind}:{subject.slug}")


def _feeds_of(front: str, subject: str) -> Iterator[Page]:
    return (Page(front + file, kind, subject) for kind, (file, _, _) in FEED_FILES.items())


def _sitemaps(edition: Edition) -> Iterator[Page]:
    yield from sitemap_pages(edition)
    yield Page(f"{edition.addresses.prefix}/sitemap.xml", "sitemap-index")
    yield Page(f"{edition.addresses.prefix}/robots.txt", "robots")


def sitemap_pages(edition: Edition) -> Iterator[Page]:
    """The sitemaps that the index names."""
    folder = f"{edition.addresses.prefix}/sitemaps"
    for month, stories in queries.months(edition.store):
        yield from _parts(f"{folder}/{month}", "sitemap-month", month, stories, SITEMAP_MAX_URLS)
    yield from _parts(f"{folder}/pages", "sitemap-pages", "", len(indexed_pages(edition)), SITEMAP_MAX_URLS)
    yield from _parts(f"{folder}/news", "sitemap-news", "", max(1, len(edition.news)), NEWS_MAX_STORIES)


def indexed_pages(edition: Edition) -> list[Page]:
    """The pages beside stories that search engines should know: fronts, not the numbered pages behind them."""
    return [page for page in _listings(edition) if not page.number and page.kind not in {"day", "notfound"}]


def _parts(stem: str, kind: str, subject: str, total: int, size: int) -> Iterator[Page]:
    """`stem`.xml, and where one file can't hold all, `stem`-2.xml and so on."""
    for number in range(-(-total // size)):
        yield Page(f"{stem}-{number + 1}.xml" if number else f"{stem}.xml", kind, subject, number)
