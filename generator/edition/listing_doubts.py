"""From a change in a listing to those of its pages that may show it.

A story that comes or goes can change where pages begin only within `reach` stories of itself (archive/cuts.py). Beyond
that, only the oldest pages, which are counted, and the newest ones, the last of which is the front, can change.
"""

from collections.abc import Collection, Iterable, Iterator

from generator.archive import queries
from generator.archive.addresses import PAGES_A_DAY
from generator.archive.cuts import Place, reach_of
from generator.archive.division import Division
from generator.archive.listings import Listing
from generator.catalogue.receipts import numbers_printed
from generator.edition.edition import Edition
from generator.edition.site import feed_files
from generator.model import PageName

NEAR = 4
"""A story that comes or goes changes no page farther away than this, if both pages begin at cuts.

Twice `reach` stories and one more are on at most three pages, since no page has fewer than `reach` + 1. The pages on
either side link to these.
"""


def pages_around(edition: Edition, listing: Listing, moved: Collection[Place]) -> Iterator[PageName]:
    """Yield the pages of a listing that may change because stories came to, or left, the places `moved`."""
    if not moved:
        return
    yield *listing, 0
    subject = edition.subject(*listing)
    division = edition.division(listing[0], subject) if subject else None
    there = division.numbers if division else ()
    yield from ((*listing, number) for number in numbers_printed(edition.store, *listing) if number not in there)
    if division is None or subject is None or not subject.stories:
        yield from ((kind, f"{listing[0]}:{listing[1]}", 0) for kind in feed_files(edition.config, listing[0]))
    elif division.cuts:
        yield from ((*listing, number) for number in _numbers_around(edition, listing, division, moved))
    else:
        first = queries.place_in(edition.store, *listing, *min(moved)) // edition.config.page_size
        first = max(1, min(first - 1, division.numbered))
        yield from ((*listing, number) for number in range(first, division.numbered + 1))


def _numbers_around(edition: Edition, listing: Listing, division: Division, moved: Collection[Place]) -> Iterator[int]:
    """Yield the numbers of the pages around these places, and of those whose bounds depend on the number of stories."""
    size = edition.config.page_size
    reach, front = reach_of(size), division.position(0)
    passed = len(moved) // (reach + 1) + 2
    oldest, newest = (_position(edition, listing, division, place) for place in (min(moved), max(moved)))
    if queries.is_among_newest(edition.store, *listing, size - reach, *min(moved)):
        first, last = front - passed, front
    else:
        first, last = oldest - NEAR, newest + NEAR
        if oldest <= division.numbered:
            last = max(last, division.numbered + passed + NEAR)
        if newest >= front - passed - NEAR:
            first, last = min(first, front - passed - NEAR), front
    yield from map(division.number_at, range(max(0, first), _same_day(division, min(last, front)) + 1))


def _position(edition: Edition, listing: Listing, division: Division, place: Place) -> int:
    """Return the position of the page on which a story at `place` is, or would be."""
    found = division.position_of(place)
    if found is not None:
        return found
    before = queries.place_in(edition.store, *listing, *place)
    return min(before // edition.config.page_size, division.numbered - 1)


def _same_day(division: Division, position: int) -> int:
    """Return the position of the page after the last one that begins on the same day as the page at `position`.

    Pages of one day are counted, so that one more changes the addresses of those after it.
    """
    day, front = division.number_at(position) // PAGES_A_DAY, division.position(0)
    while position < front and division.number_at(position) // PAGES_A_DAY == day:
        position += 1
    return position


def pages_with(edition: Edition, listing: Listing, places: Iterable[Place]) -> Iterator[PageName]:
    """Yield the pages of a listing that hold the stories at `places`, which are where they were."""
    subject = edition.subject(*listing)
    if subject is None:
        return
    division, size = edition.division(listing[0], subject), edition.config.page_size
    for place in places:
        if division.cuts:
            yield *listing, division.number_at(_position(edition, listing, division, place))
            continue
        at = queries.place_in(edition.store, *listing, *place)
        yield *listing, at // size + 1 if at < division.numbered * size else 0
