"""Recordings for tests, made here: silence as MP3, and the head of an M4A."""

import struct

FRAME = b"\xff\xfb\x90\x00" + bytes(413)
"""A frame of MPEG-1 Layer III: 128 kbit/s, 44.1 kHz, 417 bytes, 26 ms of silence."""


def mp3(seconds: int, sign: bytes = b"") -> bytes:
    """Return silence of about so many seconds. `sign`: bytes at the end that tell recordings apart."""
    return FRAME * round(seconds * 44_100 / 1_152) + sign


def _atom(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def m4a(seconds: int) -> bytes:
    """Return an M4A that says so of its length."""
    head = struct.pack(">IIIII", 0, 0, 0, 1_000, seconds * 1_000) + bytes(80)
    return (
        _atom(b"ftyp", b"M4A \0\0\0\0M4A mp42isom") + _atom(b"moov", _atom(b"mvhd", head)) + _atom(b"mdat", bytes(64))
    )
