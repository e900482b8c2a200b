"""Charts in stories: dropped tables become drawings, and the pages follow every change of a table."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from conftest import SITE, Newsroom, story
from pictured import picture

from generator.catalogue.store import open_store
from generator.commands.check import find_stray_tables

CSV = 'party,seats\nHarbor,7\nInland,4\n"Library ""Friends"" <b>",2\n'
ASKS = "---\ntitle: Council seats\ndate: 2026-11-21 09:00\n---\n\n```chart\nfile: vote.csv\ntype: {}\ntitle: Seats & <i>more</i>\nsource: Clerk\n```\n\nThe council.\n"
PAGE = "/town/2026/11/21/vote/"


def drawing(page: str) -> str:
    found = re.search(r'<svg class="drawing".*?\n</svg>', page, re.DOTALL)
    return found[0] if found else ""


def test_a_chart_is_drawn_with_its_table_summary_and_source(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.csv", CSV)
    newsroom.write("content/town/vote.md", ASKS.format("bars"))
    assert newsroom.build().problems == ()
    page = newsroom.page(PAGE)
    assert len(re.findall("<rect", drawing(page))) == 3
    assert 'role="img"' in drawing(page)
    assert '<title id="chart-1-name">Seats &amp; &lt;i&gt;more&lt;/i&gt;</title>' in drawing(page)
    assert "Highest: Harbor, 7. Lowest: Library &#34;Friends&#34; &lt;b&gt;, 2." in page
    assert re.search(r'<th scope="row">Harbor</th><td class="number" data-value="7">7</td>', page)
    assert "Source: Clerk" in page
    assert " style=" not in page
    assert "charts." in page
    assert "tables." in page


def test_days_and_numbers_of_a_table_keep_their_order_in_a_sentence_from_right_to_left(newsroom: Newsroom) -> None:
    """Where each word is set apart, a browser doesn't take the year and the day of 2026-11-20 for two numbers."""
    newsroom.write("site.toml", f'language = "ar"\n{SITE}')
    newsroom.write("content/town/vote.csv", "Day,Low\n2026-11-01,-3\n2026-11-20,4\n")
    newsroom.write("content/town/vote.md", ASKS.format("lines"))
    newsroom.build()
    page = newsroom.page(PAGE)
    [sentence] = re.findall(r'<span class="chart-summary"[^>]*>(.*?)</span>', page)
    days = ("<bdi>2026-11-01</bdi>", "<bdi>2026-11-20</bdi>")
    assert all(word in sentence for word in (*days, '<bdi dir="ltr">-3</bdi>', '<bdi dir="ltr">4</bdi>'))
    assert not re.search(r"\d", re.sub(r"<bdi.*?</bdi>", "", sentence))
    assert "<" not in re.findall(r"<desc[^>]*>(.*?)</desc>", page)[0]
    assert 'data-value="-3">\u200e-3</td>' in page


@pytest.mark.parametrize("form", ["bars", "columns", "lines", "stacked", "dots", "election", "timeline", "multiples"])
def test_usual_charts_are_well_formed_and_small(newsroom: Newsroom, form: str) -> None:
    rows = "".join(f"2026-{month:02},{month * 7},{month * 3}\n" for month in range(1, 8))
    newsroom.write("content/town/vote.csv", "month,ferry,bus\n" + rows)
    newsroom.write("content/town/vote.md", ASKS.format(form))
    newsroom.build()
    drawings = re.findall(r'<svg class="drawing".*?\n</svg>', newsroom.page(PAGE), re.DOTALL)
    assert drawings
    for svg in drawings:
        ET.fromstring(svg)
        assert len(svg) < 3_000


