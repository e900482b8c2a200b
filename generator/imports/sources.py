"""The kinds of source: how each is recognised, described and read."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from generator.imports.kinds import hugo, jekyll, wordpress
from generator.imports.records import Records, Source


class Kind(msgspec.Struct, frozen=True):
    """A kind of source."""

    name: str
    fits: Callable[[Path], bool]
    """Tells whether what is at a path can be read as this kind."""
    is_known: Callable[[Path], bool]
    """Tells whether what is at a path is surely of this kind."""
    describe: Callable[[Path], Source]
    read: Callable[[Path], Records]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("wordpress", wordpress.fits, wordpress.fits, wordpress.describe_source, wordpress.read_source),
        Kind("jekyll", jekyll.fits, jekyll.is_known, jekyll.describe_source, jekyll.read_source),
        Kind("hugo", hugo.fits, hugo.is_known, hugo.describe_source, hugo.read_source),
    )
}
"""Every kind by name, in the order in which they are tried on what nobody named."""


def recognise(path: Path) -> Kind | None:
    """Return the kind of what is at `path`; None when it isn't known."""
    return next((kind for kind in KINDS.values() if kind.is_known(path)), None)
