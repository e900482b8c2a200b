"""Every address: how it is made, and when two are the same place."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.addresses import Addresses, addresses_of, candidate_addresses, file_of, fold, folders_of, url_of
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


def test_a_story_tries_its_own_address_then_numbered_ones() -> None:
    config = parse_config('name="x"\naddress="https://a.example/paper/"\ntime_zone="UTC"\npermalink="/{slug}/"')
    tried = list(islice(candidate_addresses(addresses_of(config), story("world/a", "same")), 3))
    assert tried == [
        ("/paper/same/", "same/index.html"),
        ("/paper/same-2/", "same-2/index.html"),
        ("/paper/same-3/", "same-3/index.html"),
    ]


SLUGS = st.sampled_from(["2026", "11", "01", "world", "index", "html", "a", "2"])


@given(SLUGS, st.permutations(["{slug}", "{year}", "{section}", "{day}"]), st.sampled_from(["", "/2026", "/world"]))
def test_the_number_goes_to_the_slug_whatever_else_is_like_it(slug: str, parts: list[str], prefix: str) -> None:
    of = addresses(f"/{'/'.join(parts)}/", prefix)
    plain, second = islice(candidate_addresses(of, story("world/a", slug)), 2)
    at = parts.index("{slug}") + (2 if prefix else 1)
    expected = plain[0].split("/")
    expected[at] = f"{slug}-2"
    assert second[0] == "/".join(expected)


PARTS = st.lists(st.sampled_from(["a", "index.html", "my-index.html", "index", "x.html"]), max_size=4)


@given(PARTS, st.sampled_from(["", "/paper"]))
def test_a_file_is_that_of_its_address(parts: list[str], prefix: str) -> None:
    file = "/".join([*parts, "index.html"])
    assert url_of(file, prefix) == "/".join([prefix, *parts, ""])
    assert file_of(url_of(file, prefix), prefix) == file
    assert url_of("/".join([*parts, "my-index.html"]), prefix) == "/".join([prefix, *parts, "my-index.html"])


def test_addresses_that_differ_by_case_or_unicode_form_clash() -> None:
    assert fold("/world/Caf\u00e9/") == fold("/WORLD/cafe\u0301/")


@given(st.text())
def test_folding_folds_whole(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.lists(st.sampled_from("ab"), min_size=1, max_size=4).map("/".join)))
def test_the_folders_of_files_are_all_that_lie_over_them(files: list[str]) -> None:
    expected = {str(folder) for file in files for folder in PurePosixPath(file).parents} - {"."}
    assert folders_of(files) == expected


def test_the_file_of_an_address_lies_without_the_sites_prefix() -> None:
    assert file_of("/paper/world/", "/paper") == "world/index.html"
    assert file_of("/paper/", "/paper") == "index.html"
    assert file_of("/feed.xml", "") == "feed.xml"
