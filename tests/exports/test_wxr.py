"""The file for WordPress: it is well-formed, says what the paper says, and loses no word."""

from collections import Counter

import feedparser
import pytest
from conftest import Newsroom
from hypothesis import given
from hypothesis import strategies as st
from leaving import bodies, fill, leave, words_of
from lxml import etree

from generator.exports.wxr import FILE, cdata

SPACES = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@pytest.fixture
def room(session_newsroom: Newsroom) -> Newsroom:
    fill(session_newsroom)
    session_newsroom.build()
    return session_newsroom


def items(room: Newsroom, *, everything: bool = False) -> dict[str, etree._Element]:
    """Return the items of the file by title."""
    folder, _ = leave(room, "wxr", everything=everything)
    root = etree.fromstring((folder / FILE).read_bytes(), etree.XMLParser(resolve_entities=False))
    return {item.findtext("title") or "": item for item in root.iter("item")}


def text(item: etree._Element, name: str) -> str:
    return str(item.findtext(name, "", SPACES))


def test_each_story_has_its_words_its_dates_and_its_people(room: Newsroom) -> None:
    found = items(room)
    ferry = found["Ferry: “stays” & goes <on> ]]> for now"]
    assert text(ferry, "wp:post_type") == "post"
    assert text(ferry, "wp:status") == "publish"
    assert text(ferry, "wp:post_date") == "2026-11-20 09:00:00"
    assert text(ferry, "wp:post_date_gmt") == "2026-11-20 14:00:00"
    assert text(ferry, "wp:post_modified_gmt") == "2026-11-21 15:30:00"
    assert text(ferry, "wp:post_name") == "ferry"
    assert text(ferry, "dc:creator") == "jane-roe"
    assert text(ferry, "excerpt:encoded") == "What the council wants."
    assert ferry.findtext("link") == "https://courier.example/world/2026/11/20/ferry/"
    classes = {(one.get("domain"), one.get("nicename"), one.text) for one in ferry.findall("category")}
    assert classes == {
        ("category", "world", "World"),
        ("post_tag", "harbor", "Harbor"),
        ("post_tag", "ferry-lease", "Ferry lease"),
        ("author", "jane-roe", "Jane Roe"),
        ("author", "ann-poe", "Ann Poe"),
    }
    facts = {(text(one, "wp:meta_key"), text(one, "wp:meta_value")) for one in ferry.findall("wp:postmeta", SPACES)}
    lead = found["A ferry at sea"]
    assert ("_thumbnail_id", text(lead, "wp:post_id")) in facts
    assert {("kicker", "Harbor"), ("former_address", "/old/ferry/"), ("source", "UPI")} <= facts
    assert ("correction", "An earlier version had the wrong year.") in facts
    assert text(lead, "wp:post_type") == "attachment"
    assert text(lead, "wp:attachment_url").startswith("https://courier.example/assets/photos/")
    assert text(lead, "excerpt:encoded") == "The old ferry. Ann Lee/Courier"
    page = found["About us"]
    assert text(page, "wp:post_type") == "page"
    assert page.findtext("link") == "https://courier.example/about/"


def test_the_numbers_are_distinct_and_the_ids_are_those_of_the_feeds(room: Newsroom) -> None:
    found = items(room)
    numbers = [text(one, "wp:post_id") for one in found.values()]
    assert len(set(numbers)) == len(numbers) == 5
    feed = {entry.id for entry in feedparser.parse(room.file("feed.xml")).entries}
    assert feed == {one.findtext("guid") for one in found.values() if text(one, "wp:post_type") == "post"}


def test_no_word_is_lost(room: Newsroom) -> None:
    shown = {title: Counter(words_of(html)) for title, html in bodies(room).items()}
    found = items(room)
    told = {title: Counter(words_of(text(found[title], "content:encoded"))) for title in shown}
    assert told == shown
    assert len(shown) == 2


def test_another_reader_of_feeds_reads_it(room: Newsroom) -> None:
    folder, _ = leave(room, "wxr")
    read = feedparser.parse((folder / FILE).read_bytes())
    assert not read.bozo
    assert len(read.entries) == 5
    assert read.feed.title == "The Test Courier"


def test_hidden_stories_come_only_when_asked_for_and_are_not_published(room: Newsroom) -> None:
    assert not [title for title in items(room) if "Canary" in title]
    statuses = {title: text(one, "wp:status") for title, one in items(room, everything=True).items()}
    assert {title: one for title, one in statuses.items() if title.startswith("Canary")} == {
        "Canary draft": "draft",
        "Canary scheduled": "future",
        "Canary embargoed": "future",
        "Canary expired": "private",
    }


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])), st.sampled_from(["", "]]>", "]]"]))
def test_any_text_comes_back_from_its_section(words: str, sign: str) -> None:
    assert (etree.fromstring(f"<a>{cdata(words + sign + words)}</a>").text or "") == words + sign + words
