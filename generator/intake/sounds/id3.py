"""The tag at the beginning of an MP3 file: read its chapters, and write one that holds only what may be published.

ID3v2: https://id3.org/id3v2.4.0-structure, chapters: https://id3.org/id3v2-chapters-1.0
"""

import struct
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msgspec

from generator.intake.sounds.tags import Tags, plain

HEAD_BYTES = 10
MOST_TAG_BYTES = 64_000_000
"""A longer tag is left out like any other, and its chapters aren't read."""
MOST_CHAPTERS = 255
UNSYNCHRONISED, EXTENDED, FOOTER = 0x80, 0x40, 0x10
PLAIN_FLAGS = {3: 0xE000, 4: 0x7000}
"""By version, the flags of a frame that change nothing in how its content is written."""
FRAME = struct.Struct(">4sIH")
CHAPTER = struct.Struct(">IIII")
"""Start and end in milliseconds, and as places in the file, which ours leaves open."""
OPEN = 0xFFFFFFFF
CODECS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
UTF_8 = b"\x03"


class Chapter(msgspec.Struct, frozen=True):
    """A chapter of a recording."""

    start_ms: int
    end_ms: int
    title: str


def tag_bytes(head: bytes) -> int:
    """Return the length of the tag that begins with `head`, its first ten bytes; 0 if there is none."""
    if len(head) < HEAD_BYTES or not head.startswith(b"ID3") or head[3] == 0xFF or max(head[6:10]) > 0x7F:
        return 0
    return HEAD_BYTES + _syncsafe(head[6:10]) + (HEAD_BYTES if head[5] & FOOTER else 0)


def _syncsafe(four: bytes) -> int:
    """Return the number in four bytes of seven bits."""
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]


# --- reading --------------------------------------------------------------------------------------


def read_chapters(source: BinaryIO) -> tuple[Chapter, ...]:
    """Return the chapters that the tag at the beginning names, in order; none if it can't be read. Raises OSError."""
    source.seek(0)
    head = source.read(HEAD_BYTES)
    size = tag_bytes(head)
    if not size or size > MOST_TAG_BYTES or head[3] not in PLAIN_FLAGS:
        return ()
    try:
        frames = list(_frames(_content(head, source.read(size - HEAD_BYTES)), head[3]))
        found = [_chapter(content, head[3]) for name, content in frames if name == b"CHAP"]
    except (struct.error, ValueError, IndexError):
        return ()
    return tuple(sorted(found, key=lambda one: (one.start_ms, one.end_ms)))[:MOST_CHAPTERS]


def _content(head: bytes, content: bytes) -> bytes:
    """Return the frames of a tag as they were before they were written for old players."""
    version, flags = head[3], head[5]
    if version == 3 and flags & UNSYNCHRONISED:
        content = content.replace(b"\xff\x00", b"\xff")
    if flags & EXTENDED:
        skipped = _syncsafe(content[:4]) if version == 4 else int.from_bytes(content[:4]) + 4
        content = content[skipped:]
    return content


def _frames(content: bytes, version: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each frame that is written plainly."""
    at = 0
    while len(content) - at > FRAME.size and content[at]:
        name, size, flags = FRAME.unpack_from(content, at)
        size = _syncsafe(size.to_bytes(4)) if version == 4 else size
        at += FRAME.size
        if size > len(content) - at:
            return
        if not flags & ~PLAIN_FLAGS[version]:
            yield name, content[at : at + size]
        at += size


def _chapter(content: bytes, version: int) -> Chapter:
    """Return a chapter. Raises struct.error, ValueError."""
    at = content.index(b"\0") + 1
    start, end, _, _ = CHAPTER.unpack_from(content, at)
    inner = _frames(content[at + CHAPTER.size :], version)
    title = next((_text(one) for name, one in inner if name == b"TIT2"), "")
    return Chapter(start, end, title)


def _text(content: bytes) -> str:
    return plain(content[1:].decode(CODECS[content[0]], "replace").partition("\0")[0])


# --- writing --------------------------------------------------------------------------------------


def write_tag(tags: Tags, chapters: Sequence[Chapter]) -> bytes:
    """Return a tag (ID3v2.4) with the words and the chapters; nothing if there are none."""
    words = ((b"TIT2", tags.title), (b"TPE1", tags.artist), (b"TALB", tags.album))
    frames = b"".join(_text_frame(name, text) for name, text in words if text) + _chapter_frames(chapters)
    return b"ID3\4\0\0" + _as_syncsafe(len(frames)) + frames if frames else b""


def _chapter_frames(chapters: Sequence[Chapter]) -> bytes:
    if not chapters:
        return b""
    names = [b"ch%d\0" % number for number in range(len(chapters))]
    top_and_ordered = b"\3"
    table = _frame(b"CTOC", b"toc\0" + top_and_ordered + bytes([len(names)]) + b"".join(names))
    return table + b"".join(
        _frame(b"CHAP", name + CHAPTER.pack(one.start_ms, one.end_ms, OPEN, OPEN) + _text_frame(b"TIT2", one.title))
        for name, one in zip(names, chapters, strict=True)
    )


def _text_frame(name: bytes, text: str) -> bytes:
    return _frame(name, UTF_8 + text.encode())


def _frame(name: bytes, content: bytes) -> bytes:
    return name + _as_syncsafe(len(content)) + b"\0\0" + content


def _as_syncsafe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
