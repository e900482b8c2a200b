"""published.csv is read back as it was written, whatever happened to it, and step by step as all at once."""

import tempfile
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Newsroom, story
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive import published, recording
from generator.archive.published import update_published
from generator.archive.published_file import FILE, PublishedLine, add_lines, can_be_listed, parse_lines
from generator.archive.published_stories import all_published, file_problems
from generator.archive.renames import Traits, candidates, guess, match
from generator.catalogue.store import Store, open_memory

MARKS = st.sampled_from(["0123456789ab", "aaaaaaaaaaaa", "bbbbbbbbbbbb"])
PATHS = st.sampled_from(["world/a", "world/A", "town/b", "town/it, or not", 'town/"c"', "zürich/ü"])
LINES = st.builds(
    PublishedLine,
    st.sampled_from(["2026-11-20T14:00:00Z", "1931-02-03T05:00:00Z", ""]),
    PATHS,
    st.sampled_from(["/world/a/", "/town/b/", "/b.html", "/東京/あ/", ""]),
    st.sampled_from([f"urn:uuid:{number}" for number in range(4)]),
    MARKS,
    MARKS,
)
TRAITS = st.builds(
    Traits,
    name=st.integers(0, 9).map(str),
    moment=st.sampled_from(["2026-11-20T14:00:00Z", "2026-11-21T14:00:00Z", ""]),
    headline=MARKS,
    text=MARKS,
    stem=st.sampled_from("ab"),
    addresses=st.lists(st.sampled_from(["/a/", "/b", "/b/"]), max_size=2).map(tuple),
)
SEVERAL = st.lists(TRAITS, max_size=5, unique_by=lambda one: one.name)


def take_in(store: Store, folder: Path) -> None:
    with store:
        update_published(store, [folder], (), lambda _: True)


def table(store: Store) -> list[object]:
    return [list(all_published(store)), file_problems(store)]


@given(st.lists(LINES, max_size=8), st.text(min_size=1).filter(can_be_listed))
def test_what_is_added_is_read_back(lines: list[PublishedLine], path: str) -> None:
    lines = [*lines, PublishedLine("", path, "/x/", "urn:x:1", "0" * 12, "1" * 12)]
    with tempfile.TemporaryDirectory() as folder:
        add_lines(Path(folder), lines[:1])
        add_lines(Path(folder), lines[1:])
        read = parse_lines((Path(folder) / FILE).read_bytes())
    assert list(read.lines) == lines
    assert not read.problems


@settings(max_examples=examples(40))
@given(st.lists(st.lists(LINES, max_size=4), max_size=4))
def test_lines_one_after_the_other_give_what_all_at_once_give(parts: list[list[PublishedLine]]) -> None:
    with tempfile.TemporaryDirectory() as place, closing(open_memory()) as store, closing(open_memory()) as fresh:
        folder = Path(place)
        for part in parts:
            add_lines(folder, part)
            take_in(store, folder)
        take_in(fresh, folder)
        assert table(store) == table(fresh)


@settings(max_examples=examples(40))
@given(st.lists(LINES, max_size=6), st.data())
def test_the_last_lines_once_more_change_nothing(lines: list[PublishedLine], data: st.DataObject) -> None:
    """A merge of two copies that both have the newest lines leaves them twice."""
    again = lines[data.draw(st.integers(0, len(lines))) :]
    last = {line.id: line for line in lines}
    again = [line for line in again if last[line.id] == line]
    with tempfile.TemporaryDirectory() as place, closing(open_memory()) as store, closing(open_memory()) as other:
        folder = Path(place)
        add_lines(folder, lines)
        take_in(store, folder)
        add_lines(folder, again)
        take_in(other, folder)
        ours, theirs = ({one.id: (one.address, set(one.former)) for one in all_published(x)} for x in (store, other))
        assert ours == theirs


@given(st.binary(max_size=200), st.lists(LINES, min_size=1, max_size=3))
def test_no_bytes_hide_the_lines_around_them(damage: bytes, lines: list[PublishedLine]) -> None:
    with tempfile.TemporaryDirectory() as place:
        add_lines(Path(place), lines)
        good = (Path(place) / FILE).read_bytes()
    if b"|||||||" in damage:  # git's mark of what was there before both sides changed it: no line of either
        return
    read = parse_lines(good + damage.replace(b"\n", b" ") + b"\n" + good)
    assert [line for line in read.lines if line in lines][: len(lines)] == lines
    assert list(read.lines)[-len(lines) :] == lines


@given(SEVERAL, SEVERAL)
def test_no_story_is_recognized_twice_and_the_order_does_not_matter(
    published: list[Traits], stories: list[Traits]
) -> None:
    for compare in (match, guess):
        found = compare(published, stories)
        assert len(set(found.values())) == len(found)
        assert found == compare(published[::-1], stories[::-1])
        assert found.keys() <= {one.name for one in published}
        assert set(found.values()) <= {one.name for one in stories}


@given(SEVERAL, SEVERAL)
def test_what_cannot_be_meant_changes_nothing(published: list[Traits], stories: list[Traits]) -> None:
    assert match(published, candidates(published, stories)) == match(published, stories)


def test_of_two_that_are_alike_neither_is_taken_for_another() -> None:
    one = Traits(name="1", moment="", headline="a", text="b")
    other = Traits(name="2", moment="", headline="a", text="b")
    assert match([one], [one, other]) == {}
    assert match([one, other], [one]) == {}
    assert match([one], [other]) == {"1": "2"}


def test_each_part_of_many_new_lines_takes_as_much_work(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the stories of these lines are looked up, not those of all lines so far."""
    settle, steps = published._settle, list[int]()

    def count(store: Store, paths: Collection[str]) -> set[str]:
        steps.append(0)

        def step() -> int:
            steps[-1] += 1
            return 0

        store.set_progress_handler(step, 1)
        try:
            return settle(store, paths)
        finally:
            store.set_progress_handler(None, 0)

    at_once = str(recording.RECORDED_AT_ONCE)
    monkeypatch.setattr(recording, "NEXT_DUE", recording.NEXT_DUE.replace(at_once, "20"))
    monkeypatch.setattr(published, "MANY", 10)
    monkeypatch.setattr(published, "_settle", count)
    for number in range(120):
        newsroom.write(f"content/town/s{number}.txt", story(f"Story {number}"))
    newsroom.build()
    assert len(steps) == 6
    assert 0 < steps[-1] < 1.3 * steps[1]
