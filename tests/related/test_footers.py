"""The words of an agency's footer are found, and relate no stories."""

import random
import string
from collections.abc import Collection, Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.text.terms import count_terms
from generator.related import footers
from generator.related.batch import relate
from generator.related.documents import Document, Words
from generator.related.footers import are_in_footers

FOOTER = (
    "Copyright Northern Press Agency. All rights reserved. This material may not be published, broadcast, rewritten or "
    "redistributed without written permission."
)
STORIES = st.lists(st.dictionaries(st.integers(0, 24), st.integers(0, 4), max_size=12), max_size=24)
Counts = dict[int, int]


def packed(stories: Iterable[Collection[tuple[int, int]]]) -> Words:
    """The words of stories, as numbers, with their counts."""
    every = [list(story) for story in stories]
    numbers, counts = ([pair[part] for story in every for pair in story] for part in (0, 1))
    return Words(np.cumsum([0, *map(len, every)]), np.array(numbers, np.uint32), np.array(counts, np.uint8))


def words_in_footers(stories: Iterable[Collection[tuple[int, int]]]) -> list[int]:
    words = packed(stories)
    every = np.unique(words.numbers)
    found: list[int] = every[are_in_footers(every, words)].tolist()
    return found


def paper(closing: Counts) -> list[Counts]:
    """Eighty stories, of which a tenth ends with the words of `closing`."""
    return [{story: 3, story % 7: 2, **(closing if story % 10 == 0 else {})} for story in range(8, 88)]


def test_many_words_that_come_together_are_a_footer() -> None:
    footer = dict.fromkeys(range(100, 110), 1)
    stories = paper(footer)
    assert words_in_footers(story.items() for story in stories) == list(footer)
    stories[3][100] = stories[5][100] = 1
    stories[2][101] = 4
    found = words_in_footers(story.items() for story in stories)
    assert found == list(footer), "one of the words is elsewhere, too, and one is often in a story"


@pytest.mark.parametrize(
    "closing",
    [
        dict.fromkeys(range(100, 107), 1),
        dict.fromkeys(range(100, 110), 3),
    ],
    ids=["few words: a name", "again and again: a subject"],
)
def test_not_all_words_that_come_together_are_a_footer(closing: Counts) -> None:
    assert words_in_footers(story.items() for story in paper(closing)) == []


def test_words_that_come_together_now_and_then_are_no_footer() -> None:
    chance = random.Random(3)
    stories = [dict.fromkeys(chance.sample(range(20), 9), 1) for _ in range(12)]
    assert words_in_footers(story.items() for story in stories) == []


@settings(deadline=None)
@given(STORIES, st.randoms(), st.integers(1, 9))
def test_neither_order_nor_portions_count(stories: list[Counts], chance: random.Random, columns: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(footers, "MIN_WORDS", 3)
        found = words_in_footers(story.items() for story in stories)
        patch.setattr(footers, "COLUMNS", columns)
        shuffled = [chance.sample(sorted(story.items()), len(story)) for story in chance.sample(stories, len(stories))]
        assert words_in_footers(shuffled) == found
        assert words_in_footers([story * 2 for story in shuffled]) == found, "two words may share a number"


def invent(chance: random.Random, words: int) -> list[str]:
    """Return words that no other story has."""
    return ["".join(chance.choices(string.ascii_lowercase, k=8)) for _ in range(words)]


@pytest.mark.parametrize("stories", [100, 400])
def test_an_agency_s_footer_under_a_tenth_of_all_stories_relates_none(stories: int) -> None:
    chance = random.Random(stories)
    beats = [invent(chance, 10) for _ in range(stories // 13)]
    filed = []
    for at in range(stories):
        text = " ".join([*chance.sample(beats[at % len(beats)], 6), *invent(chance, 8)])
        text += f". {FOOTER}" if at % 10 == 3 else "."
        filed.append(Document(f"{at}", order_of_day(at), f"{at}", count_terms("", text)))
    found = relate(filed, count=stories)
    agency = {one.path for at, one in enumerate(filed) if at % 10 == 3}
    for path in agency:
        same_beat = [other for other in found[path] if int(other) % len(beats) == int(path) % len(beats)]
        assert set(found[path]) & agency <= set(same_beat)
        assert same_beat


def order_of_day(day: int) -> int:
    """Return a time as the catalogue sorts it."""
    return day * 86_400_000_000
