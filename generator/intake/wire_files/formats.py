"""Tell the format of an agency's file by its bytes, and read it with the reader of that format.

A new format is a new reader, and a row in one of the tables below.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from xml.etree.ElementTree import Element

from generator.intake.wire_files.anpa import read_anpa
from generator.intake.wire_files.iptc7901 import read_iptc7901
from generator.intake.wire_files.mails import looks_like_mail, read_wire_mail
from generator.intake.wire_files.newsml import read_newsml
from generator.intake.wire_files.newsml_g2 import read_newsml_g2
from generator.intake.wire_files.ninjs import read_ninjs
from generator.intake.wire_files.nitf import read_nitf
from generator.intake.wire_files.record import MAX_ITEMS, MAX_WIRE_BYTES, WireError, WireItem, Wrapping
from generator.intake.wire_files.ritzau import read_ritzau
from generator.intake.wire_files.words import settle_item
from generator.intake.wire_files.xml import read_tree

XmlReader = Callable[[Element, Wrapping], Iterable[WireItem]]
XML_READERS: dict[str, tuple[str, XmlReader]] = {
    "nitf": ("nitf", read_nitf),
    "NewsML": ("newsml", read_newsml),
    "newsItem": ("newsml-g2", read_newsml_g2),
    "newsMessage": ("newsml-g2", read_newsml_g2),
    "packageItem": ("newsml-g2", read_newsml_g2),
    "conceptItem": ("newsml-g2", read_newsml_g2),
    "planningItem": ("newsml-g2", read_newsml_g2),
    "knowledgeItem": ("newsml-g2", read_newsml_g2),
    "catalogItem": ("newsml-g2", read_newsml_g2),
    "RBNews": ("ritzau", read_ritzau),
    "ListOfRBNews": ("ritzau", read_ritzau),
    "XMLNewsQueuedResponse": ("ritzau", read_ritzau),
}
"""The root of an XML file -> the name of its format in site.toml, and its reader."""
OTHER_XML = {
    "rss": "It is a feed or an export of another system, not a file of an agency.",
    "feed": "It is a feed, not a file of an agency.",
    "html": "It is a web page, not a file of an agency.",
}
RECORDINGS = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"OggS", b"\0\0\0 ftyp", b"\0\0\0\x18ftyp")
ANPA = re.compile(rb"[\s\x00]{0,200}(?:\x16+\x01?|\x01)[A-Za-z]\d{4}\x1f")
IPTC7901 = re.compile(rb"[\s\x00\x16]{0,200}\x01[A-Za-z]{2,4}\d{2,5} \d ")
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
DECLARED = re.compile(rb"""(<\?xml[^>]{0,200}?)\sencoding=(?:"[^"]{0,40}"|'[^']{0,40}')""")
UNKNOWN = "It is in no format that Broadsheet reads from agencies."
UNKNOWN_HINT = (
    "docs/wires.md lists those that it reads. Take the file out of the folder, or ask the agency for another form."
)


def read_items(raw: bytes, wrapping: Wrapping, asked: str = "auto") -> list[WireItem]:
    """Return the items in an agency's file. `asked`: the format that the folder is for. Raises WireError."""
    if len(raw) > MAX_WIRE_BYTES:
        raise WireError(f"It has more than {MAX_WIRE_BYTES // 1_000_000} MB.", "Have it sent in several files.")
    if not raw.strip():
        raise WireError("It is empty.", "It may still be copied. If it stays empty, ask the agency to send it again.")
    found, items = _read(_as_utf8(raw), wrapping)
    if asked not in {"auto", found}:
        message = f"It is in the format {found}, and the folder is for {asked}."
        raise WireError(message, 'Write format = "auto" in site.toml, or move the file to another folder.')
    read = list(islice(items, MAX_ITEMS + 1))
    if len(read) > MAX_ITEMS:
        raise WireError(f"It has more than {MAX_ITEMS:,} items.", "Have it sent in several files.")
    if not read:
        raise WireError("It holds no item.", "Take it out of the folder.")
    return [settle_item(item) for item in read]


def _as_utf8(raw: bytes) -> bytes:
    """Return bytes with a mark of their encoding in UTF-8, without the mark and without another declaration.

    XML that is valid in UTF-8 is in UTF-8, whatever it declares: letters of other encodings make no such sequences.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            try:
                return DECLARED.sub(rb"\1", raw.decode(encoding).encode(), count=1)
            except UnicodeError as error:
                raise WireError("Its encoding isn't what its first bytes say.") from error
    if raw.lstrip()[:5] == b"<?xml" and not raw.isascii() and _is_utf8(raw):
        return DECLARED.sub(rb"\1", raw, count=1)
    return raw


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read(raw: bytes, wrapping: Wrapping) -> tuple[str, Iterable[WireItem]]:
    """Return the name of the format and the items."""
    start = raw.lstrip()[:1]
    if raw.startswith(RECORDINGS):
        raise WireError("It is a recording, which Broadsheet doesn't publish.", "Take it out of the folder.")
    if start == b"<":
        return _read_xml(raw, wrapping)
    if start in {b"{", b"["}:
        return "ninjs", read_ninjs(raw, wrapping)
    if ANPA.match(raw):
        return "anpa", _one(read_anpa(_decode(raw), wrapping))
    if IPTC7901.match(raw):
        return "iptc7901", _one(read_iptc7901(_decode(raw), wrapping))
    if looks_like_mail(raw):
        return "mail", _one(read_wire_mail(raw, wrapping))
    raise WireError(UNKNOWN, UNKNOWN_HINT)


def _one(item: WireItem) -> Iterator[WireItem]:
    yield item


def _read_xml(raw: bytes, wrapping: Wrapping) -> tuple[str, Iterable[WireItem]]:
    root = read_tree(raw)
    known = XML_READERS.get(str(root.tag))
    if known is None:
        message = OTHER_XML.get(
            str(root.tag), f"It is XML that begins with <{str(root.tag)[:40]}>, which no agency is known for."
        )
        raise WireError(message, UNKNOWN_HINT)
    name, reader = known
    return name, reader(root, wrapping)


def _decode(raw: bytes) -> str:
    """Return the text of a wire without markup: UTF-8, or else the letters of Western Europe."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
