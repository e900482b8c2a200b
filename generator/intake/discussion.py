"""Read where readers can discuss a story: `Discuss: https://social.example/@courier/1234567`."""

import re
from urllib.parse import urlsplit

from generator.intake.header.values import FieldReader
from generator.model import Link

KEY = "discuss"
FEDIVERSE = re.compile(r"/@[\w.-]+(?:@[\w.-]+)?/(?:\d+|[\w-]{8,})/?|/(?:users|notice|notes|objects)/.+")
"""The path of a post on Mastodon or another server of the fediverse."""
SERVICES = {
    "bsky.app": "Bluesky", "threads.net": "Threads", "threads.com": "Threads", "reddit.com": "Reddit", "x.com": "X",
    "twitter.com": "X", "facebook.com": "Facebook", "linkedin.com": "LinkedIn", "youtube.com": "YouTube",
    "t.me": "Telegram", "news.ycombinator.com": "Hacker News",
}  # fmt: skip
"""Host -> its name for readers."""


def read_discussion(reader: FieldReader) -> Link | None:
    """Return name and address of the place where readers discuss the story; None without one, or after a report."""
    words = reader.text(KEY)
    if not words:
        return None
    name = _name_of(words)
    if not name:
        hint = "Write the address of the post: Discuss: https://social.example/@courier/1234567"
        reader.report(KEY, f"“{words}” isn't a web address.", hint)
        return None
    return Link(name, words)


def _name_of(address: str) -> str:
    """Return what readers call the place at an address; empty for anything else than https or http."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in {"https", "http"} or "." not in host or re.search(r"[\s<>\"]", address):
        return ""
    host = host.removeprefix("www.")
    known = SERVICES.get(host)
    return known or ("Mastodon" if FEDIVERSE.fullmatch(parts.path) else host)
