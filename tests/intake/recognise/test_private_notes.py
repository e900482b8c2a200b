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
