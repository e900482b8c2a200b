"""What is published of a recording: pieces of its file, and bytes of our own in place of what may be private."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

BLOCK_BYTES = 1 << 20


class SoundUnusable(Exception):
    """Raised when a file holds no sound, or when it isn't clear which of its bytes are; says why in a sentence."""


class Piece(msgspec.Struct, frozen=True):
    """A part of a published recording: `own` bytes, then those of its file from `start` to `end`, then zeros."""

    start: int = 0
    end: int = 0
    own: bytes = b""
    zeros: int = 0


def size_of(pieces: Iterable[Piece]) -> int:
    """Return how many bytes the pieces make."""
    return sum(len(one.own) + one.end - one.start + one.zeros for one in pieces)


def bytes_of(source: BinaryIO, pieces: Iterable[Piece]) -> Iterator[bytes]:
    """Yield the published bytes, block by block. Raises OSError, SoundUnusable if the file is shorter than it was."""
    for one in pieces:
        if one.own:
            yield one.own
        source.seek(one.start)
        yield from _blocks(source, one.end - one.start)
        for left in range(one.zeros, 0, -BLOCK_BYTES):
            yield bytes(min(left, BLOCK_BYTES))


def _blocks(source: BinaryIO, count: int) -> Iterator[bytes]:
    while count:
        block = source.read(min(count, BLOCK_BYTES))
        if not block:
            raise SoundUnusable("It is shorter than it was.")
        count -= len(block)
        yield block
