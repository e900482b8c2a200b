"""Feeds: the newest stories for feed readers, in three formats."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice

import msgspec

from generator.archive import queries
from generator.archive.corrections import newest_corrections
from generator.archive.identity import id_in_story, new_id
from generator.archive.photos import key_of, photo_url, rendition_at
from generator.catalogue.receipts import receipt_of
from generator.edition.edition import Edition
from generator.edition.feed_inputs import FeedInputs, FeedItem
from generator.edition.feed_text import feed_text
from generator.edition.inputs import PageFacts
from generator.edition.page_head import absolute, page_facts
from generator.edition.pages import corrections
from generator.edition.pages.corrections import corrections_link
from generator.edition.pages.kind import JSON_FEED, Kind, SubjectPages
from generator.edition.pages.photo import PHOTO
from generator.edition.paid import told_card
from generator.edition.site import FEED_FILES, feed_files
from generator.gate import EPOCH, moment_of
from generator.model import Card, Page
from generator.photo_records import Photo

CORRECTIONS = f"{corrections.NAME}:"
"""The subject of the feed of all corrections."""
KEPT_ITEMS = 300
"""How many stories are cached for the next feed that they are in. Each holds its whole text."""


def gather_feed(edition: Edition, page: Page) -> tuple[PageFacts, FeedInputs]:
    """Gather a feed of the whole site (no subject), of `section:…`, `topic:…`, `byline:…`, or of all `corrections:`."""
    kind, _, slug = page.subject.partition(":")
    home = edition.addresses.front(kind, slug) if kind else edition.site.home
    subject = edition.subject(kind, slug) if slug else None
    if page.subject == CORRECTIONS:
        items = tuple(correction_items(edition))
    else:
        items = _feed_items(edition, _feed_cards(edition, kind, slug, subject))
    inputs = FeedInputs(
        title=_feed_title(edition, kind, slug, subject),
        home=absolute(edition, home),
        items=items,
        updated=max((item.story.updated or item.story.published for item in items), default=EPOCH),
    )
    return page_facts(edition, page, inputs.title, edition.site.description), inputs


def _feed_cards(edition: Edition, kind: str, slug: str, subject: queries.Subject | None) -> tuple[Card, ...]:
    count = edition.config.feeds.items
    if not kind:
        return queries.newest(edition.store, count)
    total = subject.stories if subject else 0
    return edition.lookups.listed(kind, slug, max(0, total - count), count, total)


def _feed_title(edition: Edition, kind: str, slug: str, subject: queries.Subject | None) -> str:
    if not kind:
        return edition.site.name
    if kind == corrections.NAME:
        return f"{edition.site.name}: {corrections_link(edition).name}"
    written = subject.name if subject else ""
    name = edition.addresses.section(slug, written).name if kind == "section" or not subject else subject.name
    return f"{edition.site.name}: {name}"


def _feed_items(edition: Edition, cards: Sequence[Card]) -> tuple[FeedItem, ...]:
    """Return the stories as items of a feed. Most were in a feed before, and are made already."""
    kept = edition.feed_items
    new = [card.path for card in cards if card.path not in kept]
    edition.lookups.ids.ahead(new)
    edition.lookups.topics.ahead(new)
    edition.lookups.texts.ahead(new if edition.config.feeds.full_text else ())
    items = {card.path: kept.get(card.path) or _make_item(edition, card) for card in cards}
    kept.update(items)
    for path in list(islice(kept, max(0, len(kept) - KEPT_ITEMS))):
        del kept[path]
    return tuple(items.values())


def _make_item(edition: Edition, card: Card) -> FeedItem:
    known, address = edition.lookups.ids.of(card.path), edition.config.address
    return FeedItem(
        story=told_card(card, edition.words),
        guid=known or new_id(edition.store, address, card.path),
        html=feed_text(edition, card),
        topics=tuple(name for _, name in edition.lookups.topics.of(card.path)),
        photo_bytes=_bytes_of(edition, card.photo) if card.photo else 0,
    )


def _bytes_of(edition: Edition, photo: Photo) -> int:
    """Return the size of a photo's file: of the one that is published, or else of the one that was just made."""
    name = photo.url.removeprefix(photo_url(edition.addresses.prefix, ""))
    receipt = receipt_of(edition.store, (PHOTO.name, name, 0))
    if receipt is not None:
        return receipt.size
    made_of = rendition_at(edition.store, name)
    return edition.renditions.size_of(key_of(*made_of)) if made_of and edition.renditions else 0


def correction_items(edition: Edition) -> Iterator[FeedItem]:
    """Yield the newest corrections, each as the item of its story that leads to the corrections under it."""
    for one in newest_corrections(edition.store, edition.config.feeds.items):
        card, text = one.story, one.correction.text
        headline = edition.words.gettext("Correction: %(headline)s") % {"headline": card.headline}
        url = f"{card.url}#corrections"
        shown = msgspec.structs.replace(
            card, url=url, headline=headline, deck=text, published=moment_of(one.moment), updated=None, photo=None
        )
        guid = id_in_story(edition.store, edition.config.address, card.path, text)
        yield FeedItem(story=shown, guid=guid, html=f"<p>{escape(text)}</p>", topics=())


# --- the kinds ------------------------------------------------------------------------------------


def _feed(name: str, template: str) -> Kind:
    """Return a kind of feed, which the whole paper has, and sections, topics and bylines."""
    file, media_type, _ = FEED_FILES[name]

    def subjects(edition: Edition) -> Iterator[SubjectPages]:
        yield from (("", 1), (CORRECTIONS, 1))
        for listing in ("section", "topic", "byline"):
            if name in feed_files(edition.config, listing):
                yield from ((f"{listing}:{one.slug}", 1) for one in edition.subjects(listing))

    def pages(edition: Edition, subject: str) -> int:
        listing, _, slug = subject.partition(":")
        if subject in {"", CORRECTIONS}:
            return 1
        return int(name in feed_files(edition.config, listing) and edition.subject(listing, slug) is not None)

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
