"""A view: one reader saw one story, according to a log or an export."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from generator.audience.pages import Pages

SHOWN = frozenset({"200", "304"})
"""The statuses of a page that a reader saw; with the second it came from the reader's own cache."""
SHOWN_BYTES = frozenset(status.encode() for status in SHOWN)


class View(NamedTuple):
    """A view of a story. All fields except `story` were written by strangers."""

    story: int
    """The number of the story in `Pages`."""
    second: int
    """Seconds since 1970, UTC; `times.NEVER` when the source gives no time that can be parsed."""
    address: bytes = b""
    """The reader's address, so that each is counted once; empty in exports, which did that already."""
    agent: bytes | None = None
    """The user agent; None where the source doesn't give it."""
    readers: int = 1


class LineCount:
    """Counts what a parser could make of the lines of one source, so that a format misread is never taken for silence.

    Lines that name no columns and hold no remark count. A line is understood when it says what was asked for and how it
    was answered, whether or not that was a story.
    """

    def __init__(self) -> None:
        self.lines = 0
        self.understood = 0

    @property
    def skipped(self) -> int:
        """The lines that weren't understood."""
        return self.lines - self.understood


Lines: TypeAlias = Iterable[bytes]
ViewParser: TypeAlias = Callable[[Lines, Pages, LineCount], Iterator[View]]
"""Function that makes views from the lines of a source, without their line ends, and counts them.

It leaves out what isn't a view. It may be called again for the lines that follow.
"""
