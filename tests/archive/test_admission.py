"""The public tables after any history are those that a fresh start fills; every page has a place of its own."""

from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta

import pytest
from examples import examples
from filed import FIRST, gate, story
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive import queries
from generator.archive.addresses import fold
from generator.archive.admission import Gate, admit, next_turn
from generator.catalogue.copy import remove_files, save_entries
from generator.catalogue.store import Store, open_memory
from generator.intake.entries import entry_of
from generator.model import Byline, Parsed, Person, Story

TABLES = ("cards", "listings", "subjects", "claims", "former", "redirects", "remarks")
MOMENT = timedelta(microseconds=1)


def keep(store: Store, stories: Iterable[Story]) -> None:
    save_entries(store, [entry_of(Parsed(file=one.file, digest="x", story=one)) for one in stories], [], 0)


def let_in(store: Store, at: Gate) -> None:
    with store:
        admit(store, at)


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(store.execute(f"SELECT * FROM {table}").fetchall()) for table in TABLES}


def addresses(stories: Iterable[Story], at: Gate) -> dict[str, str]:
    with closing(open_memory()) as store:
        keep(store, stories)
        let_in(store, at)
        return dict(queries.public_addresses(store))


def test_the_older_of_two_keeps_the_address() -> None:
    older, newer = story("world/z", "same", 0), story("town/a", "same", 1)
    assert addresses([newer, older], gate(permalink="/{slug}/")) == {"world/z": "/same/", "town/a": "/same-2/"}


def test_a_story_never_takes_the_address_of_a_listing_or_of_a_static_file() -> None:
    stories = [story("world/world"), story("town/town"), story("town/by"), story("town/about")]
    at = gate(permalink="/{slug}/", static=frozenset(["about/index.html"]))
    found = addresses(stories, at)
    assert sorted(found.values()) == ["/about-2/", "/by-2/", "/town-2/", "/world-2/"]


NAMES = st.sampled_from(["a", "b", "a-2", "a-3", "town", "B", "2"])
OLD = st.sampled_from(["/old/", "/old", "/old/a.html", "/a/", "/world/", "/town/a/", "/topics/a/", "/old/a.html/x/"])
STORIES = st.builds(
    story,
    st.builds("{}/{}".format, st.sampled_from(["world", "town"]), st.sampled_from(["a", "b", "c", "d"])),
    NAMES,
    st.integers(0, 3),
    topics=st.lists(st.sampled_from(["A", "a", "B"]), max_size=2, unique_by=str.lower).map(tuple),
    bylines=st.lists(st.sampled_from([Byline("A", "a"), Byline("a", "a"), Byline("B", "b")]), max_size=1).map(tuple),
    was=st.lists(OLD, max_size=2, unique=True).map(tuple),
    draft=st.booleans(),
    embargo=st.none() | st.integers(0, 6).map(lambda day: FIRST + timedelta(days=day)),
    expires=st.none() | st.integers(0, 6).map(lambda day: FIRST + timedelta(days=day)),
    updated=st.none() | st.integers(0, 6).map(lambda day: FIRST + timedelta(days=day)),
)
STEP = st.tuples(
    st.lists(STORIES, max_size=3),
    st.lists(st.builds("content/{}/{}.txt".format, st.sampled_from(["world", "town"]), st.sampled_from("abcd"))),
    st.integers(0, 7),
    st.sampled_from([{}, {"a": Person("a", "A", role="Editor")}]),
)
PERMALINKS = st.sampled_from(["/{slug}/", "/{section}/{slug}/", "/topics/{slug}/", "/page/{slug}/"])


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(STEP, min_size=1, max_size=6), PERMALINKS)
def test_after_any_history_the_public_tables_are_those_of_a_fresh_start(
    steps: list[tuple[list[Story], list[str], int, dict[str, Person]]], permalink: str
) -> None:
    with closing(open_memory()) as store:
        on_file: dict[str, Story] = {}
        for added, gone, day, people in steps:
            remove_files(store, gone)
            keep(store, added)
            on_file = {path: one for path, one in on_file.items() if one.file not in gone}
            on_file |= {one.path: one for one in added}
            at = gate(day, permalink, people=people)
            let_in(store, at)
            with closing(open_memory()) as fresh:
                keep(fresh, on_file.values())
                let_in(fresh, at)
                assert tables(store) == tables(fresh)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(STORIES, max_size=8, unique_by=lambda one: one.path), PERMALINKS)
def test_no_two_pages_have_one_place(stories: list[Story], permalink: str) -> None:
    with closing(open_memory()) as store:
        keep(store, stories)
        let_in(store, gate(permalink=permalink))
        standing = [fold(url) for _, url in queries.public_addresses(store)]
        standing += [fold(url) for url in queries.former_addresses(store)]
        fronts = [f"/{place}".removesuffix("index.html") for (place,) in store.execute("SELECT place FROM subjects")]
        assert len({*standing, *fronts}) == len(standing) + len(fronts)


@settings(deadline=None)
@given(st.lists(STORIES, max_size=5, unique_by=lambda one: one.path), st.integers(0, 7))
def test_between_now_and_the_next_turn_the_public_tables_stay_as_they_are(stories: list[Story], day: int) -> None:
    with closing(open_memory()) as store:
        keep(store, stories)
        let_in(store, gate(day))
        before = store.execute("SELECT * FROM cards ORDER BY path").fetchall()
        turn = next_turn(store, gate(day).now)
        later = (turn - gate(day).now - MOMENT).total_seconds() / 86_400 if turn else 9_000
        let_in(store, gate(now=gate(day).now + timedelta(days=later)))
        assert store.execute("SELECT * FROM cards ORDER BY path").fetchall() == before


@pytest.mark.parametrize("moved", ["/old", "/old/"])
def test_a_former_address_gives_way_to_a_page_and_comes_back(moved: str) -> None:
    with closing(open_memory()) as store:
        keep(store, [story("world/a", was=(moved,))])
        let_in(store, gate(permalink="/{slug}/"))
        assert queries.former_addresses(store) == ["/old/"]
        keep(store, [story("world/old")])
        let_in(store, gate(permalink="/{slug}/"))
        assert queries.former_addresses(store) == []
        assert queries.lost_addresses(store) == [("world/a", "/old/")]
        remove_files(store, ["content/world/old.txt"])
        let_in(store, gate(permalink="/{slug}/"))
        assert queries.former_addresses(store) == ["/old/"]
