"""Feeds and sitemaps of a whole site, read as other programs read them."""

import html
import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from conftest import NOON, SITE, Newsroom, story
from lxml import etree

from generator.commands.verify import verify
from generator.errors import OutputError

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
HOSTILE = "Bonds & <script>alert(1)</script> ]]> “Ünïcode” \U0001f4f0 \u05e9\u05dc\u05d5\u05dd"


@pytest.fixture
def site(newsroom: Newsroom) -> Newsroom:
    """A site with hostile headlines, two topics and two people."""
    newsroom.write(
        "content/world/a.txt",
        story(HOSTILE, By="Jane Roe and John Doe", Topics="Harbor, Ferry & dock", body="One.\n\nTwo & three."),
    )
    newsroom.write(
        "content/world/b.md",
        "Title: Linked\nDate: 2026-11-22 08:00\nBy: Jane Roe\n\n[in](/world/) ![p](/p.png) note[^1]\n\n[^1]: A footnote.\n",
    )
    newsroom.write("content/town/old.txt", story("Old", date="1999-12-31 23:30", Updated="2000-01-05"))
    newsroom.build()
    return newsroom


def locations(newsroom: Newsroom, url: str) -> list[str]:
    tree = etree.fromstring(newsroom.page(url).encode())
    return [str(location.text) for location in tree.iter(f"{SITEMAP}loc")]


@pytest.mark.parametrize(
    "url",
    [
        *("/feed.xml", "/atom.xml", "/world/feed.xml", "/world/atom.xml", "/town/feed.xml", "/town/atom.xml"),
        *("/topics/harbor/feed.xml", "/by/jane-roe/feed.xml"),
    ],
)
def test_every_feed_is_read_without_a_complaint(site: Newsroom, url: str) -> None:
    feed = feedparser.parse(site.page(url))
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.feed.title
    assert feed.entries
    for entry in feed.entries:
        assert entry.link.startswith("https://courier.example/")
        assert entry.id.startswith("urn:uuid:")
        assert entry.content[0].value


def test_a_hostile_headline_arrives_as_it_was_written(site: Newsroom) -> None:
    for file in ("feed.xml", "atom.xml"):
        tree = etree.fromstring(site.page("/" + file).encode())
        assert HOSTILE in [element.text for element in tree.iter() if str(element.tag).endswith("title")]
    assert HOSTILE in [item["title"] for item in json.loads(site.page("/feed.json"))["items"]]


def test_links_in_a_feed_are_absolute(site: Newsroom) -> None:
    [item] = [item for item in json.loads(site.page("/feed.json"))["items"] if item["title"] == "Linked"]
    assert 'href="https://courier.example/world/"' in item["content_html"]
    assert 'src="https://courier.example/p.png"' in item["content_html"]
    assert 'href="#' not in item["content_html"]
    assert item["url"] == "https://courier.example/world/2026/11/22/b/"


def test_feeds_with_whole_stories_admit_mistakes_and_tell_what_a_fact_check_finds(newsroom: Newsroom) -> None:
    text = "The mill closes.\n\nBerichtigung (21. November 2026): Sie ist <40> Jahre alt."
    newsroom.write("content/world/a.txt", story("Die Mühle", "2026-11-20 09:00", text, Language="de"))
    fields = {"Kind": "fact check", "Claim": "It cost $9 & more", "Claimed by": "Mayor Poe", "Verdict": "False"}
    newsroom.write("content/world/b.txt", story("The bridge", "2026-11-19 09:00", "It did not.", **fields))
    newsroom.build()
    mill, bridge = (item["content_html"] for item in json.loads(newsroom.page("/feed.json"))["items"])
    correction = "<p><b>21. November 2026</b> Sie ist &lt;40&gt; Jahre alt.</p>"
    assert mill == f"<p>The mill closes.</p>\n<h2>Korrektur</h2>\n{correction}"
    assert bridge.startswith("<dl><dt>Claim</dt><dd>It cost $9 &amp; more</dd><dt>Claimed by</dt><dd>Mayor Poe</dd>")
    assert "<dd>False</dd></dl>\n<p>It did not.</p>" in bridge
    for feed in ("/feed.xml", "/world/atom.xml"):
        assert html.escape(correction, quote=False) in newsroom.page(feed), feed
    newsroom.write("content/world/a.txt", story("Die Mühle", "2026-11-20 09:00", "The mill closes.", Language="de"))
    newsroom.build()
    assert "Korrektur" not in newsroom.page("/feed.json") + newsroom.page("/feed.xml")
    assert '<dd class="verdict">False</dd>' in newsroom.page("/edition/2026/11/19/")
    newsroom.write("site.toml", f"{SITE}\n[feeds]\nfull_text = false\n")
    newsroom.build()
    assert "Claimed by" not in newsroom.page("/feed.json")


