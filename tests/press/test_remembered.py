"""The theme makes what several pages show of a story once: its picture, its label, its time."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import msgspec
import pictured
import pytest
from conftest import NOON
from sites import empty_site

from generator.edition.site_inputs import Site
from generator.model import Card, Link
from generator.paper import theme_folder
from generator.press.environment import make_environment
from generator.press.theme import Theme

STORIES = 12
SITE = msgspec.convert(empty_site(), Site)


def cards() -> list[Card]:
    return [
        Card(
            path=f"town/s{number}",
            url=f"/town/s{number}/",
            headline=f"Headline {number}",
            section=Link("Town", "/town/"),
            published=NOON - timedelta(days=number),
            photo=pictured.photo(f"/photos/{number}.jpg", 1200, 675),
        )
        for number in range(STORIES)
    ]


@pytest.fixture
def theme() -> Theme:
    return make_environment(SITE, [str(theme_folder() / "templates")])


def module(theme: Theme, name: str) -> Any:
    return theme.get_template(f"parts/{name}.html").module


def test_a_story_on_three_kinds_of_page_has_its_picture_and_time_made_once(theme: Theme) -> None:
    card = module(theme, "card").card
    for story in cards():
        shown = [
            card(story, "h2", "plain", fallback, "", "", own)
            for fallback, own in (("", ""), ("Town", ""), ("Town", "/by/a/"))
        ]
        assert len(set(shown)) == 2, "a byline's own page shows the same where the story has no byline"
        assert all(f'src="/photos/{story.path.removeprefix("town/s")}.jpg"' in html for html in shown)
    assert module(theme, "photo").picture.cache_info().misses == STORIES
    assert module(theme, "card").told_time.cache_info().misses == STORIES
    assert module(theme, "card").kicker.cache_info().misses == 2 * STORIES


def test_what_is_remembered_is_told_apart_by_all_that_it_depends_on(theme: Theme) -> None:
    card = module(theme, "card").card
    story = cards()[0]
    today = [card(story, today=day) for day in ("", "2026", NOON.date().isoformat())]
    assert len(set(today)) == 3
    assert card(story, size="lead").count("fetchpriority") == 1
    assert "fetchpriority" not in card(story)
    assert card(msgspec.structs.replace(story, draft=True)) != card(story)
    assert card(msgspec.structs.replace(story, kicker="Just in")) != card(story)


def test_a_slot_that_no_paper_fills_is_looked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("{% include 'slots/head.html' ignore missing %}{{ n }}")
    theme = make_environment(SITE, [str(tmp_path)])
    assert theme.loader is not None
    look = Mock(wraps=theme.loader.get_source)
    monkeypatch.setattr(theme.loader, "get_source", look)
    assert [theme.fill("page.html", {"n": number}) for number in range(3)] == ["0", "1", "2"]
    assert [call.args[1] for call in look.call_args_list] == ["page.html", "slots/head.html"]
