"""Translations: which stories are one story in several languages, and that nothing shows before its hour."""

import re
from datetime import timedelta

import pytest
from conftest import NOON, SITE, Newsroom, story

from generator.archive.addresses import Addresses
from generator.model import Gravity

EN, ES, FR = "/town/2026/11/20/vote/", "/town/2026/11/20/voto/", "/town/2026/11/20/scrutin/"
SITE_URL = "https://courier.example"


def translated(newsroom: Newsroom, of: str = "town/vote") -> Newsroom:
    newsroom.write("content/town/vote.txt", story("The vote"))
    newsroom.write("content/town/voto.txt", story("El voto", Language="es", **{"Translation-Of": of}))
    return newsroom


def hreflang(newsroom: Newsroom, url: str) -> dict[str, str]:
    """Return what the page tells search engines: language -> address within the site."""
    found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', newsroom.page(url))
    return {code: address.removeprefix(SITE_URL) for code, address in found}


def switch(newsroom: Newsroom, url: str) -> list[tuple[str, str]]:
    """Return the links to translations that readers see: address, and the language's name."""
    nav = newsroom.page(url).partition('<nav class="translations"')[2].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', nav)


@pytest.mark.parametrize("name", ["town/vote", "content/town/vote.txt", SITE_URL + EN, "vote"])
def test_a_translation_and_its_original_lead_to_each_other(newsroom: Newsroom, name: str) -> None:
    outcome = translated(newsroom, name).build()
    assert outcome.problems == ()
    assert hreflang(newsroom, EN) == hreflang(newsroom, ES) == {"en": EN, "es": ES, "x-default": EN}
    assert switch(newsroom, EN) == [(ES, "Español")]
    assert switch(newsroom, ES) == [(EN, "English")]


def test_a_story_without_translations_has_neither_links_nor_switch(newsroom: Newsroom) -> None:
    translated(newsroom)
    newsroom.write("content/town/other.txt", story("Another"))
    newsroom.build()
    assert hreflang(newsroom, "/town/2026/11/20/other/") == {}
    assert "translations" not in newsroom.page("/town/2026/11/20/other/")


@pytest.mark.parametrize("of", ["town/vote", "town/voto"])
def test_three_languages_are_one_group_whichever_the_third_names(newsroom: Newsroom, of: str) -> None:
    translated(newsroom)
    newsroom.write("content/town/scrutin.txt", story("Le scrutin", Language="fr-CA", **{"Translation-Of": of}))
    newsroom.build()
    whole = {"en": EN, "es": ES, "fr-CA": FR, "x-default": EN}
    assert [hreflang(newsroom, url) for url in (EN, ES, FR)] == [whole] * 3
    assert switch(newsroom, FR) == [(EN, "English"), (ES, "Español")]
    assert switch(newsroom, EN) == [(ES, "Español"), (FR, "Français (Canada)")]


HIDDEN = {
    "a draft": {"Draft": "yes"},
    "an embargoed story": {"Embargo": "2026-12-01 06:00"},
    "an expired story": {"Expires": "2026-11-22 09:00"},
}


@pytest.mark.parametrize("why", HIDDEN)
def test_a_hidden_translation_changes_no_byte_of_the_site(newsroom: Newsroom, why: str) -> None:
    newsroom.write("content/town/vote.txt", story("The vote"))
    newsroom.build()
    without = newsroom.files()
    secret = story("El zorro", Language="es", **{"Translation-Of": "town/vote"}, **HIDDEN[why])
    newsroom.write("content/town/zorro.txt", secret)
    newsroom.build()
    assert newsroom.files() == without
    assert newsroom.mentions("zorro") == []


@pytest.mark.parametrize("why", HIDDEN)
def test_a_hidden_original_is_named_nowhere_and_its_translations_lead_to_each_other(
    newsroom: Newsroom, why: str
) -> None:
    translated(newsroom)
    newsroom.write("content/town/scrutin.txt", story("Le scrutin", Language="fr", **{"Translation-Of": "town/vote"}))
    newsroom.write("content/town/vote.txt", story("The zebra vote", **HIDDEN[why]))
    outcome = newsroom.build()
    assert newsroom.mentions("zebra") == newsroom.mentions("town/2026/11/20/vote") == []
    assert hreflang(newsroom, ES) == hreflang(newsroom, FR) == {"es": ES, "fr": FR, "x-default": FR}
    told = [problem.message for problem in outcome.problems if problem.path == "content/town/voto.txt"]
    assert told == ["“town/vote” isn't public now, so it is left out."]


