"""A view: one reader's look at one story, as a log or an export tells of it."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from generator.audience.pages import Pages


class View(NamedTuple):
    """A story that was looked at. Everything in it but `story` was written by strangers."""

    story: int
    """Its number among the pages."""
    second: int
    """Since 1970, UTC; `times.NEVER` when the source gives none that can be read."""
    address: bytes = b""
    """The reader's, for counting each once; empty in exports, which did that already."""
    agent: bytes | None = None
    """What the browser calls itself; None where the source doesn't tell."""
    readers: int = 1


Lines: TypeAlias = Iterable[bytes]
Reader: TypeAlias = Callable[[Lines, Pages], Iterator[View]]
"""Makes views of the lines of a source, without their ends. What isn't a person's look at a story is left out."""
