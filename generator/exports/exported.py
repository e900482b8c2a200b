"""A story or a page of the paper's own as every kind of export takes it."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

import msgspec

from generator.archive import own_pages, queries
from generator.archive.identity import id_of, recorded_addresses
from generator.archive.photos import Original, ShownPhoto, originals_of, shown_photos
from generator.edition.edition import Edition
from generator.edition.whole_text import whole_page_text
from generator.gate import is_public
from generator.model import Body, Link, Story


class Status(StrEnum):
    """Whether readers can see a story."""

    PUBLIC = "public"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"


class ExportedStory(msgspec.Struct, frozen=True, kw_only=True):
    """A story, or a page of the paper's own."""

    story: Story
    body: Body
    html: str
    """The whole text with its dateline, with photos as figures and absolute links."""
    address: str
    """Absolute."""
    id: str
    status: Status
    section: Link
    topics: tuple[tuple[str, str], ...] = ()
    """Slug and name of each topic."""
    former: tuple[str, ...] = ()
    """Former addresses, root-relative."""
    photos: tuple[tuple[ShownPhoto, Original], ...] = ()
    """The photos that it shows, each with its original, the lead first."""

    @property
    def is_page(self) -> bool:
        """True for a page of the paper's own."""
        return self.story.own is not None


class ExportedStories:
    """Everything that is exported. It can be gone through more than once, and holds one story at a time."""

    def __init__(self, edition: Edition, now: datetime) -> None:
        self._edition, self._now = edition, now

    def __iter__(self) -> Iterator[ExportedStory]:
        return _exported_stories(self._edition, self._now)


def _exported_stories(edition: Edition, now: datetime) -> Iterator[ExportedStory]:
    """Yield every story that the gate let in, from the oldest on, and then the pages of the paper's own."""
    for path, _ in queries.public_addresses(edition.store):
        card, story, body = queries.whole_story(edition.store, path)
        topics = tuple(queries.topics_of(edition.store, path))
        yield _exported(edition, now, (story, body), card.url, card.section, topics)
    for page in own_pages.all_pages(edition.store):
        _, story, body = own_pages.whole_page(edition.store, page.path)
        yield _exported(edition, now, (story, body), page.url, Link("", ""), ())


def _exported(
    edition: Edition,
    now: datetime,
    whole: tuple[Story, Body],
    url: str,
    section: Link,
    topics: tuple[tuple[str, str], ...],
) -> ExportedStory:
    (story, body), store = whole, edition.store
    address = edition.config.origin + url
    return ExportedStory(
        story=story,
        body=body,
        html=whole_page_text(edition, story, body, address),
        address=address,
        id=id_of(store, edition.config.address, story.path),
        status=status_of(story, now),
        section=section,
        topics=topics,
        former=tuple(_former(edition, story, url)),
        photos=tuple(zip(shown_photos(store, story.path), originals_of(store, story.path), strict=True)),
    )


def _former(edition: Edition, story: Story, url: str) -> Iterator[str]:
    prefix = edition.config.prefix
    found = dict.fromkeys(f"{prefix}{one}" for one in (*story.was, *recorded_addresses(edition.store, story.path)))
    yield from (one for one in found if one != url)


def status_of(story: Story, now: datetime) -> Status:
    """Return whether readers can see the story at `now`."""
    if is_public(story, now):
        return Status.PUBLIC
    if story.draft:
        return Status.DRAFT
    return Status.SCHEDULED if story.opens > now else Status.EXPIRED
