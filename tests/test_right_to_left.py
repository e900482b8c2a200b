"""A paper in Arabic is the mirror image of one in English, in a browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import HOST, open_chromium, open_tab
from conftest import SITE, Newsroom, story

HEADLINE = "المجلس البلدي يقر ميزانية الميناء الجديدة بعد جلسة طويلة"
BODY = "قال رئيس المجلس إن الميزانية الجديدة تبلغ مليون دولار. " * 20
STORY = "/town/2026/11/20/vote/"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Return a paper in Arabic, with a story in English."""
    newsroom = Newsroom(tmp_path_factory.mktemp("arabic") / "paper")
    newsroom.write("site.toml", f'language = "ar"\n{SITE}')
    newsroom.write("content/town/vote.txt", story(HEADLINE, "2026-11-20 09:30", BODY, By="ليلى حداد", Genre="opinion"))
    newsroom.write("content/town/english.txt", story("An English headline", "2026-11-19 09:30", Language="en"))
    for number in range(4):
        newsroom.write(f"content/pages/p{number}.md", f"# {HEADLINE} {number}\nMenu: more\n\nText.\n")
        newsroom.write(f"content/world/s{number}.txt", story(f"{HEADLINE} {number}", f"2026-11-1{number} 09:30", BODY))
    newsroom.build()
    return newsroom


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Yield a headless Chromium."""
    with open_chromium() as chromium:
        yield chromium


def edges(tab: Any, selector: str) -> tuple[float, float]:
    """Return the left and the right edge of the first element that the selector finds."""
    left, right = tab.evaluate(
        "s => { const box = document.querySelector(s).getBoundingClientRect(); return [box.left, box.right]; }",
        selector,
    )
    return left, right


def style(tab: Any, selector: str, name: str) -> str:
    return str(tab.evaluate("([s, n]) => getComputedStyle(document.querySelector(s))[n]", [selector, name]))


def test_a_time_stays_whole_beside_a_label_in_another_script(newsroom: Newsroom, browser: Any) -> None:
    """A paper in Hebrew, in which the theme has no words: `Last update: 29` would be the beginning of the line."""
    newsroom.write("site.toml", f'language = "he"\n{SITE}')
    newsroom.write("content/town/vote.md", f"# {HEADLINE}\n\nDate: 2026-11-20 09:30\n\nText.\n\n## 09:45 A\n\nWords.\n")
    newsroom.build()
    label, time = ".live-updated span", ".live-updated time"
    with open_tab(browser, newsroom) as tab:
        tab.goto(HOST + STORY)
        start = tab.evaluate(
            "s => { const range = document.createRange(); range.setStart(document.querySelector(s).firstChild, 0);"
            " range.setEnd(document.querySelector(s).firstChild, 11); return range.getBoundingClientRect().left; }",
            label,
        )
        assert edges(tab, time)[1] <= start


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(arabic: Newsroom, browser: Any, width: int) -> None:
    with open_tab(browser, arabic, width) as tab:
        for url in ("/", "/town/", STORY, "/town/2026/11/19/english/", "/by/", "/archive/"):
            tab.goto(HOST + url)
            tab.evaluate("document.querySelector('.more-menu').open = true")
            wide, shown = tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert wide <= shown, url


def test_a_story_begins_at_the_right_and_the_rail_stands_at_its_left(arabic: Newsroom, browser: Any) -> None:
    with open_tab(browser, arabic) as tab:
        tab.goto(HOST + STORY)
        assert edges(tab, ".nameplate")[1] > 1200
        assert edges(tab, ".sections li")[1] > 1200
        assert edges(tab, ".rail")[1] < edges(tab, ".copy")[0]
        assert style(tab, ".copy p", "textAlign") in {"start", "right"}
        assert style(tab, ".copy p", "direction") == "rtl"


def test_arabic_is_neither_slanted_nor_tightened(arabic: Newsroom, browser: Any) -> None:
    with open_tab(browser, arabic) as tab:
        tab.goto(HOST + STORY)
        assert style(tab, ".story-opinion .headline", "fontStyle") == "normal"
        assert style(tab, ".story-opinion .headline", "letterSpacing") in {"normal", "0px"}


def test_an_english_headline_reads_its_own_way_and_stays_on_the_side_of_the_others(
    arabic: Newsroom, browser: Any
) -> None:
    with open_tab(browser, arabic) as tab:
        tab.goto(HOST + "/town/")
        chosen = ".headline[lang=en]"
        assert style(tab, chosen, "direction") == "ltr"
        assert style(tab, chosen, "textAlign") in {"right", "-webkit-match-parent", "match-parent"}
        assert style(tab, chosen, "letterSpacing").startswith("-")
