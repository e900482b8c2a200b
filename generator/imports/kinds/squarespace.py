"""Read exports of Squarespace, which are written as WordPress would (WXR) with habits of their own.

Addresses have no host, names in addresses have folders in them, authors are mail addresses, and each picture is there
twice: once for browsers without scripts. Numbers count the items of one export: the next export has others, so that
only its name in addresses tells an item. Players are in attributes, for a script.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from pathlib import Path

import msgspec

from generator.imports.kinds import wordpress
from generator.imports.records import Author, Item, Leftover, Listing, Medium, Records, Source

HEAD_BYTES = 16_384
SIGN = re.compile(rb"squarespace|<generator>\s*Site-Server", re.IGNORECASE)
NO_SCRIPT = re.compile(
    r"<noscript\b[^<>]{0,500}>\s*(<img\b[^<>]{0,5000}>)\s*</noscript>(\s*<img\b[^<>]{0,5000}>)?", re.IGNORECASE
)
WORDS_OF_LISTINGS = {"section": "category", "topic": "tag"}
PLACEHOLDER = re.compile(r"\s*(?:exc|img)-[0-9a-f]{24}\s*")
"""What stands in the place of a caption."""
VIDEO = re.compile(r"<div\b[^<>]{0,3000}?\bdata-html=([\"'])(.{1,5000}?)\1[^<>]{0,20000}>", re.DOTALL)
FRAME = re.compile(r"<iframe\b[^<>]{0,2000}?\bsrc=[\"']([^\"'<>\s]{1,2000})", re.IGNORECASE)
SOUND = re.compile(r"<div\b(?=[^<>]{0,3000}\bsqs-audio-embed\b)[^<>]{0,5000}>", re.IGNORECASE)
SAID = re.compile(r"\bdata-(url|title|author)=\"([^\"<>]{1,2000})\"")
NEWSLETTER = re.compile(r"<form\b[^<>]{0,2000}\bnewsletter-form\b.{0,20000}?</form>", re.DOTALL | re.IGNORECASE)


def fits(path: Path) -> bool:
    """Tell whether there is an export at a path."""
    return bool(wordpress.find_exports(path))


def is_known(path: Path) -> bool:
    """Tell whether a file is surely an export of Squarespace."""
    exports = wordpress.find_exports(path)
    return bool(exports) and all(_is_own(file) for file in exports)


def _is_own(path: Path) -> bool:
    with path.open("rb") as file:
        return SIGN.search(file.read(HEAD_BYTES)) is not None


def describe_source(path: Path) -> Source:
    """Return what tells this export from another one: the address of the old site."""
    return msgspec.structs.replace(wordpress.describe_source(path), kind="squarespace")


def read_source(path: Path) -> Records:
    """Yield what the export holds. Raises CommandRefused when it can't be read."""
    names: dict[str, str] = {}
    blog = ""
    for record in wordpress.read_source(path):
        if isinstance(record, Author):
            names[record.id] = "" if "@" in record.name else record.name
            if names[record.id]:
                yield Author(id=record.name, name=record.name)
        elif isinstance(record, Item):
            blog = blog or ("" if record.is_page else record.address.strip("/").partition("/")[0])
            yield _own_item(record, names)
            yield from _forms(record)
        elif isinstance(record, Medium):
            caption = "" if PLACEHOLDER.fullmatch(record.caption) else record.caption
            yield msgspec.structs.replace(record, caption=caption, page="", parent="")
        elif isinstance(record, Listing) and record.kind in WORDS_OF_LISTINGS:
            place = f"/{blog}/{WORDS_OF_LISTINGS[record.kind]}/{record.name.replace(' ', '+')}/"
            yield msgspec.structs.replace(record, address=place)
        else:
            yield record


def _own_item(item: Item, names: Mapping[str, str]) -> Item:
    """Return an item without the second copy of its pictures, and without mail addresses in place of names."""
    name = item.slug.strip("/") or item.address.strip("/")
    body = NO_SCRIPT.sub(lambda found: found[2] or found[1], item.body)
    return msgspec.structs.replace(
        item,
        id=f"{'page' if item.is_page else 'post'}:{name}" if name or item.is_page else item.id,
        body=SOUND.sub(_shown_sound, VIDEO.sub(_shown_video, NEWSLETTER.sub("", body))),
        markup="html",
        slug=item.slug.rstrip("/").rpartition("/")[2],
        authors=tuple(filter(None, (names.get(id_) for id_ in item.authors))),
    )


def _forms(item: Item) -> Iterator[Leftover]:
    yield from (Leftover("Forms for subscribers", item.title) for _ in NEWSLETTER.finditer(item.body))


def _shown_video(found: re.Match[str]) -> str:
    """Return a tag with the address of the video behind it that a script would have put there."""
    frame = FRAME.search(unescape(unescape(found[2])))
    address = f"https:{frame[1]}" if frame and frame[1].startswith("//") else frame[1] if frame else ""
    return f"{found[0]}<p>{escape(address)}</p>" if address.startswith("http") else found[0]


def _shown_sound(found: re.Match[str]) -> str:
    """Return a tag with a link to the recording behind it that a script would have played."""
    said = {name: unescape(words) for name, words in SAID.findall(found[0])}
    label = " – ".join(filter(None, (said.get("title"), said.get("author"))))
    address = said.get("url", "")
    link = f'<p><a href="{escape(address)}">{escape(label or address.rpartition("/")[2])}</a></p>'
    return f"{found[0]}{link}" if address else found[0]
