"""Feeds: the newest stories for feed readers, in three formats."""

import re
import uuid
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import urljoin

from generator.archive import queries
from generator.archive.photos import key_of, photo_url, rendition_at, shown_photos
from generator.catalogue.copy import body_of, story_of
from generator.catalogue.receipts import receipt_of
from generator.edition.charts import figures_of, with_tables
from generator.edition.edition import Edition
from generator.edition.feed_inputs import FeedInputs, FeedItem
from generator.edition.formats import open_with_dateline
from generator.edition.inline_photos import inline_photos, with_figures
from generator.edition.inputs import PageFacts
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages.kind import JSON_FEED, Kind, SubjectPages
from generator.edition.pages.photo import PHOTO
from generator.edition.site import FEED_FILES, feed_files
from generator.gate import EPOCH
from generator.model import Card, Page
from generator.photo_records import Photo

TAG = re.compile(r"<[^>]*>")
RELATIVE = re.compile(r' (?:href|src)="(?!https?://|mailto:)')
"""Finds links that aren't absolute. Most stories have none, which this tells a hundred times faster than parsing."""
KEPT_ITEMS = 300
"""How many stories are cached for the next feed that they are in. Each holds its whole text."""
LINK = re.compile(r' (href|src)="([^"]*)"')


def gather_feed(edition: Edition, page: Page) -> tuple[PageFacts, FeedInputs]:
    """Gather a feed of the whole site (no subject) or of `section:…`, `topic:…`, `byline:…`."""
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
    written = subject.name if subject else ""
    name = edition.addresses.section(slug, written).name if kind == "section" or not subject else subject.name
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
    body = _feed_body(edition, card) if full else ""
    return FeedItem(
        story=card,
        guid=guid_of(edition.config.address, card.path),
        html=make_absolute(open_with_dateline(body, card.dateline, card.source), edition.site.address + card.url),
        topics=tuple(name for _, name in queries.topics_of(edition.store, card.path)),
        photo_bytes=_bytes_of(edition, card.photo) if card.photo else 0,
    )


def _feed_body(edition: Edition, card: Card) -> str:
    """Return the text of a story with its photos and the tables of its charts."""
    body = body_of(edition.store, card.path)
    html = body.html
    if body.charts:
        story = story_of(edition.store, card.path)
        shown, language = shown_photos(edition.store, card.path), card.language or edition.site.language
        figures = figures_of(edition.store, story, body, shown, language)
        html = with_tables(html, figures)
    if "<img" in html:
        html = with_figures(html, inline_photos(shown_photos(edition.store, card.path)))
    return html


def _bytes_of(edition: Edition, photo: Photo) -> int:
    """Return the size of a photo's file: of the one that is published, or else of the one that was just made."""
    name = photo.url.removeprefix(photo_url(edition.addresses.prefix, ""))
    receipt = receipt_of(edition.store, (PHOTO.name, name, 0))
    if receipt is not None:
        return receipt.size
    made_of = rendition_at(edition.store, name)
    return edition.renditions.size_of(key_of(*made_of)) if made_of and edition.renditions else 0


def guid_of(address: str, path: str) -> str:
    """Return a permanent name of the story at `path`, which outlives changes of headline, slug and permalink."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{address.rstrip('/')}#{path}").urn


def make_absolute(html: str, url: str) -> str:
    """Return sanitised `html` of the page at the absolute `url` with absolute links, as feeds need them."""
    if not RELATIVE.search(html):
        return html

    def whole(found: re.Match[str]) -> str:
        return f' {found[1]}="{escape(urljoin(url, unescape(found[2])))}"'

    return TAG.sub(lambda tag: LINK.sub(whole, tag[0]), html)


# --- the kinds ------------------------------------------------------------------------------------


def _feed(name: str, template: str) -> Kind:
    """Return a kind of feed, which the whole paper has, and sections, topics and bylines."""
    file, media_type, _ = FEED_FILES[name]

    def subjects(edition: Edition) -> Iterator[SubjectPages]:
        yield "", 1
        for listing in ("section", "topic", "byline"):
            if name in feed_files(listing):
                yield from ((f"{listing}:{one.slug}", 1) for one in edition.subjects(listing))

    def pages(edition: Edition, subject: str) -> int:
        listing, _, slug = subject.partition(":")
        return int(not subject or (name in feed_files(listing) and edition.subject(listing, slug) is not None))

    def url(edition: Edition, subject: str, _number: int) -> str:
        listing, _, slug = subject.partition(":")
        return (edition.addresses.front(listing, slug) if subject else edition.addresses.home) + file

    return Kind(
        name=name,
        subjects=subjects,
        pages=pages,
        url=url,
        gather=gather_feed,
        template=template,
        inputs=FeedInputs,
        stage="feeds",
        media_type=media_type,
    )


RSS = _feed("rss", "rss.xml")
ATOM = _feed("atom", "atom.xml")
JSON = _feed("jsonfeed", JSON_FEED)
