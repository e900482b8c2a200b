import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.marked_dateline import take_marked_dateline


@pytest.mark.parametrize(
    ("source", "place", "rest"),
    [
        ("**TERN POINT** — The quay is open.", "TERN POINT", "The quay is open."),
        ("**TERN POINT (AP)** — The quay is open.", "TERN POINT", "The quay is open."),
        ("*TERN POINT (AP) — The quay* is open.", "TERN POINT", "*The quay* is open."),
        ("__BONN__, March 3 (UPI) -- The *quay* is open.", "BONN", "The *quay* is open."),
        ("BONN &mdash; The quay is open.", "BONN", "The quay is open."),
        ("BONN (Reuters) - The quay\nis open.", "BONN", "The quay\nis open."),
        ("Nantes, 3 mars 2026 (AFP) -\nLe quai est ouvert.", "Nantes", "Le quai est ouvert."),
        ("- One\n- Two\n\nBONN, March 3 (Reuters) - The quay.", "BONN", "- One\n- Two\n\nThe quay."),
    ],
)
def test_the_dateline_of_markdown_is_taken_off(source: str, place: str, rest: str) -> None:
    found = take_marked_dateline(source)
    assert found is not None
    assert (found.dateline.place, found.source, found.is_taken) == (place, rest, True)


def test_behind_a_note_the_dateline_stays_in_its_paragraph() -> None:
    source = "*Editor's note: Two names were changed.*\n\nBONN (AP) — The quay is open."
    found = take_marked_dateline(source)
    assert found is not None
    assert (found.dateline.agency, found.source, found.is_taken) == ("AP", source, False)


@pytest.mark.parametrize(
    "source",
    [
        "**NATO** — The council met.",
        "# BONN — The quay",
        "> BONN — The quay",
        "    BONN — The quay",
        "| BONN | A |",
        "",
    ],
)
def test_other_paragraphs_stay(source: str) -> None:
    assert take_marked_dateline(source) is None


@given(st.text("BONN*_ —(AP)-\nab.&mdsh;1|", max_size=80))
def test_no_letter_is_lost(source: str) -> None:
    found = take_marked_dateline(source)
    if found is not None:
        told = found.dateline.printed + found.source if found.is_taken else found.source
        letters = [char for char in source.replace("&mdash;", "").replace("&ndash;", "") if char.isalnum()]
        assert sorted(char for char in told if char.isalnum()) == sorted(letters)
