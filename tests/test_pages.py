"""Every kind of page is right for a validator, a browser and a reader."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import HOST, OVERFLOW, open_chromium, open_tab, resize
from conftest import Newsroom, story
from lxml import html as lxml_html
from validator import nu_complaints

TOP = 'page_size = 10\ntagline = "All of it"\nlogo = "/logo.svg"\nlogo_dark = "/logo.svg"\n'
TABLES = """
[[menu]]
place = "more"
name = "The archive"
link = "/archive/"

[notice]
text = "The bridge is closed & the ferry runs"
link = "/world/"

[theme]
accent = "#0a5c4a"
type = "old-style"
density = "compact"
"""
ARABIC = "\u0627\u062c\u062a\u0645\u0627\u0639 \u0627\u0644\u0645\u062c\u0644\u0633"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Return a site with every kind of page and every part of a story."""
    newsroom = Newsroom(tmp_path_factory.mktemp("pages") / "paper")
    newsroom.write(
        "content/world/full.md",
        "---\ntitle: 'Council & harbor: a “deal” <at> last'\ndeck: The line under it\nkicker: Harbor\n"
        "date: 2026-11-20 09:00\nupdated: 2026-11-21 10:00\nauthor: [Jane Roe, John Doe]\ntopics: [Harbor, Ferry]\n"
        "dateline: MARROW BAY\nlanguage: en\nwas: /old/\ncorrections:\n  - {date: 2026-11-21, text: The vote was 5-2.}\n---\n"
        "First paragraph[^1].\n\n## A subhead\n\n| a | b |\n|--:|:--|\n| 1 | 2 |\n\n> quoted\n\n```python\nx = 1\n```\n\n"
        "![A boat](/boat.jpg)\n\n1. one\n2. two\n\n[^1]: A footnote.\n",
    )
    newsroom.write(
        "content/world/wire.txt", story("Wire piece", Source="UPI", **{"Source URL": "https://upi.example/x"})
    )
    newsroom.write("content/town/opinion.txt", story("We think", Genre="opinion", Topics="Harbor", By="Jane Roe"))
    newsroom.write("content/town/arabic.txt", story(ARABIC, Language="ar", body=ARABIC))
    newsroom.write("content/town/long.txt", story("Unbreakable" * 12, date="2026-11-19 09:00", By="Jane Roe"))
    newsroom.write(
        "content/people/jane.md",
        "name: Jane Roe\nrole: Reporter\ncontact: jane@example.org\nfediverse: '@jane@news.example'\n\nCovers *everything*.\n",
    )
    for number in range(30):
        newsroom.write(
            f"content/world/s{number}.txt", story(f"EditionSettings {number}", date=f"2026-10-{number + 1:02} 09:00")
        )
    newsroom.write(
        "content/pages/about.md", "# About us\nMenu: header, footer\nUpdated: 2026-11-20\n\nText.\n\n- one\n"
    )
    newsroom.write("content/pages/about/team.md", f"# {'Team' * 20}\nMenu: more\nLanguage: ar\n\n{ARABIC}\n")
    newsroom.write("content/world/_index.md", "---\nlead: s3\n---\nAll of the world, in a sentence.\n")
    newsroom.write(
        "static/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 9"><path d="M0 0h90v9z"/></svg>'
    )
    newsroom.write("templates/slots/after-lede.html", '<p><a href="/about/">Join us</a></p>\n')
    newsroom.write("site.toml", TOP + (newsroom.folder / "site.toml").read_text() + TABLES)
    newsroom.build()
    return newsroom


def pages(newsroom: Newsroom) -> dict[str, str]:
    """Return every HTML page by file."""
    return {name: content.decode() for name, content in newsroom.files().items() if name.endswith(".html")}


def data_of(page: str) -> list[dict[str, Any]]:
    """Return the JSON-LD of a page as a flat list of things."""
    found = [
        json.loads(block)
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    ]
    return [thing for block in found for thing in block.get("@graph", [block])]


def test_the_nu_checker_finds_no_error_on_any_page(site: Newsroom, tmp_path: Path) -> None:
    files = []
    for number, (name, page) in enumerate(pages(site).items()):
        files.append(tmp_path / f"{number}.html")
        whole = f"<!doctype html>\n<html lang=en>\n<title>Part</title>\n{page}" if name.startswith("parts/") else page
        files[-1].write_text(whole)
    assert nu_complaints(files, "--errors-only") == ""


def test_every_page_has_its_landmarks_and_one_headline(site: Newsroom) -> None:
    for name, page in pages(site).items():
        if 'http-equiv="refresh"' in page or name.startswith("parts/"):
            continue
        tree = lxml_html.document_fromstring(page)
        assert len(list(tree.iter("h1"))) == 1, name
        assert len(list(tree.iter("main"))) == 1, name
        assert tree.get("lang") == ("ar" if "/arabic/" in name or "/team/" in name else "en"), name
        assert tree.xpath("//a[@href='#main' or @href='#content']"), name
        assert tree.xpath("//meta[@name='viewport']"), name


def test_pages_bring_no_inline_script_no_inline_style_and_nothing_from_elsewhere(site: Newsroom) -> None:
    for name, page in pages(site).items():
        tree = lxml_html.document_fromstring(page)
        assert not tree.xpath("//style|//@style|//iframe"), name
        assert not tree.xpath(
            "//script[not(@type='application/ld+json' or (@defer and starts-with(@src, '/assets/')))]"
        ), name
        assert not any(script.text for script in tree.xpath("//script[@src]")), name
        assert not [
            src for src in tree.xpath("//link[@rel='stylesheet']/@href|//img/@src") if not src.startswith("/")
        ], name


