"""The words of an agency's footer are found, and relate no stories."""

import random
import string

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.text.terms import count_terms
from generator.related import footers
from generator.related.batch import relate
from generator.related.documents import Document
from generator.related.footers import HeldWords, are_in_footers

FOOTER = (
    "Copyright Northern Press Agency. All rights reserved. This material may not be published, broadcast, rewritten or "
    "redistributed without written permission."
)
STORIES = st.lists(st.frozensets(st.integers(0, 24), max_size=12), max_size=24)


def held(stories: list[list[int]]) -> HeldWords:
    """The words of stories, as numbers."""
    numbers = [number for story in stories for number in story]
    return HeldWords(np.cumsum([0, *map(len, stories)]), np.array(numbers, np.uint32))


def words_in_footers(stories: list[list[int]]) -> list[int]:
    every = np.unique(np.array([number for story in stories for number in story], np.uint32))
    found: list[int] = every[are_in_footers(every, held(stories))].tolist()
    return found


def test_many_words_that_come_together_are_a_footer() -> None:
    footer = list(range(100, 110))
    stories = [[story, story % 7, *(footer if story % 10 == 0 else [])] for story in range(8, 88)]
    assert words_in_footers(stories) == footer
    almost = [[*story, 100] if at % 20 == 1 else story for at, story in enumerate(stories)]
    assert words_in_footers(almost) == footer, "one of the words is elsewhere, too"


@pytest.mark.parametrize("footer", [range(100, 107), range(100, 100)])
def test_a_few_words_that_come_together_are_a_name(footer: range) -> None:
    stories = [[story, story % 7, *(footer if story % 10 == 0 else [])] for story in range(8, 88)]
    assert words_in_footers(stories) == []


def test_the_words_of_a_subject_are_no_footer() -> None:
    chance = random.Random(3)
    stories = [chance.sample(range(20), 9) for _ in range(12)] + [[at] for at in range(20, 90)]
    assert words_in_footers(stories) == []


@settings(deadline=None)
@given(STORIES, st.randoms(), st.integers(1, 9))
def test_neither_order_nor_portions_count(stories: list[frozenset[int]], chance: random.Random, columns: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(footers, "MIN_WORDS", 3)
        found = words_in_footers([sorted(story) for story in stories])
        patch.setattr(footers, "COLUMNS", columns)
        shuffled = [chance.sample(sorted(story), len(story)) for story in chance.sample(stories, len(stories))]
        assert words_in_footers(shuffled) == found
        assert words_in_footers([story * 2 for story in shuffled]) == found, "two words may share a number"


def invent(chance: random.Random, words: int) -> list[str]:
    """Return words that no other story has."""
    return ["".join(chance.choices(string.ascii_lowercase, k=8)) for _ in range(words)]


@pytest.mark.parametrize("stories", [100, 400])
def test_an_agency_s_footer_under_a_tenth_of_all_stories_relates_none(stories: int) -> None:
    chance = random.Random(stories)
    beats = [invent(chance, 12) for _ in range(stories // 13)]
    paper = []
    for at in range(stories):
        text = " ".join([*chance.sample(beats[at % len(beats)], 10), *invent(chance, 20)])
        text += f". {FOOTER}" if at % 10 == 3 else "."
        paper.append(Document(f"{at}", order_of_day(at), f"{at}", count_terms("", text)))
    found = relate(paper, count=stories)
    agency = {one.path for at, one in enumerate(paper) if at % 10 == 3}
    for path in agency:
        same_beat = [other for other in found[path] if int(other) % len(beats) == int(path) % len(beats)]
        assert set(found[path]) & agency <= set(same_beat)
        assert same_beat


def order_of_day(day: int) -> int:
    """Return a time as the catalogue sorts it."""
    return day * 86_400_000_000
