"""No story stands on a front twice, and the editors' choice wins."""

import re
from datetime import timedelta
from typing import Any

import pytest
from conftest import NOON, Newsroom, story
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from pictured import picture

SECTIONS = ("world", "town", "port", "arts")
NAMES = st.sampled_from([f"{section}/s{number}" for section in SECTIONS for number in range(6)])
PAPERS = st.fixed_dictionaries(
    {
        "stories": st.dictionaries(NAMES, st.integers(-2, 3), max_size=24),
        "leads": st.lists(NAMES, max_size=5),
        "rails": st.lists(st.lists(NAMES, max_size=5), max_size=3),
        "places": st.integers(1, 9),
        "latest": st.integers(0, 9),
        "rail": st.integers(1, 5),
    }
)


def stories_on(newsroom: Newsroom, url: str = "/") -> list[str]:
    """Return the stories that the page links to between masthead and footer, in order."""
    [main] = lxml_html.document_fromstring(newsroom.page(url)).iter("main")
    links = [re.fullmatch(r"/(\w+)/\d{4}/\d\d/\d\d/([\w-]+)/", href) for href in main.xpath(".//a/@href")]
    return [f"{link[1]}/{link[2]}" for link in links if link]


def write(newsroom: Newsroom, name: str, hours: int, **fields: str) -> None:
    moment = (NOON - timedelta(hours=hours)).isoformat()
    newsroom.write(f"content/{name}.txt", story(f"Story {name}", moment, f"The text of {name}.", **fields))


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(paper=PAPERS)
def test_no_story_stands_on_a_front_twice(paper: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    newsroom = Newsroom(tmp_path_factory.mktemp("front") / "paper")
    for hours, (name, priority) in enumerate(sorted(paper["stories"].items())):
        write(newsroom, name, hours, Priority=str(priority))
    rails = "".join(
        f'[[rails]]\ntitle = "R{number}"\nstories = {list(rail)}\n' for number, rail in enumerate(paper["rails"])
    )
    newsroom.write("content/front.toml", f"leads = {paper['leads']}\n{rails}")
    front = f"[front]\nleads = {paper['places']}\nlatest = {paper['latest']}\nrail = {paper['rail']}\n"
    newsroom.write("site.toml", (newsroom.folder / "site.toml").read_text() + front)
    newsroom.build()
    for url in ("/", *(f"/{section}/" for section in {name.split("/")[0] for name in paper["stories"]})):
        shown = stories_on(newsroom, url)
        assert len(shown) == len(set(shown)), url
    pinned = list(dict.fromkeys(name for name in paper["leads"] if name in paper["stories"]))
    shown = stories_on(newsroom)
    assert shown[: len(pinned)] == pinned
    railed = {name for rail in paper["rails"] for name in rail if name in paper["stories"]}
    assert railed <= set(shown)


def test_places_are_given_to_the_editors_first(newsroom: Newsroom) -> None:
    for hours in range(10):
        write(newsroom, f"world/s{hours}", hours)
    newsroom.write(
        "content/front.toml",
        'leads = ["world/s5"]\n[[rails]]\ntitle = "Picked"\nstories = ["world/s5", "world/s0"]\n'
        '[[rails]]\ntitle = "Again"\nstories = ["world/s0", "world/s5"]\n',
    )
    newsroom.write(
        "site.toml", (newsroom.folder / "site.toml").read_text() + "[front]\nleads = 3\nlatest = 2\nrail = 2\n"
    )
    newsroom.build()
    assert stories_on(newsroom) == [f"world/s{number}" for number in (5, 1, 2, 3, 4, 0, 6, 7)]
    assert "Picked" in newsroom.page("/")
    assert "Again" not in newsroom.page("/")


def test_of_short_shelves_two_share_a_row(newsroom: Newsroom) -> None:
    for section, count in (("arts", 1), ("port", 2), ("town", 2), ("world", 3)):
        for number in range(count):
            write(newsroom, f"{section}/s{number}", number)
    newsroom.write(
        "site.toml", (newsroom.folder / "site.toml").read_text() + "[front]\nleads = 1\nlatest = 0\nrail = 3\n"
    )
    newsroom.write("content/front.toml", 'leads = ["world/s0"]\n')
    newsroom.build()
    shelves = lxml_html.document_fromstring(newsroom.page("/")).xpath("//section[contains(@class, 'shelf')]")
    told = [
        (" ".join(shelf.find("h2").text_content().split()), "shelf-half" in shelf.get("class")) for shelf in shelves
    ]
    assert told == [("World", True), ("Town", True), ("Arts", True), ("Port", True)]


@pytest.mark.parametrize(
    ("count", "places"), [(2, [1]), (4, [3, 3, 3]), (6, [2, 2, 3, 3, 3]), (7, [3] * 6), (8, [3] * 3 + [4] * 4)]
)
def test_rows_under_a_lead_with_a_photo_are_full(newsroom: Newsroom, count: int, places: list[int]) -> None:

    for number in range(count):
        write(newsroom, f"world/s{number}", number)
    newsroom.write("content/world/s0.jpg", picture(160, 90))
    newsroom.write("site.toml", (newsroom.folder / "site.toml").read_text() + f"[front]\nleads = {count}\nlatest = 0\n")
    newsroom.build()
    cards = lxml_html.document_fromstring(newsroom.page("/")).xpath("//div[contains(@class, 'rows')]/article/@class")
    assert [int(number) for names in cards for number in re.findall(r"of-(\d)", names)] == places


def test_a_lead_without_a_photo_has_two_stories_beside_it(newsroom: Newsroom) -> None:
    for number in range(6):
        write(newsroom, f"world/s{number}", number)
    newsroom.build()
    page = lxml_html.document_fromstring(newsroom.page("/"))
    assert len(page.xpath("//div[contains(@class, 'lead-flanked')]/article")) == 1
    assert len(page.xpath("//div[@class='flank']/article")) == 2


def test_a_section_without_stories_is_not_in_the_navigation(newsroom: Newsroom) -> None:
    newsroom.build()
    assert '<a href="/town/">' in newsroom.page("/")
    write(newsroom, "world/a", 1)
    newsroom.build()
    assert '<a href="/town/">' not in newsroom.page("/")
    assert '<a href="/world/">' in newsroom.page("/")
    write(newsroom, "town/b", 1)
    newsroom.build()
    assert '<a href="/town/">' in newsroom.page("/world/")


def test_a_title_with_a_character_that_pages_can_t_hold_is_told(newsroom: Newsroom) -> None:
    write(newsroom, "world/a", 1)
    newsroom.write("content/front.toml", '[[rails]]\ntitle = "Picks\\u0000"\nstories = ["world/a"]\n')
    [problem] = newsroom.build().problems
    assert "a title has a character (U+0000)" in problem.message
    assert "\0" not in newsroom.page("/")


def test_the_editors_order_the_front_of_a_section(newsroom: Newsroom) -> None:
    for hours in range(4):
        write(newsroom, f"world/s{hours}", hours)
    write(newsroom, "town/t", 9)
    write(newsroom, "world/draft", 1, Draft="yes")
    newsroom.write(
        "content/front.toml",
        '# Remark\n[sections.world]\nleads = [\n"world/s2", "world/draft",\n"town/t",\n"s1", "nobody", "s2",\n]\n'
        '[sections.wrold]\nleads = ["s0"]\n',
    )
    problems = [(one.line, one.message.split(",")[0], one.gravity) for one in newsroom.build().problems if one.path.endswith("front.toml")]  # fmt: skip
    assert problems == [
        (4, "“world/draft” isn't public now", "warning"),
        (6, "There is no story called “nobody”.", "warning"),
        (8, "There is no section called “wrold”", "warning"),
    ]
    assert stories_on(newsroom, "/world/") == ["world/s2", "town/t", "world/s1", "world/s0", "world/s3"]
    assert stories_on(newsroom)[0] == "world/s0"


def test_another_order_prints_the_fronts_that_show_it_and_nothing_else(newsroom: Newsroom) -> None:
    for hours in range(4):
        write(newsroom, f"world/s{hours}", hours)
    write(newsroom, "town/t", 9)
    newsroom.write("content/world/_index.md", "---\nlead: s3\n---\nThe world.\n")
    newsroom.build()
    assert stories_on(newsroom, "/world/")[0] == "world/s3"
    newsroom.write("content/front.toml", '[sections.world]\nleads = ["s1"]\n')
    assert newsroom.build().written == ("world/index.html",)
    newsroom.write("content/front.toml", 'leads = ["town/t"]\n[sections.world]\nleads = ["s1"]\n')
    assert newsroom.build().written == ("index.html",)
    newsroom.delete("content/front.toml")
    assert sorted(newsroom.build().written) == ["index.html", "world/index.html"]
    assert stories_on(newsroom, "/world/")[0] == "world/s3"
