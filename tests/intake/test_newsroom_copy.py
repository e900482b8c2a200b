"""The reference collection of copy as newsrooms get it, where it is beside the project, comes out as it should."""

import importlib
from pathlib import Path
from typing import Any

import pytest
from copies import DESK

from generator.intake.parse import parse_copy
from generator.model import Parsed


def read(name: str, text: str) -> Parsed:
    return parse_copy(text.encode(), f"content/{name}", DESK)


def test_a_draft_with_words_to_the_desk_stays_a_draft_that_the_desk_can_show() -> None:
    text = "---\ntitle: Vote on the quay\ndate: 2026-11-20\ndraft: yes\n---\n[TK: why?]\n\nHOLD FOR SUNDAY\n\nThey voted.\n"
    parsed = read("town/quay.md", text)
    assert parsed.story is not None
    assert parsed.story.draft
    assert parsed.problems == ()


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the bench that compares each piece of the collection with what is right for it."""
    folder = Path(__file__).parents[2] / "bench"
    if not folder.is_dir():
        pytest.skip("the benches lie in a clone only")
    monkeypatch.syspath_prepend(str(folder))
    return importlib.import_module("copy_cases")


def test_every_piece_of_the_collection_comes_out_right(bench: Any) -> None:
    if not bench.COLLECTION.exists():
        pytest.skip("the collection of copy is not beside the project")
    pieces = {piece.name for piece in bench.read_collection()}
    assert pieces == set(bench.read_right())
    assert [row for row in bench.count_right() if not row.startswith("|")] == []


@pytest.mark.parametrize(
    ("right", "faults"),
    [
        ({"headline": "Ferry leaves", "by": ["Jane Roe"], "published": "2026-11-22", "shows": ["It left."]}, 0),
        ({"headline": "Ferry"}, 1),
        ({"by": ["John Doe"], "published": "2026-11-22T00:00", "deck_has": "late"}, 3),
        ({"shows": ["It stayed."], "hides": ["left"], "html": ["<h2>"], "html_hides": ["<p>"], "ends": "late."}, 5),
        ({"state": "held"}, 1),
        ({"state": "any", "or_held": True}, 0),
    ],
)
def test_what_is_wrong_with_a_piece_is_told(bench: Any, right: dict[str, Any], faults: int) -> None:
    parsed = read("town/2026-11-22-ferry.txt", "Ferry leaves\n\nBy Jane Roe\n\nIt left.\n")
    assert len(bench.find_faults(parsed, bench.Right(**right), DESK)) == faults
