"""Listings are divided into pages by their stories alone, and a story that comes or goes changes few of the pages."""

import random
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.addresses import page_of
from generator.archive.cuts import Place, find_cuts, reach_of, rebuild_cuts, update_cuts
from generator.archive.division import Division, divide, paths_on
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
    """Return a story for each hour; every third hour has two."""
    found = {(hour * HOUR, f"world/s{hour}") for hour in hours}
    return found | {(hour * HOUR, f"world/t{hour}") for hour in hours if hour % 3 == 0}


def put(store: Store, places: Collection[Place]) -> None:
    rows = ((*LISTING, opens, path, 0, "World", opens) for opens, path in places)
    store.executemany("INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def change(store: Store, size: int, before: set[Place], after: set[Place]) -> None:
    """Turn the listing with the stories `before` into that with the stories `after`, as admission does."""
    store.executemany("DELETE FROM listings WHERE path = ?", ((path,) for _, path in before - after))
    put(store, after - before)
    update_cuts(store, size, [(*LISTING, *place) for place in before ^ after])


@contextmanager
def listing(places: Collection[Place], size: int) -> Iterator[Store]:
    with closing(open_memory()) as store:
        put(store, places)
        rebuild_cuts(store, size)
        yield store


def cuts_in(store: Store) -> list[Place]:
    return store.execute("SELECT opens, path FROM cuts ORDER BY opens, path").fetchall()


def division_of(store: Store, size: int, counted: int) -> Division:
    [(stories,)] = store.execute("SELECT count(*) FROM listings").fetchall()
    return divide(store, LISTING, stories, size, counted, ZONE)


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
    with listing(places, size) as store:
        pages = pages_of(store, size, counted)
    number, shown, seen = 0, list(pages[0][0]), [0]
    while number := pages[number][1]:
        assert pages[number][2] == seen[-1]
        shown += pages[number][0]
        seen.append(number)
    assert shown == [path for _, path in sorted(places, reverse=True)]
    assert sorted(seen) == sorted(pages)
    assert len(places) < size or len(pages[0][0]) >= size
    assert all(len(paths) > reach_of(size) for paths, _, _ in pages.values() if len(places) >= size)
    addresses = [page_of("/world/", number) for number in pages]
    assert len(set(addresses)) == len(addresses)


@given(HOURS, SIZES, COUNTED)
def test_a_listing_that_grows_at_its_newest_end_never_changes_a_page_but_its_front(
    hours: set[int], size: int, counted: int
) -> None:
    places = sorted(places_of(hours))
    with listing([], size) as store:
        before: dict[int, Content] = {}
        for end, place in enumerate(places):
            change(store, size, set(places[:end]), set(places[: end + 1]))
            after = pages_of(store, size, counted)
            assert before.keys() <= after.keys() or before == {}
            assert place[1] in after[0][0]
            assert all(after[number][0] == before[number][0] for number in before if number)
            before = after


@given(HOURS, HOURS, SIZES)
def test_cuts_are_the_same_however_the_stories_came(first: set[int], second: set[int], size: int) -> None:
    before, after = places_of(first), places_of(second)
    with listing(before, size) as store:
        change(store, size, before, after)
        assert cuts_in(store) == find_cuts(sorted(after), reach_of(size))


@given(HOURS, st.sets(st.integers(0, 399), min_size=1, max_size=4), SIZES, COUNTED)
def test_every_page_that_a_change_changes_is_doubted(hours: set[int], more: set[int], size: int, counted: int) -> None:
    before, after = places_of(hours), places_of(hours ^ more)
    with listing(before, size) as store:
        were = pages_of(store, size, counted) if before else {}
        rows = ((*LISTING, number, "", str(number), "", "", 0, 0, "", 0, 0) for number in were)
        store.executemany("INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        change(store, size, before, after)
        are = pages_of(store, size, counted) if after else {}
        changed = {number for number in were.keys() | are.keys() if were.get(number) != are.get(number)}
        found = [number for _, _, number in pages_around(edition(store, size, counted), LISTING, before ^ after)]
    assert changed <= set(found) | {0}


@given(HOURS, SIZES, COUNTED)
def test_the_page_that_shows_a_story_is_found(hours: set[int], size: int, counted: int) -> None:
    places = places_of(hours)
    with listing(places, size) as store:
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
    )
    return cast("Edition", made)
