"""The versions of the libraries that make published pictures."""

from functools import cache


@cache
def encoders() -> str:
    """Return the versions of all that a rendition's bytes depend on, for its key. It doesn't change while this runs."""
    raise NotImplementedError
