"""Values that the page prints as plain text have no marks of Markdown."""

import pytest
from copies import read
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.html.plain_marks import without_marks


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("*Breaking* news from **the** harbor", "Breaking news from the harbor"),
        ("The ***Mary Rose*** sails", "The Mary Rose sails"),
        ("_Mary_ and __Rose__", "Mary and Rose"),
        ("News from the [harbor](https://x.example)", "News from the harbor"),
        ("Run `ls` now", "Run ls now"),
        (r"M\*A\*S\*H returns", "M*A*S*H returns"),
        ("5*3 and 2 * 4 * 8", "5*3 and 2 * 4 * 8"),
        ("snake_case_name", "snake_case_name"),
        ("* not a list", "* not a list"),
        ("Sh*t and f**k", "Sh*t and f**k"),
        ("[sic] he said", "[sic] he said"),
    ],
)
def test_marks_are_taken_out_and_other_signs_stay(written: str, plain: str) -> None:
    assert without_marks(written) == plain


@given(st.text(max_size=300))
def test_no_value_raises_or_grows(value: str) -> None:
    assert len(without_marks(value)) <= len(value)


def test_the_deck_of_a_header_is_plain() -> None:
    story = read('---\ntitle: The *Mary Rose*\ndeck: "*Breaking* news"\n---\n\nText.\n', "2027-05-06-story.md").story
    assert story is not None
    assert (story.headline, story.deck) == ("The Mary Rose", "Breaking news")
