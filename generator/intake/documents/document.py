"""What the readers of documents agree on."""

import msgspec


class DocumentError(Exception):
    """Raised for a document that can't be read. Message and hint are for editors."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Picture(msgspec.Struct, frozen=True):
    """A picture in a document, as it is in the file."""

    data: bytes
    """Empty when the document only names where the picture is."""
    media_type: str
    alt: str


class PageText(msgspec.Struct, frozen=True):
    """A document as HTML that nobody has cleaned yet."""

    html: str
    """Paragraphs, headings, lists, tables, notes. A picture is `<img src="picture:0">`, counted from 0."""
    notes: tuple[str, ...] = ()
    """What was settled without asking, such as tracked changes."""
    warnings: tuple[str, ...] = ()
    """What was left out and may be missed, such as hidden text."""
    pictures: tuple[Picture, ...] = ()
