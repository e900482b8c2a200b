"""Feeds, sitemaps and robots.txt of the theme's templates keep to each format's own rules."""

import html
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import msgspec
import pictured
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sites import empty_site

from generator.edition.feed_inputs import FeedInputs, FeedItem
from generator.edition.inputs import Inputs, PageFacts
from generator.edition.site_inputs import Site
from generator.edition.sitemap_inputs import Location, RobotsInputs, SitemapInputs
from generator.model import Card, Link, Signature
from generator.paper import theme_folder
from generator.press.environment import make_environment

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
MEDIA = "{http://search.yahoo.com/mrss/}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

MOMENT = datetime(2026, 11, 20, 14, tzinfo=UTC)
LATER = MOMENT + timedelta(days=1)
EMPTY = empty_site()
FACTS = {"name": "The Courier", "address": "https://c.example", "home": "/", "language": "en-US"}
SITE = msgspec.convert(EMPTY | FACTS | {"time_zone": "America/New_York"}, Site)
PAGE = PageFacts(url="/feed", kind="feed", title="The Courier", canonical="https://c.example/feed")
CARD = Card(
    path="world/a",
    url="/world/a/",
    headline="A headline",
    section=Link("World", "/world/"),
    published=MOMENT,
    deck="A deck.",
    bylines=(Signature("Jane Roe", "/by/jane-roe/"), Signature("John Doe", "/by/john-doe/")),
)
PHOTO = pictured.photo("/photos/a.jpg?x=1&y=2", 1200, 675, caption="The dock", credit="Jane Roe")
ITEM = FeedItem(story=CARD, guid="urn:uuid:1", html="<p>Full &amp; whole.</p>", topics=("Harbor", "Ferry & dock"))
HOSTILE = "Bonds & <script>alert(1)</script> ]]> \"so\" 'so' {{ site }} \U0001f4f0 \u05e9\u05dc\u05d5\u05dd\u200f"
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)
"""The characters that intake lets through. XML 1.0 has no others."""

THEME = make_environment(SITE, [str(theme_folder() / "templates")])


def press(template: str, inputs: Inputs, **facts: str) -> str:
    """Return the text that the theme's `template` renders from `inputs`, on a site with other `facts`."""
    site = msgspec.structs.replace(SITE, **facts)
    return THEME.get_template(template).render(msgspec.structs.asdict(inputs), page=PAGE, site=site)


def feed(template: str, *items: FeedItem, **facts: str) -> etree._Element:
    inputs = FeedInputs(title="The Courier", home="https://c.example/", items=items, updated=MOMENT)
    return etree.fromstring(press(template, inputs, **facts).encode())


def rss(*items: FeedItem, **facts: str) -> etree._Element:
    channel = feed("rss.xml", *items, **facts).find("channel")
    assert channel is not None
    return channel


def story(**changes: Any) -> FeedItem:
    return msgspec.structs.replace(ITEM, story=msgspec.structs.replace(CARD, **changes))


def sitemap(template: str, *locations: Location, **facts: str) -> etree._Element:
    return etree.fromstring(press(template, SitemapInputs(locations=locations), **facts).encode())


def tags(element: etree._Element) -> list[str]:
    return [str(child.tag) for child in element]


def texts(element: etree._Element, tag: str) -> list[str]:
    return [found.text or "" for found in element.iter(tag)]


# --- every template -------------------------------------------------------------------------------


def _read(element: etree._Element) -> str | None:
    """Return what readers' programs show of an element's text: that of an RSS description is HTML to them."""
    return html.unescape(element.text) if element.tag == "description" and element.text else element.text


@pytest.mark.parametrize("template", ["rss.xml", "atom.xml"])
@given(TEXTS)
def test_any_text_in_any_place_of_a_feed_comes_back(template: str, text: str) -> None:
    photo = pictured.photo(PHOTO.url, 1200, 675, caption=text, credit=text)
    signed = (Signature(text, "/by/x/"),)
    whole = FeedItem(
        story=msgspec.structs.replace(CARD, headline=text, deck=text, bylines=signed, photo=photo),
        guid="urn:uuid:1",
        html=text,
        topics=(text,),
    )
    tree = feed(template, whole, name=text, tagline=text, description=text)
    told = [text for element in tree.iter() if _read(element) == text]
    told += [element.get("term") for element in tree.iter(f"{ATOM}category") if element.get("term") == text]
    assert len(told) == {"rss.xml": 8, "atom.xml": 7}[template]


@given(TEXTS)
def test_any_headline_comes_back_from_the_news_sitemap(text: str) -> None:
    card = msgspec.structs.replace(CARD, headline=text)
    tree = sitemap("sitemap-news.xml", Location(url="https://c.example/a/", story=card), name=text)
    assert texts(tree, f"{NEWS}title") == texts(tree, f"{NEWS}name") == [text]


