"""Arrays that processes share are in files, and stay readable while they are in use."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.text.terms import count_terms
from generator.related.arrays import ArrayWriter, array_file, map_arrays, write_arrays
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
    write_arrays(str(folder), "whole", rows)
    found = map_arrays(str(folder), "whole", Rows)
    for file in Path(folder).iterdir():
        file.unlink()
    for field in Rows.__struct_fields__:
        ours, theirs = getattr(rows, field), getattr(found, field)
        assert (theirs.dtype, theirs.tolist()) == (ours.dtype, ours.tolist())


def test_vectors_in_files_are_those_in_memory(tmp_path: Path) -> None:
    words = ["", "ferry lease harbour", "", "harbour dock 24 boats", ""]
    documents = [Document(f"s{at}", at, "", count_terms("", text)) for at, text in enumerate(words)]
    weights = Weights(4, np.zeros(0, np.uint32), np.zeros(0, np.uint8), floor=7)
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
