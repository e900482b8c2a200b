"""Take tables out of a document that only place its parts, as those of newsletters do, and keep what is in them.

A table is one of them if it holds a heading or another table, or has one column only.
"""

from html.parser import HTMLParser

import msgspec

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PARTS = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
CELLS = {"td", "th"}
BLOCK = {True: "<div>", False: "</div>"}
"""What stands for the begin and the end of a cell."""
VOID = {"br", "img", "hr"}


def unfold_layout_tables(html: str) -> str:
    """Return sanitised HTML without such tables, in a time in proportion to its length."""
    if "<table" not in html:
        return html
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _Table(msgspec.Struct):
    """A table while it is read."""

    tags: list[tuple[int, str, bool]] = []
    """Where its own tags are: index, name, and whether it opens."""
    is_layout: bool = False
    """True if it holds a heading or another table."""
    has_columns: bool = False
    cells: int = 0
    """The cells of the row that is being read."""


class _Reader(HTMLParser):
    """Copies a document, and looks at each table when it ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.tables: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Copy a tag, and note what it says about the tables around it."""
        if tag == "table":
            if self.tables:
                self.tables[-1].is_layout = True
            self.tables.append(_Table())
        if self.tables:
            table = self.tables[-1]
            table.is_layout = table.is_layout or tag in HEADINGS
            table.cells = 0 if tag == "tr" else table.cells + (tag in CELLS)
            table.has_columns = table.has_columns or table.cells > 1
            if tag in PARTS:
                table.tags.append((len(self.parts), tag, True))
        self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """Copy the end of an element."""
        if self.tables and tag in PARTS:
            self.tables[-1].tags.append((len(self.parts), tag, False))
        if tag not in VOID:
            self.parts.append(f"</{tag}>")
        if tag == "table" and self.tables:
            self._settle(self.tables.pop())

    def _settle(self, table: _Table) -> None:
        """Write blocks in place of the cells of a table that only places its parts."""
        if table.has_columns and not table.is_layout:
            return
        for at, tag, opens in table.tags:
            self.parts[at] = BLOCK[opens] if tag in CELLS else ""

    def handle_data(self, data: str) -> None:
        """Copy text."""
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        """Copy a named character."""
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Copy a numbered character."""
        self.parts.append(f"&#{name};")
