"""Plain, frozen values about recordings: what was read of a file, and what pages show."""

import msgspec


class SoundFacts(msgspec.Struct, frozen=True):
    """What was read of a dropped recording."""

    source: str
    """The digest of the file's bytes."""
    digest: str
    """The digest of the bytes that are published, which are the file's without what may be private."""
    size: int
    """The number of these, exactly."""
    seconds: int


class Sound(msgspec.Struct, frozen=True, kw_only=True):
    """A recording as pages and the podcast show it."""

    url: str
    """Root-relative."""
    media_type: str
    size: int
    """In bytes, exactly."""
    seconds: int
    transcript: str = ""
    """Sanitised HTML; empty if there is none."""
