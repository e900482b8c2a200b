"""Pages that the settings leave to the size of the paper: a small paper has them, a large one only if it asks for them."""

import re
from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story
from histories import clean_build

from generator.build import Outcome
from generator.config import Config
from generator.config.feed_settings import SMALL_PAPER
from generator.edition import by_size
from generator.model import Gravity

DAY, MONTH, PAPER = "/archive/2026/11/20/", "/archive/2026/11/", "/edition/2026/11/20/"
FEEDS = ("/topics/mills/feed.xml", "/by/jane-roe/feed.xml")


@pytest.fixture
def small(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Return a paper of five stories, one fewer than a large paper has."""
    monkeypatch.setattr(by_size, "SMALL_PAPER", 6)
    for number in range(5):
        write(newsroom, number)
    newsroom.build()
    return newsroom


def write(newsroom: Newsroom, number: int) -> None:
    newsroom.write(f"content/town/s{number}.txt", story(f"Mill {number}", Topics="Mills", Author="Jane Roe"))


def grow(newsroom: Newsroom) -> Outcome:
    """Add the story with which the paper is large."""
    write(newsroom, 5)
    return newsroom.build()


def is_there(newsroom: Newsroom, url: str) -> bool:
    return (newsroom.output / (url + "index.html" if url.endswith("/") else url).lstrip("/")).exists()


def set_up(newsroom: Newsroom, settings: str) -> None:
    newsroom.write("site.toml", (newsroom.folder / "site.toml").read_text() + settings)


def told_of_size(outcome: Outcome) -> list[tuple[Gravity, str]]:
    return [(one.gravity, one.hint) for one in outcome.problems if one.code == "setting-size"]


def test_the_size_decides_what_no_setting_decides() -> None:
    config = Config(name="A", address="https://a.example", time_zone="UTC")
    small, large = by_size.settle(config, SMALL_PAPER - 1), by_size.settle(config, SMALL_PAPER)
    assert (small.archive.days, small.edition.pages, small.feeds.topics, small.feeds.bylines) == (
        True,
        True,
        "rss",
        "rss",
    )
    assert (large.archive.days, large.edition.pages, large.feeds.topics, large.feeds.bylines) == (False,) * 4
    assert by_size.left_to_size(config) == by_size.SETTINGS
    assert by_size.left_to_size(large) == ()


def test_a_small_paper_has_all_pages_and_says_nothing(small: Newsroom) -> None:
    assert all(is_there(small, url) for url in (DAY, PAPER, *FEEDS))
    assert told_of_size(small.build()) == []


def test_a_large_paper_leaves_them_out_and_says_how_to_have_them(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_size, "SMALL_PAPER", 6)
    for number in range(6):
        write(newsroom, number)
    [(gravity, hint)] = told_of_size(newsroom.build())
    files = newsroom.files()
    assert not {url.lstrip("/") for url in FEEDS} & files.keys()
    assert not [name for name in files if re.match(r"edition/|archive/\d+/\d+/\d", name)]
    assert gravity is Gravity.NOTE
    assert "[archive] days = true, [edition] pages = true, [feeds] topics = true, [feeds] bylines = true" in hint


def test_without_pages_of_days_the_month_has_all_headlines(small: Newsroom) -> None:
    assert small.page(MONTH).count("Mill ") < 5 * 2
    set_up(small, "[archive]\ndays = false\n")
    small.build()
    page = small.page(MONTH)
    assert not is_there(small, DAY)
    assert all(f"Mill {number}" in page for number in range(5))
    assert f'href="{MONTH}#day-20"' in page
    assert 'id="day-20"' in page
    assert not small.mentions(f'"{DAY}"')
    assert f'href="{MONTH}#day-20"' in small.page(PAPER)


def test_a_paper_that_grows_large_keeps_what_it_has_published_and_asks(small: Newsroom) -> None:
    before = {url: small.page(url) for url in (DAY, PAPER, *FEEDS)}
    [(gravity, hint)] = told_of_size(grow(small))
    assert gravity is Gravity.WARNING
    assert "[archive] days = true" in hint
    assert {url: small.page(url) for url in before} == before
    assert told_of_size(small.build()) == [(gravity, hint)]
    assert "Mill 5" in small.page(MONTH)


@pytest.mark.parametrize("decision", ["true", "false"])
def test_the_decision_is_carried_out(small: Newsroom, tmp_path: Path, decision: str) -> None:
    grow(small)
    set_up(
        small,
        f"[archive]\ndays = {decision}\n[edition]\npages = {decision}\n"
        f"[feeds]\ntopics = {decision}\nbylines = {decision}\n",
    )
    assert told_of_size(small.build()) == []
    assert all(is_there(small, url) for url in (DAY, PAPER, *FEEDS)) == (decision == "true")
    assert small.files() == clean_build(small, tmp_path, NOON)


def test_a_story_that_is_taken_down_leaves_pages_that_stay_as_they_are(small: Newsroom) -> None:
    write(small, 6)
    grow(small)
    small.write("takedowns.toml", '[[takedowns]]\nstory = "town/s0"\ndate = 2026-11-23\nreason = "Asked for."\n')
    small.build()
    assert not small.mentions("Mill 0")
    assert not is_there(small, DAY)


def test_a_day_without_stories_has_no_page_in_a_small_paper(small: Newsroom) -> None:
    text = (small.folder / "content/town/s0.txt").read_text()
    small.write("content/town/s0.txt", text.replace("2026-11-20", "2026-11-19"))
    small.build()
    assert is_there(small, "/archive/2026/11/19/")
    small.write("content/town/s0.txt", text)
    assert told_of_size(small.build()) == []
    assert not is_there(small, "/archive/2026/11/19/")
