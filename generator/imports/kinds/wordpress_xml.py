"""Read an export of WordPress (WXR) as a stream: one item of the archive is in memory at a time.

Namespaces differ between versions in their scheme and number, so an element is known by the last words of its own.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
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

    def first(self, name: str) -> str:
        """Return the text of the first element called `name` in it; empty without one."""
        return next((one.text.strip() for one in self.inside if one.name == name), "")

    def every(self, name: str) -> Iterator["Element"]:
        """Yield the elements called `name` in it."""
        return (one for one in self.inside if one.name == name)


class _Target:
    """Collects the elements of the channel, each when it is complete."""

    def __init__(self) -> None:
        self.stack: list[Element] = []
        self.done: list[Element] = []
        self.parts: list[str] = []
        self.chars = self.fields = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise ValueError(f"elements are nested more than {MAX_DEPTH} deep")
        self._take_text()
        self.fields += 1
        if self.fields > MAX_FIELDS:
            raise ValueError(f"an item has more than {MAX_FIELDS:,} parts")
        self.stack.append(Element(_short_name(tag), dict(attributes)))

    def end(self, _tag: str) -> None:
        self._take_text()
        element = self.stack.pop()
        depth = len(self.stack)
        if depth == len(("rss", "channel")):
            self.done.append(element)
            self.chars = self.fields = 0
        elif self.stack and depth > 1:
            self.stack[-1].inside.append(element)

    def data(self, text: str) -> None:
        self.chars += len(text)
        if self.chars > MAX_FIELD_CHARS:
            raise ValueError(f"an item has more than {MAX_FIELD_CHARS:,} characters")
        self.parts.append(text)

    def close(self) -> None:
        """Do nothing: the parser calls this at its end."""

    def _take_text(self) -> None:
        if self.parts and len(self.stack) > len(("rss", "channel")):
            self.stack[-1].text += "".join(self.parts)
        self.parts.clear()


PREFIXES = (
    ("/export/", "/excerpt/", "excerpt"),
    ("/export/", "", "wp"),
    ("/rss/1.0/modules/content", "", "content"),
    ("purl.org/dc/", "", "dc"),
)
"""What a namespace contains, and the prefix that everybody gives it."""


def _short_name(tag: str) -> str:
    namespace, brace, local = tag.rpartition("}")
    if not brace:
        return local
    prefix = next((name for first, second, name in PREFIXES if first in namespace and second in namespace), "other")
    return f"{prefix}:{local}"


def read_elements(path: Path) -> Iterator[Element]:
    """Yield each element of the channel of the export at `path`. Raises CommandRefused for one that can't be read."""
    target = _Target()
    parser: Any = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        with path.open("rb") as file:
            for chunk in clean_chunks(file):
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
