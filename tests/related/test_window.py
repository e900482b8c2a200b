"""Stories of a large archive are compared only with those of a window of time, which depends on the stories alone."""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.text.terms import count_terms
from generator.related import postings, window
from generator.related.batch import build_links, relate
from generator.related.documents import Document
from generator.related.scoring import DAY_US, VERSION_DAYS, heading_of, metadata_type, pick_sample
from generator.related.window import MIN_WINDOW_DAYS, are_compared, find_oldest, find_window

DAYS = st.lists(st.integers(0, 90), min_size=1, max_size=60)


@pytest.fixture(autouse=True)
def small_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measures at which some dozen stories are many."""
    monkeypatch.setattr(window, "COMPARED_STORIES", 8)
    monkeypatch.setattr(window, "MIN_WINDOW_DAYS", 8)


def metadata_of(days: Sequence[float]) -> Any:
    """Return the metadata of stories that are published on these days."""
    rows = [(int(day * DAY_US), at * 7919 % 8191, 0, 0, 0, True, False, False) for at, day in enumerate(days)]
    return np.array(rows, metadata_type())


def window_of(days: Sequence[float]) -> int:
    metadata = metadata_of(days)
    return find_window(metadata, pick_sample(metadata))


@pytest.mark.parametrize(
    ("stories", "a_day", "days"),
    [
        (16, 1, 0),  # of 16 stories, each has seven and a half older ones on average
        (31, 1, 0),
        (32, 1, 12),  # with 12 days it is ten of the others
        (64, 1, 12),
        (64, 0.5, 24),
        (64, 0.1, 96),
        (64, 20, 8),
        (64, 10_000_000, 8),
    ],
)
def test_the_window_is_as_long_as_enough_stories_take(stories: int, a_day: float, days: int) -> None:
    assert window_of([at / a_day for at in range(stories)]) == days


def test_a_few_stories_stand_for_all_of_a_large_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "COMPARED_STORIES", 1 << 10)
    days = [at / 8 for at in range(5000)]
    assert len(pick_sample(metadata_of(days))) == 2048
    assert window_of(days) == 192  # of the oldest 4,096, each has 1,248 older ones there


@given(DAYS)
def test_stories_have_enough_others_in_the_window_and_none_that_is_longer_than_needed(days: list[int]) -> None:
    found, oldest = window_of(days), sorted(days)[: 1 << len(days).bit_length() - 1]

    def compared(length: int) -> float:
        older = [sum(day - other < length for other in oldest[:at]) for at, day in enumerate(oldest)]
        return sum(older) / len(oldest)

    if not found:
        assert (len(oldest) - 1) / 2 < 8
    else:
        assert compared(found) >= 8
        assert found == 8 or compared(found * 3 // 4) < 8


@given(DAYS, st.lists(st.integers(91, 400), max_size=40))
def test_new_stories_leave_the_window_as_it_is_until_the_archive_has_doubled(days: list[int], new: list[int]) -> None:
    room = (1 << len(days).bit_length()) - 1 - len(days)
    assert window_of([*days, *new[:room]]) == window_of(days)


@given(DAYS, st.sampled_from([0, 1, 8, 12]))
def test_two_stories_are_compared_or_not_from_whichever_one_looks(days: list[int], window_days: int) -> None:
    metadata = metadata_of(sorted(days))
    oldest = find_oldest(metadata["opens"], window_days)
    table = np.array([are_compared(metadata, story, window_days) for story in range(len(days))])
    assert (table == table.T).all()
    for story, first in enumerate(oldest.tolist()):
        assert table[story, : story + 1].tolist() == [other >= first for other in range(story + 1)]


def test_versions_of_a_story_are_within_any_window() -> None:
    assert MIN_WINDOW_DAYS > VERSION_DAYS


BEATS = [[f"{beat}{word}" for word in ("ka", "lo", "mi", "nu", "pe", "ro")] for beat in ("bor", "dal", "fen", "gir")]


def newsroom(stories: int, a_day: int = 4) -> list[Document]:
    """Stories of four beats in turn."""
    chance = random.Random(3)
    documents = []
    for number in range(stories):
        words = " ".join(chance.choices(BEATS[number % len(BEATS)], k=8))
        opens = number * DAY_US // a_day
        documents.append(Document(f"s/{number:05}", opens, f"Headline {number}", count_terms("", words)))
    return documents


@settings(max_examples=examples(30), deadline=None)
@given(st.integers(16, 120), st.integers(1, 4), st.integers(1, 50))
def test_lists_have_stories_of_the_window_alone(stories: int, a_day: int, segment: int) -> None:
    documents = newsroom(stories, a_day)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "SEGMENT", segment)
        found = relate(documents, count=30)
    opens = {document.path: document.opens for document in documents}
    apart = {abs(opens[path] - opens[other]) // DAY_US for path, others in found.items() for other in others}
    length = window_of([document.opens / DAY_US for document in documents])
    assert bool(length) == (stories >= 32)
    assert max(apart) < (length or stories)
    assert sum(map(bool, found.values())) > stories / 2


def postings_read(stories: int) -> int:
    """Return how many postings are added up to link so many stories."""
    read = 0
    add_up = postings._add_up

    def count(all_postings: Any, lookups: postings.Lookups, cells: int) -> Any:
        nonlocal read
        read += int(lookups.counts.sum())
        return add_up(all_postings, lookups, cells)

    documents = {document.path: document for document in newsroom(stories)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_add_up", count)
        build_links(map(heading_of, documents.values()), lambda paths: (documents[path] for path in paths))
    return read


def test_twice_the_stories_take_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "COMPARED_STORIES", 32)
    assert postings_read(800) < 2.2 * postings_read(400)
    monkeypatch.setattr(window, "COMPARED_STORIES", 1 << 13)
    assert postings_read(800) > 3.8 * postings_read(400)
