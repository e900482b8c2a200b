"""What each file of the site is, for browsers and feed readers, and how long they may keep it."""

import mimetypes
import re

TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "jsonfeed": "application/feed+json",
    "sitemap-index": "application/xml",
    "sitemap-month": "application/xml",
    "sitemap-news": "application/xml",
    "sitemap-pages": "application/xml",
}
"""Kind of page -> its media type, where the file's ending says less."""
FALLBACK = "application/octet-stream"
TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml", "application/xml")
HASHED = re.compile(r"assets/(?:.*/)?[^/]+\.[0-9a-f]{10}\.[a-z0-9]+")
"""Files whose name changes with their content."""
FOR_EVER, FOR_A_DAY, FOR_A_MINUTE = (
    "public, max-age=31536000, immutable",
    "public, max-age=86400",
    "public, max-age=60, must-revalidate",
)


def media_type(kind: str, file: str) -> str:
    """The Content-Type of a page of this kind that stands in `file`; `static` is what is copied."""
    found = TYPES.get(kind) or mimetypes.guess_type(file)[0] or FALLBACK
    return f"{found}; charset=utf-8" if found.startswith(TEXTS) or found.endswith(("+xml", "+json")) else found


def is_hashed(file: str) -> bool:
    """Whether the file's name changes with its content, so that it may be kept for ever."""
    return HASHED.fullmatch(file) is not None


def cache_control(kind: str, file: str) -> str:
    """The Cache-Control of a page of this kind: pages are asked for anew each minute."""
    if is_hashed(file):
        return FOR_EVER
    return FOR_A_DAY if kind == "static" else FOR_A_MINUTE
