"""Story pages get the lists that they share, and browsers show the current ones."""

import http.server
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from browsing import open_chromium
from lxml import html as lxml_html
from sites import empty_site

from generator.edition.inputs import PageFacts, PartInputs, StoryInputs
from generator.edition.site_inputs import Site
from generator.model import Body, Card, Link
from generator.paper import theme_folder
from generator.press.render import Typesetter

PART = "/parts/latest.html"
FOLDERS = (str(theme_folder() / "templates"),)
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'"


ICONS = {"icons": {"small": "/favicon.svg", "touch": "/favicon.svg", "manifest": "/manifest.webmanifest"}}
"""Without an icon browsers ask for one."""


def site(lists: str) -> Site:
    assets = {"broadsheet.css": "/assets/broadsheet.1.css", "broadsheet.js": "/assets/broadsheet.1.js"}
    facts = {"name": "The Courier", "home": "/", "language": "en", "time_zone": "UTC", "story_time": "HH:mm"}
    return msgspec.convert(empty_site() | ICONS | facts | {"assets": assets, "lists": lists}, Site)


@cache
def typesetter(lists: str) -> Typesetter:
    return Typesetter(site(lists), FOLDERS)


def card(number: int) -> Card:
    moment = datetime(2026, 11, 20, 9, tzinfo=UTC) + timedelta(minutes=number)
    url = f"/world/caf\u00e9-{number}/"
    return Card(
        path=f"world/{number}", url=url, headline=f"Story & {number}", section=Link("W", "/w/"), published=moment
    )


def story(number: int, latest: tuple[Card, ...], part: str = PART) -> StoryInputs:
    return StoryInputs(
        story=card(number), deck="", body=Body("<p>Text.</p>", 1), topics=(), people=(), corrections=(),
        syndicated=False, source_url="", share=(), related=(), update=None, latest=latest, latest_part=part, trending=(),
        previous=None, next=None, extra={},
    )  # fmt: skip


def page(lists: str, inputs: StoryInputs) -> str:
    facts = PageFacts(url=inputs.story.url, kind="story", title=inputs.story.headline)
    return typesetter(lists).set_page("story", facts, inputs).decode()


def part(*cards: Card) -> str:
    facts = PageFacts(url=PART, kind="part", title="latest")
    inputs = PartInputs(cards=cards, numbered=False, most=3)
    return typesetter("browser").set_page("part", facts, inputs).decode()


def test_a_part_is_the_list_as_a_page_that_holds_it_prints_it() -> None:
    cards = (card(3), card(2), card(1))
    printed = part(*cards)
    assert printed.startswith('<ol class="headlines" lang="en" dir="ltr" data-most="3">')
    assert printed.replace(' lang="en" dir="ltr" data-most="3"', "") in page("inline", story(9, cards, ""))


@pytest.mark.parametrize(
    ("lists", "request_for_it"),
    [("ssi", f'<!--#include virtual="{PART}" -->'), ("esi", f'<esi:include src="{PART}"/>')],
)
def test_a_server_is_asked_to_put_the_list_in(lists: str, request_for_it: str) -> None:
    made = page(lists, story(9, ()))
    assert request_for_it in made
    assert 'id="latest"' in made
    assert "<script" not in made.replace("<script type=", "")
    assert "hidden" not in made.split("<aside", 1)[1].split("</aside>")[0]


def test_a_page_for_browsers_has_the_list_of_its_own_hour_and_one_script_of_its_own() -> None:
    tree = lxml_html.document_fromstring(page("browser", story(9, (card(8), card(7)))))
    assert tree.xpath("//script/@src") == ["/assets/broadsheet.1.js"]
    assert tree.xpath("//script[not(@src)][not(@type)]") == []
    [place] = tree.xpath("//*[@data-part]")
    assert place.get("data-part") == PART
    assert [link.text for link in place.iter("a")] == ["Story & 8", "Story & 7"]


def test_a_page_that_holds_its_lists_brings_no_script() -> None:
    made = page("inline", story(9, (card(8),), ""))
    assert "broadsheet.1.js" not in made
    assert "data-part" not in made


