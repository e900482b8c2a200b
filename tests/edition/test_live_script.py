"""What the script of a live story does for readers who have the page open."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import HOST, open_chromium, open_tab
from conftest import Newsroom
from lived import FILE, PART, STORM, URL

pytestmark = pytest.mark.browser
MINUTE = 60_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_chromium() as opened:
        yield opened


def file(newsroom: Newsroom, *entries: str, ends: str = "") -> None:
    text = STORM.replace("---\n\n", f"ends: {ends}\n---\n\n", 1) if ends else STORM
    newsroom.write(FILE, text + "".join(f"\n\n## {entry}\n\nText.\n" for entry in entries))
    newsroom.build()


def ids(tab: Any) -> list[str]:
    return list(tab.eval_on_selector_all(".live-entry", "all => all.map(one => one.id)"))


def opened(tab: Any) -> list[str]:
    """Open the story with a clock that only tests move, and return the list of what the page asks for."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.removeprefix(HOST)) if PART in request.url else None)
    tab.clock.install(time=0)
    tab.clock.pause_at(1)  # before the page is there: a clock that is only installed goes on
    tab.goto(HOST + URL)
    return asked


def test_new_entries_wait_behind_a_button_and_then_come_to_the_top(newsroom: Newsroom, browser: Any) -> None:
    file(newsroom)
    with open_tab(browser, newsroom) as tab:
        asked = opened(tab)
        before = ids(tab)
        assert asked == []
        file(newsroom, "06:50 One", "06:55 Two", "06:56 Three")
        tab.clock.run_for(29_000)
        assert asked == []
        tab.clock.run_for(2_000)
        button = tab.locator(".live-news button")
        button.wait_for()
        assert button.inner_text() == "3 new entries"
        assert tab.locator(".live-news").get_attribute("role") == "status"
        assert ids(tab) == before
        button.click()
        assert ids(tab) == ["e-2026-11-23-0656", "e-2026-11-23-0655", "e-2026-11-23-0650", *before]
        assert tab.evaluate("document.activeElement.id") == "e-2026-11-23-0656"
        assert button.count() == 0
        assert "6:56" in tab.locator(".live-updated").inner_text()


def test_an_entry_that_is_withdrawn_while_it_waits_is_not_shown(newsroom: Newsroom, browser: Any) -> None:
    file(newsroom)
    with open_tab(browser, newsroom) as tab:
        opened(tab)
        before = ids(tab)
        file(newsroom, "06:50 One")
        tab.clock.run_for(31_000)
        button = tab.locator(".live-news button")
        button.wait_for()
        file(newsroom)
        tab.clock.run_for(MINUTE)
        button.wait_for(state="detached")
        assert ids(tab) == before


def test_the_page_asks_less_often_while_nothing_is_new_and_when_there_is_no_answer(
    newsroom: Newsroom, browser: Any
) -> None:
    file(newsroom)
    with open_tab(browser, newsroom) as tab:
        asked = opened(tab)
        for _ in range(60):  # ten minutes
            tab.clock.run_for(10_000)
            tab.wait_for_timeout(5)
        assert 3 <= len(asked) < 15
        (newsroom.output / PART[1:]).unlink()
        asked.clear()
        for _ in range(60):
            tab.clock.run_for(10_000)
            tab.wait_for_timeout(5)
        assert len(asked) < 6


def test_the_page_does_not_ask_while_nobody_looks_and_stops_at_the_end(newsroom: Newsroom, browser: Any) -> None:
    hide = "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
    hide += " document.dispatchEvent(new Event('visibilitychange')); }"
    file(newsroom)
    with open_tab(browser, newsroom) as tab:
        asked = opened(tab)
        tab.evaluate(hide, True)
        tab.clock.run_for(20 * MINUTE)
        assert asked == []
        file(newsroom, ends="2026-11-23 06:58")
        with tab.expect_response(lambda response: PART in response.url):
            tab.evaluate(hide, False)
        tab.wait_for_timeout(200)
        asked.clear()
        tab.clock.run_for(60 * MINUTE)
        tab.evaluate(hide, True)
        tab.evaluate(hide, False)
        tab.clock.run_for(60 * MINUTE)
        assert asked == []


def test_a_link_to_an_entry_that_moved_to_an_older_page_leads_there(newsroom: Newsroom, browser: Any) -> None:
    entries = "\n\n".join(f"## {number // 60:02}:{number % 60:02} Number {number}\n\nText." for number in range(520))
    head = "---\ntitle: The storm\ndate: 2026-11-22 00:00\n---\n\n"
    newsroom.write("content/world/long.md", head + entries)
    newsroom.build()
    url = f"{HOST}/world/2026/11/22/long/"
    with open_tab(browser, newsroom) as tab:
        tab.goto(f"{url}#e-2026-11-22-0005")
        tab.wait_for_url(f"{url}page/1/#e-2026-11-22-0005")
        assert tab.locator("#e-2026-11-22-0005").count() == 1
        tab.goto(f"{url}#e-2026-11-22-0830")
        tab.wait_for_timeout(100)
        assert tab.url == f"{url}#e-2026-11-22-0830"
