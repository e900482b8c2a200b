"""Where the samples of a track of an MP4 file are: ISO/IEC 14496-12, 8.7."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat

from generator.intake.sounds.boxes import Box, boxes_in
from generator.intake.sounds.pieces import SoundUnusable

AFTER_FLAGS = 4
"""The contents of these boxes begin with a version and flags."""
MOST_SAMPLES = 20_000_000
WIDTHS = {b"stco": "I", b"co64": "Q"}
"""The boxes with the places of chunks, and how wide the numbers in them are."""
Span = tuple[int, int]


def sample_spans(data: bytes, table: Box) -> list[Span]:
    """Return start and end of what a track shows of the file. `table`: its box `stbl`. Raises SoundUnusable."""
    boxes = {box.name: box for box in boxes_in(data, table.content, table.end)}
    try:
        places = _places(data, boxes)
        counts = _counts(data, boxes[b"stsc"], len(places))
        return merged(_chunks(places, counts, _sizes(data, boxes[b"stsz"])))
    except (KeyError, struct.error):
        raise SoundUnusable("It doesn't say where its sound is.") from None


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans sorted, and those that touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _chunks(places: Sequence[int], counts: Iterable[int], sizes: Iterator[int]) -> Iterator[Span]:
    for place, count in zip(places, counts, strict=False):
        yield place, place + sum(islice(sizes, count))


def _sizes(data: bytes, box: Box) -> Iterator[int]:
    """Return the size of each sample in order."""
    same, count = struct.unpack_from(">II", data, box.content + AFTER_FLAGS)
    if count > MOST_SAMPLES:
        raise SoundUnusable("It has more samples than a recording can have.")
    if same:
        return repeat(same, count)
    return iter(struct.unpack_from(f">{count}I", data[: box.end], box.content + AFTER_FLAGS + 8))


def _places(data: bytes, boxes: dict[bytes, Box]) -> Sequence[int]:
    """Return the place of each chunk in the file."""
    name = b"stco" if b"stco" in boxes else b"co64"
    box = boxes[name]
    [count] = struct.unpack_from(">I", data, box.content + AFTER_FLAGS)
    if count > MOST_SAMPLES:
        raise SoundUnusable("It has more samples than a recording can have.")
    return struct.unpack_from(f">{count}{WIDTHS[name]}", data[: box.end], box.content + AFTER_FLAGS + 4)


def _counts(data: bytes, box: Box, chunks: int) -> Iterator[int]:
    """Yield how many samples each chunk has."""
    [entries] = struct.unpack_from(">I", data, box.content + AFTER_FLAGS)
    if not 0 < entries <= MOST_SAMPLES:
        raise SoundUnusable("It doesn't say where its sound is.")
    rows = struct.unpack_from(f">{entries * 3}I", data[: box.end], box.content + AFTER_FLAGS + 4)
    firsts, counts = rows[::3], rows[1::3]
    for first, until, count in zip(firsts, (*firsts[1:], chunks + 1), counts, strict=True):
        if first > until or until > chunks + 1:
            raise SoundUnusable("It doesn't say where its sound is.")
        yield from repeat(count, until - first)
