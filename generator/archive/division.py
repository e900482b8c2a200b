"""How the stories of a listing are divided into pages.

The oldest pages are counted from the oldest, each with the same number of stories. The later ones of a section, a topic
or a byline begin at stories that their neighbours decide (archive/cuts.py) and are named after the day of their oldest
story. The front has all stories that are on no page: the newest, at least as many as fit on a page. In a listing that
grows at its newest end, no page but the front ever changes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

import msgspec

from generator.archive.addresses import FIRST_DATED, dated_number
from generator.archive.cuts import CUT, Place, cuts_between
from generator.archive.listings import Listing
from generator.archive.queries import paths_from, paths_in_listing, place_at, place_in
from generator.catalogue.store import Store
from generator.gate import moment_of


class Division(msgspec.Struct, frozen=True):
    """The pages of a listing that has stories."""

    numbered: int
    """How many pages are counted from the oldest: 1, 2, 3."""
    cuts: tuple[Place, ...] = ()
    """The oldest story of each dated page and, as the last one, of the front. Empty if no page is dated."""
    dated: tuple[int, ...] = ()
    """The numbers of the dated pages, oldest first; one fewer than `cuts`."""

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of all pages. The front is 0."""
        counted = range(self.numbered + 1)
        return (*counted, *self.dated) if self.dated else counted

    def number_at(self, position: int) -> int:
        """Return the number of a page by its position in time. The oldest page is at 0, the front at the last one."""
        if position < self.numbered:
            return position + 1
        position -= self.numbered
        return self.dated[position] if position < len(self.dated) else 0

    def position(self, number: int) -> int:
        """Return the position in time of the page with this number."""
        if number < FIRST_DATED:
            return number - 1 if number else self.numbered + len(self.dated)
        return self.numbered + bisect_left(self.dated, number)

    def position_of(self, place: Place) -> int | None:
        """Return the position of the page on which the story at `place` is; None if its page is a counted one."""
        found = bisect_right(self.cuts, place)
        return self.numbered + found - 1 if found else None

    def older(self, number: int) -> int:
        """Return the number of the next older page; 0 if there is none."""
        at = self.position(number)
        return self.number_at(at - 1) if at else 0

    def newer(self, number: int) -> int:
        """Return the number of the next newer page; 0 for the front, which has none itself."""
        return self.number_at(self.position(number) + 1)

    def places(self, number: int) -> tuple[Place, Place | None] | None:
        """Return from which place and before which place the stories of a page are, if it begins at a cut."""
        at = self.position(number) - self.numbered
        if at < 0 or not self.cuts:
            return None
        return self.cuts[at], self.cuts[at + 1] if at + 1 < len(self.cuts) else None


def full_pages(stories: int, size: int) -> int:
    """Return how many pages of a listing are full beside its front, which has at least `size` stories, too."""
    return max(0, stories // size - 1)


def divide(store: Store, listing: Listing, stories: int, size: int, numbered: int, zone: ZoneInfo) -> Division:
    """Return how a listing of so many stories is divided into pages of about `size`, `numbered` of them counted."""
    full = full_pages(stories, size)
    if listing[0] not in CUT or full < numbered:
        return Division(full)
    first, last = place_at(store, *listing, numbered * size), place_at(store, *listing, -size)
    cuts = cuts_between(store, listing, first, last)
    if not cuts:
        return Division(numbered - 1)
    return Division(numbered, tuple(cuts), tuple(_dated(cuts[:-1], zone)))


def _dated(cuts: Iterable[Place], zone: ZoneInfo) -> Iterator[int]:
    """Yield the numbers of the pages that begin at `cuts`."""
    before, count = "", 0
    for opens, _ in cuts:
        day = moment_of(opens).astimezone(zone).date().isoformat()
        before, count = day, count + 1 if day == before else 1
        yield dated_number(day, count)


def paths_on(store: Store, listing: Listing, division: Division, number: int, stories: int, size: int) -> list[str]:
    """Return the paths of the stories on page `number` of a listing of so many stories, newest first."""
    places = division.places(number)
    if places:
        return paths_from(store, *listing, *places)
    first = (number - 1 if number else division.numbered) * size
    end = first + size if number else stories
    if division.cuts and number == division.numbered:
        end = place_in(store, *listing, *division.cuts[0])
    return paths_in_listing(store, *listing, first, end - first, stories)
