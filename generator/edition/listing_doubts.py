"""From a change in a listing to those of its pages that may show it.

The pages of a listing depend on the places of its stories alone. So its pages before the change and after it are
compared, without a look at what is printed.
"""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.archive.division import Division, Place, divide_places
from generator.archive.listings import Listing
from generator.archive.queries import place_in, places_in
from generator.edition.edition import Edition
from generator.edition.site import feed_files
from generator.model import PageName

Content = tuple[Sequence[Place], int, int]
"""The stories of a page, and the numbers of the older and the newer page."""


def pages_around(edition: Edition, listing: Listing, moved: Collection[Place]) -> Iterator[PageName]:
    """Yield the pages of a listing that change because stories came to, or left, the places `moved`."""
    if not moved:
        return
    yield *listing, 0
    after = places_in(edition.store, *listing)
    before = [place for place in after if place not in moved]
    for place in sorted({*moved}.difference(after)):
        insort(before, place)
    were, are = (_pages(edition, listing, places) for places in (before, after))
    changed = {number for number in were.keys() | are.keys() if were.get(number) != are.get(number)}
    yield from ((*listing, number) for number in sorted(changed - {0}))
    if not after:
        yield from ((kind, f"{listing[0]}:{listing[1]}", 0) for kind in feed_files(edition.config, listing[0]))


def _pages(edition: Edition, listing: Listing, places: Sequence[Place]) -> dict[int, Content]:
    """Return all pages of a listing that has these stories, by number."""
    size = edition.config.page_size
    division = divide_places(listing, places, edition.measure)
    counted = [number * size for number in range(division.numbered + (not division.cuts))]
    starts = [*counted, *(bisect_left(places, cut) for cut in division.cuts)]
    bounds = zip(starts, [*starts[1:], len(places)], strict=True)
    numbers = map(division.number_at, range(len(starts)))
    return {
        number: (places[first:end], division.older(number), division.newer(number))
        for number, (first, end) in zip(numbers, bounds, strict=True)
    }


def pages_with(edition: Edition, listing: Listing, places: Iterable[Place]) -> Iterator[PageName]:
    """Yield the pages of a listing that hold the stories at `places`, which are where they were."""
    subject = edition.subject(*listing)
    division = edition.division(listing[0], subject) if subject else None
    if division:
        yield from ((*listing, _page_with(edition, listing, division, place)) for place in places)


def _page_with(edition: Edition, listing: Listing, division: Division, place: Place) -> int:
    """Return the number of the page with the story at `place`."""
    dated = division.dated_at(place)
    if dated is not None:
        return dated
    counted = place_in(edition.store, *listing, *place) // edition.config.page_size + 1
    if division.cuts:
        return min(counted, division.numbered)
    return counted if counted <= division.numbered else 0
