"""The changes that admission made to the public tables. From them the edition names the doubtful pages."""

from collections.abc import Mapping

import msgspec

from generator.archive import listings
from generator.archive.listings import Listing
from generator.catalogue.store import Store


class PublicState(msgspec.Struct, frozen=True):
    """The rows of a public story in the public tables."""

    opens: int
    card: bytes
    listings: tuple[tuple[str, str, int], ...]
    """Kind, subject and time of each listing that it is in."""
    month: str
    """The month of the sitemap that it is in."""


class Change(msgspec.Struct, frozen=True):
    """A story before and after a change; None where it is not public."""

    path: str
    before: PublicState | None
    after: PublicState | None


class Admission(msgspec.Struct, frozen=True, kw_only=True):
    """The result of admission."""

    everything: bool = False
    """True when the public tables were rebuilt, so that every page may be out of date."""
    changes: tuple[Change, ...] = ()
    """The changed stories, including those of which only the body changed."""
    listings: frozenset[Listing] = frozenset()
    """The listings that a story entered, left or changed in, including months and years."""
    sizes: Mapping[Listing, tuple[int, str]] = {}
    """The former number of stories and the name of each of these listings that had any."""
    translated: tuple[str, ...] = ()
    """The stories that may have other translations now."""
    redirected: tuple[str, ...] = ()
    """The former addresses that may now lead elsewhere, or nowhere."""
    renditions: frozenset[str] = frozenset()
    """The names of the sizes of photos that are needed now and weren't, or the other way round."""
    staff: tuple[str, ...] = ()
    """The slugs of people whose card changed."""
    clock: tuple[int, int] | None = None
    """The instants, lesser first, between which the clock was moved."""

    @property
    def paths(self) -> list[str]:
        """The paths of the changed stories."""
        return [change.path for change in self.changes]


def public_state_of(store: Store, path: str) -> PublicState | None:
    """Return the state of the story at `path`, or None when it is not public."""
    row = store.execute("SELECT opens, card, month FROM cards WHERE path = ?", (path,)).fetchone()
    return PublicState(row[0], row[1], tuple(listings.listings_at(store, path)), row[2]) if row else None
