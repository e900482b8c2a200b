"""Listings are divided into pages by their stories alone, and a story that comes or goes changes few of the pages."""

import random
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.addresses import FIRST_DATED, page_of
from generator.archive.division import Division, Measure, Place, divide, paths_on
from generator.archive.queries import Subject
from generator.catalogue.store import Store, open_memory
from generator.config.feed_settings import FeedSettings
from generator.edition.edition import Edition
from generator.edition.listing_doubts import pages_around, pages_with

HOUR = 3_600_000_000
LISTING = ("section", "world")
ZONE = ZoneInfo("America/New_York")
Content = tuple[tuple[str, ...], int, int]
"""The stories of a page, newest first, and the numbers of the pages on either side."""


def places_of(hours: Collection[int]) -> set[Place]:
    """Return a story for each hour; every third hour has two, every fiftieth a dozen."""
    copies = {hour: 12 if hour % 50 == 0 else 2 if hour % 3 == 0 else 1 for hour in hours}
    return {(hour * HOUR, f"world/s{hour}-{copy}") for hour, count in copies.items() for copy in range(count)}


def put(store: Store, places: Collection[Place]) -> None:
    rows = ((*LISTING, opens, path, 0, "World", opens) for opens, path in places)
    store.executemany("INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def change(store: Store, before: set[Place], after: set[Place]) -> None:
    """Turn the listing with the stories `before` into that with the stories `after`."""
    store.executemany("DELETE FROM listings WHERE path = ?", ((path,) for _, path in before - after))
    put(store, after - before)


@contextmanager
def listing(places: Collection[Place]) -> Iterator[Store]:
    with closing(open_memory()) as store:
        put(store, places)
        yield store


def division_of(store: Store, size: int, counted: int) -> Division:
    [(stories,)] = store.execute("SELECT count(*) FROM listings").fetchall()
    return divide(store, LISTING, stories, Measure(size, counted, ZONE))


def pages_of(store: Store, size: int, counted: int) -> dict[int, Content]:
    """Return every page of the listing, as `gather_listing` puts it together."""
    [(stories,)] = store.execute("SELECT count(*) FROM listings").fetchall()
    division = division_of(store, size, counted)
    return {
        number: (
            tuple(paths_on(store, LISTING, division, number, stories, size)),
            division.older(number),
            division.newer(number),
        )
        for number in division.numbers
    }


SIZES = st.integers(2, 6)
COUNTED = st.integers(1, 4)
HOURS = st.builds(
    lambda seed, count: set(random.Random(seed).sample(range(400), count)), st.integers(0, 1 << 32), st.integers(0, 150)
)


@given(HOURS, SIZES, COUNTED)
def test_every_story_is_on_one_page_and_the_pages_lead_from_one_to_the_next(
    hours: set[int], size: int, counted: int
) -> None:
    places = places_of(hours)
    with listing(places) as store:
        pages = pages_of(store, size, counted)
    number, shown, seen = 0, list(pages[0][0]), [0]
    while number := pages[number][1]:
        assert pages[number][2] == seen[-1]
        shown += pages[number][0]
        seen.append(number)
    assert shown == [path for _, path in sorted(places, reverse=True)]
    assert sorted(seen) == sorted(pages)
    assert len(places) < size or len(pages[0][0]) >= size
    assert all(paths for paths, _, _ in pages.values()) or not places
    assert all(len(paths) < size * 2 for number, (paths, _, _) in pages.items() if number >= FIRST_DATED)
    addresses = [page_of("/world/", number) for number in pages]
    assert len(set(addresses)) == len(addresses)


@given(HOURS, SIZES, COUNTED)
def test_a_listing_that_grows_at_its_newest_end_never_changes_a_page_but_its_front(
    hours: set[int], size: int, counted: int
) -> None:
    places = sorted(places_of(hours))
    with listing([]) as store:
        before: dict[int, Content] = {}
        for end, place in enumerate(places):
            change(store, set(places[:end]), set(places[: end + 1]))
            after = pages_of(store, size, counted)
            assert before.keys() <= after.keys() or before == {}
            assert place[1] in after[0][0]
            assert all(after[number][0] == before[number][0] for number in before if number)
            before = after


@given(HOURS, st.lists(st.integers(0, 399), max_size=12), SIZES, COUNTED)
def test_a_story_that_comes_in_takes_away_no_page(hours: set[int], more: list[int], size: int, counted: int) -> None:
    there = places_of(hours)
    with listing(there) as store:
        before = pages_of(store, size, counted)
        for hour in more:
            change(store, there, there | places_of([hour]))
            there |= places_of([hour])
            after = pages_of(store, size, counted)
            assert before.keys() <= after.keys()
            before = after


@given(HOURS, st.integers(0, 399).filter(lambda hour: hour % 50 > 0), SIZES, COUNTED)
def test_a_story_that_comes_or_goes_changes_few_pages(hours: set[int], hour: int, size: int, counted: int) -> None:
    there = places_of(hours)
    with listing(there) as store:
        before = pages_of(store, size, counted)
        change(store, there, there ^ {(hour * HOUR, f"world/s{hour}-0")})
        after = pages_of(store, size, counted)
    changed = [number for number in before.keys() | after.keys() if before.get(number) != after.get(number)]
    assert len([number for number in changed if number >= FIRST_DATED]) <= 4
    assert len(changed) <= counted + 5


@given(HOURS, st.sets(st.integers(0, 399), min_size=1, max_size=4), SIZES, COUNTED)
def test_every_page_that_a_change_changes_is_doubted(hours: set[int], more: set[int], size: int, counted: int) -> None:
    before, after = places_of(hours), places_of(hours ^ more)
    with listing(before) as store:
        were = pages_of(store, size, counted) if before else {}
        change(store, before, after)
        are = pages_of(store, size, counted) if after else {}
        changed = {number for number in were.keys() | are.keys() if were.get(number) != are.get(number)}
        found = [number for _, _, number in pages_around(edition(store, size, counted), LISTING, before ^ after)]
    assert changed <= {*found} <= changed | {0}


@given(HOURS, SIZES, COUNTED)
def test_the_page_that_shows_a_story_is_found(hours: set[int], size: int, counted: int) -> None:
    places = places_of(hours)
    with listing(places) as store:
        pages = pages_of(store, size, counted)
        for place in places:
            [(_, _, number)] = pages_with(edition(store, size, counted), LISTING, [place])
            assert place[1] in pages[number][0]


def edition(store: Store, size: int, counted: int) -> Edition:
    """Return as much of an edition as doubts about listings ask for."""
    [(stories,)] = store.execute("SELECT count(*) FROM listings").fetchall()
    subject = Subject("world", "World", stories) if stories else None
    made: Any = SimpleNamespace(
        store=store,
        config=SimpleNamespace(page_size=size, feeds=FeedSettings()),
        subject=lambda _kind, _slug: subject,
        division=lambda _kind, _subject: division_of(store, size, counted),
        measure=Measure(size, counted, ZONE),
    )
    return cast("Edition", made)
