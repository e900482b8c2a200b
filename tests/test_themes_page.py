"""docs/themes.md describes one theme, step by step. These tests type it in as it stands there, and look at the pages."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import HOST, open_chromium, open_tab
from click.testing import CliRunner
from conftest import NOON, Newsroom, story
from lxml import html as lxml_html
from places import ROOT

from generator.cli import main
from generator.commands.check import check_paper
from generator.commands.theme import list_overrides
from generator.edition.pages.kind import WITHOUT_TEMPLATE
from generator.edition.pages.kinds import KINDS
from generator.model import Gravity

DOC = (ROOT / "docs" / "themes.md").read_text()
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of code: its language, the file that it belongs to, and its text."""
STORY = "/town/2026/11/20/ferry/"


def type_in(newsroom: Newsroom) -> None:
    """Do what the page says, from its top to its end."""
    for language, file, text in BLOCK.findall(DOC):
        if language == "sh":
            run(newsroom, text.strip())
        elif language == "diff":
            newsroom.write(file, patched((newsroom.folder / file).read_text(), text))
        elif file == "site.toml":
            newsroom.write(file, merged((newsroom.folder / file).read_text(), text))
        elif file:
            path = newsroom.folder / file
            newsroom.write(file, (f"{path.read_text()}\n" if path.exists() else "") + text)


def run(newsroom: Newsroom, line: str) -> None:
    _, command, *words = shlex.split(line)
    where = [str(newsroom.folder)] if command == "init" else [*words, "--source", str(newsroom.folder)]
    result = CliRunner().invoke(main, [command, *where])
    assert result.exit_code == 0, result.output


def merged(settings: str, text: str) -> str:
    """Return site.toml with a block: lines without a table above the first table, all others at the end."""
    if text.startswith("["):
        return f"{settings}\n{text}"
    at = re.search(r"^\[", settings, re.MULTILINE)
    assert at is not None
    return settings[: at.start()] + text + settings[at.start() :]


def patched(old: str, change: str) -> str:
    """Return `old` with the lines added that begin with `+`, below the line that begins with a space."""
    [above] = [line[1:] for line in change.splitlines() if line.startswith(" ")]
    added = [line[1:] for line in change.splitlines() if line.startswith("+")]
    assert old.count(f"{above}\n") == 1
    return old.replace(above, "\n".join([above, *added]))


