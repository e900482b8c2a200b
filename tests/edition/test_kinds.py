"""What kind of story it is: labels, structured data, and that what somebody paid for never looks like news."""

import json
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from conftest import SITE, Newsroom, story
from lxml import html
from recordings import mp3

from generator.archive.search import records
from generator.catalogue.store import open_store
from generator.commands.edition import make_edition
from generator.intake.kinds import SPELLINGS

URL = "/world/2026/11/22/a/"


def write(newsroom: Newsroom, body: str = "The council met.", **fields: str) -> None:
    newsroom.write("content/world/a.txt", story("A headline", "2026-11-22 09:00", body, **fields))


def things(newsroom: Newsroom) -> list[dict[str, Any]]:
    page = html.fromstring(newsroom.page(URL))
    [text] = page.xpath("//script[@type='application/ld+json']/text()")
    graph: list[dict[str, Any]] = json.loads(text)["@graph"]
    return graph


def test_every_spelling_of_a_kind_is_known(newsroom: Newsroom) -> None:
    spellings = [(kind, one) for kind, all_ in SPELLINGS.items() for one in all_]
    for number, (_, spelling) in enumerate(spellings):
        kind = spelling.upper() if spelling.isascii() else spelling
        newsroom.write(f"content/town/s{number}.txt", story(f"Harbor {number}", Kind=kind))
    outcome = newsroom.build()
    assert not [one for one in outcome.problems if "isn't a kind" in one.message]
    for number, (kind, spelling) in enumerate(spellings):
        assert f"story-{kind}" in newsroom.page(f"/town/2026/11/20/s{number}/"), spelling


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("editorial", "OpinionNewsArticle"),
        ("letter", "OpinionNewsArticle"),
        ("explainer", "BackgroundNewsArticle"),
        ("interview", "NewsArticle"),
        ("sponsored", "AdvertiserContentArticle"),
    ],
)
def test_search_engines_are_told_the_kind(newsroom: Newsroom, kind: str, expected: str) -> None:
    write(newsroom, Kind=kind)
    newsroom.build()
    assert things(newsroom)[0]["@type"] == expected


# --- what somebody paid for -----------------------------------------------------------------------


@pytest.mark.parametrize("fields", [{"Kind": "sponsored"}, {"Sponsor": "Harbor Bank"}, {"Kind": "Anzeige"}])
def test_a_paid_story_is_marked_everywhere_and_is_no_news(newsroom: Newsroom, fields: dict[str, str]) -> None:
    newsroom.write("content/world/b.txt", story("News of the day", "2026-11-22 10:00"))
    write(newsroom, "Ask at [the bank](https://bank.example/), or read https://bank.example/more", **fields)
    newsroom.build()
    page = newsroom.page(URL)
    assert "Advertisement" in page
    assert ("paid for by Harbor Bank" in page) == ("Sponsor" in fields)
    assert "A headline" not in newsroom.page("/sitemaps/news.xml")
    assert "News of the day" in newsroom.page("/sitemaps/news.xml")
    assert URL in newsroom.page("/sitemaps/2026-11.xml")
    for feed in ("feed.xml", "atom.xml", "feed.json"):
        assert "Sponsored: A headline" in newsroom.page(f"/{feed}")
    for place in ("/", "/world/", "/404.html", "/parts/latest.html", "/world/2026/11/22/b/"):
        shown = html.fromstring(newsroom.page(place))
        for link in shown.xpath(f"//main//a[@href='{URL}']|//ol//a[@href='{URL}']"):
            around = link.xpath("ancestor::*[self::article or self::li or self::p][1]")[0]
            assert "Sponsored" in around.text_content(), place


@pytest.mark.parametrize("whole", [0, 12])
def test_a_paid_story_is_marked_in_the_paper_of_its_day_and_in_the_newsletter(newsroom: Newsroom, whole: int) -> None:
    newsroom.write("site.toml", f"{SITE}\n[edition]\nwhole = {whole}\n")
    write(newsroom, Sponsor="Harbor Bank", Kicker="Money")
    newsroom.build()
    made = make_edition(newsroom.paper(), date(2026, 11, 22))
    assert "Sponsored: A headline" in made.letter.text
    for page in (made.letter.html, newsroom.page("/edition/2026/11/22/")):
        [link] = html.fromstring(page).xpath("//a[normalize-space()='A headline']")
        around = link.xpath("ancestor::*[self::article or self::li or self::td][1]")[0]
        assert "Sponsored" in around.text_content()


