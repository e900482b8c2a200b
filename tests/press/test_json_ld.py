"""JSON-LD is safe within its element, and true."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pictured
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from sites import empty_site

from generator.edition.directory_inputs import DirectoryInputs
from generator.edition.inputs import FrontInputs, Inputs, ListingInputs, PageFacts, StoryInputs
from generator.edition.site_inputs import Site
from generator.model import Body, Card, Link, Signature
from generator.press.json_ld import embed, structured_data
from generator.story_records import Correction

MOMENT = datetime(2026, 11, 20, 14, tzinfo=UTC)
EMPTY = empty_site()
SITE = msgspec.convert(
    EMPTY
    | {
        "name": "The Courier",
        "address": "https://c.example",
        "home": "/",
        "time_zone": "America/New_York",
        "language": "en",
    }
    | {"sections": [], "feeds": [], "assets": {}, "words": {}, "corrections_policy": "https://c.example/corrections/"},
    Site,
)
PAGE = PageFacts(
    url="/world/a/",
    kind="story",
    title="A",
    canonical="https://c.example/world/a/",
    breadcrumbs=(Link("The Courier", "/"), Link("World", "/world/"), Link("A", "/world/a/")),
)
CARD = Card(
    path="world/a",
    url="/world/a/",
    headline="A headline",
    section=Link("World", "/world/"),
    published=MOMENT,
    bylines=(Signature("Jane Roe", "/by/jane-roe/"), Signature("John Doe", "/by/john-doe/")),
    dateline="MARROW BAY",
)


def inputs(card: Card = CARD, **changes: Any) -> StoryInputs:
    whole = StoryInputs(
        story=card, deck="", body=Body("<p>x</p>", 412), topics=(Link("Harbor", "/topics/harbor/"),), people=(),
        corrections=(), syndicated=False, source_url="", share=(), related=(), latest=(), trending=(), previous=None,
        next=None, extra={},
    )  # fmt: skip
    return msgspec.structs.replace(whole, **changes)


def article(card: Card = CARD, **changes: Any) -> dict[str, Any]:
    data = json.loads(structured_data(SITE, PAGE, inputs(card, **changes)))
    assert data["@context"] == "https://schema.org"
    found: dict[str, Any] = data["@graph"][0]
    return found


def graph(told: Inputs, **facts: str) -> list[dict[str, Any]]:
    data = json.loads(structured_data(msgspec.structs.replace(SITE, **facts), PAGE, told))
    found: list[dict[str, Any]] = data["@graph"]
    return found


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_ends_the_script_element_and_every_text_comes_back(text: str) -> None:
    embedded = embed({"headline": text})
    page = lxml_html.document_fromstring(
        f"<html><body><script type='application/ld+json'>{embedded}</script><p>after</p>"
    )
    assert [element.text for element in page.iter("p")] == ["after"]
    assert json.loads(embedded) == {"headline": text}


@pytest.mark.parametrize("headline", ["</script><!--<script>", "]]>", "&amp;", "\u2028", "\U0001f4f0"])
def test_a_hostile_headline_parses_as_it_was_written(headline: str) -> None:
    card = msgspec.structs.replace(CARD, headline=headline)
    assert "<" not in structured_data(SITE, PAGE, inputs(card))
    assert article(card)["headline"] == headline


def test_each_person_is_an_author_with_a_page() -> None:
    assert article()["author"] == [
        {"@type": "Person", "name": "Jane Roe", "url": "https://c.example/by/jane-roe/"},
        {"@type": "Person", "name": "John Doe", "url": "https://c.example/by/john-doe/"},
    ]


def test_a_desk_is_an_organization() -> None:
    signed = msgspec.structs.replace(CARD, bylines=(Signature("Editorial Board", "/by/board/", organisation=True),))
    assert article(signed)["author"] == [
        {"@type": "Organization", "name": "Editorial Board", "url": "https://c.example/by/board/"}
    ]


def test_an_unsigned_story_is_the_papers_or_its_sources() -> None:
    unsigned = msgspec.structs.replace(CARD, bylines=())
    assert article(unsigned)["author"][0]["name"] == "The Courier"
    assert article(msgspec.structs.replace(unsigned, source="UPI"))["author"] == [
        {"@type": "Organization", "name": "UPI"}
    ]


@pytest.mark.parametrize(
    ("genre", "kind"),
    [
        ("", "NewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("review", "ReviewNewsArticle"),
        ("reportage", "ReportageNewsArticle"),
    ],
)
def test_a_genre_has_its_own_type(genre: str, kind: str) -> None:
    assert article(msgspec.structs.replace(CARD, genre=genre))["@type"] == kind


def test_times_carry_the_papers_zone() -> None:
    told = article(msgspec.structs.replace(CARD, updated=datetime(2026, 11, 21, 14, tzinfo=UTC)))
    assert told["datePublished"] == "2026-11-20T09:00:00-05:00"
    assert told["dateModified"] == "2026-11-21T09:00:00-05:00"


def test_a_correction_and_its_policy_are_told() -> None:
    told = article(corrections=(Correction("It was 5-2.", MOMENT), Correction("Undated.")))
    assert told["correction"] == [
        {"@type": "CorrectionComment", "text": "It was 5-2.", "datePublished": "2026-11-20T09:00:00-05:00"},
        {"@type": "CorrectionComment", "text": "Undated."},
    ]
    assert told["publisher"]["correctionsPolicy"] == "https://c.example/corrections/"


def test_a_photo_and_a_source_are_told_when_there_are_any() -> None:
    photo = pictured.photo("/photos/a.jpg", 1200, 675, credit="Jane Roe")
    told = article(
        msgspec.structs.replace(CARD, photo=photo, source="UPI"), syndicated=True, source_url="https://upi.example/"
    )
    assert told["image"][0]["url"] == "https://c.example/photos/a.jpg"
    assert told["sourceOrganization"] == {"@type": "Organization", "name": "UPI", "url": "https://upi.example/"}
    assert "image" not in article()
    assert "sourceOrganization" not in article()


def test_a_syndicated_story_that_names_no_source_has_no_nameless_one() -> None:
    assert "sourceOrganization" not in article(syndicated=True)


def test_a_story_says_where_it_stands_and_that_it_is_free() -> None:
    told = article(msgspec.structs.replace(CARD, language="es"))
    assert told["mainEntityOfPage"] == told["url"] == "https://c.example/world/a/"
    assert told["articleSection"] == "World"
    assert told["dateline"] == "MARROW BAY"
    assert told["inLanguage"] == "es"
    assert told["keywords"] == ["Harbor"]
    assert told["wordCount"] == 412
    assert told["isAccessibleForFree"] is True
    assert article()["inLanguage"] == "en"


def test_the_front_tells_of_the_site_and_its_publisher() -> None:
    front = FrontInputs(lead=CARD, leads=(), latest=(), rails=(), today="2026-11-23")
    website, paper, _ = graph(front, logo="https://c.example/logo.png")
    assert [website["@type"], paper["@type"]] == ["WebSite", "NewsMediaOrganization"]
    assert website["name"] == paper["name"] == "The Courier"
    assert paper["url"] == "https://c.example/"
    assert paper["logo"] == {"@type": "ImageObject", "url": "https://c.example/logo.png"}
    assert "logo" not in graph(front)[1]


def test_a_listing_tells_what_it_collects() -> None:
    world = Link("World", "/world/")
    listing = ListingInputs(subject=world, cards=(CARD,), total=1, number=0, older="", newer="")
    assert [thing["@type"] for thing in graph(listing)] == ["CollectionPage", "BreadcrumbList"]
    assert graph(listing)[0]["name"] == "World"


def test_the_way_from_the_front_page_is_told_in_order() -> None:
    trail = json.loads(structured_data(SITE, PAGE, inputs()))["@graph"][1]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in trail] == [
        (1, "The Courier", {"@type": "WebPage", "@id": "https://c.example/"}),
        (2, "World", {"@type": "WebPage", "@id": "https://c.example/world/"}),
        (3, "A", {"@type": "WebPage", "@id": "https://c.example/world/a/"}),
    ]


def test_a_page_with_nothing_to_tell_has_no_data() -> None:
    bare = msgspec.structs.replace(PAGE, breadcrumbs=())
    assert structured_data(SITE, bare, DirectoryInputs(title="x", entries=())) == ""
