"""Recordings for tests, made here: silence as MP3, and an M4A whose parts are where they belong."""

import struct

FRAME = b"\xff\xfb\x90\x00" + bytes(413)
"""A frame of MPEG-1 Layer III: 128 kbit/s, 44.1 kHz, 417 bytes, 26 ms of silence."""


def mp3(seconds: int, sign: bytes = b"") -> bytes:
    """Return silence of about so many seconds. `sign`: bytes at the end of a frame that tell recordings apart."""
    return FRAME * (round(seconds * 44_100 / 1_152) - 1) + frame(sign)


def frame(sign: bytes) -> bytes:
    """Return a frame that ends with `sign`."""
    return FRAME[: len(FRAME) - len(sign)] + sign


def box(name: bytes, *contents: bytes) -> bytes:
    """Return a box of an MP4 file."""
    content = b"".join(contents)
    return struct.pack(">I", len(content) + 8) + name + content


def track(
    number: int, kind: bytes, places: list[int], sizes: list[int], *more: bytes, name: bytes = b"", made: int = 0
) -> bytes:
    """Return a track, each sample of which is a chunk of its own.

    `more`: boxes beside those that it needs; `name`: that of the program; `made`: when the file was made.
    """
    decoder = b"\x03\x19\0\0\0\x04\x11\x40\x15" + bytes(11) + b"\x05\x02\x12\x10\x06\x01\x02"
    entry = box(b"mp4a", bytes(6), struct.pack(">H", 1), bytes(20), box(b"esds", bytes(4), decoder))
    table = box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1), entry),
        box(b"stts", struct.pack(">IIII", 0, 1, len(sizes), 1024)),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        box(b"stsz", struct.pack(f">III{len(sizes)}I", 0, 0, len(sizes), *sizes)),
        box(b"stco", struct.pack(f">II{len(places)}I", 0, len(places), *places)),
    )
    data = box(b"dinf", box(b"dref", struct.pack(">II", 0, 1), box(b"url ", b"\0\0\0\1")))
    media = box(
        b"mdia",
        box(b"mdhd", struct.pack(">IIIII", 0, made, made, 1_000, 1_000), bytes(4)),
        box(b"hdlr", bytes(8), kind, bytes(12), name + b"\0"),
        box(b"minf", box(b"smhd", bytes(8)), data, table),
    )
    return box(b"trak", box(b"tkhd", struct.pack(">IIII", 0, made, made, number), bytes(68)), media, *more)


def movie_header(seconds: int, made: int = 0) -> bytes:
    """Return the box that says how long an M4A is."""
    return box(b"mvhd", struct.pack(">IIIII", 0, made, made, 1_000, seconds * 1_000), bytes(80))


def m4a(seconds: int, sound: bytes = bytes(64)) -> bytes:
    """Return an M4A that says so of its length."""
    kind = box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom")
    store = box(b"mdat", sound)
    index = box(b"moov", movie_header(seconds), track(1, b"soun", [len(kind) + 8], [len(sound)]))
    return kind + store + index
