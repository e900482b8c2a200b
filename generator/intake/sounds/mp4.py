"""What is published of an M4A file: its sound, its chapters, three words; all else becomes zeros of the same length.

Since no byte moves, the places of the sound in the file stay true. Zeros stand in place of other tracks (pictures,
places where the recorder was), of the times at which the file was made, of names of programs, and of whatever else a
file may have: kept is what a list names, and not left out what another one does.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from generator.intake.sounds.boxes import FREE, Box, Rewrite, as_it_is, boxes_in, boxes_of_file, rewritten
from generator.intake.sounds.pieces import Piece, SoundUnusable
from generator.intake.sounds.samples import Span, merged, sample_spans

MOST_INDEX_BYTES = 100_000_000
IN_PARTS = {b"moof", b"mvex", b"sidx"}
"""Boxes of files that are made to be sent in parts, whose sound is described all over the file."""
WORDS = {b"\xa9nam", b"\xa9ART", b"\xa9alb"}
"""Title, performer and album."""
UTF_8 = 1
MOST_WORD_BYTES = 2_000
DATA_BYTES = 8
"""Kind and language, which stand before a word."""
OWN_FILE = 1
"""The flag of a reference to sound in the same file."""
REFERENCE_BYTES = 12


class Track(msgspec.Struct, frozen=True):
    """A track: its number, its kind (`soun`, `text`, …), the tracks with its chapters, and where its samples are."""

    number: int
    kind: bytes
    chapters: tuple[int, ...]
    box: Box
    table: Box


def mp4_pieces(source: BinaryIO, size: int) -> tuple[Piece, ...]:
    """Return what is published of an M4A file of `size` bytes. Raises OSError, SoundUnusable."""
    boxes = list(boxes_of_file(source, size))
    index = [box for box in boxes if box.name == b"moov"]
    if len(index) != 1 or index[0].end - index[0].start > MOST_INDEX_BYTES:
        raise SoundUnusable("It has no index, or none that can be read.")
    if any(box.name in IN_PARTS for box in boxes):
        raise SoundUnusable("It is made to be sent in parts.")
    source.seek(index[0].start)
    own, spans = _published_index(source.read(index[0].end - index[0].start))
    stores = [(box.content, box.end) for box in boxes if box.name == b"mdat"]
    if not all(any(start <= since and until <= end for start, end in stores) for since, until in spans):
        raise SoundUnusable("It says that its sound is where there is none.")
    return tuple(piece for box in boxes for piece in _pieces_of(source, box, own, spans))


def _pieces_of(source: BinaryIO, box: Box, index: bytes, spans: list[Span]) -> Iterator[Piece]:
    if box.name == b"ftyp":
        yield Piece(box.start, box.end)
    elif box.name == b"moov":
        yield Piece(own=index)
    elif box.name == b"mdat":
        yield Piece(box.start, box.content)
        at = box.content
        for since, until in spans:
            if since < box.end and until > box.content:
                yield Piece(zeros=since - at)
                yield Piece(since, until)
                at = until
        yield Piece(zeros=box.end - at)
    else:
        source.seek(box.start)
        head = source.read(box.content - box.start)
        yield Piece(own=head[:4] + FREE + head[8:], zeros=box.end - box.content)


# --- the index ------------------------------------------------------------------------------------


def _published_index(data: bytes) -> tuple[bytes, list[Span]]:
    """Return the box `moov` as it is published, and the places of all samples that are. Raises SoundUnusable."""
    [index] = boxes_in(data, 0, len(data))
    inside = list(boxes_in(data, index.content, index.end))
    if any(box.name in IN_PARTS for box in inside):
        raise SoundUnusable("It is made to be sent in parts.")
    try:
        tracks = [_track(data, box) for box in inside if box.name == b"trak"]
    except (struct.error, KeyError, IndexError):
        raise SoundUnusable("It has a track that can't be read.") from None
    sounds = [track for track in tracks if track.kind == b"soun"]
    chapters = {number for track in sounds for number in track.chapters}
    kept = [*sounds, *(track for track in tracks if track.kind == b"text" and track.number in chapters)]
    if not sounds:
        raise SoundUnusable("It has no track with sound.")
    places = {track.box.start for track in kept}

    def track_rule(data: bytes, box: Box) -> bytes | None:
        return rewritten(data, box, IN_TRACK) if box.start in places else None

    own = rewritten(data, index, {b"mvhd": _without_times, b"trak": track_rule, b"udta": _user_data})
    return own, merged(span for track in kept for span in sample_spans(data, track.table))


def _track(data: bytes, box: Box) -> Track:
    """Return a track. Raises struct.error, KeyError, SoundUnusable."""
    parts = _by_name(data, box)
    media = _by_name(data, parts[b"mdia"])
    header = parts[b"tkhd"]
    [number] = struct.unpack_from(">I", data, header.content + (20 if data[header.content] == 1 else 12))
    [kind] = struct.unpack_from("4s", data, media[b"hdlr"].content + 8)
    references = _by_name(data, parts[b"tref"]) if b"tref" in parts else {}
    named = references.get(b"chap")
    chapters = struct.unpack_from(f">{(named.end - named.content) // 4}I", data, named.content) if named else ()
    information = _by_name(data, media[b"minf"])
    if kind in {b"soun", b"text"}:
        _refuse_other_files(data, _by_name(data, information[b"dinf"])[b"dref"])
    return Track(number, kind, chapters, box, information[b"stbl"])


def _by_name(data: bytes, box: Box) -> dict[bytes, Box]:
    return {one.name: one for one in boxes_in(data, box.content, box.end)}


def _refuse_other_files(data: bytes, references: Box) -> None:
    """Raise SoundUnusable if a track names a file, whose path would be published."""
    for one in boxes_in(data, references.content + 8, references.end):
        flags = int.from_bytes(data[one.content + 1 : one.content + 4])
        if one.end - one.start != REFERENCE_BYTES or flags != OWN_FILE:
            raise SoundUnusable("It has its sound in another file.")


# --- what is kept of each box ---------------------------------------------------------------------


def _blank(data: bytes, box: Box, since: int, until: int) -> bytes:
    """Return a box with zeros between two places of its content."""
    start, end = box.content + since, min(box.content + until, box.end)
    return data[box.start : start] + bytes(max(0, end - start)) + data[max(start, end) : box.end]


def _without_times(data: bytes, box: Box) -> bytes:
    """Return a header without the times at which the file was made and changed."""
    return _blank(data, box, 4, 20 if data[box.content : box.content + 1] == b"\1" else 12)


def _without_name(data: bytes, box: Box) -> bytes:
    """Return the box that says of which kind a track is, without the name of the program that made it."""
    return _blank(data, box, 24, box.end - box.content)


def _rule(names: str, **more: Rewrite) -> dict[bytes, Rewrite]:
    """Return the rules for boxes inside another: those of `names` stay as they are."""
    return {name.encode(): as_it_is for name in names.split()} | {name.encode(): rule for name, rule in more.items()}


IN_TABLE = _rule("stsd stts ctts stsc stsz stco co64 stss sgpd sbgp")
IN_INFORMATION = _rule("smhd nmhd gmhd dinf", stbl=lambda data, box: rewritten(data, box, IN_TABLE))
IN_MEDIA = _rule(
    "", mdhd=_without_times, hdlr=_without_name, minf=lambda data, box: rewritten(data, box, IN_INFORMATION)
)
IN_TRACK = _rule("edts tref", tkhd=_without_times, mdia=lambda data, box: rewritten(data, box, IN_MEDIA))


def _user_data(data: bytes, box: Box) -> bytes:
    return rewritten(data, box, {b"chpl": as_it_is, b"meta": _tags})


def _tags(data: bytes, box: Box) -> bytes:
    """Return the box of tags with a few of them. Files of QuickTime have no version in it."""
    skip = 0 if data[box.content + 4 : box.content + 8] == b"hdlr" else 4
    return rewritten(data, box, {b"hdlr": _without_name, b"ilst": _list}, skip)


def _list(data: bytes, box: Box) -> bytes:
    return rewritten(data, box, dict.fromkeys(WORDS, _word))


def _word(data: bytes, box: Box) -> bytes | None:
    """Return a tag if it is one word or line of plain text."""
    inside = list(boxes_in(data, box.content, box.end))
    if [one.name for one in inside] != [b"data"] or box.end - box.start > MOST_WORD_BYTES:
        return None
    text = data[inside[0].content + DATA_BYTES : box.end]
    is_text = int.from_bytes(data[inside[0].content : inside[0].content + 4]) == UTF_8
    return as_it_is(data, box) if is_text and _is_utf_8(text) else None


def _is_utf_8(text: bytes) -> bool:
    try:
        return text.decode().isprintable()
    except UnicodeDecodeError:
        return False
