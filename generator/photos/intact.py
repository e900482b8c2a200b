"""Tell whether the pixels of a JPEG are damaged, which decoders pass over: they show grey, or the rest in wrong places.

A decoder that has too little for its pixels goes on with what follows, and one that has too much doesn't read the rest.
Both show when other bytes stand there: beyond the end of whole pixels these change nothing, and before it something.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import msgspec
from PIL import Image

MARKER = re.compile(rb"\xff+[\x01-\xfe]")
"""Any byte behind `ff` but 0 is no part of the pixels."""
SCAN, END, RESTARTS = 0xDA, 0xD9, range(0xD0, 0xD8)
NO_LENGTH = {END, *RESTARTS}
OTHER = bytes.fromhex("5ac3966b3ce10fb4") * 32
"""What no decoder takes for nothing, and more of it than a block of pixels takes."""
FEW = 8
"""Some cameras write a few more bytes than their pixels need."""
FILLING = b"\0\xff"
"""With these some cameras fill up a file."""
LAST_LINES = 2
GREY = range(126, 131)
SHRINK, SHRINK_PROGRESSIVE = 8, 2
"""An eighth of the size shows the first number of each block alone. Progressive files have scans for the others."""


def is_intact(jpeg: bytes) -> bool:
    """Tell whether there is as much as the pixels of a JPEG need, and nothing else.

    Bytes that were changed in such a way that all others stay where they belong aren't noticed, and of a progressive
    file, or one whose last lines are of middle grey, only scans that end too early.
    """
    pieces = list(_pieces(jpeg))
    if not pieces:
        return True
    if not _is_in_turn(pieces):
        return False
    shown = _shown(jpeg)
    if _shown(_with_more(jpeg, pieces)) != shown:
        return False
    return _is_progressive(jpeg) or shown.ends_grey or _shown(_with_another_end(jpeg, pieces[-1])) != shown


class _Shown(msgspec.Struct, frozen=True):
    """A picture at a reduced size."""

    pixels: bytes = b""
    ends_grey: bool = False
    """True if its last lines are of middle grey, as which decoders show bytes that mean nothing."""


class _Piece(msgspec.Struct, frozen=True):
    """Where the pixels of a scan, or of a part of it up to a restart, begin and end, and which marker follows."""

    begin: int
    end: int
    followed_by: int


def _pieces(jpeg: bytes) -> Iterator[_Piece]:
    at, begun = 2, 0
    while found := MARKER.search(jpeg, at):
        kind, at = jpeg[found.end() - 1], found.end()
        if begun:
            yield _Piece(begun, found.start(), kind)
        if kind == END:
            return
        if kind not in NO_LENGTH:
            at += int.from_bytes(jpeg[at : at + 2], "big")
        begun = at if kind == SCAN or kind in RESTARTS else 0


def _is_in_turn(pieces: list[_Piece]) -> bool:
    """Tell whether the restarts of each scan bear the numbers from 0 to 7 in turn, so that none is missing."""
    number = 0
    for piece in pieces:
        is_restart = piece.followed_by in RESTARTS
        if is_restart and piece.followed_by != RESTARTS[number]:
            return False
        number = (number + 1) % len(RESTARTS) if is_restart else 0
    return True


def _with_more(jpeg: bytes, pieces: list[_Piece]) -> bytes:
    """Return the file with other bytes behind the pixels of each piece."""
    ends = [0, *(piece.end for piece in pieces)]
    return b"".join(jpeg[begin:end] + OTHER for begin, end in pairwise(ends)) + jpeg[ends[-1] :]


def _with_another_end(jpeg: bytes, piece: _Piece) -> bytes:
    """Return the file with other bytes shortly before the end of a piece."""
    end = piece.begin + len(jpeg[piece.begin : piece.end].rstrip(FILLING))
    at = max(piece.begin, end - FEW - len(OTHER))
    count = max(end - FEW, min(end, at + FEW)) - at
    return jpeg[:at] + OTHER[:count] + jpeg[at + count :]


def _is_progressive(jpeg: bytes) -> bool:
    """Tell whether the last scan is but a last refinement, whose end may show nothing."""
    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as image:
        return "progressive" in image.info


def _shown(jpeg: bytes) -> _Shown:
    """Return the picture at a reduced size; one without pixels if it can't be decoded."""
    try:
        return _decoded(jpeg)
    except MemoryError:
        raise
    except Exception:  # what other bytes do to a decoder isn't foreseeable
        return _Shown()


def _decoded(jpeg: bytes) -> _Shown:
    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as image:
        shrink = SHRINK_PROGRESSIVE if "progressive" in image.info else SHRINK
        image.draft(None, (max(1, image.width // shrink), max(1, image.height // shrink)))
        pixels = image.tobytes()
        last = pixels[-LAST_LINES * image.width * len(image.getbands()) :]
        return _Shown(pixels, min(last) in GREY and max(last) in GREY)
