"""Plain, frozen values about recordings: what was read of a file, and what pages show."""

import msgspec


class SoundFacts(msgspec.Struct, frozen=True):
    """What was read of a dropped recording."""

    digest: str
    size: int
    """In bytes."""
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
