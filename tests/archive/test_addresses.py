"""Every page has an address of its own, and the older keeps it."""

from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.addresses import Addresses, addresses_of, file_of, fold, folders_of, settle_addresses
from generator.config import parse_config
from generator.model import Story

FIRST = datetime(2026, 11, 1, 17, tzinfo=UTC)


def addresses(permalink: str = "/{section}/{year}/{month}/{day}/{slug}/", prefix: str = "") -> Addresses:
    return Addresses(prefix, permalink, "America/New_York", {"world": "World"})


def story(path: str, slug: str, day: int = 0) -> Story:
    return Story(
        path=path,
        file=f"content/{path}.txt",
        headline=path,
        slug=slug,
        section="world",
        published=FIRST + timedelta(days=day),
    )


def test_the_address_holds_the_day_in_the_papers_own_zone() -> None:
    late = Story(
        path="world/a",
        file="",
        headline="A",
        slug="a",
        section="world",
        published=datetime(2026, 11, 24, 3, tzinfo=UTC),
    )
    assert addresses().story(late) == "/world/2026/11/23/a/"


def test_the_older_of_two_keeps_the_address() -> None:
    older, newer = story("world/z", "same", 0), story("world/a", "same", 1)
    settled = {one.path: url for one, url in settle_addresses(addresses("/{slug}/"), [newer, older], [])}
    assert settled == {"world/z": "/same/", "world/a": "/same-2/"}


def test_a_story_never_takes_a_sections_address() -> None:
    config = parse_config(
        'name="x"\naddress="https://a.example/paper/"\ntime_zone="UTC"\n[[sections]]\nslug="world"\nname="W"'
    )
    place = addresses_of(config)
    assert place.section("world").url == "/paper/world/"
    [(_, url)] = settle_addresses(Addresses("/paper", "/{slug}/", "UTC", {}), [story("a", "world")], ["/paper/world/"])
    assert url == "/paper/world-2/"


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "a-2", "a-3"]), st.integers(0, 3)), min_size=1, max_size=12).flatmap(
        lambda made: st.permutations([story(f"world/{n}", slug, day) for n, (slug, day) in enumerate(made)])
    )
)
def test_addresses_are_distinct_and_independent_of_the_order_of_reading(stories: list[Story]) -> None:
    place = addresses("/{section}/{slug}/")
    settled = {one.path: url for one, url in settle_addresses(place, stories, ["/world/b/"])}
    again = {
        one.path: url for one, url in settle_addresses(place, sorted(stories, key=lambda s: s.path), ["/world/b/"])
    }
    assert settled == again
    assert len({fold(url) for url in settled.values()} | {"/world/b/"}) == len(stories) + 1


def test_addresses_that_differ_by_case_or_unicode_form_clash() -> None:
    assert fold("/world/Caf\u00e9/") == fold("/WORLD/cafe\u0301/")


@given(st.lists(st.lists(st.sampled_from("ab"), min_size=1, max_size=4).map("/".join)))
def test_the_folders_of_files_are_all_that_lie_over_them(files: list[str]) -> None:
    expected = {str(folder) for file in files for folder in PurePosixPath(file).parents} - {"."}
    assert folders_of(files) == expected


def test_the_file_of_an_address_lies_without_the_sites_prefix() -> None:
    assert file_of("/paper/world/", "/paper") == "world/index.html"
    assert file_of("/paper/", "/paper") == "index.html"
    assert file_of("/feed.xml", "") == "feed.xml"