@pytest.fixture(scope="module")
def light(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Return The Harbor Light, built."""
    newsroom = Newsroom(tmp_path_factory.mktemp("themes") / "harbor-light")
    newsroom.delete("site.toml")
    (newsroom.folder / "content").rmdir()
    newsroom.folder.rmdir()
    type_in(newsroom)
    newsroom.write("static/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"/>')
    newsroom.write("static/logo-dark.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"/>')
    newsroom.write("static/assets/fonts/harbor.woff2", b"wOF2")
    newsroom.write("content/sports/game.txt", story("Herons win", By="Jane Roe"))
    newsroom.outcome = newsroom.build()  # type: ignore[attr-defined]
    return newsroom


def read(newsroom: Newsroom, url: str) -> Any:
    return lxml_html.document_fromstring(newsroom.page(url))


def test_nothing_of_what_the_page_says_is_refused_or_doubted(light: Newsroom) -> None:
    told = [(one.where, one.message) for one in light.outcome.problems if one.gravity is not Gravity.NOTE]  # type: ignore[attr-defined]
    assert told == []
    checked = [one for one in check_paper(light.paper()).problems if one.gravity is not Gravity.NOTE]
    assert [(one.where, one.message) for one in checked if "address is still" not in one.message] == []


def test_without_the_line_of_the_policy_check_says_which_is_missing(light: Newsroom) -> None:
    settings = (light.folder / "site.toml").read_text()
    try:
        light.write("site.toml", settings.replace('form-action = ["https://letters.example"]', ""))
        hints = [one.hint for one in check_paper(light.paper()).problems if one.path.startswith("templates/")]
    finally:
        light.write("site.toml", settings)
    assert hints == ['Allow it in site.toml, under [headers.allow]: form-action = ["https://letters.example"]']


def test_the_pages_hold_what_the_steps_put_there(light: Newsroom) -> None:
    front, page, lost = (read(light, url) for url in ("/", STORY, "/404.html"))
    for tree in (front, page, lost):
        assert tree.xpath("string(//header//img[@class='logo']/@src)") == "/logo.svg"
        assert tree.xpath("string(//header//source/@srcset)") == "/logo-dark.svg"
        assert "Printed by lamplight since 1911." in tree.xpath("string(//footer[@class='colophon'])")
        assert tree.xpath("//link[@rel='preload'][@as='font']")
    for tree in (front, page):
        assert tree.xpath("string(//*[@id='my-letter-head'])") == "The Friday tide"
        rows = [[cell.text for cell in row] for row in tree.xpath("//table[@class='my-tides']/tr")]
        assert rows == [["6:12 AM", "High", "9.8 ft"], ["12:31 PM", "Low", "0.4 ft"], ["6:40 PM", "High", "9.1 ft"]]
    assert not lost.xpath("//*[@id='my-letter-head']")
    assert lost.xpath("//h1/text()") == ["Lost at sea"]
    assert "Herons win" in lost.xpath("string(//div[@class='my-lost'])")
    after = page.xpath("//div[@class='copy']/p[1]/following-sibling::*[1]")
    assert [one.text for one in after] == ["The sea: Rough, with wind"]
    assert "my-sea" not in light.page("/sports/2026/11/20/game/")
    assert [one.file for one in list_overrides(light.folder)] == ["templates/404.html", "templates/parts/footer.html"]


def test_the_words_of_the_page_are_those_of_the_theme(light: Newsroom) -> None:
    light.write("content/town/more.txt", story("More"))
    many = [light.write(f"content/town/more{number}.txt", story(f"More {number}")) for number in range(12)]
    try:
        light.build()
        assert read(light, "/").xpath("string(//h2[@id='latest'])") == "Just in"
    finally:
        for path in [light.folder / "content/town/more.txt", *many]:
            path.unlink()
        light.build()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_chromium() as chromium:
        yield chromium


STYLE = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"


@pytest.mark.browser
def test_a_browser_shows_the_colors_and_typefaces(light: Newsroom, browser: Any) -> None:
    looked = {
        ("html", "backgroundColor"): ("rgb(251, 247, 238)", "rgb(20, 21, 23)"),
        (".rail-title", "borderBlockStartColor"): ("rgb(10, 92, 74)", None),
        (".my-letter", "borderBlockStartColor"): ("rgb(10, 92, 74)", None),
        (".my-tides th", "textAlign"): ("start", "start"),
    }
    for place, scheme in enumerate(("light", "dark")):
        with open_tab(browser, light, color_scheme=scheme) as tab:
            tab.goto(HOST + STORY)
            found = {key: tab.evaluate(STYLE, list(key)) for key in looked}
            assert found == {key: values[place] or found[key] for key, values in looked.items()}
            assert tab.evaluate(STYLE, [".story-head .headline", "fontFamily"]).startswith("Harbor")
            for width in (1280, 320):
                tab.set_viewport_size({"width": width, "height": 900})
                wide, seen = tab.evaluate(
                    "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
                )
                assert wide <= seen
    with open_tab(browser, light) as tab:
        tab.goto(HOST + "/sports/2026/11/20/game/")
        accent = tab.evaluate("getComputedStyle(document.body).getPropertyValue('--accent')")
        assert accent.strip() == "#7a3e9d"


def test_a_value_can_be_printed_whole(light: Newsroom) -> None:
    [shown] = re.findall(r"`(<pre>[^`]*</pre>)`", DOC)
    light.write("templates/slots/after-lede.html", shown)
    try:
        light.build()
        assert "Ferry sinks" in read(light, STORY).xpath("string(//div[@class='copy']/pre)")
    finally:
        [slot] = [text for _, file, text in BLOCK.findall(DOC) if file == "templates/slots/after-lede.html"]
        light.write("templates/slots/after-lede.html", slot)
        light.build()


def test_the_first_example_makes_what_it_is_said_to_make(newsroom: Newsroom) -> None:
    (_, _, template), (_, _, made) = BLOCK.findall(DOC)[:2]
    newsroom.write("templates/story.html", template)
    newsroom.write("content/town/ferry.txt", story("Ferry sinks", Deck="All eleven people aboard were saved."))
    newsroom.build(NOON)
    assert newsroom.page(STORY) == made


def test_every_template_is_in_the_table_with_a_link_to_what_it_gets() -> None:
    rows = [line for line in DOC.splitlines() if line.startswith("| ") and "](templates.md#" in line]
    named = {kind.template for kind in KINDS.values()} - WITHOUT_TEMPLATE
    assert [name for name in sorted(named) if not any(f"`{name}`" in row for row in rows)] == []
    assert len(rows) >= 12
