"""What the templates of sitemaps and of robots.txt see. The other records are in inputs.py."""

from datetime import datetime

import msgspec

from generator.edition.site_inputs import Alternate
from generator.model import Card
from generator.photo_records import Photo


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """One `<url>` or `<sitemap>` of a sitemap."""

    url: str
    """Absolute."""
    changed: datetime | None = None
    photo: Photo | None = None
    alternates: tuple[Alternate, ...] = ()
    story: Card | None = None
    """Set in the news sitemap alone."""


class SitemapInputs(msgspec.Struct, frozen=True, kw_only=True):
    """sitemap.xml, sitemap-index.xml and sitemap-news.xml."""

    locations: tuple[Location, ...]


class RobotsInputs(msgspec.Struct, frozen=True, kw_only=True):
    """robots.txt."""

    sitemaps: tuple[str, ...]
    disallow: tuple[str, ...]
    refused: tuple[str, ...] = ()
    """The crawlers of AI companies that are asked to read nothing."""
    license: str = ""
    """Absolute address of the site's license for AI (RSL), or empty."""
