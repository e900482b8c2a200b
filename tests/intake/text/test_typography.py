"""Quotation marks, dashes and ellipses are set as each language prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.text.typography import MARKS, marks_of, set_typography


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("en", "\"We're 'fine'\" -- she said...", "“We’re ‘fine’” — she said…"),
        ("en-GB", "the '90s, rock 'n' roll", "the ’90s, rock ’n’ roll"),
        ("en", "5'10\" tall, 1998--2001", "5'10\" tall, 1998–2001"),
        ("en", "``We go,'' he said.", "“We go,” he said."),
        ("de", '"Ja" -- sagte er', "„Ja“ – sagte er"),
        ("fr", '"Oui", l\'eau', "«\u202fOui\u202f», l’eau"),
        ("es", '"Sí" -- dijo', "«Sí» — dijo"),
        ("sv", '"Ja"', "”Ja”"),
        ("pl", '"Tak"', "„Tak”"),
        ("ja", '"はい"', "「はい」"),
        ("en", 'See https://a.example/--x "now"', "See https://a.example/--x “now”"),
    ],
)
def test_marks_are_those_of_the_language(language: str, text: str, printed: str) -> None:
    assert set_typography(text, marks_of(language)) == printed


@given(st.sampled_from(sorted(MARKS)), st.text(alphabet="ab '\"-.`,\u00a01"))
def test_only_marks_change(language: str, text: str) -> None:
    printed = set_typography(text, marks_of(language))
    assert [char for char in printed if char.isalnum()] == [char for char in text if char.isalnum()]
