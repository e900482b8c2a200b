"""Both looks of the theme, on every kind of page, as browsers lay them out."""

import gzip
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from browsing import HOST, OVERFLOW, open_chromium, open_tab, resize
from conftest import NOON, Newsroom, story
from lxml import html as lxml_html
from pictured import picture
from places import ROOT
from validator import nu_complaints

from generator.search.pagefind import find_program

LOOKS = ("broadsheet", "tabloid")
SECTIONS = [
    "town", "county", "state", "nation", "world", "harbor", "business", "schools", "sports", "arts", "food", "travel",
    "obituaries", "opinion",
]  # fmt: skip
LONG = (
    "After eleven years, four lawsuits, two referendums and one hurricane, the Town Council votes 4-3 to buy the last "
    "15-acre parcel on the $1.2-million waterfront from the al-Rashid family"
)
PAGES = {
    "front": "/", "section": "/town/", "small section": "/food/", "story": "/town/2026/11/23/s0/",
    "text story": "/town/2026/11/22/s1/", "long": "/town/2026/11/21/long/", "short": "/town/2026/11/21/short/",
    "opinion": "/opinion/2026/11/21/opinion/", "analysis": "/opinion/2026/11/21/analysis/",
    "review": "/arts/2026/11/21/review/", "obituary": "/obituaries/2026/11/21/obituary/",
    "live": "/town/2026/11/21/live/", "byline": "/by/jane-roe/", "topic": "/topics/harbor/", "topics": "/topics/",
    "bylines": "/by/", "day": "/archive/2026/11/21/", "month": "/archive/2026/11/", "year": "/archive/2026/",
    "hours": "/town/2026/11/21/hours/", "fact check": "/town/2026/11/21/check/", "paid": "/town/2026/11/21/paid/",
    "event": "/town/2026/11/21/fair/", "part": "/town/2026/11/21/p2/", "series": "/series/the-cannery/",
    "all series": "/series/", "events": "/events/", "corrections": "/corrections/", "feeds": "/feeds/",
    "archive": "/archive/", "about": "/about/", "missing": "/404.html", "chart": "/town/2026/11/21/votes/",
    "edition": "/edition/2026/11/21/",
}  # fmt: skip
SHAPES = [
    "front", "section", "story", "text story", "long", "live", "byline", "topic", "topics", "month", "archive", "about",
    "missing", "hours", "fact check", "paid", "event", "part", "series", "events", "corrections", "feeds",
    "chart", "edition",
]  # fmt: skip
"""One page of each shape: the others are made of the same parts."""
if find_program():
    PAGES["search"] = "/search/"
    SHAPES.append("search")