def test_the_links_come_with_the_hour_and_go_with_a_takedown(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.txt", story("The vote"))
    fields = {"Translation-Of": "town/vote", "Language": "es", "Embargo": "2026-11-23 09:00"}
    newsroom.write("content/town/voto.txt", story("El voto", **fields))
    newsroom.build()
    assert hreflang(newsroom, EN) == {}
    newsroom.build(NOON + timedelta(hours=3))
    assert hreflang(newsroom, EN)["es"] == "/town/2026/11/23/voto/"
    newsroom.write("takedowns.toml", '[[takedowns]]\nstory = "town/voto"\ndate = 2026-11-23\n')
    newsroom.build(NOON + timedelta(hours=4))
    assert hreflang(newsroom, EN) == {}
    assert newsroom.mentions("voto") == []


def test_a_new_translation_changes_the_pages_of_its_group_and_no_other_story(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + "[story]\nlatest = 0\nrelated = 0\n")
    for number in range(6):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}", f"2026-11-1{number} 09:00"))
    translated(newsroom)
    newsroom.build()
    before = newsroom.files()
    fields = {"Language": "fr", "Translation-Of": "town/voto"}
    newsroom.write("content/world/scrutin.txt", story("Le scrutin", "2026-11-01 09:00", **fields))
    newsroom.build()
    pages = {name for name, content in newsroom.files().items() if "2026/11" in name and before.get(name) != content}
    assert {name for name in pages if name.startswith(("town/", "world/"))} == {
        "town/2026/11/20/vote/index.html",
        "town/2026/11/20/voto/index.html",
        "world/2026/11/01/scrutin/index.html",
        "world/2026/11/10/s0/index.html",
    }, "the last is its neighbour in the section"


def test_of_two_stories_in_one_language_the_older_one_is_led_to(newsroom: Newsroom) -> None:
    translated(newsroom)
    fields = {"Language": "es", "Translation-Of": "town/vote"}
    newsroom.write("content/town/otro.txt", story("Otro voto", "2026-11-21 09:00", **fields))
    newsroom.build()
    assert hreflang(newsroom, EN)["es"] == ES
    assert hreflang(newsroom, "/town/2026/11/21/otro/") == {}
    assert switch(newsroom, "/town/2026/11/21/otro/") == [(EN, "English"), (ES, "Español")]


def test_search_engines_arent_led_to_a_page_that_they_must_not_list(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.txt", story("The vote", Noindex="yes"))
    fields = {"Language": "es", "Translation-Of": "town/vote"}
    newsroom.write("content/town/voto.txt", story("El voto", **fields))
    newsroom.build()
    assert hreflang(newsroom, EN) == hreflang(newsroom, ES) == {}
    assert switch(newsroom, ES) == [(EN, "English")]


def test_a_translation_in_the_language_of_its_original_is_told(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.txt", story("The vote"))
    newsroom.write("content/town/voto.txt", story("El voto", **{"Translation-Of": "town/vote"}))
    [problem] = newsroom.build().problems
    assert (problem.gravity, problem.path) == (Gravity.WARNING, "content/town/voto.txt")
    assert problem.message == "It is in the same language as “town/vote”, which it translates."
    assert hreflang(newsroom, EN) == {}


@pytest.mark.parametrize("name", ["town/voto", "content/town/voto.txt"])
def test_a_translation_of_itself_is_told(newsroom: Newsroom, name: str) -> None:
    newsroom.write("content/town/voto.txt", story("El voto", Language="es", **{"Translation-Of": name}))
    [told] = newsroom.build().problems
    assert (told.where, told.message) == ("content/town/voto.txt", "It names itself as the story that it translates.")


def test_a_name_that_no_story_has_is_told_with_a_similar_one(newsroom: Newsroom) -> None:
    [problem] = translated(newsroom, "town/vofe").build().problems
    assert problem.message == "There is no story called “town/vofe”."
    assert "town/vote" in problem.hint


def test_a_file_of_the_same_name_in_a_folder_of_its_language_means_the_other(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.txt", story("The vote"))
    newsroom.write(
        "content/es/vote.txt", story("El voto", "2026-11-21 09:00", Language="es", **{"Translation-Of": "vote"})
    )
    newsroom.build()
    assert hreflang(newsroom, EN)["es"] == "/es/2026/11/21/vote/"


def test_a_translation_is_not_among_the_related_stories(newsroom: Newsroom) -> None:
    body = "Harbor board, ferry lease, dock repairs, fares 2026, Marrow Bay, Jane Roe."
    newsroom.write("content/town/vote.txt", story("The vote", body=body))
    newsroom.write("content/town/voto.txt", story("El voto", body=body + " Sí.", Language="es", Related="town/vote"))
    newsroom.build()
    assert 'class="related"' in newsroom.page(ES)
    newsroom.write(
        "content/town/voto.txt",
        story("El voto", body=body + " Sí.", Language="es", Related="town/vote", **{"Translation-Of": "town/vote"}),
    )
    newsroom.build()
    assert 'class="related"' not in newsroom.page(ES)


def test_addresses_begin_with_the_language_if_the_paper_wants_it(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", "language_prefix = true\n" + SITE)
    translated(newsroom).build()
    assert hreflang(newsroom, EN) == {"en": EN, "es": f"/es{ES}", "x-default": EN}
    assert switch(newsroom, f"/es{ES}") == [(EN, "English")]


@pytest.mark.parametrize(
    ("language", "address"), [("", "/town/vote/"), ("en", "/town/vote/"), ("pt-BR", "/pt-br/town/vote/")]
)
def test_only_other_languages_have_a_prefix(newsroom: Newsroom, language: str, address: str) -> None:
    newsroom.write("site.toml", 'language_prefix = true\npermalink = "/{section}/{slug}/"\n' + SITE)
    newsroom.write("content/town/vote.txt", story("The vote", **({"Language": language} if language else {})))
    newsroom.build()
    assert "The vote" in newsroom.page(address)
    assert Addresses("", "/{slug}/", "UTC", {}).language_prefix is False