def test_right_to_left_pages_have_the_mirror_image(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.csv", CSV)
    newsroom.write("content/town/vote.md", ASKS.format("bars").replace("date:", "language: ar\ndate:"))
    newsroom.build()
    assert 'x="42.86%" y="4.4em" width="57.14%"' in drawing(newsroom.page(PAGE))


def test_a_change_of_a_table_prints_the_stories_that_show_it_and_their_feeds_alone(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.csv", CSV)
    newsroom.write("content/town/vote.md", ASKS.format("bars"))
    newsroom.write("content/town/other.txt", story("Another story"))
    newsroom.build()
    newsroom.write("content/town/vote.csv", CSV.replace("Inland,4", "Inland,5"))
    written = newsroom.build().written
    assert "town/2026/11/21/vote/index.html" in written
    assert all(
        "vote" in name or name.startswith("edition/") or name.endswith(("feed.xml", "atom.xml", "feed.json"))
        for name in written
    ), written
    assert "Inland</th><td" in newsroom.page(PAGE)
    assert newsroom.build().written == ()


def test_a_table_that_is_missing_comes_and_goes(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.md", ASKS.format("bars"))
    [problem] = newsroom.build().problems
    assert (problem.path, problem.line) == ("content/town/vote.md", 6)
    assert problem.message.startswith("There is no table “vote.csv”")
    assert "chart" not in newsroom.page(PAGE)
    without = newsroom.files()
    newsroom.write("content/vote.csv", CSV)
    assert newsroom.build().problems == ()
    assert "Harbor" in newsroom.page(PAGE)
    newsroom.delete("content/vote.csv")
    newsroom.build()
    assert newsroom.files() == without


def test_a_table_beside_a_story_of_its_name_takes_nothing_of_it_along(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.csv", CSV)
    newsroom.write("content/town/vote.md", "---\ntitle: A vote\ndate: 2026-11-21 09:00\n---\n\nText.\n")
    newsroom.build()
    newsroom.delete("content/town/vote.csv")
    newsroom.build()
    assert "A vote" in newsroom.page(PAGE)


def test_a_table_that_can_t_be_read_keeps_its_last_good_version(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.csv", CSV)
    newsroom.write("content/town/vote.md", ASKS.format("bars"))
    newsroom.build()
    newsroom.write("content/town/vote.csv", "party,seats\nHarbor,1,234\n")
    outcome = newsroom.build()
    assert list(newsroom.held(outcome)) == ["content/town/vote.csv"]
    assert "Inland" in newsroom.page(PAGE)


def test_the_table_of_a_draft_is_nowhere(newsroom: Newsroom) -> None:
    newsroom.write("content/town/open.txt", story("Open story"))
    newsroom.build()
    without = newsroom.files()
    newsroom.write("content/town/vote.csv", "zebra,seats\nZebra party,7\n")
    newsroom.write("content/town/vote.md", ASKS.format("bars").replace("date:", "draft: true\ndate:"))
    newsroom.build()
    assert newsroom.files() == without


def test_feeds_have_the_table(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.csv", CSV)
    newsroom.write("content/town/vote.md", ASKS.format("bars"))
    newsroom.build()
    assert "&lt;td&gt;Harbor&lt;/td&gt;" in newsroom.page("/feed.xml")
    assert "{{" not in newsroom.page("/feed.xml")


LOCATOR = "---\ntitle: The hearing\ndate: 2026-11-22 09:00\nlanguage: es\n---\n\nHere.\n\n```chart\nfile: map.jpg\ntype: locator\npin: 62%, 40%, Grange & Hall\ntitle: Where it is\nsource: Ann <Lee>\n```\n"


def test_feeds_name_the_source_of_a_table_and_what_the_pin_of_a_map_says(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.csv", CSV)
    newsroom.write("content/town/vote.md", ASKS.format("bars"))
    newsroom.write("content/town/map.jpg", picture())
    newsroom.write("content/town/hearing.md", LOCATOR)
    newsroom.build()
    hearing, vote = json.loads(newsroom.page("/feed.json"))["items"]
    assert vote["content_html"].count("</table>\n<p><small>Source: Clerk</small></p>") == 1
    assert "Where it is: Grange &amp; Hall<br><small>Fuente: Ann &lt;Lee&gt;</small></p>" in hearing["content_html"]


def test_feeds_say_once_what_the_pin_of_a_map_marks_and_never_its_files_name(newsroom: Newsroom) -> None:
    newsroom.write("content/town/hearing.md", LOCATOR.replace("title: Where it is\n", ""))
    newsroom.write("content/town/map.jpg", picture(900, 600))
    newsroom.build()
    [hearing] = json.loads(newsroom.page("/feed.json"))["items"]
    assert '"> Grange &amp; Hall<br><small>Fuente: Ann &lt;Lee&gt;</small></p>' in hearing["content_html"]
    newsroom.write(
        "content/town/hearing.md", LOCATOR.replace("title: Where it is\n", "").replace(", Grange & Hall", "")
    )
    newsroom.build()
    [hearing] = json.loads(newsroom.page("/feed.json"))["items"]
    assert '"><br><small>Fuente: Ann &lt;Lee&gt;</small></p>' in hearing["content_html"]


def test_names_in_charts_from_right_to_left_keep_their_brackets(newsroom: Newsroom) -> None:
    newsroom.write("content/town/t.csv", "Year,Boats (2),Who (is)\n2025,-3,Ann (A)\n2026,4,-\n")
    text = "Text.\n\nChart: t.csv, columns, Title"
    newsroom.write("content/town/a.txt", story("A", "2026-11-20 09:00", text, Language="ar"))
    newsroom.write("content/town/b.txt", story("B", "2026-11-19 09:00", text))
    newsroom.build()
    page = newsroom.page("/town/2026/11/20/a/")
    for name in ("Boats (2)", "Who (is)", "Ann (A)"):
        assert f"<bdi>{name}</bdi></t" in page, name
    assert "<bdi>" not in re.sub(
        r"<figcaption>.*?</figcaption>", "", newsroom.page("/town/2026/11/19/b/"), flags=re.DOTALL
    )
    newsroom.write("content/town/t.csv", "Year,Boats (2),Cars (3)\n2025,3,1\n2026,4,2\n")
    newsroom.build()
    assert "</svg> <bdi>Cars (3)</bdi></li>" in newsroom.page("/town/2026/11/20/a/")


def test_plain_tables_of_texts_from_right_to_left_have_the_minus_before_the_number(newsroom: Newsroom) -> None:
    newsroom.write("content/town/t.csv", "Year,Change,Who\n2025,-3,\u0645\u062f\u064a\u0646\u0629\n")
    text = "Text.\n\nChart: t.csv, columns, Title"
    newsroom.write("content/town/a.txt", story("A", "2026-11-20 09:00", text, Language="ar"))
    newsroom.write("content/town/b.txt", story("B", "2026-11-19 09:00", text))
    newsroom.build()
    arabic, english = (item["content_html"] for item in json.loads(newsroom.page("/feed.json"))["items"])
    row = "<tr><td>\u200e2025</td><td>\u200e-3</td><td>\u0645\u062f\u064a\u0646\u0629</td></tr>"
    assert row in arabic
    assert row in newsroom.page("/edition/2026/11/20/")
    assert row.replace("\u200e", "") in english


def test_a_story_can_t_pose_a_chart(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.csv", CSV)
    posed = '\n<p class="chart">Posed</p>\n\n{{ chart 1 }}\n\n{{ chart 2 }}\n'
    newsroom.write("content/town/vote.md", ASKS.format("bars") + posed)
    newsroom.build()
    page = newsroom.page(PAGE)
    assert "<p>Posed</p>" in page
    assert "{{" not in page


def test_check_names_tables_that_no_story_shows(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.csv", CSV)
    newsroom.write("content/town/vote.md", ASKS.format("bars"))
    newsroom.write("content/town/lost.csv", CSV)
    newsroom.build()
    store, _ = open_store(newsroom.folder / ".broadsheet")
    try:
        assert [problem.path for problem in find_stray_tables(store)] == ["content/town/lost.csv"]
    finally:
        store.close()


def test_a_page_of_the_papers_own_has_charts_too(newsroom: Newsroom) -> None:
    newsroom.write("content/pages/vote.csv", CSV)
    newsroom.write("content/pages/seats.md", "# Seats\n\nChart: vote.csv, bars, All seats\n")
    newsroom.build()
    assert "<rect" in newsroom.page("/seats/")
