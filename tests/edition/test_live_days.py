"""The entries of live stories in the papers of days, in the newsletter and in the search: each on its day, none early."""

import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from lxml import html
from pictured import picture

from generator.commands.edition import make_edition
from generator.press import newsletter
from generator.search.pagefind import find_program

FILE = "content/world/storm.md"
URL = "/world/2026/11/20/storm/"
FIRST, SECOND = "/edition/2026/11/20/", "/edition/2026/11/21/"
STORM = """---
title: The storm, hour by hour
date: 2026-11-20 05:00
---

The storm came at four.

## 06:40 Bridge reopens

It is open *again*.[^1]

[^1]: For cars alone.

## 06:05 Bridge closes

The bridge is closed. ![A boat](boat.jpg)

## 2026-11-21 10:00 Boats are back

All of them.
"""
LATER = "\n\n## 2026-11-23 23:00 Zebra entry\n\nZebra words ![Zebra](zebra.jpg)\n"


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """Return a paper with a live story that runs for two days and has an entry whose hour hasn't come."""
    newsroom.write(FILE, STORM + LATER)
    newsroom.write("content/world/boat.jpg", picture(900, 600))
    newsroom.write("content/world/zebra.jpg", picture(900, 600, seed=2))
    newsroom.write("content/town/a.txt", story("A story of the second day", "2026-11-21 09:00"))
    return newsroom


def entries(newsroom: Newsroom, url: str) -> list[str]:
    found = html.fromstring(newsroom.page(url)).xpath("//div[contains(@class, 'edition-entries')]/h3/a")
    return [" ".join(one.text_content().split()) for one in found]


def same_as_clean(newsroom: Newsroom, folder: Path) -> bool:
    folder.mkdir()
    return site_of(newsroom) == clean_build(newsroom, folder, NOON)


def test_each_entry_is_in_the_paper_of_its_day_in_the_order_of_time(paper: Newsroom, tmp_path: Path) -> None:
    assert paper.build().held == []
    assert entries(paper, FIRST) == ["6:05 AM Bridge closes", "6:40 AM Bridge reopens"]
    assert entries(paper, SECOND) == ["10:00 AM Boats are back"]
    assert "The storm came at four." in paper.page(FIRST)
    assert "The storm came at four." not in paper.page(SECOND)
    tree = html.fromstring(paper.page(FIRST))
    assert tree.xpath("//h3/a/@href") == [f"{URL}#e-2026-11-20-0605", f"{URL}#e-2026-11-20-0640"]
    assert len(tree.xpath("//div[contains(@class, 'edition-entries')]//img[starts-with(@src, '/assets/photo')]")) == 1
    assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id")))
    assert paper.mentions("ebra") == []
    assert same_as_clean(paper, tmp_path / "clean")


def test_entries_of_later_days_change_no_byte_of_it(paper: Newsroom) -> None:
    paper.build()
    before = paper.page(FIRST)
    paper.write(FILE, f"{STORM}\n\n## 2026-11-22 08:00 Once more\n\nMore.\n")
    assert "edition/2026/11/20/index.html" not in paper.build().written
    paper.build(NOON + timedelta(days=2))
    assert paper.page(FIRST) == before


def test_an_entry_that_comes_goes_or_is_corrected_reaches_the_paper_of_its_day(paper: Newsroom, tmp_path: Path) -> None:
    paper.build()
    paper.write(FILE, STORM.replace("All of them.", "Most of them."))
    assert "edition/2026/11/21/index.html" in paper.build().written
    assert "Most of them." in paper.page(SECOND)
    paper.write(FILE, STORM.partition("## 2026-11-21")[0])
    paper.build()
    assert entries(paper, SECOND) == []
    paper.write(FILE, STORM)
    paper.build()
    assert entries(paper, SECOND) == ["10:00 AM Boats are back"]
    paper.write("takedowns.toml", '[[takedowns]]\nstory = "world/storm"\ndate = 2026-11-22\n')
    paper.build()
    assert paper.mentions("storm") == paper.mentions("Boats") == []
    assert same_as_clean(paper, tmp_path / "clean")


def test_the_newsletter_names_the_newest_entries_of_the_day(paper: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        paper.write(
            FILE, (paper.folder / FILE).read_text() + f"\n\n## 2026-11-20 07:0{number} Entry {number}\n\nText.\n"
        )
    paper.build()
    letter = make_edition(paper.paper(), date(2026, 11, 20)).letter
    lines = [" ".join(one.text_content().split()) for one in html.fromstring(letter.html).xpath("//p/a")]
    newest = ["7:03 AM Entry 3", "7:02 AM Entry 2", "7:01 AM Entry 1"]
    assert [line.replace("\u202f", " ") for line in lines if "Entry" in line] == newest
    assert [line.replace("\u202f", " ") for line in letter.text.splitlines() if "Entry" in line] == newest
    assert f'href="https://courier.example{URL}#e-2026-11-20-0703"' in letter.html
    second = make_edition(paper.paper(), date(2026, 11, 21)).letter
    assert "Boats are back" in second.html
    assert "Boats are back" in second.text
    assert (second.stories, second.left_out) == (1, 0)
    monkeypatch.setattr(newsletter, "MOST_BYTES", 100)
    assert "Boats are back" not in make_edition(paper.paper(), date(2026, 11, 21)).letter.html


@pytest.mark.skipif(find_program() is None, reason="Pagefind isn't installed")
def test_the_search_has_entries_whose_hour_has_come_and_no_others(paper: Newsroom, tmp_path: Path) -> None:
    paper.write("site.toml", SITE + '\n[search]\nengine = "pagefind"\n')

    def searched() -> bytes:
        files = [content for name, content in paper.files().items() if name.startswith("search/")]
        return b"\n".join(gzip.decompress(one) if one[:2] == b"\x1f\x8b" else one for one in files)

    paper.build()
    assert b"Bridge reopens" in searched()
    assert b"All of them." in searched()
    assert b"ebra" not in searched()
    evening = NOON + timedelta(hours=18)
    assert any(name.startswith("search/2026-11/") for name in paper.build(evening).written)
    assert b"Zebra words" in searched()
    paper.build()
    assert b"ebra" not in searched()
    assert same_as_clean(paper, tmp_path / "clean")
