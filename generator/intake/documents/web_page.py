"""Read web pages (.html) and the HTML of mails: the article, without what stands around it on a page."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import islice
from urllib.parse import unquote

from generator.intake.documents.cropped import name_framed
from generator.intake.documents.document import PageText, Picture
from generator.intake.documents.layout_tables import unfold_layout_tables
from generator.intake.documents.page_source import as_heading, prepare_page
from generator.intake.html.sanitise import extract_article, plain_text
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
PAGE_HEADING = re.compile(r"<h1\b[^<>]{0,500}>(.{1,600}?)</h1>", re.IGNORECASE | re.DOTALL)
NO_TITLE = re.compile(
    r"(?:document|dokument|documento|untitled|unbenannt|sans titre|sin título|senza titolo|sem título|bez nazwy|new|"
    r"microsoft word|index|page|no title|home)\b.{0,12}|microsoft word - .*|",
    re.IGNORECASE,
)
"""Titles that programs give to what has none."""
MAX_HEAD_CHARS = 100_000
MAX_PAGE_CHARS = 400_000
COMMENT = re.compile(r"<!--([^<>]{3,300}?)-->")
MAX_COMMENTS = 50
HIDDEN = "Text that is hidden in the page was left out."


def read_web_page(text: str, parts: Sequence[str] = ()) -> PageText:
    """Return the article of a page. Where it has no heading at its start, the page's own heading or title is one.

    `parts`: the names of the pictures in the page, which it calls `picture:0` and so on.
    """
    shown, parts, cropped = name_framed(text, parts)
    source = prepare_page(shown)
    article, pictures = _take_pictures(unfold_layout_tables(extract_article(source.html)), parts)
    opens = HEADING.search(article[:2_000])
    title = "" if opens else _heading_of(source.html) or _title_of(text)
    warnings = (HIDDEN,) if source.hidden else ()
    html = (as_heading(title) if title else "") + article
    aside = (*source.hidden, *_comments_in(text))
    return PageText(html, warnings=warnings, pictures=tuple(pictures), cropped=cropped, aside=aside)


def _comments_in(html: str) -> list[str]:
    """Return the comments of a page that people may have written: several words, and no command of a program."""
    found = (" ".join(unescape(comment[1]).split()) for comment in islice(COMMENT.finditer(html), MAX_COMMENTS))
    return [words for words in found if " " in words and words[0].isalpha() and "wp:" not in words[:4]]


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


def _heading_of(html: str) -> str:
    """Return the words of the page's only first-level heading, or an empty text."""
    found = PAGE_HEADING.findall(html[:MAX_PAGE_CHARS])
    return plain_text(found[0]).strip() if len(found) == 1 else ""


def _title_of(html: str) -> str:
    """Return the title that the head of a page names, without the paper's name; empty for one that a program gave."""
    said = _meta(html)
    title = TITLE.search(html[:MAX_HEAD_CHARS])
    words = said.get("og:title") or (" ".join(unescape(title[1]).split()) if title else "")
    site = said.get("og:site_name", "")
    if site and words.endswith(site):
        words = words.removesuffix(site).rstrip(" |–—:·-")
    return "" if NO_TITLE.fullmatch(words) else words


def head_fields(text: str) -> dict[str, str]:
    """Return the date and the author that the head of a page names, as keys of a header."""
    found: dict[str, str] = {}
    for name, value in _meta(text).items():
        key = FIELDS.get(name)
        if key and value and not value.startswith("http"):
            found.setdefault(key, value)
    return found


def _meta(text: str) -> dict[str, str]:
    """Return what the head of a page says of it, the first value of each name."""
    found: dict[str, str] = {}
    for meta in META.finditer(text[:MAX_HEAD_CHARS]):
        said = {name.lower(): double or single for name, double, single in ATTRIBUTE.findall(meta[1])}
        name = (said.get("property") or said.get("name", "")).lower()
        found.setdefault(name, " ".join(unescape(said.get("content", "")).split()))
    return found
