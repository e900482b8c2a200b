"""What the templates of feeds see: RSS, Atom, JSON Feed and the podcast."""

from datetime import datetime

import msgspec

from generator.model import Card
from generator.sound_records import Sound


class FeedItem(msgspec.Struct, frozen=True, kw_only=True):
    """One story in a feed."""

    story: Card
    guid: str
    """Permanent; it does not change with the slug."""
    html: str
    """Full text, or empty when the feeds carry summaries only."""
    topics: tuple[str, ...]
    photo_bytes: int = 0
    """The size of its photo's file; 0 without a photo."""


class FeedInputs(msgspec.Struct, frozen=True, kw_only=True):
    """rss.xml, atom.xml and the JSON Feed."""

    title: str
    home: str
    """Absolute URL of the page that the feed is of."""
    items: tuple[FeedItem, ...]
    updated: datetime
    """The newest change among the items; the site's epoch when there is none."""


class PodcastItem(msgspec.Struct, frozen=True, kw_only=True):
    """A story in the podcast."""

    story: Card
    guid: str
    """Permanent; it does not change with the slug."""
    sound: Sound


class PodcastInputs(msgspec.Struct, frozen=True, kw_only=True):
    """podcast.xml: the newest stories with a recording."""

    title: str
    author: str
    email: str
    """The address of the owner, for the directories of podcasts; may be empty."""
    category: str
    subcategory: str
    """That within the category; may be empty."""
    explicit: bool
    picture: str
    """Absolute address of the podcast's picture; may be empty."""
    items: tuple[PodcastItem, ...]
    updated: datetime