def test_a_feed_carries_the_dateline_and_whole_links(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Wire", body="LISBON, Nov. 20 (UPI) -- Talks began."))
    newsroom.write(
        "content/world/b.md", "Title: B\nDate: 2026-11-20\n\n[x](other.html) [y](../up/) [z](?q=1&r=2) [n](#s)\n"
    )
    newsroom.build()
    items = {item["title"]: item["content_html"] for item in json.loads(newsroom.page("/feed.json"))["items"]}
    assert "LISBON (UPI)</span> — Talks began." in items["Wire"]
    here = "https://courier.example/world/2026/11/20/"
    for url in (f"{here}b/other.html", f"{here}up/", f"{here}b/?q=1&amp;r=2", f"{here}b/#s-s"):
        assert f'href="{url}"' in items["B"]


def test_an_items_name_outlives_a_new_slug_and_headline(site: Newsroom) -> None:
    before = {item["url"]: item["id"] for item in json.loads(site.page("/feed.json"))["items"]}
    site.write("content/world/a.txt", story("Another headline", Slug="another"))
    site.build()
    after = {item["url"]: item["id"] for item in json.loads(site.page("/feed.json"))["items"]}
    assert (
        after["https://courier.example/world/2026/11/20/another/"]
        == before["https://courier.example/world/2026/11/20/a/"]
    )


def test_summaries_only_when_the_paper_wants_it(site: Newsroom) -> None:
    site.write("site.toml", (site.folder / "site.toml").read_text() + "\n[feeds]\nfull_text = false\n")
    site.build()
    assert "content:encoded>" not in site.page("/feed.xml")
    assert "content_html" not in json.loads(site.page("/feed.json"))["items"][0]


def test_the_index_names_sitemaps_that_exist_and_hold_every_story_once(site: Newsroom) -> None:
    maps = locations(site, "/sitemap.xml")
    assert all(address.startswith("https://courier.example/") for address in maps)
    listed = [
        location
        for address in maps
        if "/news" not in address
        for location in locations(site, address.removeprefix("https://courier.example"))
    ]
    stories = [location for location in listed if location.count("/") == 8 and "/archive/" not in location]
    assert sorted(stories) == sorted(set(stories))
    assert len(stories) == 3
    for location in listed:
        site.page(location.removeprefix("https://courier.example"))


def test_robots_txt_names_the_index(site: Newsroom) -> None:
    assert "Sitemap: https://courier.example/sitemap.xml" in site.page("/robots.txt").splitlines()


def test_lastmod_is_the_time_of_the_last_change(site: Newsroom) -> None:
    tree = etree.fromstring(site.page("/sitemaps/1999-12.xml").encode())
    [changed] = tree.iter(f"{SITEMAP}lastmod")
    assert changed.text == "2000-01-05T00:00:00-05:00"


def test_the_news_sitemap_shrinks_as_time_passes_though_nothing_is_published(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", date="2026-11-22 09:00"))
    newsroom.write("content/world/b.txt", story("B", date="2026-11-23 05:00"))
    newsroom.build(NOON)
    turn = newsroom.build(NOON + timedelta(hours=18)).next_change
    news = etree.fromstring(newsroom.page("/sitemaps/news.xml").encode())
    assert [title.text for title in news.iter(f"{NEWS}title")] == ["B", "A"]
    assert turn is not None
    newsroom.build(turn)
    news = etree.fromstring(newsroom.page("/sitemaps/news.xml").encode())
    assert [title.text for title in news.iter(f"{NEWS}title")] == ["B"]
    newsroom.build(datetime(2026, 12, 23, tzinfo=UTC))
    assert locations(newsroom, "/sitemaps/news.xml") == ["https://courier.example/"]
    assert "news:news>" not in newsroom.page("/sitemaps/news.xml")


def test_a_news_sitemap_holds_at_most_1000_stories(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.edition.pages.sitemaps.NEWS_MAX_STORIES", 3)
    for number in range(7):
        when = NOON - timedelta(hours=number)
        newsroom.write(f"content/world/s{number}.txt", story(f"S{number}", date=when.isoformat()))
    newsroom.build()
    parts = [locations(newsroom, f"/sitemaps/news{part}.xml") for part in ("", "-2", "-3")]
    assert [len(part) for part in parts] == [3, 3, 1]
    assert len({location for part in parts for location in part}) == 7


@pytest.mark.parametrize("later", [NOON, NOON + timedelta(hours=50), NOON + timedelta(days=9)])
def test_however_many_files_of_sitemaps_there_were_none_is_left(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, later: datetime
) -> None:
    for limit in ("NEWS_MAX_STORIES", "SITEMAP_MAX_URLS"):
        monkeypatch.setattr(f"generator.edition.pages.sitemaps.{limit}", 1)
    files = [f"content/world/s{number}.txt" for number in range(25)]
    for number, file in enumerate(files):
        newsroom.write(file, story(f"S{number}", date=(NOON - timedelta(hours=number)).isoformat(), Tags=f"t{number}"))
    newsroom.build()
    assert {"sitemaps/news-25.xml", "sitemaps/2026-11-25.xml"} <= newsroom.files().keys()
    meant = None
    if later == NOON:
        for file in files[1:]:
            newsroom.delete(file)
        with pytest.raises(OutputError) as refused:
            newsroom.build()
        meant = int(refused.value.problem.hint.rpartition(" ")[2])
    found = verify(newsroom.paper(later, confirmed_removals=meant))
    assert found.differences == ()
    assert found.outcome.removed


def test_wire_copy_is_in_no_sitemap(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Ours"))
    newsroom.write("content/world/b.txt", story("Theirs", Source="UPI"))
    newsroom.build()
    assert "/b/" not in newsroom.page("/sitemaps/2026-11.xml")
    assert "/a/" in newsroom.page("/sitemaps/2026-11.xml")


def test_a_deck_in_rss_is_words_for_readers_who_take_it_for_html(newsroom: Newsroom) -> None:
    deck = "Profits < losses & more > less"
    newsroom.write("content/world/a.txt", story("A", Deck=deck))
    newsroom.build()
    [element] = etree.fromstring(newsroom.page("/feed.xml").encode()).iterfind("channel/item/description")
    assert html.unescape(element.text) == deck
    assert "<" not in element.text
