"""The sitemaps, which list the site's pages for search engines."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

import msgspec

from generator.archive import indexed, own_pages, queries
from generator.archive.events import has_events
from generator.archive.translations import paths_in_groups
from generator.edition.edition import Edition
from generator.edition.inputs import PageFacts
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages.kind import Gathered, Kind, pages_of, single_page
from generator.edition.site_inputs import Alternate
from generator.edition.sitemap_inputs import Location, SitemapInputs
from generator.edition.translations import alternates, versions
from generator.gate import moment_of, order_of
from generator.model import Card, Page

SITEMAP_MAX_URLS = 50_000
"""How many URLs a sitemap file may hold, by sitemaps.org."""
NEWS_MAX_STORIES = 1_000
"""How many stories a file of the news sitemap may hold, by Google's rules."""
FRONTS = ("section", "topic", "byline", "series", "month", "year")
"""Kinds of listing whose fronts are in a sitemap."""
XML = "application/xml"


# --- which files exist ----------------------------------------------------------------------------


def files_for(entries: int, size: int) -> int:
    """Return how many files hold `entries` entries, at most `size` in each."""
    return -(-entries // size)


def _file_url(edition: Edition, stem: str, number: int) -> str:
    return f"{edition.addresses.prefix}/sitemaps/{stem}{f'-{number + 1}' if number else ''}.xml"


def _count_news(edition: Edition) -> int:
    stories, _ = indexed.count_news_since(edition.store, edition.news_since)
    return max(1, files_for(stories, NEWS_MAX_STORIES))


def _count_fronts(edition: Edition) -> int:
    known = queries.count_subjects(edition.store, FRONTS)
    empty = sum(1 for slug in edition.addresses.sections if not queries.subject(edition.store, "section", slug))
    single = len(_single_fronts(edition))
    return files_for(known + empty + single + own_pages.count_indexed(edition.store), SITEMAP_MAX_URLS)


def _indexed_fronts(edition: Edition) -> Iterator[tuple[str, int | None, str]]:
    """Yield address, last change and path of the fronts for search engines. Numbered pages are left out.

    Only the paper's own pages have a path.
    """
    at = edition.addresses
    for kind in FRONTS:
        yield from ((at.front(kind, one.slug), one.changed, "") for one in edition.subjects(kind))
    for page in own_pages.all_pages(edition.store):
        if not page.noindex:
            yield page.url, order_of(page.updated) if page.updated else None, page.path
    yield from ((url, None, "") for url in _single_fronts(edition))


def _single_fronts(edition: Edition) -> list[str]:
    """Return the addresses of the fronts of which there is one each."""
    at = edition.addresses
    series = [at.series] if edition.subjects("series") else []
    events = [at.events] if has_events(edition.store) else []
    return [at.archive(), at.topics, at.bylines, *series, *events, at.corrections, at.feeds, at.home]


# --- what they hold -------------------------------------------------------------------------------


def gather_months(edition: Edition, page: Page) -> tuple[PageFacts, SitemapInputs]:
    """Gather the stories of one month, or the part of them that one file holds."""
    first = page.number * SITEMAP_MAX_URLS
    cards = indexed.indexed_in(edition.store, page.subject, first, SITEMAP_MAX_URLS)
    grouped = _grouped(edition)
    return _gathered(edition, page, (_story_location(edition, card, grouped) for card in cards))


def gather_fronts(edition: Edition, page: Page) -> tuple[PageFacts, SitemapInputs]:
    """Gather the fronts: home, sections, topics, bylines, archive; and the paper's own pages."""
    first = page.number * SITEMAP_MAX_URLS
    fronts = islice(_indexed_fronts(edition), first, first + SITEMAP_MAX_URLS)
    grouped = _grouped(edition)
    found = (
        msgspec.structs.replace(_location(edition, url, changed), alternates=_alternates(edition, path, grouped))
        for url, changed, path in fronts
    )
    return _gathered(edition, page, found)


def gather_news(edition: Edition, page: Page) -> tuple[PageFacts, SitemapInputs]:
    """Gather the stories of the last two days, or the home page if there are none: an empty list is invalid."""
    first = page.number * NEWS_MAX_STORIES
    cards = indexed.news_since(edition.store, edition.news_since, first, NEWS_MAX_STORIES)
    locations = [Location(url=absolute(edition, card.url), story=card, photo=card.photo) for card in cards]
    return _gathered(edition, page, locations or [Location(url=absolute(edition, edition.site.home))])


def gather_index(edition: Edition, page: Page) -> tuple[PageFacts, SitemapInputs]:
    """Gather the addresses of all other sitemaps."""
    maps = (one for kind in (MONTHS, FRONT_PAGES, NEWS) for one in pages_of(edition, kind))
    return _gathered(edition, page, (_map_location(edition, one) for one in maps))


def _gathered(edition: Edition, page: Page, locations: Iterable[Location]) -> tuple[PageFacts, SitemapInputs]:
    return page_facts(edition, page, "Sitemap"), SitemapInputs(locations=tuple(locations))


def _story_location(edition: Edition, card: Card, grouped: frozenset[str]) -> Location:
    return Location(
        url=absolute(edition, card.url),
        changed=card.updated or card.published,
        photo=card.photo,
        alternates=_alternates(edition, card.path, grouped),
    )


def _grouped(edition: Edition) -> frozenset[str]:
    """Return the stories and pages of which there may be translations."""
    return paths_in_groups(edition.store) if edition.has_translations else frozenset()


def _alternates(edition: Edition, path: str, grouped: frozenset[str]) -> tuple[Alternate, ...]:
    """Return the page of `path` in each of its languages; nothing if there is one."""
    return alternates(edition, path, versions(edition, path)) if path in grouped else ()


def _location(edition: Edition, url: str, changed: int | None) -> Location:
    return Location(url=absolute(edition, url), changed=_moment(changed))


def _map_location(edition: Edition, page: Page) -> Location:
    changed = indexed.last_change_in(edition.store, page.subject) if page.kind == MONTHS.name else None
    return _location(edition, page.url, changed)


def _moment(order: int | None) -> datetime | None:
    return None if order is None else moment_of(order)


# --- the kinds ------------------------------------------------------------------------------------


def _numbered(
    name: str,
    stem: str,
    count: Callable[[Edition], int],
    gather: Callable[[Edition, Page], Gathered],
    template: str = "sitemap.xml",
) -> Kind:
    """Return a sitemap of the whole paper, split into as many files as it needs."""
    return Kind(
        name=name,
        subjects=lambda edition: [("", count(edition))],
        pages=lambda edition, subject: 0 if subject else count(edition),
        url=lambda edition, _subject, number: _file_url(edition, stem, number),
        gather=gather,
        template=template,
        inputs=SitemapInputs,
        stage="feeds",
        media_type=XML,
    )


MONTHS = Kind(
    name="sitemap-month",
    subjects=lambda edition: (
        (month, files_for(stories, SITEMAP_MAX_URLS)) for month, stories in indexed.months(edition.store)
    ),
    pages=lambda edition, month: files_for(indexed.indexed_in_month(edition.store, month), SITEMAP_MAX_URLS),
    url=_file_url,
    gather=gather_months,
    template="sitemap.xml",
    inputs=SitemapInputs,
    stage="feeds",
    media_type=XML,
)
FRONT_PAGES = _numbered("sitemap-pages", "pages", _count_fronts, gather_fronts)
NEWS = _numbered("sitemap-news", "news", _count_news, gather_news, "sitemap-news.xml")
INDEX = single_page(
    "sitemap-index",
    lambda edition: f"{edition.addresses.prefix}/sitemap.xml",
    gather_index,
    "sitemap-index.xml",
    SitemapInputs,
    stage="feeds",
    media_type=XML,
)
