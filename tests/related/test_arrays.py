"""Arrays that processes share are in files, and stay readable while they are in use."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.text.terms import count_terms
from generator.related import vectors
from generator.related.arrays import ArrayWriter, array_file, map_arrays, ranks_of, stable_order
from generator.related.documents import Document
from generator.related.vectors import Rows, make_vectors
from generator.related.weights import Weights

COUNTS = st.lists(st.integers(0, 5), max_size=6)


def rows_of(counts: list[int]) -> Rows:
    """Rows of so many words each."""
    words = sum(counts)
    return Rows(np.cumsum([0, *counts]), np.arange(words, dtype=np.uint32), np.full(words, -3, np.int16))


@given(COUNTS)
def test_arrays_come_back_and_outlive_their_files(tmp_path_factory: pytest.TempPathFactory, counts: list[int]) -> None:
    folder = tmp_path_factory.mktemp("arrays")
    rows = rows_of(counts)
    writer = ArrayWriter(str(folder), "whole", Rows)
    writer.add(rows)
    writer.finish()
    found = map_arrays(str(folder), "whole", Rows)
    for file in Path(folder).iterdir():
        file.unlink()
    for field in Rows.__struct_fields__:
        ours, theirs = getattr(rows, field), getattr(found, field)
        assert (theirs.dtype, theirs.tolist()) == (ours.dtype, ours.tolist())


def test_vectors_in_files_are_those_in_memory(tmp_path: Path) -> None:
    words = ["", "ferry lease harbour", "", "harbour dock 24 boats", ""]
    documents = [Document(f"s{at}", at, "", count_terms("", text)) for at, text in enumerate(words)]
    weights = Weights(4, np.zeros(0, np.uint32), np.zeros(0, np.uint8), floor=7, window_days=0)
    kept, filed = make_vectors(documents, weights), make_vectors(documents, weights, str(tmp_path))
    for rows, others in ((kept.weighted, filed.weighted), (kept.leading, filed.leading)):
        for field in rows.__struct_fields__:
            assert getattr(rows, field).tolist() == getattr(others, field).tolist()
    assert len(kept.weighted.cells) == 7
    assert len(kept.weighted.numbers) == 6
    assert Path(array_file(str(tmp_path), "leading", "words")).is_file()


@given(COUNTS, COUNTS, st.booleans())
def test_rows_are_written_one_after_the_other(
    tmp_path_factory: pytest.TempPathFactory, some: list[int], others: list[int], filed: bool
) -> None:
    folder = str(tmp_path_factory.mktemp("arrays")) if filed else ""
    writer = ArrayWriter(folder, "leading", Rows)
    for counts in (some, others):
        writer.add(rows_of(counts))
    found = writer.finish()
    assert found.ends.tolist() == np.cumsum([0, *some, *others]).tolist()
    assert found.words.tolist() == [*range(sum(some)), *range(sum(others))]


@given(st.lists(st.one_of(st.integers(0, 5), st.integers(0, (1 << 22) - 1)), max_size=60))
def test_numbers_of_any_length_are_sorted_and_equal_ones_stay_in_order(values: list[int]) -> None:
    found = stable_order(np.array(values, np.uint32), 1 << 22)
    assert found.tolist() == sorted(range(len(values)), key=values.__getitem__)


@given(COUNTS)
def test_ranks_begin_again_with_each_story(counts: list[int]) -> None:
    assert ranks_of(np.array(counts, np.int64)).tolist() == [rank for count in counts for rank in range(count)]


ROW = st.dictionaries(st.integers(0, 40), st.integers(0, 9), max_size=12)


@given(st.lists(ROW, min_size=1, max_size=8))
def test_the_leading_words_are_the_heaviest_of_those_that_may_lead(rows: list[dict[int, int]]) -> None:
    common = np.arange(20, dtype=np.uint32)
    weights = Weights(1 << 10, common, np.where(common % 2, 4, 5).astype(np.uint8), floor=7, window_days=0)
    cells = [(word, weight) for row in rows for word, weight in row.items()]
    words, numbers = (np.array([cell[part] for cell in cells], np.int64) for part in (0, 1))
    table = Rows(np.cumsum([0, *map(len, rows)]), words.astype(np.uint32), numbers.astype(np.int16))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vectors, "LEADING_WORDS", 4)
        found = vectors.pick_leading_words(table, weights)
    for row, first, end in zip(rows, found.ends[:-1], found.ends[1:], strict=True):
        leading = sorted((-weight, word) for word, weight in row.items() if weight and not (word < 20 and word % 2))
        assert found.words[first:end].tolist() == [word for _, word in leading[:4]]
        assert found.weights[first:end].tolist() == [-weight for weight, _ in leading[:4]]