def test_the_newsletter_says_what_kind_a_story_is(newsroom: Newsroom) -> None:
    write(newsroom, Kind="opinion")
    newsroom.build()
    [label] = html.fromstring(make_edition(newsroom.paper(), None).letter.html).find_class("kicker")
    assert label.text_content().split() == ["Opinion"]


def test_a_paid_story_is_marked_where_there_are_no_labels(newsroom: Newsroom) -> None:
    write(newsroom, Sponsor="Harbor Bank", Event="2026-12-12 10:00, Grange Hall")
    newsroom.write("content/world/a.mp3", mp3(5))
    newsroom.build()
    assert "<title>Sponsored: A headline</title>" in newsroom.page("/podcast.xml")
    assert "SUMMARY:Sponsored: A headline" in newsroom.page("/events/calendar.ics")
    store, _ = open_store(newsroom.folder / ".broadsheet")
    with closing(store):
        assert [one.headline for one in records(store, "2026", "Paid: %(headline)s")] == ["Paid: A headline"]


def test_links_of_a_paid_story_do_not_count(newsroom: Newsroom) -> None:
    text = "---\ntitle: A headline\ndate: 2026-11-22 09:00\nsponsor: Harbor Bank\n---\n\n"
    newsroom.write("content/world/a.md", f"{text}Ask [the bank](https://bank.example/) or [us](/contact/).")
    newsroom.build()
    body = html.fromstring(newsroom.page(URL)).xpath("//div[@class='copy']")[0]
    rels = {link.get("href"): link.get("rel", "") for link in body.xpath(".//a")}
    assert {"sponsored", "nofollow"} <= set(rels["https://bank.example/"].split())
    assert "sponsored" not in rels["/contact/"]


def test_a_sponsor_makes_a_review_a_paid_story(newsroom: Newsroom) -> None:
    write(newsroom, Kind="review", Sponsor="Harbor Bank")
    messages = [one.message for one in newsroom.build().problems]
    assert any("marked as sponsored and not as “review”" in one for one in messages)
    assert "It is marked as an advertisement that Harbor Bank paid for." in messages
    assert "story-sponsored" in newsroom.page(URL)


# --- fact checks ----------------------------------------------------------------------------------


def test_a_fact_check_has_a_box_and_a_claim_review(newsroom: Newsroom) -> None:
    fields = {"Claim": "The bridge cost $9 million", "Claimed by": "The mayor", "Verdict": "Mostly false"}
    write(newsroom, Kind="fact check", **fields)
    newsroom.build()
    box = html.fromstring(newsroom.page(URL)).xpath("//dl[@class='fact-check']")[0].text_content()
    assert all(value in box for value in fields.values())
    [review] = [one for one in things(newsroom) if one["@type"] == "ClaimReview"]
    assert review["claimReviewed"] == "The bridge cost $9 million"
    assert review["itemReviewed"]["author"] == {"@type": "Person", "name": "The mayor"}
    assert review["reviewRating"]["alternateName"] == "Mostly false"
    assert review["url"] == f"https://courier.example{URL}"


def test_a_claim_may_be_that_of_an_organization(newsroom: Newsroom) -> None:
    write(newsroom, Claim="The bridge is safe", Verdict="False", **{"Claimed by": "Ministry of Transport"})
    newsroom.build()
    [review] = [one for one in things(newsroom) if one["@type"] == "ClaimReview"]
    assert review["itemReviewed"]["author"] == {"@type": "Organization", "name": "Ministry of Transport"}


@pytest.mark.parametrize("line", ["CLAIM: U.S. debt will be downgraded", "Verdict: Guilty", "Event: The book launch"])
def test_a_line_of_the_story_that_looks_like_a_field_stays(newsroom: Newsroom, line: str) -> None:
    newsroom.write("content/world/a.txt", f"A headline\n\nDate: 2026-11-22 09:00\n{line}\n\nThe council met.\n")
    newsroom.build()
    assert line in newsroom.page(URL)


@pytest.mark.parametrize("fields", [{"Kind": "fact check"}, {"Kind": "fact-check", "Claim": "A"}])
def test_half_a_fact_check_is_told_and_published_without_a_review(newsroom: Newsroom, fields: dict[str, str]) -> None:
    write(newsroom, **fields)
    assert any("A fact check needs a" in one.message for one in newsroom.build().problems)
    assert "ClaimReview" not in newsroom.page(URL)
