"""Read feeds, and exports in the form of feeds, as a stream: one item of the archive is in memory at a time.

These are RSS 2.0 with WordPress's WXR, RSS 1.0 and 0.9, and Atom. Namespaces differ between versions in their scheme
and number, so an element is known by the last words of its own.
"""

import codecs
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urljoin
from xml.etree.ElementTree import ParseError

import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from generator.imports.refused import refuse_source

CHUNK_BYTES = 1 << 16
MAX_DEPTH = 100
MAX_FIELD_CHARS = 20_000_000
"""The longest text of one element. The longest story of a newspaper has 200,000 characters."""
MAX_FIELDS = 100_000
"""The most elements in one item: a popular story has some thousand comments, each with a dozen."""
CONTROLS = bytes({*range(32)} - {9, 10, 13})
SIGN = re.compile(rb"<!\[CDATA\[|\]\]>|&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)")
"""Where character data begins and ends, and a `&` that opens no character."""
LONGEST_SIGN = 32
DAMAGED = "The export can't be read: it isn't XML from here on, or was cut off."


class Element(msgspec.Struct):
    """An element of an export with what is in it."""

    name: str
    """Its prefix and its local name: `wp:post_id`, `title`."""
    attributes: dict[str, str]
    text: str = ""
    inside: list["Element"] = []
    base: str = ""
    """The address to which those in it are relative, as `xml:base` says of it or around it; empty without one."""

    def first(self, *names: str) -> str:
        """Return the text of the first element of these names in it that has one; empty without one."""
        texts = (one.text.strip() for name in names for one in self.inside if one.name == name)
        return next(filter(None, texts), "")

    def every(self, name: str) -> Iterator["Element"]:
        """Yield the elements called `name` in it."""
        return (one for one in self.inside if one.name == name)


class _Target:
    """Collects the elements of the channel or feed, each when it is complete."""

    def __init__(self) -> None:
        self.stack: list[Element] = []
        self.done: list[Element] = []
        self.parts: list[str] = []
        self.chars = self.fields = 0
        self.level = len(("rss", "channel"))
        """How deep the elements are that are handed out."""
        self.raw = 0
        """How deep it is in text that is markup itself, as in Atom; that is kept as it is."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.stack) + self.raw >= MAX_DEPTH:
            raise ValueError(f"elements are nested more than {MAX_DEPTH} deep")
        self.fields += 1
        if self.fields > MAX_FIELDS:
            raise ValueError(f"an item has more than {MAX_FIELDS:,} parts")
        if self.raw:
            self.raw += 1
            said = "".join(f' {_local(name)}="{escape(value)}"' for name, value in attributes.items())
            self.data(f"<{_local(tag)}{said}>", is_markup=True)
            return
        self._take_text()
        if not self.stack:
            self.level = len(("rss", "channel")) if _local(tag) == "rss" else len(("feed",))
        above = self.stack[-1].base if self.stack else ""
        own = attributes.get(BASE, "")
        self.stack.append(Element(_short_name(tag), dict(attributes), base=_joined(above, own) if own else above))
        self.raw = int(attributes.get("type", "").casefold() in XHTML or tag in XHTML_BODIES)

    def end(self, tag: str) -> None:
        self.raw = max(0, self.raw - 1)
        if self.raw:
            self.data(f"</{_local(tag)}>", is_markup=True)
            return
        self._take_text()
        element = self.stack.pop()
        depth = len(self.stack)
        if depth == self.level:
            self.done.append(element)
            self.chars = self.fields = 0
        elif depth > self.level:
            self.stack[-1].inside.append(element)

    def data(self, text: str, *, is_markup: bool = False) -> None:
        self.chars += len(text)
        if self.chars > MAX_FIELD_CHARS:
            raise ValueError(f"an item has more than {MAX_FIELD_CHARS:,} characters")
        self.parts.append(escape(text, quote=False) if self.raw and not is_markup else text)

    def close(self) -> None:
        """Do nothing: the parser calls this at its end."""

    def _take_text(self) -> None:
        if self.parts and len(self.stack) > self.level:
            self.stack[-1].text += "".join(self.parts)
        self.parts.clear()


BASE = "{http://www.w3.org/XML/1998/namespace}base"


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return base


XHTML = {"xhtml", "application/xhtml+xml"}
XHTML_BODIES = {"{http://www.w3.org/1999/xhtml}body", "{http://www.w3.org/1999/xhtml}div"}
PREFIXES = (
    ("/export/", "/excerpt/", "excerpt"),
    ("/export/", "", "wp"),
    ("/rss/1.0/modules/content", "", "content"),
    ("purl.org/dc/", "", "dc"),
    ("/2005/Atom", "", "atom"),
    ("purl.org/atom/ns", "", "atom"),
    ("/rss/1.0/modules/", "", "other"),
    ("purl.org/rss/1.0/", "", ""),
    ("/rdf/simple/0.9", "", ""),
    ("userland.com/rss", "", ""),
    ("/2007/app", "", "app"),
    ("purl.org/atom/app", "", "app"),
    ("search.yahoo.com/mrss", "", "media"),
    ("itunes.com/", "", "itunes"),
    ("google.com/blogger/", "", "blogger"),
    ("w3.org/1999/xhtml", "", "xhtml"),
)
"""What a namespace contains, and the prefix that everybody gives it; none for the namespaces of RSS itself."""


USUAL = {
    "app": "http://www.w3.org/2007/app",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "gd": "http://schemas.google.com/g/2005",
    "georss": "http://www.georss.org/georss",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "wp": "http://wordpress.org/export/1.2/",
}
"""What the usual prefixes stand for: parts of exports that were put together by hand often don't say it."""
ROOT = re.compile(rb"<[A-Za-z_][\w:.-]{0,100}()(?:\s[^<>]{0,20000})?>")


