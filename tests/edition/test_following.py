"""The page of feeds, its OPML file, and links to where a story is discussed."""

from urllib.parse import urlsplit

import pytest
from conftest import Newsroom, story
from lxml import etree, html


def outlines(newsroom: Newsroom) -> dict[str, str]:
    tree = etree.fromstring((newsroom.output / "feeds/feeds.opml").read_bytes())
    return {one.get("text", ""): one.get("xmlUrl", "") for one in tree.iter("outline") if one.get("type") == "rss"}


def feeds(newsroom: Newsroom) -> set[str]:
    page = html.fromstring(newsroom.page("/feeds/"))
    return {str(link) for link in page.xpath("//ul[@class='feed-list']//a[@type]/@href")}


def fill(newsroom: Newsroom, settings: str = "") -> None:
    newsroom.write("site.toml", (newsroom.folder / "site.toml").read_text() + f"[feeds]\n{settings}")
    newsroom.write("content/world/a.txt", story("A", Topics="Harbor & “pier”", By="Jane Roe"))
    newsroom.build()


def files(newsroom: Newsroom) -> set[str]:
    found = newsroom.output.rglob("*")
    return {
        f"/{one.relative_to(newsroom.output)}" for one in found if one.name in {"feed.xml", "atom.xml", "feed.json"}
    }


@pytest.mark.parametrize("settings", ["", "topics = true\nbylines = true\n", 'topics = false\nsections = "rss"\n'])
def test_the_page_names_every_feed_that_there_is(newsroom: Newsroom, settings: str) -> None:
    fill(newsroom, settings)
    assert feeds(newsroom) == files(newsroom)
    assert {urlsplit(url).path for url in outlines(newsroom).values()} <= files(newsroom)


def test_the_opml_file_has_one_feed_for_each(newsroom: Newsroom) -> None:
    fill(newsroom)
    assert outlines(newsroom) == {
        "The Test Courier": "https://courier.example/feed.xml",
        "World": "https://courier.example/world/feed.xml",
        "Town": "https://courier.example/town/feed.xml",
        "Harbor & “pier”": "https://courier.example/topics/harbor-pier/feed.xml",
        "Jane Roe": "https://courier.example/by/jane-roe/feed.xml",
        "Corrections": "https://courier.example/corrections/feed.xml",
    }


def test_a_new_topic_is_named_and_a_story_without_one_prints_no_list(newsroom: Newsroom) -> None:
    fill(newsroom)
    newsroom.write("content/world/b.txt", story("B", Topics="Ferry"))
    assert {"feeds/index.html", "feeds/feeds.opml"} <= set(newsroom.build().written)
    assert "Ferry" in outlines(newsroom)
    newsroom.write("content/world/c.txt", story("C", Topics="Ferry"))
    assert not any(file.startswith("feeds/") for file in newsroom.build().written)
    newsroom.delete("content/world/b.txt")
    newsroom.delete("content/world/c.txt")
    newsroom.build()
    assert "Ferry" not in outlines(newsroom)


def test_many_topics_are_named_by_their_own_list(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.edition.pages.following.MOST_NAMED", 0)
    fill(newsroom)
    page = html.fromstring(newsroom.page("/feeds/"))
    assert page.xpath("//section[last()]//a/@href") == ["/topics/", "/by/"]
    assert "Jane Roe" not in outlines(newsroom)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://social.example/@courier/113456789012345678", "Mastodon"),
        ("https://social.example/users/courier/statuses/1134567", "Mastodon"),
        ("https://bsky.app/profile/courier.example/post/3l6oveex3ii2l", "Bluesky"),
        ("https://www.reddit.com/r/town/comments/abc/", "Reddit"),
        ("https://forum.example/t/ferry/12", "forum.example"),
    ],
)
def test_a_story_leads_to_its_discussion(newsroom: Newsroom, address: str, name: str) -> None:
    newsroom.write("content/world/a.txt", story("A", Discuss=address))
    newsroom.build()
    page = html.fromstring(newsroom.page("/world/2026/11/20/a/"))
    [link] = page.xpath("//p[@class='discuss']/a")
    assert (link.get("href"), link.text) == (address, f"Discuss on {name}")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "@courier@social.example", "https://[", "https://x", "no"])
def test_what_is_no_address_is_told_and_left_out(newsroom: Newsroom, address: str) -> None:
    newsroom.write("content/world/a.txt", story("A", Discuss=address))
    outcome = newsroom.build()
    assert [one.line for one in outcome.problems if "isn't a web address" in one.message] == [4]
    assert 'class="discuss"' not in newsroom.page("/world/2026/11/20/a/")
