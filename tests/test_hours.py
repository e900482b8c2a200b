"""A story of which only the day is known shows the day, and no hour that nobody wrote."""

import pytest
from conftest import Newsroom, story


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("November 20, 2026", "November 20, 2026"),
        ("2026-11-20", "November 20, 2026"),
        ("November 20, 2026 12:00 a.m.", "November 20, 2026 at 12:00 AM"),
        ("November 20, 2026 at 4:05 p.m.", "November 20, 2026 at 4:05 PM"),
    ],
)
def test_a_page_shows_the_hour_that_the_copy_names(newsroom: Newsroom, date: str, shown: str) -> None:
    newsroom.write("content/world/a.txt", story("A", date))
    newsroom.build()
    assert f">{shown}</time>" in newsroom.page("/world/2026/11/20/a/")


def test_a_change_on_a_day_shows_no_hour(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", "2026-11-20 09:00", Updated="2026-11-21"))
    newsroom.build()
    assert ">November 21, 2026</time>" in newsroom.page("/world/2026/11/20/a/")
