"""The blocks that plain text is made of. They are made by `read.py` and read by `to_html.py` and intake/wire/."""

import msgspec


class Paragraph(msgspec.Struct, frozen=True, tag=True, gc=False):
    """One paragraph, or lines that stay apart without being paragraphs: names, an address, a stanza."""

    line: int
    """The number of its first line in the file. All blocks have one."""
    lines: tuple[str, ...]
    """The lines as readers see them. An ordinary paragraph has one."""
    is_verse: bool = False
    is_note: bool = False
    """True for a note beside the story, such as an editor's."""

    @property
    def text(self) -> str:
        """The words on one line."""
        return " ".join(self.lines) if not self.is_verse else " ".join(line.lstrip() for line in self.lines)


class Heading(msgspec.Struct, frozen=True, tag=True, gc=False):
    """A sub-head."""

    line: int
    text: str


class Break(msgspec.Struct, frozen=True, tag=True):
    """A line of signs that separates two parts of a story."""

    line: int


class Item(msgspec.Struct, frozen=True):
    """One item of a list, with the list that it contains, if it contains one."""

    text: str
    inner: "ListBlock | None" = None


class ListBlock(msgspec.Struct, frozen=True, tag=True):
    """A list."""

    line: int
    kind: str
    """The kind of numbering as in HTML's `<ol type>`: `1`, `a`, `A`, `i`; empty for a list with bullets."""
    start: int
    """The number of the first item; 1 for bullets."""
    items: tuple[Item, ...]


class Table(msgspec.Struct, frozen=True, tag=True):
    """A table. All rows have the same number of cells."""

    line: int
    caption: str
    header: tuple[str, ...]
    """The heading of each column; empty if no row is surely a header."""
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    """Whether each column holds numbers, which are aligned at the right."""


class Agate(msgspec.Struct, frozen=True, tag=True):
    """Lines whose columns stay as they were typed: a box score, results."""

    line: int
    lines: tuple[str, ...]


Block = Paragraph | Heading | Break | ListBlock | Table | Agate
