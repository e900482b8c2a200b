"""The weights of words, and the least similarity of stories that are shown together."""

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.related.weights import MAX_FLOOR, MIN_FLOOR, MIN_FLOOR_OF_FEW, DocumentFrequencies, Weights, make_weights


def weigh(stories: int, counts: list[int]) -> Weights:
    """The weights where so many stories of the sample hold each word."""
    numbers = np.arange(len(counts), dtype=np.uint32)
    return make_weights(stories, DocumentFrequencies(numbers, np.array(counts, np.uint16)), [])


@pytest.mark.parametrize(
    ("stories", "counts", "floor"),
    [
        (1024, [100] * 60, MAX_FLOOR),  # all words are in a tenth of the stories: two that are drawn share a tenth
        (1024, [40] * 60, 8),  # in 4 %: twice as much as two share
        (1024, [40] * 60 + [8] * 300, 4),  # a third of the squared lengths is of words that hardly any two share
        (1024, [1] * 9000, MIN_FLOOR),
        (256, [9] * 60, 7),  # 3.1 %
        (64, [3] * 60, 8),  # 3.2 %, but few stories tell little
        (8, [1] * 60, MIN_FLOOR_OF_FEW),
        (1, [1] * 60, MIN_FLOOR_OF_FEW),
        (64, [], MIN_FLOOR_OF_FEW),
        (128, [], 4),
    ],
)
def test_the_floor_is_twice_what_two_stories_share_by_chance(stories: int, counts: list[int], floor: int) -> None:
    assert weigh(stories, counts).floor == floor


@given(st.integers(0, 13), st.lists(st.integers(1, 20_000), max_size=40))
def test_the_floor_stays_within_its_bounds(power: int, counts: list[int]) -> None:
    assert MIN_FLOOR <= weigh(1 << power, counts).floor <= MAX_FLOOR


def test_weights_with_another_floor_are_others() -> None:
    weights = weigh(64, [9, 3, 5])
    assert weights.equals(weigh(64, [9, 3, 5]))
    assert not weights.equals(msgspec.structs.replace(weights, floor=weights.floor + 1))


def test_a_word_is_rare_if_hardly_a_story_holds_it_and_many_were_asked() -> None:
    words = np.array([0, 1, 7], np.uint32)
    assert weigh(128, [1, 2]).are_rare(words).tolist() == [True, False, True]
    assert weigh(64, [1]).are_rare(words).tolist() == [False, False, False]
