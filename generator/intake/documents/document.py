"""What the readers of documents agree on."""

import msgspec

HIDDEN = "Text that is hidden in the document was left out."
TRACKED = "The document has tracked changes. Their result was read: what was inserted stays, what was deleted is gone."
COMMENTED = "The comments in the document were left out."


class DocumentError(Exception):
    """Raised for a document that can't be read. Message and hint are for editors."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Picture(msgspec.Struct, frozen=True):
    """A picture in a document."""

    part: str
    """Its name in the document: `word/media/image1.jpeg`; empty when it isn't in there."""
    alt: str
    """What it shows, as somebody wrote it; empty for what a program wrote."""
    beside: str = ""
    """The name of the picture's own file beside the document, if the document names one."""


class PageText(msgspec.Struct, frozen=True):
    """A document as HTML that nobody has cleaned yet."""

    html: str
    """Paragraphs, headings, lists, tables, notes. A picture is `<img src="picture:0">`, counted from 0."""
    notes: tuple[str, ...] = ()
    """What was settled without asking, such as tracked changes."""
    warnings: tuple[str, ...] = ()
    """What was left out and may be missed, such as hidden text."""
    pictures: tuple[Picture, ...] = ()
    cropped: int = 0
    """How many pictures aren't among these: a part of them is cut away, and it isn't clear which."""
    aside: tuple[str, ...] = ()
    """What stands beside the text and is never printed: heads and feet of pages, comments, hidden text, watermarks."""
