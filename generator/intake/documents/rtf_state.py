"""What the reader of Rich Text Format keeps while it goes through a document."""

import msgspec


class State(msgspec.Struct):
    """What holds inside a group, and is put back at its end."""

    kind: str = "text"
    """What the group is.

    `text`, `skip`, `aside`, `fonts`, `styles`, `bullet`, `link` (an address), `note` or `picture`.
    """
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    codec: str = "cp1252"
    skip_after_unicode: int = 1
    link: str = ""


class Paragraph(msgspec.Struct):
    """The paragraph that is being read."""

    pieces: list[tuple[str, bool, bool, str]] = []
    """Text, bold, italic, address of a link."""
    level: int = 0
    """1 to 6 for a heading."""
    bullet: str = ""
    in_table: bool = False
