"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator.edition.feed_inputs import FeedInputs, FeedItem
from generator.edition.formats import absolute, iso
from generator.edition.inputs import PageFacts
from generator.edition.site_inputs import Site

VERSION = "https://jsonfeed.org/version/1.1"


def render_json_feed(site: Site, page: PageFacts, feed: FeedInputs) -> bytes:
    """Return the feed as UTF-8 JSON. Keys without a value are left out, as the specification asks."""
    zone = ZoneInfo(site.time_zone)
    whole = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": page.canonical,
        "description": site.description,
        "language": site.language,
        "icon": absolute(site.address, site.icons.large) if site.icons.large else "",
        "hubs": [{"type": "WebSub", "url": site.hub}] if site.hub else [],
        "items": [_item(site, item, zone) for item in feed.items],
    }
    kept = {key: value for key, value in whole.items() if value or key == "items"}
    return msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n"


def _item(site: Site, item: FeedItem, zone: ZoneInfo) -> dict[str, Any]:
    story = item.story
    whole = {
        "id": item.guid,
        "url": site.address + story.url,
        "title": story.headline,
        "content_html": item.html,
        "content_text": "" if item.html else story.deck or story.headline,
        "summary": story.deck,
        "image": absolute(site.address, story.photo.url) if story.photo else "",
        "date_published": iso(story.published, zone),
        "date_modified": iso(story.updated, zone) if story.updated else "",
        "authors": [{"name": one.name, "url": absolute(site.address, one.url)} for one in story.bylines],
        "tags": list(item.topics),
        "language": story.language,
    }
    return {key: value for key, value in whole.items() if value}