def test_every_link_within_the_site_leads_somewhere(site: Newsroom) -> None:
    files = set(site.files())
    for name, page in pages(site).items():
        for url in lxml_html.document_fromstring(page).xpath("//a/@href|//link/@href"):
            if url.startswith("/") and url != "/boat.jpg":
                path = url.split("#")[0].lstrip("/")
                assert (path + "index.html" if path.endswith("/") or not path else path) in files, (name, url)


def test_a_story_page_shows_its_parts_in_the_readers_order(site: Newsroom) -> None:
    page = site.page("/world/2026/11/20/full/")
    text = " ".join(lxml_html.document_fromstring(page.split("<article", 1)[1]).text_content().split())
    parts = [
        "Harbor", "Council & harbor", "The line under it", "Jane Roe", "John Doe", "November 20, 2026 at 9:00 AM",
        "Updated", "Facebook", "MARROW BAY", "First paragraph", "A subhead", "A footnote", "The vote was 5-2", "Ferry",
        "Latest",
    ]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_the_head_says_what_search_engines_and_networks_want(site: Newsroom) -> None:
    tree = lxml_html.document_fromstring(site.page("/world/2026/11/20/full/"))
    meta = {tag.get("property") or tag.get("name"): tag.get("content") for tag in tree.iter("meta")}
    assert meta["og:type"] == "article"
    assert meta["og:title"] == "Council & harbor: a “deal” <at> last"
    assert meta["og:url"] == "https://courier.example/world/2026/11/20/full/"
    assert meta["article:published_time"] == "2026-11-20T09:00:00-05:00"
    assert meta["article:modified_time"] == "2026-11-21T10:00:00-05:00"
    assert meta["article:section"] == "World"
    assert tree.xpath("//meta[@name='author']/@content") == ["Jane Roe", "John Doe"]
    assert meta["fediverse:creator"] == "@jane@news.example"
    assert meta["robots"] == "max-image-preview:large"
    assert tree.xpath("//link[@rel='canonical']/@href") == ["https://courier.example/world/2026/11/20/full/"]


def test_the_structured_data_tells_the_story(site: Newsroom) -> None:
    things = {thing["@type"]: thing for thing in data_of(site.page("/world/2026/11/20/full/"))}
    article = things["NewsArticle"]
    assert article["headline"] == "Council & harbor: a “deal” <at> last"
    assert article["datePublished"] == "2026-11-20T09:00:00-05:00"
    assert article["dateModified"] == "2026-11-21T10:00:00-05:00"
    assert [author["name"] for author in article["author"]] == ["Jane Roe", "John Doe"]
    assert article["dateline"] == "MARROW BAY"
    trail = [entry["name"] for entry in things["BreadcrumbList"]["itemListElement"]]
    assert trail[0] == "The Test Courier"
    assert "World" in trail


def test_an_opinion_piece_says_that_it_is_one(site: Newsroom) -> None:
    assert "OpinionNewsArticle" in [thing["@type"] for thing in data_of(site.page("/town/2026/11/20/opinion/"))]


def test_a_story_in_another_script_has_its_language_and_direction(site: Newsroom) -> None:
    tree = lxml_html.document_fromstring(site.page("/town/2026/11/20/arabic/"))
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    [article] = tree.xpath("//article[contains(@class, 'story')]")
    assert article.get("lang") is None
    assert ARABIC in article.text_content()


def test_share_links_carry_headline_and_address_percent_encoded(site: Newsroom) -> None:
    page = site.page("/world/2026/11/20/full/")
    assert "u=https%3A%2F%2Fcourier.example%2Fworld%2F2026%2F11%2F20%2Ffull%2F" in page
    assert "Council%20%26%20harbor" in page


def test_trending_is_left_out_rather_than_invented(site: Newsroom) -> None:
    assert "Trending" not in site.page("/world/2026/11/20/full/")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Yield a headless Chromium."""
    with open_chromium() as chromium:
        yield chromium


@pytest.mark.browser
def test_no_page_scrolls_sideways_at_any_width(site: Newsroom, browser: Any) -> None:
    listings = ("/", "/world/", "/by/jane-roe/", "/topics/", "/archive/")
    with open_tab(browser, site) as tab:
        for url in (*listings, "/world/2026/11/20/full/", "/town/2026/11/19/long/"):
            tab.goto(HOST + url)
            for width in (320, 390, 768, 1280, 1920):
                resize(tab, width)
                wide, shown = tab.evaluate(OVERFLOW)
                assert wide <= shown == width, (url, wide, shown)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_text_is_legible_in_light_and_dark(site: Newsroom, browser: Any, scheme: str) -> None:
    with open_tab(browser, site, color_scheme=scheme) as tab:
        tab.goto(f"{HOST}/world/2026/11/20/full/")
        colours = tab.evaluate(
            "['h1', 'article p', 'time'].map(s => [getComputedStyle(document.querySelector(s)).color,"
            " [document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor)"
            ".find(c => !c.endsWith(', 0)'))])"
        )
    for ink, paper in colours:
        assert contrast(ink, paper) >= 4.5, (scheme, ink, paper)


def contrast(ink: str, paper: str) -> float:
    """Return the WCAG 2.2 contrast of two `rgb(…)` colours."""
    lights = sorted(luminance(colour) for colour in (ink, paper))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    """Return the WCAG 2.2 relative luminance."""
    channels = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
