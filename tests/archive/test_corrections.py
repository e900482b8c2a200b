"""Corrections have a page and a feed, and leave both with their story."""

from datetime import timedelta

import pytest
from conftest import NOON, Newsroom, story

CORRECTED = "The first paragraph.\n\nCorrection: The mill is 40 years old, not 50.\n\nThe last paragraph."


def test_a_correction_is_on_the_page_and_in_the_feeds(newsroom: Newsroom) -> None:
    newsroom.write("content/world/mill.txt", story("The mill", body=CORRECTED))
    newsroom.build()
    page = newsroom.page("/corrections/")
    assert "The mill is 40 years old, not 50." in page
    assert '<a href="/world/2026/11/20/mill/">The mill</a>' in page
    for feed in ("feed.xml", "atom.xml", "feed.json"):
        text = newsroom.page(f"/corrections/{feed}")
        assert "Correction: The mill" in text
        assert "https://courier.example/world/2026/11/20/mill/#corrections" in text


def test_the_newest_correction_comes_first_and_old_pages_stay_as_they_are(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", "page_size = 2\n" + (newsroom.folder / "site.toml").read_text())
    for day in range(1, 7):
        correction = f"2026-11-{day:02}: Number {day} was wrong."
        newsroom.write(f"content/world/s{day}.txt", story(f"Story {day}", "2026-11-01 09:00", Correction=correction))
    newsroom.build()
    front = newsroom.page("/corrections/")
    assert front.index("Number 6") < front.index("Number 5")
    assert "Number 4" not in front
    assert "Number 4" in newsroom.page("/corrections/page/2/")
    assert "Number 1" in newsroom.page("/corrections/page/1/")
    newsroom.write("content/world/s7.txt", story("Story 7", "2026-11-08 09:00", Correction="2026-11-08: Number 7."))
    written = newsroom.build().written
    assert "corrections/index.html" in written
    assert not any(file.startswith("corrections/page/") for file in written)


def test_a_correction_goes_with_its_story(newsroom: Newsroom) -> None:
    newsroom.write("content/world/open.txt", story("Open"))
    newsroom.build()
    without = newsroom.files()
    newsroom.write("content/world/mill.txt", story("The mill", body=CORRECTED))
    newsroom.build()
    newsroom.delete("content/world/mill.txt")
    newsroom.build()
    assert newsroom.files() == without


@pytest.mark.parametrize("line", ["Draft: yes", "Embargo: 2026-12-01 06:00", "Expires: 2026-11-22 06:00"])
def test_a_correction_of_a_story_that_is_not_public_is_nowhere(newsroom: Newsroom, line: str) -> None:
    newsroom.write("content/world/mill.txt", story("The mill", body=CORRECTED).replace("\n\nDate", f"\n\n{line}\nDate"))
    newsroom.build()
    assert newsroom.mentions("40 years old") == []
    assert "No corrections yet" in newsroom.page("/corrections/")


def test_a_changed_headline_is_changed_on_the_page_of_corrections(newsroom: Newsroom) -> None:
    newsroom.write("content/world/mill.txt", story("The mill", body=CORRECTED))
    newsroom.build()
    newsroom.write("content/world/mill.txt", story("The old mill", body=CORRECTED))
    newsroom.build(NOON + timedelta(minutes=1))
    assert "The old mill" in newsroom.page("/corrections/")
    assert "Correction: The old mill" in newsroom.page("/corrections/feed.xml")


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("", {"feed.xml"}),
        ("topics = true\n", {"feed.xml", "atom.xml", "feed.json"}),
        ("topics = false\n", set()),
    ],
)
def test_a_setting_says_which_feeds_topics_have(newsroom: Newsroom, setting: str, expected: set[str]) -> None:
    newsroom.write("site.toml", (newsroom.folder / "site.toml").read_text() + f"[feeds]\n{setting}")
    newsroom.write("content/world/mill.txt", story("The mill", Topics="Mills"))
    newsroom.build()
    folder = newsroom.output / "topics/mills"
    assert {path.name for path in folder.iterdir()} == {"index.html", *expected}
    assert newsroom.page("/topics/mills/").count('rel="alternate"') == len(expected) + 3
