"""Feeds, sitemaps and robots.txt: what goes out to readers' programs and to search engines."""

import re
import uuid
from collections.abc import Iterable
from datetime import datetime
from html import escape, unescape
from itertools import islice
from urllib.parse import urljoin

from generator.archive import queries
from generator.catalogue.copy import body_of
from generator.edition.edition import Edition
from generator.edition.formats import open_with_dateline
from generator.edition.inputs import FeedInputs, FeedItem, Location, PageFacts, RobotsInputs, SitemapInputs
from generator.edition.page_head import absolute, page_facts
from generator.edition.plan import NEWS_MAX_STORIES, SITEMAP_MAX_URLS, indexed_fronts, sitemap_pages
from generator.gate import EPOCH, moment_of
from generator.model import Card, Page

TAG = re.compile(r"<[^>]*>")
RELATIVE = re.compile(r' (?:href|src)="(?!https?://|mailto:)')
"""In most stories every link is whole already, and this says so a hundred times sooner than looking at each."""
KEPT_ITEMS = 300
"""Stories kept ready for the next feed that they are in. Few meet there soon, and each has its whole text."""
LINK = re.compile(r' (href|src)="([^"]*)"')


def gather_feed(edition: Edition, page: Page) -> tuple[PageFacts, FeedInputs]:
    """A feed of the whole site (no subject) or of `section:…`, `topic:…`, `byline:…`."""
    kind, _, slug = page.subject.partition(":")
    home = edition.addresses.front(kind, slug) if kind else edition.site.home
    items = tuple(_feed_item(edition, card) for card in _feed_cards(edition, kind, slug))
    inputs = FeedInputs(
        title=_feed_title(edition, kind, slug),
        home=absolute(edition, home),
        items=items,
        updated=max((item.story.updated or item.story.published for item in items), default=EPOCH),
    )
    return page_facts(edition, page, inputs.title, edition.site.description), inputs


def _feed_cards(edition: Edition, kind: str, slug: str) -> tuple[Card, ...]:
    count = edition.config.feeds.items
    if not kind:
        return queries.newest(edition.store, count)
    total = _stories(edition, kind, slug)
    return queries.listed(edition.store, kind, slug, max(0, total - count), count, total)


def _stories(edition: Edition, kind: str, slug: str) -> int:
    subject = edition.subject(kind, slug)
    return subject.stories if subject else 0


def _feed_title(edition: Edition, kind: str, slug: str) -> str:
    if not kind:
        return edition.site.name
    subject = edition.subject(kind, slug)
    name = edition.addresses.section(slug).name if kind == "section" or not subject else subject.name
    return f"{edition.site.name}: {name}"


def _feed_item(edition: Edition, card: Card) -> FeedItem:
    item = edition.feed_items.get(card.path)
    if item is None:
        if len(edition.feed_items) >= KEPT_ITEMS:
            edition.feed_items.clear()
        item = edition.feed_items[card.path] = _make_item(edition, card)
    return item


def _make_item(edition: Edition, card: Card) -> FeedItem:
    full = edition.config.feeds.full_text
    body = body_of(edition.store, card.path).html if full else ""
    return FeedItem(
        story=card,
        guid=guid_of(edition.config.address, card.path),
        html=make_absolute(open_with_dateline(body, card.dateline, card.source), edition.site.address + card.url),
        topics=tuple(name for _, name in queries.topics_of(edition.store, card.path)),
    )


def guid_of(address: str, path: str) -> str:
    """A permanent name of the story at `path`: it outlives changes of headline, slug and permalink."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{address.rstrip('/')}#{path}").urn


def make_absolute(html: str, url: str) -> str:
    """Sanitised `html` of the page at the absolute `url` with absolute links, since feeds are read elsewhere."""
    if not RELATIVE.search(html):
        return html

    def whole(found: re.Match[str]) -> str:
        return f' {found[1]}="{escape(urljoin(url, unescape(found[2])))}"'

    return TAG.sub(lambda tag: LINK.sub(whole, tag[0]), html)


def gather_month_map(edition: Edition, page: Page) -> tuple[PageFacts, SitemapInputs]:
    """Sitemap of the stories of one month, or of a part of them."""
    first = page.number * SITEMAP_MAX_URLS
    cards = queries.indexed_in(edition.store, page.subject, first, SITEMAP_MAX_URLS)
    return _sitemap(edition, page, (_story_location(edition, card) for card in cards))


def gather_page_map(edition: Edition, page: Page) -> tuple[PageFacts, SitemapInputs]:
    """Sitemap of the fronts: home, sections, topics, bylines, archive."""
    first = page.number * SITEMAP_MAX_URLS
    fronts = islice(indexed_fronts(edition), first, first + SITEMAP_MAX_URLS)
    return _sitemap(edition, page, (_front_location(edition, *one) for one in fronts))


def gather_news_map(edition: Edition, page: Page) -> tuple[PageFacts, SitemapInputs]:
    """The stories of the last two days. With none, the home page stands in: an empty list is invalid."""
    first = page.number * NEWS_MAX_STORIES
    cards = queries.indexed_since(edition.store, edition.news_since, first, NEWS_MAX_STORIES)
    locations = [Location(url=absolute(edition, card.url), story=card, photo=card.photo) for card in cards]
    return _sitemap(edition, page, locations or [Location(url=absolute(edition, edition.site.home))])


def gather_index(edition: Edition, page: Page) -> tuple[PageFacts, SitemapInputs]:
    """The index of all sitemaps."""
    return _sitemap(edition, page, (_map_location(edition, one) for one in sitemap_pages(edition)))


def gather_robots(edition: Edition, page: Page) -> tuple[PageFacts, RobotsInputs]:
    """robots.txt: everything may be read; here is the sitemap."""
    sitemap = absolute(edition, f"{edition.addresses.prefix}/sitemap.xml")
    return page_facts(edition, page, "robots.txt"), RobotsInputs(sitemaps=(sitemap,), disallow=())


def _sitemap(edition: Edition, page: Page, locations: Iterable[Location]) -> tuple[PageFacts, SitemapInputs]:
    return page_facts(edition, page, "Sitemap"), SitemapInputs(locations=tuple(locations))


def _story_location(edition: Edition, card: Card) -> Location:
    return Location(url=absolute(edition, card.url), changed=card.updated or card.published, photo=card.photo)


def _front_location(edition: Edition, url: str, changed: int | None) -> Location:
    return Location(url=absolute(edition, url), changed=_moment(changed))


def _map_location(edition: Edition, page: Page) -> Location:
    changed = queries.last_change_in(edition.store, page.subject) if page.kind == "sitemap-month" else None
    return Location(url=absolute(edition, page.url), changed=_moment(changed))


def _moment(order: int | None) -> datetime | None:
    return None if order is None else moment_of(order)
