"""The archive is a calendar with headlines, topics stand from A to Z, and a writer's page is the writer's."""

from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story
from histories import clean_build, site_of
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from lxml.html import HtmlElement
from pictured import picture

from generator.edition.directory_inputs import DirectoryEntry
from generator.edition.pages.directories import _by_letter, _most_used, _plain

MONTH = "/archive/2026/11/"


def tree(newsroom: Newsroom, url: str) -> HtmlElement:
    return lxml_html.document_fromstring(newsroom.page(url))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_month_is_a_calendar_whose_days_lead_to_their_stories(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", "2026-11-01 09:00"))
    newsroom.write("content/world/b.txt", story("B", "2026-11-20 09:00"))
    newsroom.write("content/world/c.txt", story("C", "2026-11-20 10:00"))
    newsroom.build()
    [table] = tree(newsroom, MONTH).xpath("//table")
    rows = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert rows[0] == ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"]
    assert rows[1] == [str(number) for number in range(1, 8)]
    assert rows[-1] == ["29", "30", "", "", "", "", ""]
    links = [(link.get("href"), link.get("aria-label")) for link in table.iter("a")]
    assert links == [
        ("/archive/2026/11/01/", "November 1, 2026, 1 story"),
        ("/archive/2026/11/20/", "November 20, 2026, 2 stories"),
    ]


def test_a_calendar_follows_the_papers_language(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", 'language = "de"\n' + (newsroom.folder / "site.toml").read_text())
    newsroom.write("content/world/a.txt", story("A", "2026-11-01 09:00"))
    newsroom.build()
    rows = [[words(cell) for cell in row] for row in tree(newsroom, MONTH).iter("tr")]
    assert rows[0][0] == "Mo."
    assert rows[1] == ["", "", "", "", "", "", "1"]


def headlines(newsroom: Newsroom) -> list[tuple[str, list[str]]]:
    """Return the days of the month and their headlines, as shown."""
    sections = tree(newsroom, MONTH).xpath("//div[@class='month-days']/section")
    return [(words(one.find("h2")), [words(item) for item in one.iter("li")]) for one in sections]


def test_a_month_shows_the_first_headlines_of_each_day_and_keeps_them_current(newsroom: Newsroom) -> None:
    for hour in range(10, 16):
        newsroom.write(f"content/world/s{hour}.txt", story(f"At {hour}", f"2026-11-20 {hour}:00"))
    newsroom.write("content/world/old.txt", story("Early", "2026-11-02 09:00"))
    newsroom.build()
    day = ("November 20, 2026 6 stories", ["At 15", "At 14", "At 13", "At 12"])
    assert headlines(newsroom) == [day, ("November 2, 2026 1 story", ["Early"])]
    newsroom.write("content/world/old.txt", story("Earlier", "2026-11-02 09:00"))
    assert "archive/2026/11/index.html" in newsroom.build().written
    assert headlines(newsroom)[1] == ("November 2, 2026 1 story", ["Earlier"])
    newsroom.write("content/world/s15.txt", story("At 15", "2026-11-20 15:00", "Another body."))
    assert "archive/2026/11/index.html" not in newsroom.build().written
    newsroom.delete("content/world/s15.txt")
    newsroom.build()
    assert headlines(newsroom)[0] == ("November 20, 2026 5 stories", ["At 14", "At 13", "At 12", "At 11"])


def test_an_embargoed_story_is_in_no_calendar(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", "2026-11-20 09:00"))
    newsroom.write("content/world/b.txt", story("Secret", "2026-11-21 09:00", Embargo="2026-11-29 09:00"))
    newsroom.build()
    assert [day for day, _ in headlines(newsroom)] == ["November 20, 2026 1 story"]
    assert newsroom.mentions("Secret") == []


# --- the whole archive ----------------------------------------------------------------------------


def months(newsroom: Newsroom) -> list[tuple[str, list[str]]]:
    """Return the months that the archive's own page shows, and their headlines."""
    sections = tree(newsroom, "/archive/").xpath("//div[@class='months']/section")
    return [(words(one.find("h2")), [words(item) for item in one.iter("li")]) for one in sections]


def test_the_archive_shows_the_months_of_the_newest_year_and_all_years(newsroom: Newsroom, tmp_path: Path) -> None:
    for day in (1, 2, 3):
        newsroom.write(f"content/world/n{day}.txt", story(f"November {day}", f"2026-11-0{day} 09:00"))
    newsroom.write("content/world/o1.txt", story("October", "2026-10-05 09:00"))
    newsroom.write("content/world/n4.txt", story("November 3, later", "2026-11-03 10:00"))
    newsroom.write("content/world/n5.txt", story("November 3, last", "2026-11-03 11:00"))
    newsroom.write("content/world/old.txt", story("Old", "2025-12-31 09:00"))
    newsroom.build()
    november = ["November 3, last", "November 3, later", "November 3", "November 2"]
    assert months(newsroom) == [("November 2026 5 stories", november), ("October 2026 1 story", ["October"])]
    years = [words(link) for link in tree(newsroom, "/archive/").xpath("//ul[@class='directory']//a")]
    assert years == ["2026", "2025"]
    for path in ("n1", "n2", "n3", "n4", "n5", "o1"):
        newsroom.delete(f"content/world/{path}.txt")
    newsroom.build()
    assert months(newsroom) == [("December 2025 1 story", ["Old"])]
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


def test_the_archive_changes_with_what_it_shows_alone(newsroom: Newsroom, tmp_path: Path) -> None:
    for day in range(1, 8):
        newsroom.write(f"content/world/n{day}.txt", story(f"November {day}", f"2026-11-0{day} 09:00"))
    newsroom.write("content/world/old.txt", story("Old", "2025-12-31 09:00"))
    newsroom.build()
    page = "archive/index.html"
    newsroom.write("content/world/n7.txt", story("November 7", "2026-11-07 09:00", "Another body."))
    assert page not in newsroom.build().written
    newsroom.write("content/world/old.txt", story("Older", "2025-12-31 09:00"))
    newsroom.write("content/world/n1.txt", story("The first of November", "2026-11-01 09:00"))
    assert page not in newsroom.build().written
    newsroom.write("content/world/n7.txt", story("The seventh of November", "2026-11-07 09:00"))
    assert page in newsroom.build().written
    assert months(newsroom)[0][1][0] == "The seventh of November"
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


# --- directories ----------------------------------------------------------------------------------


def test_many_topics_stand_by_letter_with_the_most_used_first(newsroom: Newsroom) -> None:
    names = ["Éclairs", "eels", "9/11", "Zebras", "Äpfel", *(f"Topic {number:02}" for number in range(30))]
    for number in range(7):
        topics = ", ".join(names[number * 5 : number * 5 + 5])
        newsroom.write(f"content/world/s{number}.txt", story(f"S{number}", Topics=topics))
    newsroom.write("content/world/more.txt", story("More", Topics="Zebras, eels"))
    newsroom.build()
    page = tree(newsroom, "/topics/")
    [most] = page.xpath("//section[@class='most-used']")
    assert [words(link) for link in most.iter("a")][:3] == ["eels", "Zebras", "9/11"]
    groups = page.xpath("//section[@class='letter']")
    assert [words(group.find("h2")) for group in groups] == ["#", "A", "E", "T", "Z"]
    assert [words(link) for link in groups[2].iter("a")] == ["Éclairs", "eels"]
    listed = [words(link) for group in groups for link in group.iter("a")]
    assert sorted(listed) == sorted(names)
    jumps = page.xpath("//nav[@class='letters']//a/@href")
    assert jumps == [f"#{heading}" for heading in page.xpath("//section[@class='letter']/h2/@id")]


def test_a_few_topics_are_one_list(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", Topics="Harbor, Ferry"))
    newsroom.build()
    page = tree(newsroom, "/topics/")
    assert [words(link) for link in page.xpath("//ul[@class='directory']//a")] == ["Ferry", "Harbor"]
    assert not page.xpath("//nav[@class='letters']")


@given(st.lists(st.text(min_size=1), max_size=40, unique=True), st.integers(0, 9))
def test_no_topic_is_lost_between_letters(names: list[str], stories: int) -> None:
    entries = [DirectoryEntry(name, f"/{number}/", stories) for number, name in enumerate(names)]
    ordered = sorted(entries, key=lambda entry: (_plain(entry.name), entry.name, entry.url))
    groups = _by_letter(ordered)
    assert [entry for group in groups for entry in group.entries] == ordered or len(groups) > 1
    assert {entry.url for group in groups for entry in group.entries} == {entry.url for entry in entries}
    assert sum(len(group.entries) for group in groups) == len(entries)
    assert len({group.letter for group in groups}) == len(groups)
    assert all(len(group.letter) == 1 for group in groups)
    assert len(_most_used(ordered)) == min(12, len(names))


# --- writers --------------------------------------------------------------------------------------


def test_a_writers_page_has_a_portrait_and_names_only_others(newsroom: Newsroom) -> None:
    newsroom.write("content/people/jane.md", "name: Jane Roe\nrole: Reporter\n\nCovers everything.\n")
    newsroom.write("content/people/jane.jpg", picture(400, 400))
    newsroom.write("content/world/alone.txt", story("Alone", By="Jane Roe"))
    newsroom.write("content/world/two.txt", story("Together", By="Jane Roe and John Doe"))
    newsroom.build()
    page = tree(newsroom, "/by/jane-roe/")
    assert page.xpath("//header//figure[@class='portrait']//img/@alt") == ["Jane Roe"]
    signed = {
        words(card.xpath(".//a")[0]): words(card.xpath(".//p[@class='signed']")[0]) for card in page.xpath("//article")
    }
    assert signed == {"Alone": "Nov. 20, 2026", "Together": "Jane Roe and John Doe Nov. 20, 2026"}
    assert "Jane Roe" in words(tree(newsroom, "/world/").xpath("//article")[0])


@pytest.mark.parametrize("genre", ["opinion", "analysis", "review", "obituary", "live"])
def test_each_kind_of_story_has_a_face_of_its_own(newsroom: Newsroom, genre: str) -> None:
    newsroom.write("content/world/a.txt", story("A", Genre=genre))
    assert newsroom.build(NOON).held == []
    page = tree(newsroom, "/world/2026/11/20/a/")
    assert f"story-{genre}" in page.xpath("//article/@class")[0].split()
    assert words(page.xpath("//p[@class='kicker']")[0]) == genre.capitalize()
    assert f"card-{genre}" in tree(newsroom, "/").xpath("//article/@class")[0].split()
