"""Read web pages (.html) and the HTML of mails: the article, without what stands around it on a page."""

import re
from html import unescape

from generator.intake.documents.document import PageText
from generator.intake.html.sanitise import extract_article

TITLE = re.compile(r"<title[^<>]{0,500}>([^<>]{1,500})</title", re.IGNORECASE)
META = re.compile(r"<meta\s([^<>]{1,2000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([a-z-]{1,40})\s*=\s*(?:"([^"<>]{0,1000})"|'([^'<>]{0,1000})')""", re.IGNORECASE)
FIELDS = {"article:published_time": "Date", "date": "Date", "author": "By", "article:author": "By"}
"""What a page's head says -> the key of a header."""
HEADING = re.compile(r"<h[1-6]\b")
MAX_HEAD_CHARS = 100_000


def read_web_page(text: str) -> PageText:
    """Return the article of a page. Its title is the headline when the article has no heading at its start."""
    article = extract_article(text)
    title = TITLE.search(text[:MAX_HEAD_CHARS])
    opens = HEADING.search(article[:2_000])
    named = f"<h1>{title[1].strip()}</h1>" if title and opens is None else ""
    return PageText(named + article)


def head_fields(text: str) -> dict[str, str]:
    """Return the date and the author that the head of a page names, as keys of a header."""
    found: dict[str, str] = {}
    for meta in META.finditer(text[:MAX_HEAD_CHARS]):
        said = {name.lower(): double or single for name, double, single in ATTRIBUTE.findall(meta[1])}
        key = FIELDS.get((said.get("property") or said.get("name", "")).lower())
        value = " ".join(unescape(said.get("content", "")).split())
        if key and value and not value.startswith("http"):
            found.setdefault(key, value)
    return found