# --- in a browser ---------------------------------------------------------------------------------


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves files with a strict content security policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Log nothing."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the assets and story 5 as first printed, when 4, 3 and 2 were the latest."""
    (tmp_path / "assets").mkdir()
    for kind in ("css", "js"):
        shutil.copy(
            theme_folder() / "static" / "assets" / f"broadsheet.{kind}", tmp_path / f"assets/broadsheet.1.{kind}"
        )
    shutil.copy(theme_folder() / "static" / "favicon.svg", tmp_path)
    (tmp_path / "parts").mkdir()
    put(tmp_path, page("browser", story(5, (card(4), card(3), card(2)))))
    return tmp_path


def put(folder: Path, content: str) -> None:
    (folder / "world" / "caf\u00e9-5").mkdir(parents=True, exist_ok=True)
    (folder / "world" / "caf\u00e9-5" / "index.html").write_text(content)


@pytest.fixture
def host(folder: Path) -> Iterator[str]:
    """Yield the address at which the folder is served."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with open_chromium() as browser:
        yield browser


class Seen(NamedTuple):
    """What a reader of story 5 sees."""

    headlines: list[str]
    complaints: list[str]
    """The browser's errors."""
    headings: list[str]


def visit(chromium: Any, host: str, script: bool = True) -> Seen:
    """Open the page of story 5 and return what is seen there."""
    tab = chromium.new_page(java_script_enabled=script, viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        tab.goto(f"{host}/world/caf%C3%A9-5/", wait_until="networkidle")
        links, headings = (
            [one.inner_text() for one in tab.locator(what).all() if one.is_visible()] for what in (".rail a", "h2")
        )
        return Seen(links, complaints, headings)
    finally:
        tab.close()


def shown(chromium: Any, host: str) -> tuple[list[str], list[str]]:
    """Return the headlines that a reader of story 5 sees, and the browser's errors."""
    return visit(chromium, host)[:2]


@pytest.mark.browser
def test_the_current_list_takes_the_place_of_the_fixed_one_without_the_own_story(
    chromium: Any, folder: Path, host: str
) -> None:
    (folder / "parts/latest.html").write_text(part(card(7), card(6), card(5), card(4)))
    assert shown(chromium, host) == (["Story & 7", "Story & 6", "Story & 4"], [])
    (folder / "parts/latest.html").write_text(part(card(9), card(8), card(7), card(6)))
    assert shown(chromium, host) == (["Story & 9", "Story & 8", "Story & 7"], [])
    (folder / "parts/latest.html").write_text(part(card(9), card(8)))
    assert shown(chromium, host) == (["Story & 9", "Story & 8"], []), "a list that is short is shown whole"


@pytest.mark.browser
def test_without_script_the_fixed_list_stands(chromium: Any, folder: Path, host: str) -> None:
    (folder / "parts/latest.html").write_text(part(card(7), card(6), card(5), card(4)))
    assert visit(chromium, host, script=False).headlines == ["Story & 4", "Story & 3", "Story & 2"]


@pytest.mark.browser
@pytest.mark.parametrize("text", [None, "", "<h1>404</h1>", "<ol class=headlines></ol>", "<ol class=headlines><li>x"])
def test_without_the_part_the_fixed_list_stands(chromium: Any, folder: Path, host: str, text: str | None) -> None:
    if text is not None:
        (folder / "parts/latest.html").write_text(text)
    headlines, complaints = shown(chromium, host)
    assert headlines == ["Story & 4", "Story & 3", "Story & 2"]
    assert len(complaints) == (text is None)


@pytest.mark.browser
def test_nothing_but_headlines_is_taken_from_a_part(chromium: Any, folder: Path, host: str) -> None:
    evil = '<li><a href="/world/7/" onclick="x()" style="color:red">Seven<img src=x onerror=x()></a><script>x()</script></li>'
    far = '<li><a href="https://elsewhere.example/">Far</a><a href="javascript:x()">Odd</a> <a href="/world/6/">Six</a></li>'
    own = part(card(5)).split("\n", 1)[1]
    (folder / "parts/latest.html").write_text(f"<p>No list</p><ol class=headlines onclick=x()>{evil}{far}{own}")
    tab = chromium.new_page()
    try:
        tab.goto(f"{host}/world/caf%C3%A9-5/", wait_until="networkidle")
        assert tab.locator("[data-part]").inner_html() == (
            '<ol class="headlines"><li><a href="/world/7/">Seven</a></li><li> <a href="/world/6/">Six</a></li></ol>'
        )
    finally:
        tab.close()


@pytest.mark.browser
def test_a_list_that_came_empty_is_hidden_until_it_is_fetched(chromium: Any, folder: Path, host: str) -> None:
    put(folder, page("browser", story(5, ())))
    before = visit(chromium, host)
    assert before.headlines == []
    assert "Latest headlines" not in before.headings
    (folder / "parts/latest.html").write_text(part(card(7), card(5)))
    after = visit(chromium, host)
    assert after[:2] == (["Story & 7"], [])
    assert "Latest headlines" in after.headings


TRENDING = "/parts/trending.html"


def trending_part(name: str, *cards: Card) -> str:
    facts = PageFacts(url=TRENDING, kind="part", title="trending")
    inputs = PartInputs(cards=cards, numbered=name == "trending", most=5, trending_list=name)
    return typesetter("browser").set_page("part", facts, inputs).decode()


@pytest.mark.browser
@pytest.mark.parametrize(("name", "heading"), [("trending", "Trending stories"), ("picks", "Editors’ picks")])
def test_trending_stories_appear_with_their_heading_and_nothing_in_sight_moves(
    chromium: Any, folder: Path, host: str, name: str, heading: str
) -> None:
    long = Body("<p>A paragraph of a story that is longer than a screen.</p>" * 60, 600)
    inputs = story(5, (card(4), card(3), card(2)))
    put(folder, page("browser", msgspec.structs.replace(inputs, body=long, trending_part=TRENDING)))
    (folder / "parts/latest.html").write_text(part(card(4), card(3), card(2), card(1)))
    assert heading not in visit(chromium, host).headings
    (folder / "parts/trending.html").write_text(trending_part(name, card(9), card(5), card(8), card(1)))
    seen = visit(chromium, host)
    assert seen[:2] == ([f"Story & {n}" for n in (4, 3, 2, 9, 8, 1)], [])
    assert heading in seen.headings
    assert layout_shift(chromium, host) < 0.001


@pytest.mark.browser
def test_lists_keep_their_language_on_a_page_in_another(chromium: Any, folder: Path, host: str) -> None:
    inputs = msgspec.structs.replace(story(5, (card(4), card(3))), trending_part=TRENDING)
    facts = PageFacts(url=inputs.story.url, kind="story", title=inputs.story.headline, language="es")
    put(folder, typesetter("browser").set_page("story", facts, inputs).decode())
    (folder / "parts/latest.html").write_text(part(card(7), card(5)))
    (folder / "parts/trending.html").write_text(trending_part("trending", card(9), card(5)))
    tab = chromium.new_page()
    try:
        tab.goto(f"{host}/world/caf%C3%A9-5/", wait_until="networkidle")
        assert tab.locator("html").get_attribute("lang") == "es"
        assert tab.locator("#latest").inner_text() == "Últimas noticias"
        assert [one.get_attribute("lang") for one in tab.locator(".rail ol").all()] == ["en", "en"]
        trending = tab.locator("#trending")
        assert (trending.inner_text(), trending.get_attribute("lang")) == ("Trending stories", "en")
    finally:
        tab.close()


def layout_shift(chromium: Any, host: str) -> float:
    """Return the layout shift on a phone after the page was first drawn, as browsers measure it."""
    tab = chromium.new_page(viewport={"width": 390, "height": 800})
    tab.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => { moved += entry.value }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    try:
        tab.goto(f"{host}/world/caf%C3%A9-5/", wait_until="networkidle")
        return float(tab.evaluate("window.moved"))
    finally:
        tab.close()


@pytest.mark.browser
@pytest.mark.parametrize("text", [None, "", "<!-- No readers have been counted. -->", "<h2>404</h2>"])
def test_without_trending_stories_their_place_stays_hidden(
    chromium: Any, folder: Path, host: str, text: str | None
) -> None:
    put(folder, page("browser", msgspec.structs.replace(story(5, (card(4),)), trending_part=TRENDING)))
    if text is not None:
        (folder / "parts/trending.html").write_text(text)
    seen = visit(chromium, host)
    assert seen.headlines == ["Story & 4"]
    assert "Trending stories" not in seen.headings
