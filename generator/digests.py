"""The digests of bytes and values that Broadsheet uses everywhere: BLAKE2b of 128 bits, as 32 hexadecimal digits."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

SIZE_BYTES = 16


def digest_bytes(content: bytes) -> str:
    """Return the digest of `content`."""
    return hashlib.blake2b(content, digest_size=SIZE_BYTES).hexdigest()


def digest_value(value: Any) -> str:
    """Return the digest of a plain value. Equal values have equal digests; sets must be sorted beforehand."""
    return digest_bytes(msgspec.msgpack.encode(value))


def digest_blocks(blocks: Iterable[bytes]) -> str:
    """Return the digest of all `blocks` together."""
    digest = hashlib.blake2b(digest_size=SIZE_BYTES)
    for block in blocks:
        digest.update(block)
    return digest.hexdigest()


def digest_file(path: Path) -> str:
    """Return the digest of a file's bytes without holding all of them in memory. Raises OSError."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, lambda: hashlib.blake2b(digest_size=SIZE_BYTES)).hexdigest()
