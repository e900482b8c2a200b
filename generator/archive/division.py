"""How the stories of a listing are divided into pages.

The oldest pages are counted from the oldest, each with the same number of stories. If all pages were, a story of an old
date would move all pages after it. So the later pages of a section, a topic or a byline are periods of time: all time
is halved again and again, until no part has more stories than a page may have, and these parts are the pages. They
depend on nothing but the times of the stories. A story that comes in is on one page, which is halved if it is too long.

A page is named after the beginning of its part, and where a part is halved, the first half with stories keeps its name.
So a story that comes in takes away no name. The front has all stories that are on no page: the newest, at least as many
as fit on a page. A part with one of these is never a page, so that no newer story changes a page but the front.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from generator.archive.addresses import FIRST_DATED, UNITS_A_DAY, dated_number
from generator.archive.listings import Listing
from generator.archive.queries import paths_from, paths_in_listing, place_in, places_in
from generator.catalogue.store import Store

DATED = ("section", "topic", "byline")
"""The kinds of listing with dated pages. The stories of a day are too close together for these."""
Place = tuple[int, str]
"""Time and path of a story: its place in every listing."""
MICROSECOND = timedelta(microseconds=1)
UNIT = timedelta(days=1) // UNITS_A_DAY // MICROSECOND
"""The shortest part of time in microseconds: ten seconds and a half."""
HALVINGS = 35
"""All time, halved so often, is in parts of one unit: 2 ** 35 of them are more than 10,000 years."""
EPOCH_DAY = date(1970, 1, 1).toordinal() - 1


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

    def dated_at(self, place: Place) -> int | None:
        """Return the number of the page with the story at `place`; None if that is none of those that begin at cuts."""
        found = bisect_right(self.cuts, place)
        return self.number_at(self.numbered + found - 1) if found else None

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


class Measure(msgspec.Struct, frozen=True):
    """What the pages of all listings depend on besides their stories."""

    size: int
    """How many stories a counted page has."""
    numbered: int
    """How many pages are counted at most."""
    zone: ZoneInfo
    """The time zone in whose days the pages are named."""

    @property
    def most(self) -> int:
        """How many stories a dated page has at most. On average it has two thirds of that."""
        return self.size * 3 // 2

    @property
    def shift(self) -> int:
        """The microseconds from 1970 in the time zone, without summer time, to the beginning of all days."""
        offset = self.zone.utcoffset(datetime(2000, 1, 1)) or timedelta()  # noqa: DTZ001 -- a local time
        return (timedelta(days=EPOCH_DAY) + offset) // MICROSECOND


def full_pages(stories: int, size: int) -> int:
    """Return how many pages of a listing are full beside its front, which has at least `size` stories, too."""
    return max(0, stories // size - 1)


def divide(store: Store, listing: Listing, stories: int, measure: Measure) -> Division:
    """Return how a listing of so many stories is divided into pages."""
    counted = _counted_alone(listing, stories, measure)
    return counted or divide_places(listing, places_in(store, *listing), measure)


def divide_places(listing: Listing, places: Sequence[Place], measure: Measure) -> Division:
    """Return how a listing is divided that has these stories, in order of time."""
    counted = _counted_alone(listing, len(places), measure)
    if counted:
        return counted
    size, numbered = measure.size, measure.numbered
    shift = measure.shift  # which takes longer to find than all else that is done for one story
    parts = _parts([opens + shift for opens, _ in places], measure)
    begun = [(number, first) for number, first in parts if numbered * size <= first <= len(places) - size]
    if not begun:
        return Division(numbered - 1)
    return Division(numbered, tuple(places[first] for _, first in begun), tuple(number for number, _ in begun[:-1]))


def _counted_alone(listing: Listing, stories: int, measure: Measure) -> Division | None:
    """Return the division of a listing all of whose pages are counted; None if some may be dated."""
    full = full_pages(stories, measure.size)
    return Division(full) if listing[0] not in DATED or full < measure.numbered else None


def _parts(times: Sequence[int], measure: Measure) -> Iterator[tuple[int, int]]:
    """Yield the parts into which time is halved, oldest first: the number of the page, and that of its oldest story."""
    left = [(0, len(times), HALVINGS, 0, 0)]
    while left:
        first, end, halvings, start, name = left.pop()
        if end - first <= measure.most:
            yield dated_number(name, 1), first
        elif not halvings:
            yield dated_number(name, 1), first
            for count in range(1, (end - first) // measure.size):
                yield dated_number(start, count + 1), first + count * measure.size
        else:
            half = start + (1 << (halvings - 1))
            middle = bisect_left(times, half * UNIT, first, end)
            if middle < end:
                left.append((middle, end, halvings - 1, half, half if middle > first else name))
            if middle > first:
                left.append((first, middle, halvings - 1, start, name))


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
