"""A small paper, built."""

import pytest
from conftest import Newsroom, story


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    for number in range(3):
        newsroom.write(f"content/town/s{number}.txt", story(f"Story number {number}", topics="Harbor"))
    newsroom.build()
    return newsroom
