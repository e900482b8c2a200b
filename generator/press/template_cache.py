"""The templates in their compiled form, in files that say themselves whether they are whole."""

import hashlib
import shutil
from pathlib import Path

from generator.files import write_whole

CHECKSUM_BYTES = 16


def take_down(file: Path) -> bytes:
    """What was put up there; nothing when it isn't surely whole."""
    try:
        content = file.read_bytes()
    except OSError:
        return b""
    return content[CHECKSUM_BYTES:] if _checksum(content[CHECKSUM_BYTES:]) == content[:CHECKSUM_BYTES] else b""


def put_up(file: Path, content: bytes) -> None:
    """Put `content` on its shelf in one step."""
    write_whole(file, _checksum(content) + content)


def _make_shelf(shelf: Path) -> None:
    """Make the shelf, and clear away those of other versions of the program beside it."""
    shelf.mkdir(parents=True, exist_ok=True)
    for other in shelf.parent.iterdir():
        if other != shelf:
            shutil.rmtree(other, ignore_errors=True)


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=CHECKSUM_BYTES).digest()
