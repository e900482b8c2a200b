"""The JSON Feed has what version 1.1 asks for, and nothing that the paper did not say."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pictured
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import empty_site

from generator.edition.feed_inputs import FeedInputs, FeedItem
from generator.edition.inputs import PageFacts
from generator.edition.site_inputs import Icons, Site
from generator.model import Card, Link, Signature
from generator.press.jsonfeed import render_json_feed

MOMENT = datetime(2026, 11, 20, 14, tzinfo=UTC)
EMPTY = empty_site()
SITE = msgspec.convert(
    EMPTY | {"name": "The Courier", "address": "https://c.example", "home": "/", "time_zone": "America/New_York"}, Site
)
PAGE = PageFacts(url="/feed.json", kind="jsonfeed", title="The Courier", canonical="https://c.example/feed.json")
CARD = Card(path="world/a", url="/world/a/", headline="A headline", section=Link("World", "/world/"), published=MOMENT)
HOSTILE = [
    "</script><!--<script>",
    ']]> "quoted" \\ &amp;',
    "\u2028\u2029 \U0001f4f0",
    "\u05e9\u05dc\u05d5\u05dd\u200f",
]


def item(html: str = "<p>x</p>", topics: tuple[str, ...] = (), **changes: Any) -> FeedItem:
    return FeedItem(story=msgspec.structs.replace(CARD, **changes), guid="urn:uuid:1", html=html, topics=topics)


def feed(*items: FeedItem, **facts: Any) -> dict[str, Any]:
    site = msgspec.structs.replace(SITE, **facts)
    inputs = FeedInputs(title="The Courier", home="https://c.example/", items=items, updated=MOMENT)
    told: dict[str, Any] = json.loads(render_json_feed(site, PAGE, inputs).decode("utf-8"))
    return told


def first(told: FeedItem) -> dict[str, Any]:
    [made] = feed(told)["items"]
    return dict(made)


def test_a_feed_says_what_it_is_and_where_it_lies() -> None:
    assert feed() == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Courier",
        "home_page_url": "https://c.example/",
        "feed_url": "https://c.example/feed.json",
        "items": [],
    }


def test_what_the_paper_does_not_say_is_left_out_not_empty() -> None:
    assert set(first(item())) == {"id", "url", "title", "content_html", "date_published"}


def test_a_hub_is_announced_when_there_is_one() -> None:
    assert feed(hub="https://hub.example/")["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]


def test_the_icon_is_the_square_sign_and_never_the_logo() -> None:
    icons = Icons(large="/icon-512.png")
    assert feed(icons=icons, logo="https://c.example/logo.png")["icon"] == "https://c.example/icon-512.png"
    assert "icon" not in feed(logo="https://c.example/logo.png")


@pytest.mark.parametrize(
    ("html", "deck", "kind", "content"),
    [
        ("<p>All.</p>", "A deck.", "content_html", "<p>All.</p>"),
        ("", "A deck.", "content_text", "A deck."),
        ("", "", "content_text", "A headline"),
    ],
)
def test_every_item_has_exactly_one_content(html: str, deck: str, kind: str, content: str) -> None:
    told = first(item(html, deck=deck))
    assert told[kind] == content
    assert {"content_html", "content_text"} & set(told) == {kind}


def test_times_carry_the_papers_zone_in_summer_and_winter() -> None:
    told = first(item(published=datetime(2010, 4, 20, 20, 49, tzinfo=UTC), updated=MOMENT))
    assert told["date_published"] == "2010-04-20T16:49:00-04:00"
    assert told["date_modified"] == "2026-11-20T09:00:00-05:00"


def test_people_photos_topics_and_languages_are_told_with_whole_addresses() -> None:
    told = first(
        item(
            topics=("Harbor", "Ferry & dock"),
            bylines=(Signature("Jane Roe", "/by/jane-roe/"), Signature("John Doe", "/by/john-doe/")),
            photo=pictured.photo("/photos/a.jpg", 1200, 675),
            language="es",
        )
    )
    assert told["url"] == "https://c.example/world/a/"
    assert told["image"] == "https://c.example/photos/a.jpg"
    assert told["tags"] == ["Harbor", "Ferry & dock"]
    assert told["language"] == "es"
    assert told["authors"] == [
        {"name": "Jane Roe", "url": "https://c.example/by/jane-roe/"},
        {"name": "John Doe", "url": "https://c.example/by/john-doe/"},
    ]


@pytest.mark.parametrize("headline", HOSTILE)
def test_a_hostile_headline_arrives_as_it_was_written(headline: str) -> None:
    assert first(item(headline=headline))["title"] == headline


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back(text: str) -> None:
    told = first(item(text, (text,), headline=text, deck=text))
    assert (told["title"], told["content_html"], told["summary"], told["tags"]) == (text, text, text, [text])


def test_items_keep_their_order() -> None:
    told = feed(item(headline="Second"), item(headline="First"))
    assert [one["title"] for one in told["items"]] == ["Second", "First"]
