"""What is kept between two counts is taken for what it was when written, or for nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.audience.ledger import FILE, Ledger, ReadLog, read_ledger, write_ledger

KEPT = Ledger(hour=497_000, logs=(ReadLog("ab", 10, 200, 496_999),), totals={"world/a": 12.5, "town/é": 3.0})


@given(st.data())
def test_an_altered_ledger_counts_as_none(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("state")
    write_ledger(folder, KEPT)
    assert read_ledger(folder) == KEPT
    content = bytearray((folder / FILE).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    (folder / FILE).write_bytes(content[: data.draw(st.integers(0, len(content)))])
    assert read_ledger(folder) in (KEPT, Ledger())


def test_a_ledger_that_is_no_ledger_counts_as_none(tmp_path: Path) -> None:
    for content in (b"", b"{}", b"[1]", b"\xff", b'{"checksum": 1, "ledger": {}}'):
        (tmp_path / FILE).write_bytes(content)
        assert read_ledger(tmp_path) == Ledger()
