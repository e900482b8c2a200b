"""What is found in a body while it is converted: links, pictures, and what couldn't be carried over."""

from collections.abc import Callable

import msgspec

from generator.imports.records import Leftover
from generator.intake.photos.names import names_photo

__all__ = ["VOID_TAGS", "Leftover", "Parts", "Shown", "Tell", "tell_nobody"]

Tell = Callable[[str, str], None]
"""What is told of something that couldn't be carried over: its kind, and an example."""
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


def tell_nobody(_kind: str, _example: str) -> None:
    """Do nothing."""


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
        """Add a picture and return its number. Some programs put the name of its file where words belong."""
        words = (("alt", shown.alt), ("title", shown.title))
        names = {key: "" for key, value in words if names_photo(value)}
        self.pictures.append(msgspec.structs.replace(shown, **names) if names else shown)
        return len(self.pictures) - 1

    def caption(self, number: int, words: str) -> None:
        """Set the caption of a picture."""
        self.pictures[number] = msgspec.structs.replace(self.pictures[number], caption=words)

    def leave(self, kind: str, example: str = "") -> None:
        """Note something that couldn't be carried over."""
        self.leftovers.append(Leftover(kind, example))
