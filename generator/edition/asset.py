"""A static file as it is published."""

from pathlib import PurePosixPath

import msgspec

FINGERPRINTED = "assets/"
"""The folder of static/ in which the names of files get a fingerprint of their bytes."""
FINGERPRINT_DIGITS = 10


class Asset(msgspec.Struct, frozen=True):
    """A static file as it is published."""

    name: str
    """Relative to static/: `assets/broadsheet.css`."""
    url: str
    source: str
    """Absolute path of the file; empty for one that is made of settings."""
    digest: str
    """The digest of its bytes as published."""
    content: bytes = b""
    """Its bytes where they aren't those of `source`; else empty."""


def fingerprint(name: str, digest: str) -> str:
    """Return the name under which a file is published: with the beginning of the digest, if it is in static/assets/."""
    if not name.startswith(FINGERPRINTED):
        return name
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}.{digest[:FINGERPRINT_DIGITS]}{path.suffix}"))


def has_fingerprint(url: str, digest: str) -> bool:
    """Tell whether an address has the beginning of the digest of the bytes there."""
    return f".{digest[:FINGERPRINT_DIGITS]}." in url
