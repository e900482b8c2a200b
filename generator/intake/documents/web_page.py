"""Read web pages (.html) and the HTML of mails: the article, without what stands around it on a page."""

import re
from collections.abc import Sequence
from html import unescape
from urllib.parse import unquote

from generator.intake.documents.document import PageText, Picture
from generator.intake.html.sanitise import extract_article
from generator.intake.photos.inline import ATTRIBUTE as IMAGE_ATTRIBUTE
from generator.intake.photos.names import SCHEME, names_photo

TITLE = re.compile(r"<title[^<>]{0,500}>([^<>]{1,500})</title", re.IGNORECASE)
META = re.compile(r"<meta\s([^<>]{1,2000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([a-z-]{1,40})\s*=\s*(?:"([^"<>]{0,1000})"|'([^'<>]{0,1000})')""", re.IGNORECASE)
FIELDS = {"article:published_time": "Date", "date": "Date", "author": "By", "article:author": "By"}
"""What a page's head says -> the key of a header."""
IMAGE = re.compile(r'<img(?: [a-z-]+="[^"]*")*>')
INSIDE = re.compile(r"picture:(\d{1,5})")
HEADING = re.compile(r"<h[1-6]\b")
MAX_HEAD_CHARS = 100_000


def read_web_page(text: str, parts: Sequence[str] = ()) -> PageText:
    """Return the article of a page. Its title is the headline when the article has no heading at its start.

    `parts`: the names of the pictures in the page, which it calls `picture:0` and so on.
    """
    article, pictures = _take_pictures(extract_article(text), parts)
    title = TITLE.search(text[:MAX_HEAD_CHARS])
    opens = HEADING.search(article[:2_000])
    named = f"<h1>{title[1].strip()}</h1>" if title and opens is None else ""
    return PageText(named + article, pictures=tuple(pictures))


def _take_pictures(article: str, parts: Sequence[str]) -> tuple[str, list[Picture]]:
    """Return sanitised HTML with its pictures numbered, and these: in the page, or in files beside it."""
    pictures: list[Picture] = []

    def numbered(found: re.Match[str]) -> str:
        said = {name: unescape(value) for name, value in IMAGE_ATTRIBUTE.findall(found[0])}
        source, alt = said.get("src", ""), said.get("alt", "")
        inside = INSIDE.fullmatch(source)
        if inside:
            number = int(inside[1])
            pictures.append(Picture(parts[number] if number < len(parts) else "", alt))
        elif names_photo(source) and not source.startswith("/") and not SCHEME.match(source):
            pictures.append(Picture("", alt, beside=unquote(source.partition("?")[0])))
        else:
            pictures.append(Picture("", ""))
        return f'<img src="picture:{len(pictures) - 1}">'

    return IMAGE.sub(numbered, article), pictures


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
