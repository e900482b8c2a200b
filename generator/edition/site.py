"""The site's own facts, as every template sees them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from generator.archive.addresses import Addresses
from generator.archive.own_pages import PublicPage
from generator.config import Config
from generator.edition.ai_rights import LICENSE_FILE
from generator.edition.asset import FINGERPRINTED
from generator.edition.formats import direction_of, time_pattern
from generator.edition.logo import Logos, logo_address
from generator.edition.look import make_look, notice_at
from generator.edition.menus import make_menus
from generator.edition.site_inputs import Feed, Icons, Site
from generator.model import Link

FEED_FILES = {
    "rss": ("feed.xml", "application/rss+xml", "RSS"),
    "atom": ("atom.xml", "application/atom+xml", "Atom"),
    "jsonfeed": ("feed.json", "application/feed+json", "JSON Feed"),
}
"""For each kind of feed: its file, its media type, and its name for readers."""
ALWAYS_FED = ("", "corrections")
"""What has feeds in every form: the whole site, and all corrections."""


def feed_files(config: Config, kind: str = "") -> dict[str, tuple[str, str, str]]:
    """Return the feeds of a kind of listing, of all corrections, or of the whole site."""
    feeds = config.feeds
    settings = {"section": feeds.sections, "topic": feeds.topics, "byline": feeds.bylines}
    wanted = settings.get(kind, kind in ALWAYS_FED)
    return {name: feed for name, feed in FEED_FILES.items() if wanted is True or name == wanted}


def part_url(addresses: Addresses, subject: str) -> str:
    """Return the address of a list that pages share: `latest`, a section's own, `latest:world`, or `latest@es`."""
    name, _, language = subject.partition("@")
    folder = f"{language}/" if language else ""
    return f"{addresses.prefix}/parts/{folder}{name.replace(':', '-')}.html"


class SiteParts(msgspec.Struct, frozen=True):
    """What the paper's own facts are made of besides the settings."""

    filled: Mapping[str, str]
    """Slug -> name of the sections that have stories."""
    pages: Sequence[PublicPage]
    """The public pages of the paper's own."""
    static: Mapping[str, str]
    """Name of each static file -> its address."""
    icons: Icons
    logos: Logos
    """How large the logos are."""
    has_events: bool
    """Whether any story announces an event."""
    now: datetime
    has_sounds: bool = False
    """Whether any public story has a recording."""
    has_search: bool = False
    """Whether there is a search: the settings ask for it, and its program is installed."""


def make_site(config: Config, addresses: Addresses, parts: SiteParts) -> Site:
    """Return the facts of the paper.

    The navigation leaves out sections without stories, except in a paper that has no story yet.
    """
    filled = parts.filled
    named = [addresses.section(one.slug) for one in config.sections if one.slug in filled or not filled]
    unnamed = sorted(filled.keys() - addresses.sections.keys())
    others = [addresses.section(slug, filled[slug]) for slug in unnamed]
    return Site(
        name=config.name,
        address=config.origin,
        home=addresses.home,
        tagline=config.tagline,
        description=config.description or config.tagline,
        language=config.language,
        direction=direction_of(config.language),
        time_zone=config.time_zone,
        story_time=config.story.time or time_pattern(config.language),
        sections=tuple(named + others),
        topics_url=addresses.topics,
        bylines_url=addresses.bylines,
        archive_url=addresses.archive(),
        podcast_url=addresses.home + "podcast.xml" if parts.has_sounds else "",
        search_url=addresses.search if parts.has_search else "",
        corrections_url=addresses.corrections,
        feeds_url=addresses.feeds,
        events_url=addresses.events if parts.has_events else "",
        feeds=feeds_of(config, Link(config.name, addresses.home)),
        copyright=config.copyright,
        corrections_policy=_absolute(config, config.corrections_policy),
        logo=_logo(config, parts.static),
        fediverse=config.fediverse,
        twitter=config.twitter,
        hub=config.feeds.hub,
        frames=config.embeds.frames,
        lists=config.story.lists,
        extra=config.extra,
        words=dict(sorted(config.words.items())),
        menus=make_menus(config, parts.pages),
        look=config.theme.look,
        theme=make_look(config, parts.static, parts.logos),
        icons=parts.icons,
        license=f"{config.prefix}/{LICENSE_FILE}" if config.ai.reserves_rights else "",
        notice=notice_at(config, parts.now),
        assets=dict(sorted(_fingerprinted(parts.static))),
    )


def _fingerprinted(static: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name, below static/assets/, and address of each file that has a fingerprint."""
    return ((name.removeprefix(FINGERPRINTED), url) for name, url in static.items() if name.startswith(FINGERPRINTED))


def feeds_of(config: Config, subject: Link, kind: str = "") -> tuple[Feed, ...]:
    """Return the feeds of the page `subject`: the home page, all corrections, or a listing of `kind`."""
    return tuple(
        Feed(f"{subject.name} ({label})", subject.url + file, media_type)
        for file, media_type, label in feed_files(config, kind).values()
    )


def _logo(config: Config, static: Mapping[str, str]) -> str:
    own = logo_address(config, config.logo, static)
    return config.origin + own if own else config.logo


def _absolute(config: Config, url: str) -> str:
    return config.origin + config.prefix + url if url.startswith("/") else url
