"""Each picture gets the class of a colour that is like its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.photos.colours import TONES, tone_of


@pytest.mark.parametrize("tone", TONES)
def test_a_tone_is_nearest_to_itself(tone: str) -> None:
    assert tone_of(TONES[tone]) == tone


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_tone(colour: int) -> None:
    assert tone_of(f"#{colour:06x}") in TONES


@pytest.mark.parametrize(
    ("colour", "kind"),
    [("#000000", "grey-1"), ("#ffffff", "grey-5"), ("#4373ae", "blue"), ("#3c6b2f", "green"), ("#a03020", "red")],
)
def test_a_tone_is_of_the_same_kind(colour: str, kind: str) -> None:
    assert kind in tone_of(colour)