@pytest.mark.parametrize("template", ["sitemap.xml", "sitemap-index.xml", "sitemap-news.xml"])
def test_any_address_comes_back_from_a_sitemap(template: str) -> None:
    url = "https://c.example/?a=1&b='2'\"]]><c>"
    assert texts(sitemap(template, Location(url=url)), f"{SITEMAP}loc") == [url]


@pytest.mark.parametrize("template", ["rss.xml", "atom.xml"])
@pytest.mark.parametrize("items", [(), (ITEM,), (story(headline=HOSTILE, photo=PHOTO, updated=LATER), ITEM)])
def test_a_reader_takes_a_feed_without_a_complaint(template: str, items: tuple[FeedItem, ...]) -> None:
    inputs = FeedInputs(title=HOSTILE, home="https://c.example/", items=items, updated=MOMENT)
    read = feedparser.parse(press(template, inputs, hub="https://hub.example/?a=1&b=2").encode())
    assert not read.bozo, read.get("bozo_exception")
    assert [entry.id for entry in read.entries] == ["urn:uuid:1"] * len(items)
    assert {link.rel: link.href for link in read.feed.links if link.rel != "alternate"} == {
        "self": "https://c.example/feed",
        "hub": "https://hub.example/?a=1&b=2",
    }


# --- RSS ------------------------------------------------------------------------------------------


def test_an_rss_channel_has_what_the_specification_requires_once() -> None:
    told = tags(rss(ITEM))
    assert [told.count(tag) for tag in ("title", "link", "description", "language", "lastBuildDate")] == [1] * 5
    assert texts(rss(), "lastBuildDate") == ["Fri, 20 Nov 2026 09:00:00 -0500"]


def test_an_rss_channel_without_a_description_takes_its_title() -> None:
    assert texts(rss(), "description") == ["The Courier"]
    assert texts(rss(description="News of the bay."), "description") == ["News of the bay."]


def test_an_rss_item_tells_the_whole_card() -> None:
    [item] = rss(ITEM).iter("item")
    assert [(child.tag, child.text) for child in item] == [
        ("title", "A headline"),
        ("link", "https://c.example/world/a/"),
        ("guid", "urn:uuid:1"),
        ("pubDate", "Fri, 20 Nov 2026 09:00:00 -0500"),
        (f"{DC}creator", "Jane Roe"),
        (f"{DC}creator", "John Doe"),
        ("category", "World"),
        ("category", "Harbor"),
        ("category", "Ferry & dock"),
        ("description", "A deck."),
        (f"{CONTENT}encoded", "<p>Full &amp; whole.</p>"),
    ]
    assert item.find("guid").attrib == {"isPermaLink": "false"}


def test_a_photo_in_rss_says_its_size_caption_and_credit() -> None:
    [media] = rss(story(photo=PHOTO)).iter(f"{MEDIA}content")
    assert media.attrib == {
        "url": "https://c.example/photos/a.jpg?x=1&y=2",
        "type": "image/jpeg",
        "medium": "image",
        "width": "1200",
        "height": "675",
    }
    assert [(child.tag, child.text) for child in media] == [
        (f"{MEDIA}description", "The dock"),
        (f"{MEDIA}credit", "Jane Roe"),
    ]
    [bare] = rss(story(photo=pictured.photo("/p.jpg", 1, 1))).iter(f"{MEDIA}content")
    assert not len(bare)


@pytest.mark.parametrize(("template", "tag"), [("rss.xml", f"{CONTENT}encoded"), ("atom.xml", f"{ATOM}content")])
def test_a_feed_of_summaries_has_no_empty_full_text(template: str, tag: str) -> None:
    assert not texts(feed(template, msgspec.structs.replace(ITEM, html="")), tag)


@pytest.mark.parametrize("template", ["rss.xml", "atom.xml"])
def test_no_hub_is_announced_when_there_is_none(template: str) -> None:
    assert [link.get("rel") for link in feed(template).iter(f"{ATOM}link")].count("hub") == 0


# --- Atom (RFC 4287) ------------------------------------------------------------------------------


