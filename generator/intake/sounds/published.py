"""The bytes of a recording that are published: its sound, and of its tags what a short list names."""

import os
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from generator.digests import digest_blocks
from generator.intake.sounds.mp3 import mp3_pieces
from generator.intake.sounds.mp4 import mp4_pieces
from generator.intake.sounds.pieces import Piece, bytes_of, size_of
from generator.intake.sounds.tags import Tags, read_tags


class Published(msgspec.Struct, frozen=True):
    """What is published of a recording, and what its tags say."""

    pieces: tuple[Piece, ...]
    seconds: float
    """For how long it plays."""
    tags: Tags

    @property
    def size(self) -> int:
        """The number of bytes that are published."""
        return size_of(self.pieces)


def read_published(source: BinaryIO, ending: str) -> Published:
    """Return what is published of a recording. `ending`: `.mp3` or `.m4a`. Raises OSError, SoundUnusable."""
    tags = read_tags(source)
    size = source.seek(0, os.SEEK_END)
    if ending == ".m4a":
        return Published(mp4_pieces(source, size), tags.seconds, tags)
    return Published(*mp3_pieces(source, tags), tags)


def published_bytes(source: BinaryIO, ending: str) -> Iterator[bytes]:
    """Yield the published bytes of a recording, block by block. Raises OSError, SoundUnusable."""
    return bytes_of(source, read_published(source, ending).pieces)


def digest_published(source: BinaryIO, found: Published) -> str:
    """Return the digest of the published bytes. Raises OSError, SoundUnusable."""
    return digest_blocks(bytes_of(source, found.pieces))
