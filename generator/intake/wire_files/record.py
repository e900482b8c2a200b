"""The records that the readers of agencies' files share. Each reader makes `WireItem`s; compose.py reads them."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

MAX_WIRE_BYTES = 5_000_000
"""The size of the largest file of an agency that is read. Ordinary ones have 2 to 30 KB."""
MAX_ITEMS = 1_000
"""The most items in one file, as in an answer of an agency's interface."""


MAX_DIGITS = 15
"""The most digits of a version. Reuters' have ten."""


class WireError(Exception):
    """Raised for a file that can't be read. Message and hint are for editors."""

    def __init__(
        self, message: str, hint: str = "Ask the agency to send it again, or take it out of the folder."
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Status(StrEnum):
    """What the agency wants to be done with a version of a story."""

    USABLE = "usable"
    WITHHELD = "withheld"
    """It must not be published until another version says so."""
    KILLED = "killed"
    """It must not be published any more."""


class Nature(StrEnum):
    """What an item is."""

    STORY = "story"
    ADVISORY = "advisory"
    """A note to newsrooms."""
    OTHER = "other"
    """A picture by itself, a package of other items, an event, a video."""


class WirePicture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that goes with a story."""

    files: tuple[str, ...]
    """The names under which its file may lie in the folder, the best first."""
    caption: str = ""
    credit: str = ""
    alt: str = ""
    copyright: str = ""


class WireItem(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one story, as an agency sent it."""

    thread: str
    """What all versions of a story share: the agency's id, or the keywords of formats without ids."""
    opens: bool = False
    """True if a thread may have several stories, and this item begins one: see versions.py."""
    number: str = ""
    """What tells the stories of such a thread apart."""
    version: int = 0
    """The number of the version; 0 if it has none."""
    sent: datetime | None = None
    """When this version was sent."""
    created: datetime | None = None
    """When the first version was, if the file says so."""
    day_only: bool = False
    """True if `sent` names no hour."""
    status: Status = Status.USABLE
    nature: Nature = Nature.STORY
    what: str = ""
    """What an item of another nature is, in an editor's words: `a picture`."""
    kills: tuple[str, ...] = ()
    """The ids of other stories that must go."""
    embargo: str = ""
    """The time until which it must wait, or what stands in its place."""
    expires: str = ""
    headline: str = ""
    deck: str = ""
    summary: str = ""
    bylines: tuple[str, ...] = ()
    dateline: str = ""
    slugline: str = ""
    """The agency's keywords for the story."""
    language: str = ""
    source: str = ""
    categories: tuple[str, ...] = ()
    """Codes and words for what it is about."""
    notes: tuple[str, ...] = ()
    """What is said to editors."""
    corrections: tuple[str, ...] = ()
    """What is said to readers about a mistake."""
    html: str = ""
    """The text as HTML that nobody has cleaned yet, or"""
    text: str = ""
    """as plain text."""
    pictures: tuple[WirePicture, ...] = ()
    warnings: tuple[str, ...] = ()
    """What was left out."""


class Wrapping(msgspec.Struct, frozen=True):
    """What a reader knows of a file besides its bytes."""

    name: str
    """The file's name without folder and ending: the id of a story that has none."""
    zone: ZoneInfo
    """The time zone of times without one."""


def one_line(text: str) -> str:
    """Return `text` with single blanks."""
    return " ".join(text.split())


def whole_number(words: str) -> int:
    """Return the number that `words` are; 0 for anything else, and for more digits than a catalogue can keep."""
    return int(words) if words.isascii() and words.isdigit() and len(words) <= MAX_DIGITS else 0
