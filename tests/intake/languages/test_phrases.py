"""Phrases are found at the start and the end of a line, as whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.languages.phrases import Phrases, fold
from generator.intake.languages.words import ROWS, phrases

SOME = Phrases(["hold|hold for release|nicht vor … veröffentlichen", "解禁|l'embargo"])


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("hold", 4),
        ("hold for release now", 16),
        ("holding", 0),
        ("nicht vor dem 6. mai veröffentlichen!", 36),
        ("解禁日", 2),
        ("l'embargo levé", 9),
        ("we hold", 0),
        ("", 0),
    ],
)
def test_the_longest_phrase_that_opens_a_line_is_found(text: str, length: int) -> None:
    assert SOME.opening(fold(text)) == length


def test_a_phrase_at_the_end_is_found() -> None:
    assert SOME.closing("2027年5月6日解禁") == 2
    assert SOME.closing("on hold") == 4
    assert SOME.closing("withhold") == 0


def test_a_phrase_anywhere_is_found() -> None:
    assert SOME.within("please hold for release, thanks") == "hold for release"
    assert SOME.within("withholding") == ""


def test_curly_apostrophes_and_capitals_make_no_difference() -> None:
    assert fold("L’EMBARGO") in SOME


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_a_row_has_the_words_that_matter_most(row) -> None:  # type: ignore[no-untyped-def]
    assert all((row.embargo, row.forbidden, row.private, row.sender, row.subject, row.press, row.contact, row.none))


def test_all_languages_are_there_once() -> None:
    codes = [row.code for row in ROWS]
    assert len(codes) == len(set(codes)) >= 20
    assert "betreff" in phrases("subject")
    assert "件名" in phrases("subject")


@given(st.text(alphabet="hold forel解禁'n", max_size=40))
def test_a_found_phrase_is_one_of_them(text: str) -> None:
    assert SOME.opening(text) == 0 or text[: SOME.opening(text)] in SOME
