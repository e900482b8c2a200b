"""What the gate did to the public tables, for those who name the pages that may be out of date."""

from collections.abc import Mapping

import msgspec

from generator.archive import listings
from generator.archive.listings import Listing
from generator.catalogue.store import Store


class Standing(msgspec.Struct, frozen=True):
    """How a public story stands in the tables."""

    opens: int
    card: bytes
    listings: tuple[tuple[str, str, int], ...]
    """Kind, subject and the story's time."""
    month: str
    """Of the sitemap that it is in."""


class Change(msgspec.Struct, frozen=True):
    """What happened to a story: before and after; None where it is not public."""

    path: str
    before: Standing | None
    after: Standing | None


class Admission(msgspec.Struct, frozen=True, kw_only=True):
    """What the gate did."""

    everything: bool = False
    """The public tables were filled anew: every page may be out of date."""
    changes: tuple[Change, ...] = ()
    """Also of stories whose body alone changed."""
    listings: frozenset[Listing] = frozenset()
    """Those that a story entered, left or changed in, months and years among them."""
    sizes: Mapping[Listing, tuple[int, str]] = {}
    """How many stories each of them had, and its name; those that had none are left out."""
    redirected: tuple[str, ...] = ()
    """Former addresses that may lead elsewhere, or nowhere."""
    staff: tuple[str, ...] = ()
    """Slugs of people whose card changed."""
    clock: tuple[int, int] | None = None
    """The instants, lesser first, between which the clock was moved."""


def standing_of(store: Store, path: str) -> Standing | None:
    """How the story at `path` stands in the public tables."""
    row = store.execute("SELECT opens, card, month FROM cards WHERE path = ?", (path,)).fetchone()
    return Standing(row[0], row[1], tuple(listings.listings_at(store, path)), row[2]) if row else None