@pytest.mark.parametrize("items", [(), (ITEM, story(bylines=(), deck="", language="es"))])
def test_an_atom_feed_and_its_entries_have_what_rfc_4287_requires_once(items: tuple[FeedItem, ...]) -> None:
    tree = feed("atom.xml", *items)
    for element in (tree, *tree.iter(f"{ATOM}entry")):
        told = tags(element)
        assert [told.count(ATOM + name) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert all(told.count(ATOM + name) <= 1 for name in ("summary", "content", "published", "subtitle"))
        ways = [link.get("rel") for link in element.findall(f"{ATOM}link")]
        assert ways.count("alternate") == 1
    assert texts(tree, f"{ATOM}id")[0] == "https://c.example/feed"
    assert [author.findtext(f"{ATOM}name") for author in tree.findall(f"{ATOM}author")] == ["The Courier"]


def test_an_atom_entry_tells_its_people_topics_and_times() -> None:
    [entry] = feed("atom.xml", story(updated=LATER, language="es")).iter(f"{ATOM}entry")
    assert texts(entry, f"{ATOM}published") == ["2026-11-20T09:00:00-05:00"]
    assert texts(entry, f"{ATOM}updated") == ["2026-11-21T09:00:00-05:00"]
    assert texts(entry, f"{ATOM}name") == ["Jane Roe", "John Doe"]
    assert texts(entry, f"{ATOM}uri") == ["https://c.example/by/jane-roe/", "https://c.example/by/john-doe/"]
    assert [one.get("term") for one in entry.iter(f"{ATOM}category")] == ["World", "Harbor", "Ferry & dock"]
    assert [(one.get("type"), one.text) for one in entry.iter(f"{ATOM}content")] == [("html", ITEM.html)]
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"


# --- sitemaps -------------------------------------------------------------------------------------


def test_a_sitemap_says_when_a_page_changed_only_when_that_is_known() -> None:
    tree = sitemap(
        "sitemap.xml",
        Location(url="https://c.example/a/", changed=MOMENT, photo=PHOTO),
        Location(url="https://c.example/b/"),
    )
    assert tree.tag == f"{SITEMAP}urlset"
    assert [tags(url) for url in tree] == [
        [f"{SITEMAP}loc", f"{SITEMAP}lastmod", f"{IMAGE}image"],
        [f"{SITEMAP}loc"],
    ]
    assert texts(tree, f"{SITEMAP}lastmod") == ["2026-11-20T09:00:00-05:00"]
    assert texts(tree, f"{IMAGE}loc") == ["https://c.example/photos/a.jpg?x=1&y=2"]


def test_an_index_holds_sitemaps_and_no_pages() -> None:
    tree = sitemap(
        "sitemap-index.xml",
        Location(url="https://c.example/sitemaps/2026-11.xml", changed=MOMENT),
        Location(url="https://c.example/sitemaps/news.xml"),
    )
    assert tree.tag == f"{SITEMAP}sitemapindex"
    assert tags(tree) == [f"{SITEMAP}sitemap"] * 2
    assert [tags(one) for one in tree] == [[f"{SITEMAP}loc", f"{SITEMAP}lastmod"], [f"{SITEMAP}loc"]]


def test_a_news_entry_has_googles_elements_in_the_schemas_order() -> None:
    tree = sitemap("sitemap-news.xml", Location(url="https://c.example/a/", story=CARD, photo=PHOTO))
    assert [tags(url) for url in tree] == [[f"{SITEMAP}loc", f"{NEWS}news", f"{IMAGE}image"]]
    [news] = tree.iter(f"{NEWS}news")
    assert tags(news) == [f"{NEWS}publication", f"{NEWS}publication_date", f"{NEWS}title"]
    assert tags(news[0]) == [f"{NEWS}name", f"{NEWS}language"]
    assert texts(tree, f"{NEWS}publication_date") == ["2026-11-20T09:00:00-05:00"]


def test_a_page_that_is_no_story_stands_in_the_news_sitemap_without_a_news_block() -> None:
    [url] = sitemap("sitemap-news.xml", Location(url="https://c.example/"))
    assert tags(url) == [f"{SITEMAP}loc"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("", "en"),
        ("es", "es"),
        ("pt-BR", "pt"),
        ("yue-HK", "yue"),
        ("zh-CN", "zh-cn"),
        ("zh-TW", "zh-tw"),
        ("zh", "zh"),
    ],
)
def test_a_news_language_is_iso_639_but_for_the_two_chinese_ones(code: str, told: str) -> None:
    card = msgspec.structs.replace(CARD, language=code)
    tree = sitemap("sitemap-news.xml", Location(url="https://c.example/a/", story=card))
    assert texts(tree, f"{NEWS}language") == [told]


# --- robots.txt -----------------------------------------------------------------------------------


def test_robots_txt_is_plain_text() -> None:
    inputs = RobotsInputs(sitemaps=("https://c.example/sitemap.xml",), disallow=("/a/", "/b/"))
    assert press("robots.txt", inputs).splitlines() == [
        "User-agent: *",
        "Disallow: /a/",
        "Disallow: /b/",
        "",
        "Sitemap: https://c.example/sitemap.xml",
    ]


def test_robots_txt_that_closes_nothing_says_so() -> None:
    assert press("robots.txt", RobotsInputs(sitemaps=(), disallow=())).splitlines()[:2] == [
        "User-agent: *",
        "Disallow:",
    ]
