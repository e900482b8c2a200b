"""The boxes (atoms) of an MP4 file, as ISO/IEC 14496-12 and Apple's QuickTime File Format describe them."""

import struct
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

import msgspec

from generator.intake.sounds.pieces import SoundUnusable

HEAD = struct.Struct(">I4s")
LONG_HEAD_BYTES = 16
FREE = b"free"
"""The name of a box that stands for nothing."""


class Box(msgspec.Struct, frozen=True):
    """A box: its name, and where it begins, where its content does, and where it ends."""

    name: bytes
    start: int
    content: int
    end: int


def boxes_of_file(source: BinaryIO, end: int) -> Iterator[Box]:
    """Yield the outermost boxes of a file of `end` bytes. Raises OSError, SoundUnusable."""
    at = 0
    while at < end:
        source.seek(at)
        box = _box(source.read(LONG_HEAD_BYTES), at, end)
        yield box
        at = box.end


def boxes_in(data: bytes, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two places of `data`, behind which QuickTime may put a zero. Raises SoundUnusable."""
    at = start
    while at < end and (end - at >= HEAD.size or any(data[at:end])):
        box = _box(data[at : at + LONG_HEAD_BYTES], at, end)
        yield box
        at = box.end


def _box(head: bytes, at: int, end: int) -> Box:
    if len(head) < HEAD.size:
        raise SoundUnusable("It is cut off.")
    size, name = HEAD.unpack_from(head)
    content = HEAD.size
    if size == 1 and len(head) == LONG_HEAD_BYTES:
        size, content = int.from_bytes(head[HEAD.size :]), LONG_HEAD_BYTES
    elif size == 0:
        size = end - at
    if not content <= size <= end - at:
        raise SoundUnusable("It has a part that ends elsewhere than it says.")
    return Box(name, at, at + content, at + size)


def box_of(name: bytes, content: bytes) -> bytes:
    """Return a box."""
    return HEAD.pack(HEAD.size + len(content), name) + content


def filled(parts: Sequence[bytes], size: int) -> bytes:
    """Return the boxes `parts`, and one that stands for nothing and fills the rest of `size` bytes."""
    kept = b"".join(parts)
    left = size - len(kept)
    return kept + (bytes(left) if left < HEAD.size else box_of(FREE, bytes(left - HEAD.size)))


Rewrite = Callable[[bytes, Box], bytes | None]
"""Return a box as it is published, no longer than it was; None if it isn't."""


def rewritten(data: bytes, box: Box, rules: dict[bytes, Rewrite], skip: int = 0) -> bytes:
    """Return a box with those of its boxes that `rules` names, each as its rule has it, in as many bytes as before.

    `skip`: how many bytes stand before the first of them.
    """
    first = box.content + skip
    kept = []
    for one in boxes_in(data, first, box.end):
        shown = rules[one.name](data, one) if one.name in rules else None
        kept += [] if shown is None else [shown]
    head = data[box.start : first]
    return head + filled(kept, box.end - first)


def as_it_is(data: bytes, box: Box) -> bytes:
    """Return a box unchanged."""
    return data[box.start : box.end]
