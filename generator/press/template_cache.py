"""The cache of compiled templates. Each file begins with a checksum, so that a damaged one counts as absent."""

import hashlib
import shutil
from pathlib import Path

from generator.files import read_if_there, write_whole

CHECKSUM_BYTES = 16


def read_cached(file: Path) -> bytes:
    """Return the content of a file of the cache, or nothing if it is missing or damaged."""
    content = read_if_there(file)
    return content[CHECKSUM_BYTES:] if _checksum(content[CHECKSUM_BYTES:]) == content[:CHECKSUM_BYTES] else b""


def write_cached(file: Path, content: bytes) -> None:
    """Put `content` into the cache in one step."""
    write_whole(file, _checksum(content) + content)


def make_cache(template_cache: Path) -> None:
    """Make the folder of the cache, and delete those of other versions of the program beside it."""
    template_cache.mkdir(parents=True, exist_ok=True)
    for other in template_cache.parent.iterdir():
        if other != template_cache:
            shutil.rmtree(other, ignore_errors=True)


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=CHECKSUM_BYTES).digest()
