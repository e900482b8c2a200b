"""What is published of an MP3 file: its frames of sound, as they are, behind a tag of our own.

Everything else goes: the tags before, between and behind the frames (ID3, APE, Lyrics3), and whatever isn't known. A
frame that ends where something unknown begins goes as well, since it may be cut off and hold bytes of that.
"""

import os
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

from generator.intake.sounds.id3 import HEAD_BYTES, read_chapters, tag_bytes, write_tag
from generator.intake.sounds.pieces import Piece, SoundUnusable
from generator.intake.sounds.tags import Tags

LAYER_3 = 0x02
VERSIONS = {0x18: (44_100, 48_000, 32_000), 0x10: (22_050, 24_000, 16_000), 0x00: (11_025, 12_000, 8_000)}
"""The bits of MPEG 1, 2 and 2.5 in the second byte of a frame -> the sample rates by their number."""
RATES = {
    0x18: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    0x10: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0x00: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second by their number. The first stands for any rate, and its frames have no length."""
KIND = 0x180C
"""The bits of a head's second and third byte that are the same in all frames of a file: version and sample rate."""
LONGEST = 1_441
CHAIN = 3
"""Where frames begin, at first and behind something unknown, so many must follow each other."""
BLOCK_BYTES = 1 << 22
Sizes = Mapping[int, int]
"""The second and third byte of a frame's head -> the length of the frame."""
APE_SIGN, APE_BYTES = b"APETAGEX", 32
ID3V1_BYTES, ID3V1_MORE_BYTES = 128, 227
LYRICS_SIGN, LYRICS_SIZE = b"LYRICS200", 6
LEAST_SHARE = 0.5
"""If less of the file than that, without the tags known by their form, is frames, it isn't clear what it is."""


def _all_sizes() -> Iterator[tuple[int, int]]:
    for version, samples in VERSIONS.items():
        factor = 144_000 if version == 0x18 else 72_000
        for rate, kilobits in enumerate(RATES[version]):
            for number, hertz in enumerate(samples):
                for rest in range(4):  # whether it is a byte longer, and a bit for anybody's use
                    size = factor * kilobits // hertz + (rest >> 1)
                    for checked in (0, 1):
                        second = 0xE0 | version | LAYER_3 | checked
                        yield second << 8 | rate << 4 | number << 2 | rest, size if kilobits else 0


SIZES: Sizes = {head: size for head, size in _all_sizes() if size}


class Run(NamedTuple):
    """Frames that follow each other in a file."""

    start: int
    end: int
    frames: int


def mp3_pieces(source: BinaryIO, tags: Tags) -> tuple[tuple[Piece, ...], float]:
    """Return what is published of an MP3 file, and for how many seconds that plays. Raises OSError, SoundUnusable.

    The frames are counted: what a file says of its length is often that of a longer one from which it was cut.
    """
    start, end = _bounds(source)
    runs = list(_runs(source, start, end))
    if sum(run.end - run.start for run in runs) < LEAST_SHARE * (end - start) or not runs:
        raise SoundUnusable("It is mostly something else than sound of the kind that its name says.")
    tag = write_tag(tags, read_chapters(source))
    pieces = (*([Piece(own=tag)] if tag else []), *(Piece(run.start, run.end) for run in runs))
    return pieces, sum(run.frames for run in runs) * _seconds_of_frame(_read(source, runs[0].start, 3))


# --- tags that are known by their form ------------------------------------------------------------


def _bounds(source: BinaryIO) -> tuple[int, int]:
    """Return where the tags before the sound end, and where those behind it begin."""
    end = source.seek(0, os.SEEK_END)
    start = 0
    while size := tag_bytes(_read(source, start, HEAD_BYTES)):
        start += size
    if start >= end:
        raise SoundUnusable("It has nothing in it but tags.")
    while size := _tag_before(source, start, end):
        end -= size
    return start, end


def _tag_before(source: BinaryIO, start: int, end: int) -> int:
    """Return the length of a tag that ends at `end`; 0 if there is none."""
    last = _read(source, max(start, end - ID3V1_MORE_BYTES), ID3V1_MORE_BYTES)[: end - start]
    if last[-ID3V1_BYTES:].startswith(b"TAG") and len(last) >= ID3V1_BYTES:
        return ID3V1_BYTES
    if last.startswith(b"TAG+"):
        return len(last)
    size = 0
    if last[-APE_BYTES:].startswith(APE_SIGN):
        size = _ape_size(last[-APE_BYTES:])
        with_head = _read(source, end - size - APE_BYTES, len(APE_SIGN)) if end - size - APE_BYTES >= start else b""
        size += APE_BYTES if with_head == APE_SIGN else 0
    elif last.endswith(LYRICS_SIGN):
        digits = last[-len(LYRICS_SIGN) - LYRICS_SIZE : -len(LYRICS_SIGN)]
        size = int(digits) + LYRICS_SIZE + len(LYRICS_SIGN) if digits.isdigit() else 0
    elif last[-HEAD_BYTES:].startswith(b"3DI"):
        size = tag_bytes(b"ID3" + last[-HEAD_BYTES + 3 :])
    return size if size <= end - start else 0


def _ape_size(head: bytes) -> int:
    return int.from_bytes(head[12:16], "little")


def _read(source: BinaryIO, at: int, count: int) -> bytes:
    source.seek(at)
    return source.read(count)


# --- frames ---------------------------------------------------------------------------------------


def _seconds_of_frame(head: bytes) -> float:
    version = head[1] & 0x18
    return (1_152 if version == 0x18 else 576) / VERSIONS[version][head[2] >> 2 & 3]


def _runs(source: BinaryIO, start: int, end: int) -> Iterator[Run]:
    """Yield each run of frames that follow each other."""
    sizes, run, at, frames = SIZES, start, start, 0
    while at < end:
        data = _read(source, at, min(BLOCK_BYTES, end - at))
        if not data:
            raise SoundUnusable("It is shorter than it was.")
        is_last = at + len(data) >= end
        stop = len(data) if is_last else max(1, len(data) - (CHAIN + 1) * LONGEST)
        here, fresh = 0, at == run
        while here < stop:
            size = _size_at(data, here, sizes, is_last, CHAIN if fresh else 1)
            if size:
                if sizes is SIZES:
                    sizes = _of_same_kind(data, here)
                here, fresh, frames = here + size, False, frames + 1
                continue
            if at + here > run:
                yield Run(run, at + here, frames)
            here = _next_sign(data, here + 1)
            run, fresh, frames = at + here, True, 0
        at += here
    if at > run:
        yield Run(run, min(at, end), frames)


def _next_sign(data: bytes, here: int) -> int:
    found = data.find(b"\xff", here)
    return len(data) if found < 0 else found


def _size_at(data: bytes, here: int, sizes: Sizes, is_last: bool, follow: int) -> int:
    """Return the length of the frame at `here`; 0 if none is there, or if not so many `follow` up to the end."""
    first = _frame_size(data, here, sizes)
    if not first:
        return 0
    kind = sizes if sizes is not SIZES else _of_same_kind(data, here)
    at = here + first
    for _ in range(follow):
        if at >= len(data):
            return first if is_last and at == len(data) else 0
        size = _frame_size(data, at, kind)
        if not size:
            return 0
        at += size
    return first


def _frame_size(data: bytes, at: int, sizes: Sizes) -> int:
    return sizes.get(data[at + 1] << 8 | data[at + 2], 0) if at + 3 < len(data) and data[at] == 0xFF else 0


def _of_same_kind(data: bytes, at: int) -> Sizes:
    """Return the lengths of frames of the same kind as the one at `at`."""
    kind = (data[at + 1] << 8 | data[at + 2]) & KIND
    return {head: size for head, size in SIZES.items() if head & KIND == kind}
