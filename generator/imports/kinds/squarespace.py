"""Read exports of Squarespace, which are written as WordPress would (WXR) with habits of their own.

Addresses have no host, names in addresses have folders in them, authors are mail addresses, and each picture is there
twice: once for browsers without scripts.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.imports.kinds import wordpress
from generator.imports.records import Author, Item, Records, Source

HEAD_BYTES = 16_384
SIGN = re.compile(rb"squarespace|<generator>\s*Site-Server", re.IGNORECASE)
NO_SCRIPT = re.compile(
    r"<noscript\b[^<>]{0,500}>\s*(<img\b[^<>]{0,5000}>)\s*</noscript>(\s*<img\b[^<>]{0,5000}>)?", re.IGNORECASE
)


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
    for record in wordpress.read_source(path):
        if isinstance(record, Author):
            names[record.id] = "" if "@" in record.name else record.name
            if names[record.id]:
                yield Author(id=record.name, name=record.name)
        elif isinstance(record, Item):
            yield _own_item(record, names)
        else:
            yield record


def _own_item(item: Item, names: Mapping[str, str]) -> Item:
    """Return an item without the second copy of its pictures, and without mail addresses in place of names."""
    return msgspec.structs.replace(
        item,
        body=NO_SCRIPT.sub(lambda found: found[2] or found[1], item.body),
        markup="html",
        slug=item.slug.rstrip("/").rpartition("/")[2],
        authors=tuple(filter(None, (names.get(id_) for id_ in item.authors))),
    )
