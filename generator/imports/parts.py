"""What is found in a body while it is converted: links, pictures, and what couldn't be carried over."""

import msgspec

from generator.imports.records import Leftover

__all__ = ["Leftover", "Parts", "Shown"]

VOID_TAGS = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param",
}  # fmt: skip
"""Elements that have no end."""

RENAMED = {
    **dict.fromkeys(
        ("address", "article", "aside", "section", "header", "footer", "main", "nav", "center", "hgroup"), "div"
    ),
    "tt": "code",
    "strike": "del",
    "acronym": "abbr",
    "plaintext": "pre",
    "listing": "pre",
    "xmp": "pre",
}
"""Elements that aren't allowed -> what is nearest to them."""


class Shown(msgspec.Struct, frozen=True):
    """A picture in a text."""

    source: str
    """Its address or path as the source writes it; `gallery:1,2` for attachments by number."""
    alt: str = ""
    title: str = ""
    caption: str = ""


class Parts:
    """The numbered parts of one body."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self.pictures: list[Shown] = []
        self.leftovers: list[Leftover] = []

    def link(self, href: str) -> int:
        """Add a link and return its number."""
        self.links.append(href)
        return len(self.links) - 1

    def picture(self, shown: Shown) -> int:
        """Add a picture and return its number."""
        self.pictures.append(shown)
        return len(self.pictures) - 1

    def caption(self, number: int, words: str) -> None:
        """Set the caption of a picture."""
        self.pictures[number] = msgspec.structs.replace(self.pictures[number], caption=words)

    def leave(self, kind: str, example: str = "") -> None:
        """Note something that couldn't be carried over."""
        self.leftovers.append(Leftover(kind, example))
