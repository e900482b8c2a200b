"""Make of a public story an item of IPTC ninjs, for its page on the site and for `broadsheet export ninjs`."""

from collections.abc import Iterator
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import msgspec

from generator.archive import queries
from generator.archive.identity import id_of
from generator.archive.photos import ShownPhoto, shown_photos
from generator.edition.edition import Edition
from generator.edition.formats import absolute, iso, listed
from generator.edition.ninjs_item import (
    AltId,
    Association,
    Concept,
    NewsItem,
    NewsRendition,
    Part,
    Standard,
)
from generator.edition.whole_text import paragraphs_of, whole_text
from generator.model import Card, Story


def news_item(edition: Edition, path: str) -> NewsItem:
    """Return the public story at `path` as an item. Raises KeyError when it isn't public."""
    card, story, body = queries.whole_story(edition.store, path)
    language = card.language or edition.site.language
    url = edition.site.address + card.url
    html = whole_text(edition, card)
    text = paragraphs_of(html)
    zone = edition.config.zone
    return NewsItem(
        uri=id_of(edition.store, edition.config.address, path),
        standard=Standard(),
        type="text",
        representation_type="full",
        pub_status="usable",
        language=language,
        first_created=iso(card.published, zone),
        version_created=iso(card.updated or card.published, zone),
        expires=iso(story.expires, zone) if story.expires else "",
        by=listed([one.name for one in card.bylines], language),
        located=card.dateline,
        copyright_holder="" if story.syndicated else edition.site.name,
        copyright_notice="" if story.syndicated else edition.config.copyright,
        headlines=tuple(_headlines(story)),
        descriptions=tuple(_descriptions(story)),
        bodies=(
            Part(role="main", content_type="text/html", word_count=body.words, char_count=len(text), value=html),
            Part(role="text", content_type="text/plain", word_count=body.words, char_count=len(text), value=text),
        ),
        subjects=tuple(_subjects(edition, card)),
        genres=(Concept(name=card.genre),) if card.genre else (),
        info_sources=tuple(_sources(edition, story)),
        renditions=(NewsRendition(name="web", href=url, content_type="text/html"),),
        associations=tuple(_photos(edition, path)),
        alt_ids=(AltId(role="path", value=path),),
    )


def withheld(item: NewsItem, story: Story, zone: ZoneInfo) -> NewsItem:
    """Return the item of a story that isn't public: its receiver must not publish it."""
    return msgspec.structs.replace(item, pub_status="withheld", embargoed_until=iso(story.opens, zone))


def _headlines(story: Story) -> Iterator[Part]:
    yield Part(role="main", value=story.headline)
    if story.kicker:
        yield Part(role="kicker", value=story.kicker)


def _descriptions(story: Story) -> Iterator[Part]:
    if story.deck or story.summary:
        yield Part(role="summary", content_type="text/plain", value=story.deck or story.summary)
    yield from (Part(role="correction", content_type="text/plain", value=one.text) for one in story.corrections)


def _subjects(edition: Edition, card: Card) -> Iterator[Concept]:
    address = edition.config.address
    yield Concept(name=card.section.name, rel="section", uri=absolute(address, card.section.url))
    for slug, name in queries.topics_of(edition.store, card.path):
        yield Concept(name=name, rel="about", uri=absolute(address, edition.addresses.topic(slug)), literal=slug)


def _sources(edition: Edition, story: Story) -> Iterator[Concept]:
    if story.source:
        uri = urljoin(edition.site.address, story.source_url) if story.source_url else ""
        yield Concept(name=story.source, role="source", uri=uri)


def _photos(edition: Edition, path: str) -> Iterator[Association]:
    """Yield the photos of the story, each once, the lead first."""
    counts: dict[str, int] = {}
    for shown in shown_photos(edition.store, path):
        counts[shown.place] = counts.get(shown.place, 0) + 1
        yield _photo(edition, shown, counts[shown.place])


def _photo(edition: Edition, shown: ShownPhoto, number: int) -> Association:
    photo, address = shown.photo, edition.config.address
    words = {"caption": photo.caption, "alt": photo.alt}
    sizes = (
        NewsRendition(
            name=f"{one.width}w",
            href=absolute(address, one.url),
            content_type="image/jpeg",
            width=one.width,
            height=one.height,
        )
        for one in photo.whole.jpeg
    )
    return Association(
        name=f"{shown.place}-{number}",
        rel=shown.place,
        uri=absolute(address, photo.url),
        type="picture",
        by=photo.credit or ", ".join(photo.creators),
        copyright_notice=photo.copyright,
        descriptions=tuple(Part(role=role, value=value) for role, value in words.items() if value),
        renditions=tuple(sizes),
        digital_source_type=Concept(name="made with AI, wholly or in part") if photo.made_with_ai else None,
    )