def _short_name(tag: str) -> str:
    namespace, brace, local = tag.rpartition("}")
    if not brace:
        return local
    prefix = next((name for first, second, name in PREFIXES if first in namespace and second in namespace), "other")
    return f"{prefix}:{local}" if prefix else local


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def read_elements(path: Path) -> Iterator[Element]:
    """Yield each element of the channel or feed at `path`. Raises CommandRefused for one that can't be read."""
    target = _Target()
    parser: Any = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        with path.open("rb") as file:
            for chunk in bind_prefixes(clean_chunks(file)):
                parser.feed(chunk)
                yield from _taken(target)
        parser.close()
    except DefusedXmlException as error:
        message = "The export has a document type or entities of its own, which no program writes into one."
        raise refuse_source(path, message, "Export it again.") from error
    except (ParseError, ValueError, LookupError) as error:
        message = f"{DAMAGED} ({error})"
        raise refuse_source(path, message, "Export it again, in several parts if it is large.") from error
    yield from _taken(target)


def bind_prefixes(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the chunks, with what usual prefixes stand for added to the first element, where it doesn't say that."""
    head = next(chunks, b"")
    root = ROOT.search(head)
    if root:
        missing = (
            f' xmlns:{prefix}="{meaning}"'
            for prefix, meaning in USUAL.items()
            if f"xmlns:{prefix}=".encode() not in root[0]
        )
        head = head[: root.end(1)] + "".join(missing).encode() + head[root.end(1) :]
    yield head
    yield from chunks


def clean_chunks(file: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of an export without what isn't XML, though exports have it: control characters and lone `&`."""
    left = file.read(len(codecs.BOM_UTF16_LE))
    if left in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        yield left
        yield from iter(lambda: file.read(CHUNK_BYTES), b"")
        return
    in_data = False

    def mark(found: re.Match[bytes]) -> bytes:
        nonlocal in_data
        if found[0] == b"&":
            return b"&" if in_data else b"&amp;"
        in_data = found[0] != b"]]>"
        return found[0]

    while chunk := file.read(CHUNK_BYTES):
        left += chunk.translate(None, CONTROLS)
        cut = _place_to_cut(left)
        yield SIGN.sub(mark, left[:cut])
        left = left[cut:]
    yield SIGN.sub(mark, left)


def _place_to_cut(text: bytes) -> int:
    """Return a place near the end of `text` that is in no sign: one at the very end may go on in the next chunk."""
    begun = max(text.rfind(sign, max(0, len(text) - LONGEST_SIGN)) for sign in (b"<", b"&", b"]"))
    while begun > 0 and text[begun - 1 : begun] == b"]":
        begun -= 1
    return begun if begun >= 0 else len(text)


def _taken(target: _Target) -> Iterator[Element]:
    done, target.done = target.done, []
    yield from done
