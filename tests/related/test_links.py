"""The short cuts in linking all stories give what a plain computation gives."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.related import scoring
from generator.related.scoring import (
    DAY_US,
    KEPT_LINKS,
    MIN_LEADING_SIMILARITY,
    SIMILARITY_SCALE,
    find_candidates,
    link_to_older,
    metadata_type,
    pick_best,
    pick_newest,
)
from generator.related.similarity import _count_older, similarity_to_older, transpose
from generator.related.vectors import VECTOR_LENGTH, Comparison, Rows, join_overlaps

LOWEST = MIN_LEADING_SIMILARITY * SIMILARITY_SCALE
STORY = st.tuples(
    st.one_of(st.integers(0, SIMILARITY_SCALE // 20), st.integers(0, SIMILARITY_SCALE)),
    st.integers(0, 60),
    st.integers(0, 9),
)
"""The similarity of an older story to the newest one, its day, and the number of its headline."""


def metadata_of(stories: Sequence[tuple[int, int, int]]) -> Any:
    """Return the metadata of the stories, and of one more that has the headline number 0 and comes last."""
    rows = [
        (day * DAY_US, at, headline, VECTOR_LENGTH**2, 0, True, False, False)
        for at, (_, day, headline) in enumerate([*stories, (0, 60, 0)])
    ]
    return np.array(rows, metadata_type())


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(STORY, max_size=120))
def test_links_are_those_that_a_search_among_all_stories_finds(stories: list[tuple[int, int, int]]) -> None:
    metadata, story = metadata_of(stories), len(stories)
    similarity = np.array([one for one, _, _ in stories], np.int32)
    found = find_candidates(metadata, story, similarity, LOWEST)
    best = pick_best(metadata, found.others, found.scores)
    links = link_to_older(metadata, story, similarity)
    assert links.older["other"].tolist() == found.others[best].tolist()
    assert links.older["leading_score"].tolist() == found.scores[best].tolist()
    assert links.cutoff == (found.scores[best][-1] if len(found.others) > KEPT_LINKS else 0)
    assert links.older_versions.tolist() == pick_newest(metadata, found.versions).tolist()


@pytest.mark.parametrize(("repeats", "searches"), [(0, 1), (40, 2)])
def test_candidates_are_looked_for_once_unless_many_repeat_the_story(
    monkeypatch: pytest.MonkeyPatch, repeats: int, searches: int
) -> None:
    asked: list[float] = []

    def search(metadata: Any, story: int, similarity: Any, least: float) -> Any:
        asked.append(least)
        return find_candidates(metadata, story, similarity, least)

    monkeypatch.setattr(scoring, "find_candidates", search)
    stories = [(SIMILARITY_SCALE // 2, 30, 0)] * repeats
    stories += [(SIMILARITY_SCALE // 20 + at, 30, 1 + at) for at in range(500)]
    links = link_to_older(metadata_of(stories), len(stories), np.array([one for one, _, _ in stories], np.int32))
    assert len(asked) == searches
    assert len(links.older) == KEPT_LINKS


WORDS = st.lists(st.lists(st.integers(0, 9), max_size=8), min_size=1, max_size=12)


@settings(deadline=None)
@given(WORDS)
def test_the_older_places_of_a_word_are_those_in_earlier_rows(rows: list[list[int]]) -> None:
    words = np.array([word for row in rows for word in row], np.int64)
    row_of = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    wanted = [sum(earlier.count(word) for earlier in rows[:at]) for at, row in enumerate(rows) for word in row]
    assert _count_older(words, row_of).tolist() == wanted


@settings(deadline=None)
@given(WORDS, st.integers(1, 4), st.data())
def test_similarities_are_sums_of_products_however_rows_are_taken_together(
    rows: list[list[int]], at_once: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(rows) - 1))
    table = rows_of([(word, 1 + word % 3) for word in row] for row in rows)
    wanted = [
        [sum((1 + word % 3) ** 2 * other.count(word) for word in rows[row]) for other in rows[:row]]
        for row in range(first, len(rows))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.related.similarity.ROWS_AT_ONCE", at_once)
        found = [*similarity_to_older(transpose(table), table, range(first, len(rows)))]
    assert [row for row, _ in found] == [*range(first, len(rows))]
    assert [similarity.tolist() for _, similarity in found] == wanted


def rows_of(rows: Any) -> Rows:
    """Return rows of pairs of a word and its weight."""
    listed = [list(row) for row in rows]
    pairs = np.array([pair for row in listed for pair in row], np.int64).reshape(-1, 2)
    ends = np.cumsum([0, *(len(row) for row in listed)])
    return Rows(ends, pairs[:, 0].astype(np.uint32), pairs[:, 1].astype(np.int16))


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 9), min_size=1), min_size=2, max_size=9), st.data())
def test_joined_overlaps_are_those_of_each_comparison(rows: list[set[int]], data: st.DataObject) -> None:
    table, comparison = rows_of([(word, 1 + word) for word in sorted(row)] for row in rows), Comparison()
    others = st.lists(st.integers(0, len(rows) - 1), max_size=4)
    asked = data.draw(st.lists(st.tuples(st.integers(0, len(rows) - 1), others), min_size=1, max_size=5))
    overlaps = [comparison.compare(table, story, np.array(some, np.int64)) for story, some in asked]
    joined = join_overlaps(overlaps)
    pairs = [(story, other) for story, some in asked for other in some]
    assert joined.ends.tolist() == [0, *np.cumsum([len(rows[other]) for _, other in pairs]).tolist()]
    if pairs:
        shared = [rows[story] & rows[other] for story, other in pairs]
        assert joined.similarities().tolist() == [sum((1 + word) ** 2 for word in some) for some in shared]
        assert joined.strongest().tolist() == [max([(1 + word) ** 2 for word in some], default=0) for some in shared]