AXE = Path(os.environ.get("AXE_JS", ROOT / "node_modules" / "axe-core" / "axe.min.js"))
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe for what the colours of a page can break; all else is the same in the dark."""
PHONE: dict[str, Any] = {"width": 390, "height": 844}


def fill(newsroom: Newsroom, look: str) -> None:
    """Write a paper with fourteen sections and every kind of story."""
    sections = "".join(f'[[sections]]\nslug = "{one}"\nname = "{one.capitalize()}"\n' for one in SECTIONS)
    newsroom.write(
        "site.toml",
        'name = "The Marrow Bay Courier"\naddress = "https://courier.example"\ntime_zone = "America/New_York"\n'
        'tagline = "All of it"\npage_size = 10\n'
        f'{sections}[[menu]]\nplace = "support"\nname = "Support us"\nlink = "https://courier.example/support"\n'
        '[[menu]]\nplace = "more"\nname = "Archive"\nlink = "/archive/"\n'
        '[notice]\ntext = "The bridge is closed."\nlink = "/town/"\n'
        f'[theme]\nlook = "{look}"\n[search]\nengine = "{"pagefind" if find_program() else "none"}"\n',
    )
    for number in range(30):
        section = SECTIONS[number % len(SECTIONS)] if number > 13 else "town"
        moment = NOON - timedelta(days=number, hours=1)
        topics = f"Harbor, Topic {number}, Other {number}"
        text = story(
            f"Council approves 15-year lease number {number}", moment.isoformat(), Topics=topics, By="Jane Roe"
        )
        newsroom.write(f"content/{section}/s{number}.txt", text)
        if number % 3 == 0:
            newsroom.write(f"content/{section}/s{number}.jpg", picture(1600, 1000, seed=number))
    for section, name in (("opinion", "opinion"), ("opinion", "analysis"), ("arts", "review"), ("town", "live")):
        newsroom.write(f"content/{section}/{name}.txt", story(f"A piece: {name}", "2026-11-21 09:00", Genre=name))
    newsroom.write("content/obituaries/obituary.txt", story("Ann Poe, 91", "2026-11-21 09:00", Genre="obituary"))
    newsroom.write("content/town/long.txt", story(LONG, "2026-11-21 10:00", By="Jane Roe and John Doe"))
    newsroom.write("content/town/short.txt", story("Ferry sinks", "2026-11-21 11:00"))
    fill_for_readers(newsroom)
    newsroom.write("content/people/jane.md", "name: Jane Roe\nrole: Reporter\n\nCovers everything.\n")
    newsroom.write("content/people/jane.jpg", picture(600, 600))
    newsroom.write("content/pages/about.md", "# About us\n\nWe are a paper.\n")


def fill_for_readers(newsroom: Newsroom) -> None:
    """Write what readers come back for: a live story, a fact check, an event, a series, corrections."""
    hours = "\n\n".join(f"## {hour:02}:05 The {hour}th hour\n\nThe bridge is closed." for hour in range(1, 9))
    stories = {
        "hours": story("Hours", "2026-11-21 00:30", f"It began.\n\nKey points:\n\n- One\n- Two\n\n{hours}"),
        "check": story("Checked", "2026-11-21 09:00", Claim="It is so", Verdict="Not so", **{"Claimed by": "A. Poe"}),
        "paid": story("A loan", "2026-11-21 09:00", Sponsor="Harbor Bank", Discuss="https://news.example/@a/1234567"),
        "fair": story("The fair", "2026-11-21 09:00", Event="2026-12-12 10:00-16:00, Grange Hall, 12 Main Street"),
        "wrong": story("Wrong", "2026-11-21 09:00", Correction="2026-11-22: The mill is 40 years old, not 50."),
    }
    for number in range(1, 4):
        stories[f"p{number}"] = story(f"Part {number}", "2026-11-21 09:00", Series=f"The cannery, part {number}")
    chart = "Chart: seats.csv, bars, Seats in the council\n\nHarbor has the most."
    stories["votes"] = story("Seats", "2026-11-21 09:00", chart)
    newsroom.write("content/town/seats.csv", "party,seats\nHarbor,7\nInland,4\n")
    for name, text in stories.items():
        newsroom.write(f"content/town/{name}.txt", text)


@pytest.fixture(scope="module", params=LOOKS)
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Return the paper in one look."""
    newsroom = Newsroom(tmp_path_factory.mktemp(request.param) / "paper")
    fill(newsroom, request.param)
    assert newsroom.build().held == []
    return newsroom


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_chromium() as chromium:
        yield chromium


def test_the_look_is_the_one_that_is_set(paper: Newsroom) -> None:
    look = "tabloid" if "tabloid" in (paper.folder / "site.toml").read_text() else "broadsheet"
    for url in PAGES.values():
        assert lxml_html.document_fromstring(paper.page(url)).get("class") == f"look-{look}"


def test_a_text_story_weighs_less_than_20_kilobytes_with_all_it_needs(paper: Newsroom) -> None:
    page = paper.page(PAGES["text story"])
    tree = lxml_html.document_fromstring(page)
    needed = tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src")
    assert {url.rpartition(".")[2] for url in needed} >= {"css", "js"}
    files = [page.encode(), *((paper.output / url.lstrip("/")).read_bytes() for url in needed)]
    assert sum(len(gzip.compress(file, mtime=0)) for file in files) < 20_000


def test_support_is_one_link_at_the_top_of_every_page(paper: Newsroom) -> None:
    for url in PAGES.values():
        [link] = lxml_html.document_fromstring(paper.page(url)).xpath("//header//p[@class='support']/a")
        assert (link.text, link.get("href")) == ("Support us", "https://courier.example/support")


def test_the_nu_checker_has_nothing_to_say(paper: Newsroom, tmp_path: Path) -> None:
    files = []
    for name, url in PAGES.items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(paper.page(url))
    assert nu_complaints(files) == ""


@pytest.mark.browser
def test_axe_finds_no_fault(paper: Newsroom, browser: Any) -> None:
    if not AXE.is_file():
        pytest.skip("axe (npm package axe-core) is not here")
    found = {}
    with open_tab(browser, paper, color_scheme="light") as tab:
        for name in SHAPES:
            tab.goto(HOST + PAGES[name])
            tab.add_script_tag(path=str(AXE))
            found[name] = faults_of(tab, {"rules": {"label-content-name-mismatch": {"enabled": True}}})
            tab.emulate_media(color_scheme="dark")
            found[f"{name}, dark"] = faults_of(tab, {"runOnly": OF_COLOURS})
            tab.emulate_media(color_scheme="light")
    assert {name: faults for name, faults in found.items() if faults} == {}


