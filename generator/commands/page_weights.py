"""How large the files of a finished site are, and how long its pages take to load."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from heapq import nlargest
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

from generator.press.output import is_own_note

BYTES_PER_S = 1_600_000 / 8
ROUND_TRIP_S = 0.15
"""Lighthouse's slow 4G, by which pages are compared everywhere: 1.6 Mbit/s, and 150 ms there and back."""
KINDS = {
    "pages": (".html",),
    "photos and pictures": (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg", ".ico"),
    "styles and scripts": (".css", ".js", ".mjs"),
    "fonts": (".woff2", ".woff", ".ttf", ".otf"),
    "feeds and data": (".xml", ".json", ".rss", ".atom", ".txt", ".webmanifest"),
}
OTHER = "other files"
TAG = re.compile(r"<(?:img|script|link|source)\b[^>]*>")
ATTRIBUTE = re.compile(r'\b(src|href|rel|loading)="([^"]*)"')


class Sizes(msgspec.Struct, frozen=True):
    """The files of one kind in the finished site."""

    kind: str
    files: int
    bytes: int


class PageWeight(msgspec.Struct, frozen=True):
    """What a browser loads to show its first page of the site, without pictures that wait until they are near."""

    url: str
    bytes: int
    files: int
    seconds: float
    """On a slow phone connection."""


def sizes_of(output: Path) -> Iterator[Sizes]:
    """Yield the number and the size of the files of each kind in the output folder."""
    found: dict[str, list[int]] = {}
    for path in _files(output):
        kind = next((kind for kind, endings in KINDS.items() if path.suffix.lower() in endings), OTHER)
        found.setdefault(kind, []).append(path.stat().st_size)
    for kind in (*KINDS, OTHER):
        if kind in found:
            yield Sizes(kind, len(found[kind]), sum(found[kind]))


def heaviest_pages(output: Path, prefix: str, most: int) -> list[PageWeight]:
    """Return the `most` pages that take longest, the slowest first. `prefix` is the path of the paper's address."""

    @cache
    def size_of(url: str) -> int:
        path = output / unquote(url).removeprefix(prefix).lstrip("/")
        return path.stat().st_size if path.is_file() else 0

    pages = (_weigh(path, f"{prefix}/{path.relative_to(output).as_posix()}", size_of) for path in _pages(output))
    return nlargest(most, pages, key=lambda page: (page.bytes, page.url))


def _weigh(path: Path, url: str, size_of: Callable[[str], int]) -> PageWeight:
    loaded = [size for size in map(size_of, _loaded(path.read_text(encoding="utf-8", errors="replace"), url)) if size]
    total = path.stat().st_size + sum(loaded)
    seconds = 2 * ROUND_TRIP_S + total / BYTES_PER_S if loaded else ROUND_TRIP_S + total / BYTES_PER_S
    return PageWeight(url.removesuffix("index.html"), total, 1 + len(loaded), round(seconds, 1))


def _loaded(html: str, url: str) -> list[str]:
    """Return the path of each file of this site that the page at `url` loads at once."""
    found: dict[str, None] = {}
    for tag in TAG.findall(html):
        values = dict(ATTRIBUTE.findall(tag))
        is_needed = (
            "stylesheet" in values.get("rel", "") if tag.startswith("<link") else values.get("loading") != "lazy"
        )
        address = unescape(values.get("href" if tag.startswith("<link") else "src", ""))
        parts = urlsplit(urljoin(url, address))
        if address and is_needed and not parts.netloc and not parts.scheme:
            found.setdefault(parts.path)
    return list(found)


def _pages(output: Path) -> Iterator[Path]:
    return (path for path in _files(output) if path.suffix == ".html")


def _files(output: Path) -> Iterator[Path]:
    """Yield each file of the finished site, in the order of their names."""
    for path in sorted(output.rglob("*")):
        if path.is_file() and not is_own_note(path.relative_to(output).as_posix()):
            yield path
