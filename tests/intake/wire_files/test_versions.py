"""Which version counts depends on the versions alone, and on no order."""

import random

from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire_files.versions import FOLLOWS_WITHIN, SettledStory, Version, settle_versions
from generator.model import WireFacts

KINDS = ("story", "held", "withheld", "killed")


def version(file: str, kind: str = "story", version: int = 0, sent: int = 0, **more: object) -> Version:
    facts = WireFacts(drop="ap", thread="ap a", kind=kind, version=version, sent=sent, **more)  # type: ignore[arg-type]
    return Version(file, 0, facts)


def settle(*versions: Version) -> SettledStory:
    [settled] = settle_versions(versions)
    return settled


def newest(*versions: Version) -> str:
    settled = settle(*versions)
    return settled.newest.file if settled.newest else ""


def test_the_highest_number_counts_whenever_it_was_sent() -> None:
    assert newest(version("a", version=2, sent=5), version("b", version=1, sent=9)) == "a"


def test_without_numbers_the_last_that_was_sent_counts() -> None:
    assert newest(version("a", sent=9), version("b", sent=5)) == "a"


def test_a_version_without_a_number_stands_where_its_time_puts_it() -> None:
    numbered = version("one", version=1, sent=1), version("three", version=3, sent=10)
    assert newest(*numbered, version("between", sent=5)) == "three"
    assert newest(*numbered, version("after", sent=11)) == "after"


def test_a_kill_without_a_time_comes_last() -> None:
    settled = settle(version("a", version=9, sent=9), version("k", "killed"))
    assert settled.killed_by is not None
    assert settled.newest is not None  # whose address is to go
    assert settled.newest.file == "a"


def test_of_equals_the_one_that_shows_the_least_counts() -> None:
    assert newest(version("z", version=1, sent=1), version("a", "withheld", version=1, sent=1)) == ""


def test_what_is_held_leaves_the_last_good_version_and_is_told() -> None:
    settled = settle(version("a", version=1), version("b", "held", version=2))
    assert settled.newest is not None
    assert settled.newest.file == "a"
    assert [one.file for one in settled.told] == ["a", "b"]
    assert [one.file for one in settle(version("b", "held", version=2), version("c", version=3)).told] == ["c"]


def test_leads_join_the_story_begun_last_and_late_ones_begin_their_own() -> None:
    versions = [
        version("a", sent=1, opens=True, number="1"),
        version("b", sent=10, opens=True, number="2"),
        version("b-lead", version=1, sent=20, number="3"),
        version("late", version=1, sent=21 + FOLLOWS_WITHIN, number="4"),
    ]
    found = {one.name: one.newest.file for one in settle_versions(versions) if one.newest}
    assert found == {"1": "a", "2": "b-lead", "4": "late"}


VERSIONS = st.lists(
    st.builds(
        lambda kind, number, sent, opens, name: (kind, number, sent, opens, name),
        st.sampled_from(KINDS),
        st.integers(0, 4),
        st.integers(0, 5),
        st.booleans(),
        st.integers(0, 3),
    ),
    max_size=9,
)


@given(VERSIONS, st.integers())
def test_the_order_in_which_files_arrive_has_no_part_in_it(
    drawn: list[tuple[str, int, int, bool, int]], seed: int
) -> None:
    versions = [
        version(f"f{at}", kind, number, sent, opens=opens, number=str(name))
        for at, (kind, number, sent, opens, name) in enumerate(drawn)
    ]
    shuffled = versions[:]
    random.Random(seed).shuffle(shuffled)
    assert settle_versions(shuffled) == settle_versions(versions)


@given(VERSIONS)
def test_each_good_version_belongs_to_one_story(drawn: list[tuple[str, int, int, bool, int]]) -> None:
    versions = [version(f"f{at}", *one[:3], opens=one[3], number=str(one[4])) for at, one in enumerate(drawn)]
    found = [one.file for settled in settle_versions(versions) for one in settled.others]
    assert sorted(found) == sorted(one.file for one in versions if one.facts.kind == "story")
