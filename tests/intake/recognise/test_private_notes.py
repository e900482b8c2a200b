"""Notes to the desk and labels are never printed."""

import pytest
from copies import read, shown

from generator.intake.languages.words import ROWS

STORY = "Pier reopens\n\nThe pier reopened on Monday.\n\nIt had been closed since May.\n\n"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_from_a_private_note_to_the_end_nothing_is_printed(row) -> None:  # type: ignore[no-untyped-def]
    note = row.private.split("|")[0]
    parsed = read(f"{STORY}{note.capitalize()}:\n\nAnn Lee, +1 555 0142\n")
    if parsed.story is not None:
        assert "Ann Lee" not in shown(parsed)
        assert any(problem.line >= 7 for problem in parsed.problems)


def test_a_sentence_that_says_so_is_such_a_note() -> None:
    parsed = read(f"{STORY}The lines below are not intended for publication.\nAnn Lee, 555 0142\n")
    assert "0142" not in shown(parsed)


def test_a_story_about_private_notes_is_printed() -> None:
    text = "Notes leak\n\nThe notes, which were not intended for publication, were found on Monday, the mayor said.\n"
    assert "the mayor said" in shown(read(text))


def test_labels_over_their_values_are_read() -> None:
    parsed = read("HEADLINE\nPier reopens\nBYLINE\nAnn Lee\nBODY\nThe pier reopened on Monday.\n")
    assert parsed.story is not None
    assert parsed.story.headline == "Pier reopens"
    assert [byline.name for byline in parsed.story.bylines] == ["Ann Lee"]
    assert "BODY" not in shown(parsed)


def test_the_chat_of_a_messenger_is_held() -> None:
    parsed = read("[10:14, 11/22/2026] Musa: Good morning\n[10:15, 11/22/2026] Musa: Fire guts market\n")
    assert parsed.story is None


@pytest.mark.parametrize(
    "note",
    [
        "Kay - text me at 207-555-0199 if you need anything. Ann",
        "My cell is (207) 555-0199",
        "Ruf mich an: 0170 5550199",
        "Mon portable : 06 12 34 01 99",
        "Llámame al 600 123 199",
    ],
)
def test_the_number_at_which_a_colleague_can_be_reached_is_not_printed(note: str) -> None:
    parsed = read(f"{STORY}{note}\n")
    assert "0199" not in shown(parsed)
    assert "01 99" not in shown(parsed)
    assert "199" not in shown(parsed)
    assert any(problem.line == 7 for problem in parsed.problems)


@pytest.mark.parametrize(
    "line",
    [
        "Students may call me at home, a teacher said, on 207-555-0199 or at school.",
        "To register, call 207-555-0199.",
        "“Call me at 207-555-0199,” he said.",
        "Ann Lee is a columnist. Reach me at ann@paper.example or 207-555-0199.",
    ],
)
def test_a_number_for_readers_is(line: str) -> None:
    assert "0199" in shown(read(f"{STORY}{line}\n"))


def test_labels_with_colons_over_their_values_are_read() -> None:
    parsed = read(
        "HEADLINE:\nPier reopens\n\nSUBHEADLINE:\nAt last\n\nBYLINE:\nAnn Lee\n\nBODY:\nIt reopened on Monday.\n"
    )
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.deck) == ("Pier reopens", "At last")
    assert "BODY" not in shown(parsed)


def test_labels_of_swedish_newsrooms_are_read() -> None:
    parsed = read(
        "Rubrik: Piren öppnar\nIngress: Till slut\nText: Anna Ek\n\nPiren öppnade i måndags.\n\nDen var stängd.\n"
    )
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.deck) == ("Piren öppnar", "Till slut")
    assert [byline.name for byline in parsed.story.bylines] == ["Anna Ek"]
    assert "i måndags" in shown(parsed)