def faults_of(tab: Any, options: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what axe finds on the page that is open: the rule, and the first element that breaks it."""
    result = tab.evaluate("options => axe.run(options)", options)
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in result["violations"]]


@pytest.mark.browser
def test_no_page_scrolls_sideways_at_any_width_and_with_text_of_twice_the_size(paper: Newsroom, browser: Any) -> None:
    with open_tab(browser, paper) as tab:
        for name, url in PAGES.items():
            tab.goto(HOST + url)
            for width in (1280, 768, 320):
                resize(tab, width)
                wide, shown = tab.evaluate(OVERFLOW)
                assert wide <= shown == width, (name, width, wide, shown)
            resize(tab, 640)
            tab.add_style_tag(content="html { font-size: 200% !important }")
            wide, shown = tab.evaluate(OVERFLOW)
            assert wide <= shown == 640, (name, wide, shown)


BOXES = "all => all.map(one => { const box = one.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })"


def boxes(tab: Any, selector: str) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of each element."""
    return [tuple(box) for box in tab.eval_on_selector_all(selector, BOXES)]


@pytest.mark.browser
@pytest.mark.skipif(not find_program(), reason="without pagefind there is no search")
def test_the_search_stands_beside_the_menu_on_all_pages(paper: Newsroom, browser: Any) -> None:
    with open_tab(browser, paper) as tab:
        for name in ("front", "section", "story", "about"):
            tab.goto(HOST + PAGES[name])
            [search], [menu] = boxes(tab, ".to-search"), boxes(tab, ".more-menu")
            assert 0 <= menu[0] - search[2] < 40, name


@pytest.mark.browser
def test_a_lead_with_a_photo_owns_the_page(paper: Newsroom, browser: Any) -> None:
    with open_tab(browser, paper) as tab:
        tab.goto(HOST + "/")
        [place], [photo] = boxes(tab, ".lead-place"), boxes(tab, ".lead-place img")
        assert place[3] - place[1] > 400
        assert photo[2] - photo[0] > 0.65 * (place[2] - place[0])
        sizes = tab.eval_on_selector_all(
            ".front .headline", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert sizes[0] > 1.6 * max(sizes[1:])


@pytest.mark.browser
def test_no_half_of_a_front_is_empty(paper: Newsroom, browser: Any) -> None:
    with open_tab(browser, paper) as tab:
        for url in ("/", "/town/", "/sports/"):
            tab.goto(HOST + url)
            for row in tab.query_selector_all(".rows"):
                edge = row.evaluate(
                    "one => one.getBoundingClientRect().right - parseFloat(getComputedStyle(one).paddingRight)"
                )
                cards = [
                    tuple(card.evaluate(BOXES.replace("all => all.map(one =>", "one => [one].map(one =>"))[0])
                    for card in row.query_selector_all(".card")
                ]
                ends: dict[int, float] = {}
                for _, top, right, _ in cards:
                    ends[round(top)] = max(right, ends.get(round(top), 0))
                assert all(abs(end - edge) < 2 for end in ends.values()), (url, ends, edge)
                widths = {round(right - left) for left, _, right, _ in cards[-2:]}
                assert len(widths) == 1, (url, widths)
            flanks = boxes(tab, ".flank")
            for left, top, right, bottom in flanks:
                [place] = boxes(tab, ".lead-flanked")
                assert (right - left) > 0.3 * (place[2] - place[0])
                assert bottom - top > 0.3 * (place[3] - place[1])


@pytest.mark.browser
def test_on_a_tablet_the_last_of_three_under_a_lead_has_both_columns(paper: Newsroom, browser: Any) -> None:
    with open_tab(browser, paper, width=768) as tab:
        tab.goto(HOST + "/town/")
        [flank] = boxes(tab, ".flank")
        first, second, third = boxes(tab, ".flank > .card")
        assert second[0] > first[2]
        assert (third[0], third[2]) == (flank[0], flank[2])


@pytest.mark.browser
def test_a_front_is_under_five_screens_on_a_phone(paper: Newsroom, browser: Any) -> None:
    with open_tab(browser, paper, **PHONE) as tab:
        tab.goto(HOST + "/")
        [(_, _, _, bottom)] = boxes(tab, "main")
        assert bottom < 5 * PHONE["height"]
        assert tab.locator(".more > summary:visible").count() > 0


@pytest.mark.browser
def test_what_folds_on_a_phone_is_open_on_wide_screens_and_on_paper(paper: Newsroom, browser: Any) -> None:
    with open_tab(browser, paper, java_script_enabled=False) as tab:
        tab.goto(HOST + "/")
        cards = tab.locator(".shelf .card").count()
        assert cards > 10
        assert tab.locator(".shelf .card:visible").count() == cards
        assert tab.locator(".more > summary:visible").count() == 0
        tab.set_viewport_size(PHONE)
        assert tab.locator(".shelf .card:visible").count() < cards
        tab.locator(".more > summary:visible").first.click()
        folded = tab.locator(".more > summary:visible").count()
        assert folded > 0
        tab.emulate_media(media="print")
        assert tab.locator(".shelf .card:visible").count() == cards
        tab.set_content(ONLY_ON_SCREENS.format(head=tab.inner_html("head")))
        assert [tab.is_visible(f"#{name}") for name in ("folded", "closed", "player", "open")] == [
            True, False, False, True,
        ]  # fmt: skip


ONLY_ON_SCREENS = """<html><head>{head}</head><body><div class="copy"><details><p id="folded">Text</p></details></div>
<figure class="sound" id="closed"><audio controls></audio><details><p>Said</p></details></figure>
<figure class="sound"><audio id="player" controls></audio><details open><p id="open">Said</p></details></figure>
</body></html>"""
"""What a story folds is printed; a player isn't, nor its recording's words, unless the reader opened them."""


@pytest.mark.browser
def test_fourteen_sections_are_one_line_on_a_phone(paper: Newsroom, browser: Any) -> None:
    with open_tab(browser, paper, **PHONE, java_script_enabled=False) as tab:
        tab.goto(HOST + "/")
        assert tab.locator(".sections > ul > li").count() == 14
        [(left, top, right, bottom)] = boxes(tab, ".sections")
        assert bottom - top < 60
        assert right - left <= PHONE["width"]
        tab.locator(".sections > ul a").last.focus()
        [*_, (start, _, end, _)] = boxes(tab, ".sections > ul > li > a")
        assert 0 <= start < end <= PHONE["width"]


@pytest.mark.browser
def test_words_that_belong_together_are_never_on_two_lines(paper: Newsroom, browser: Any) -> None:
    lines = "all => all.map(one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))"
    with open_tab(browser, paper) as tab:
        for url in ("/", PAGES["long"], PAGES["section"]):
            tab.goto(HOST + url)
            for width in (320, 400, 500, 700, 900, 1100, 1280):
                resize(tab, width)
                heights = tab.eval_on_selector_all("h1 .joined, .headline .joined", lines)
                assert heights
                assert max(heights) < 1.5, (width, url)


@pytest.mark.browser
def test_headlines_of_three_and_of_thirty_words_have_sizes_of_their_own(paper: Newsroom, browser: Any) -> None:
    with open_tab(browser, paper) as tab:
        sizes = []
        for name in ("short", "text story", "long"):
            tab.goto(HOST + PAGES[name])
            sizes.append(float(tab.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")))
        assert sizes[0] > sizes[1] > sizes[2]
        [(_, top, _, bottom)] = boxes(tab, "h1")
        assert bottom - top < 260


@pytest.mark.browser
def test_byline_and_share_stand_under_the_deck(paper: Newsroom, browser: Any) -> None:
    for width in (390, 1280):
        with open_tab(browser, paper, width) as tab:
            tab.goto(HOST + PAGES["story"])
            [head], [facts], [photo] = boxes(tab, ".story-head"), boxes(tab, ".story-facts"), boxes(tab, ".lead-photo")
            assert head[3] <= facts[1] < facts[3] <= photo[1]
            assert facts[3] - facts[1] < 180


@pytest.mark.browser
def test_nothing_is_lost_in_forced_colours(paper: Newsroom, browser: Any) -> None:
    with open_tab(browser, paper, forced_colors="active") as tab:
        tab.goto(HOST + "/")
        ink, plate = tab.evaluate(
            "(() => { const name = document.querySelector('.nameplate a'); return [getComputedStyle(name).color,"
            " getComputedStyle(document.querySelector('.masthead-plate')).backgroundColor]; })()"
        )
        assert ink != plate
