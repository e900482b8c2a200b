"""The note that a text was written before the speech was given isn't printed, holds nothing and is told."""

import pytest
from copies import read, shown

from generator.intake.languages.words import ROWS
from generator.model import Gravity

TEXT = "Good evening. It is an honor to be in this hall tonight, with so many of you who built the pier."


@pytest.mark.parametrize("row", [row for row in ROWS if row.speech], ids=lambda row: row.code)
@pytest.mark.parametrize("form", ["{}", "({})", "*{}*", "{}."])
@pytest.mark.parametrize("place", ["The mayor's speech\n\n{}\n\n" + TEXT, "{}\n\nThe mayor's speech\n\n" + TEXT])
def test_the_note_is_taken_out_and_told(row, form: str, place: str) -> None:  # type: ignore[no-untyped-def]
    note = form.format(row.speech.split("|")[0].upper())
    parsed = read(place.format(note), "2026-11-22-speech.txt")
    assert parsed.story is not None
    assert parsed.story.headline == "The mayor's speech"
    assert row.speech.split("|")[0].casefold() not in shown(parsed).casefold()
    [warning] = [problem for problem in parsed.problems if problem.gravity == Gravity.WARNING]
    assert (warning.code, "text of a speech" in warning.message) == ("copy-speech", True)


def test_an_embargo_beside_it_still_holds() -> None:
    parsed = read(f"The speech\n\nEmbargoed until delivery. Check against delivery.\n\n{TEXT}\n", "2026-11-22-s.txt")
    assert parsed.story is None


@pytest.mark.parametrize(
    "sentence", ["Check against delivery of the boats was waived.", "Crews check against delivery notes what arrived."]
)
def test_a_sentence_with_these_words_is_text(sentence: str) -> None:
    parsed = read(f"Boats arrive\n\n{sentence}\n\n{TEXT}\n", "2026-11-22-boats.txt")
    assert sentence in shown(parsed)
    assert not [problem for problem in parsed.problems if problem.code == "copy-speech"]
