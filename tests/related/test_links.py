"""The short cuts in linking all stories give what a plain computation gives."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.related import links as linking
from generator.related import postings
from generator.related.arrays import map_arrays
from generator.related.comparison import PLACE_SHIFT, Comparison, Vocabulary, WeightedWords
from generator.related.links import LOWEST, Links, Pairs, choose_links, judge_pairs, link_rows, pairs_of
from generator.related.postings import Postings, make_posting_files, make_postings, similarity_to_older
from generator.related.scoring import (
    DAY_US,
    KEPT_LINKS,
    KEPT_VERSIONS,
    SIMILARITY_SCALE,
    metadata_type,
)
from generator.related.vectors import VECTOR_LENGTH, Rows, pack_weighted

SIMILARITY = st.one_of(st.just(0), st.integers(0, SIMILARITY_SCALE // 20), st.integers(0, SIMILARITY_SCALE))
STORY = st.tuples(SIMILARITY, st.integers(0, 60), st.integers(0, 9))
"""The similarity of an older story to the newest ones, its day, and the number of its headline."""


def metadata_of(stories: Sequence[tuple[int, int, int]], newest: int = 1) -> Any:
    """Return the metadata of the stories by age, and of some more that have the headline number 0 and come last."""
    days = sorted(day for _, day, _ in stories)
    rows = [
        (day * DAY_US, at, headline, VECTOR_LENGTH**2, 0, True, False, False)
        for at, (day, (_, _, headline)) in enumerate(zip(days, stories, strict=True))
    ]
    rows += [(60 * DAY_US, len(rows) + at, 0, VECTOR_LENGTH**2, 0, True, False, False) for at in range(newest)]
    return np.array(rows, metadata_type())


def table_of(stories: Sequence[tuple[int, int, int]], newest: int = 1) -> Any:
    """Return the similarity of each of the newest stories to the stories, and to all but the last of themselves."""
    similarity = np.zeros((newest, len(stories) + newest), np.float64)
    similarity[:, : len(stories)] = [one for one, _, _ in stories]
    return similarity


def plain_links(metadata: Any, story: int, similarity: Any) -> tuple[list[tuple[int, int]], int, list[int]]:
    """Return the links of a story with their leading scores, its cutoff and its versions, by sorting all pairs."""
    others = np.flatnonzero(similarity >= LOWEST)
    pairs = Pairs(np.zeros_like(others), others, similarity[others].astype(np.int64))
    judged = judge_pairs(metadata, np.array([story]), pairs)
    scored = zip(judged.scores.tolist(), others.tolist(), judged.may_link.tolist(), strict=True)
    ranked = sorted(((score, other) for score, other, may_link in scored if may_link), reverse=True)
    cutoff = ranked[KEPT_LINKS - 1][0] if len(ranked) > KEPT_LINKS else 0
    versions = sorted(others[judged.are_versions].tolist(), reverse=True)[:KEPT_VERSIONS]
    return [(other, score) for score, other in ranked[:KEPT_LINKS]], cutoff, versions


def listed(links: Links) -> list[tuple[list[tuple[int, int]], int, list[int]]]:
    """Return the links, the cutoff and the versions of each story."""
    found = links.older[["other", "leading_score"]].tolist(), links.older_versions.tolist()
    each, first, first_version = [], 0, 0
    counts = zip(links.counts.tolist(), links.version_counts.tolist(), links.cutoffs.tolist(), strict=True)
    for count, versions, cutoff in counts:
        own = found[0][first : first + count], cutoff, found[1][first_version : first_version + versions]
        each.append(own)
        first, first_version = first + count, first_version + versions
    assert (first, first_version) == (len(found[0]), len(found[1]))
    return each


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(STORY, max_size=300), st.integers(1, 5), st.sampled_from([30, 128]), st.data())
def test_links_are_those_that_a_search_among_all_stories_finds(
    stories: list[tuple[int, int, int]], newest: int, groups: int, data: st.DataObject
) -> None:
    metadata, rows = metadata_of(stories, newest), range(len(stories), len(stories) + newest)
    tables = np.array([data.draw(st.permutations(range(len(stories)))) for _ in rows], np.int64).reshape(newest, -1)
    table = table_of(stories, newest)
    table[:, : len(stories)] = np.take_along_axis(table[:, : len(stories)], tables, axis=1)
    at_once = data.draw(st.integers(1, newest))
    first_column = data.draw(st.integers(0, len(stories)))
    table[:, :first_column] = 0

    def compare(some: range) -> Iterator[tuple[range, Any]]:
        for first in range(some.start, some.stop, at_once):
            part = range(first, min(first + at_once, some.stop))
            yield part, table[part.start - rows.start : part.stop - rows.start, first_column : part.stop]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking, "GROUPS", groups)
        found = link_rows(metadata, rows, compare)
    assert listed(found) == [plain_links(metadata, row, table[at]) for at, row in enumerate(rows)]


@pytest.mark.parametrize(("repeats", "searches"), [(0, 1), (40, 2)])
def test_candidates_are_looked_for_once_unless_many_repeat_the_story(repeats: int, searches: int) -> None:
    stories = [(SIMILARITY_SCALE // 2, 30, 0)] * repeats
    stories += [(SIMILARITY_SCALE // 20 + at, 30, 1 + at) for at in range(500)]
    asked: list[range] = []

    def compare(some: range) -> Iterator[tuple[range, Any]]:
        asked.append(some)
        yield some, table_of(stories)

    metadata, rows = metadata_of(stories), range(len(stories), len(stories) + 1)
    found = link_rows(metadata, rows, compare)
    assert asked == [rows] * searches
    assert listed(found) == [plain_links(metadata, rows.start, table_of(stories)[0])]
    assert len(found.older) == KEPT_LINKS


def test_few_of_the_pairs_that_share_a_word_are_looked_at() -> None:
    table = np.linspace(0, SIMILARITY_SCALE / 10, 12_800)[np.newaxis]
    looked_at = pairs_of(table, linking.least_similarities(table), range(12_799, 12_800), 0)
    assert KEPT_LINKS < len(looked_at.others) < len(table[0]) / 3


WORDS = st.lists(st.lists(st.integers(0, 9), max_size=8), min_size=1, max_size=12)


@settings(deadline=None)
@given(WORDS, st.integers(1, 4), st.integers(1, 6), st.integers(1, 20), st.integers(1, 20), st.data())
def test_similarities_are_sums_of_products_however_rows_are_taken_together(
    rows: list[list[int]], at_once: int, segment: int, added: int, sums: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(rows) - 1))
    oldest = np.sort([data.draw(st.integers(0, row)) for row in range(len(rows))])
    table = rows_of([(word, 1 + word % 3) for word in row] for row in rows)
    wanted = [
        [
            sum((1 + word % 3) ** 2 * other.count(word) for word in rows[row]) if at >= oldest[row] else 0
            for at, other in enumerate(rows[:row])
        ]
        for row in range(first, len(rows))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "ROWS_AT_ONCE", at_once)
        patch.setattr(postings, "SEGMENT", segment)
        patch.setattr(postings, "POSTINGS_AT_ONCE", added)
        patch.setattr(postings, "SUMS_AT_ONCE", sums)
        found = [*similarity_to_older(make_postings(table), table, oldest, range(first, len(rows)))]
    assert [row for some, _ in found for row in some] == [*range(first, len(rows))]
    for some, similarities in found:
        assert similarities.shape == (len(some), some.stop - oldest[some.start])
        for row, similarity in zip(some, similarities.tolist(), strict=True):
            assert similarity == [*wanted[row - first], *[0] * (some.stop - row)][oldest[some.start] :]


def test_many_words_are_numbered_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    table = rows_of([[(4_000_000, 1), (7, 2)], [(7, 3), (9, 1), (4_000_000, 5)]])
    few = make_postings(table)
    monkeypatch.setattr(postings, "FEW_WORDS", 0)
    many = make_postings(table)
    assert few.words.tolist() == many.words.tolist() == [2, 0, 0, 1, 2]
    assert few.postings.tolist() == many.postings.tolist()


def test_postings_in_files_are_those_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "SEGMENT", 2)
    table = rows_of([[(7, 2), (9, 1)], [(7, 3)], [(9, 1), (7, 5)]])
    make_posting_files(table, str(tmp_path), "postings")
    kept, filed = make_postings(table), map_arrays(str(tmp_path), "postings", Postings)
    assert kept.starts.tolist() == [0, 2, 3, 4, 5]
    for field in Postings.__struct_fields__:
        assert getattr(kept, field).tolist() == getattr(filed, field).tolist()


def test_similarities_are_exact_however_great_they_are() -> None:
    table = rows_of([[(word, VECTOR_LENGTH - word) for word in range(96)]] * 3)
    [(_, similarities)] = similarity_to_older(make_postings(table), table, np.zeros(3, np.int64), range(3))
    exact = sum((VECTOR_LENGTH - word) ** 2 for word in range(96))
    assert similarities[2].tolist() == [exact, exact, 0]


def rows_of(rows: Any) -> Rows:
    """Return rows of pairs of a word and its weight."""
    listed = [list(row) for row in rows]
    pairs = np.array([pair for row in listed for pair in row], np.int64).reshape(-1, 2)
    ends = np.cumsum([0, *(len(row) for row in listed)])
    return Rows(ends, pairs[:, 0].astype(np.uint32), pairs[:, 1].astype(np.int16))


def weighted_of(rows: Rows) -> WeightedWords:
    """Return the weighted words of the rows."""
    vocabulary = Vocabulary()
    packed = pack_weighted(rows, vocabulary)
    return WeightedWords(packed.ends, packed.cells, vocabulary.numbers())


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=9), st.data())
def test_overlaps_are_those_of_plain_products(rows: list[dict[int, int]], data: st.DataObject) -> None:
    rows = [{**row, 11: 1} for row in rows]
    words = weighted_of(rows_of(row.items() for row in rows))
    stories = st.integers(0, len(rows) - 1)
    asked = sorted(data.draw(st.lists(st.tuples(stories, stories), max_size=12)))
    ours, theirs = (np.array([pair[part] for pair in asked], np.int64) for part in (0, 1))
    overlaps = Comparison(words).compare(ours, theirs)
    for at, (one, other) in enumerate(asked):
        products = {word: weight * rows[one].get(word, 0) for word, weight in rows[other].items()}
        assert overlaps.similarities[at] == sum(products.values())
        assert overlaps.strongest[at] == max(products.values())
        strongest = [word for word, product in products.items() if product == max(products.values())]
        assert overlaps.strongest_word(at) == strongest[0]


@given(st.lists(st.lists(st.tuples(st.integers(0, 4_000_000), st.integers(0, 3))), min_size=1))
def test_words_without_a_weight_are_left_out(rows: list[list[tuple[int, int]]]) -> None:
    packed = weighted_of(rows_of(rows))
    for row, first, end in zip(rows, packed.ends[:-1], packed.ends[1:], strict=True):
        cells = packed.cells[first:end]
        weights = (cells & ((1 << PLACE_SHIFT) - 1)).tolist()
        found = zip(packed.numbers[cells >> PLACE_SHIFT].tolist(), weights, strict=True)
        assert list(found) == [(number, weight) for number, weight in row if weight]
    assert len(set(packed.numbers.tolist())) == len(packed.numbers)


def test_the_oldest_stories_have_no_links() -> None:
    links = choose_links(metadata_of([]), np.arange(1), Pairs(*np.zeros((3, 0), np.int64)))
    assert listed(links) == [([], 0, [])]
