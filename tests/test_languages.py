"""Papers in other languages have dates, addresses and names of sections as their readers know them."""

import re

import pytest
from conftest import SITE, Newsroom, story

from generator.edition.formats import reading_minutes, time_pattern
from generator.intake.text.slugs import SlugRules, spell


def in_language(newsroom: Newsroom, language: str, more: str = "") -> Newsroom:
    newsroom.write("site.toml", SITE.replace("time_zone = ", f'language = "{language}"\ntime_zone = ') + more)
    return newsroom


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "November 20, 2026 at 9:30 AM"),
        ("es", "20 de noviembre de 2026, 9:30"),
        ("de", "20. November 2026, 09:30"),
        ("ja", "2026年11月20日 9:30"),
        ("ru", "20 ноября 2026\xa0г., 09:30"),
    ],
)
def test_the_time_is_written_as_the_language_writes_it(newsroom: Newsroom, language: str, printed: str) -> None:
    newsroom.write("content/town/vote.txt", story("Vote", "2026-11-20 09:30"))
    in_language(newsroom, language).build()
    page = newsroom.page("/town/2026/11/20/vote/").replace("&nbsp;", "\xa0")
    assert printed.replace("\xa0", " ") in page.replace("\xa0", " ").replace("\u202f", " ")


def test_a_pattern_of_the_papers_own_wins(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.txt", story("Vote", "2026-11-20 09:30"))
    in_language(newsroom, "es", '\n[story]\ntime = "y/MM/dd HH.mm"\n').build()
    assert "2026/11/20 09.30" in newsroom.page("/town/2026/11/20/vote/")


def test_english_patterns_stay() -> None:
    assert time_pattern("en") == time_pattern("en-US") == "MMMM d, y 'at' h:mm a"


def test_reading_takes_as_long_as_in_that_language() -> None:
    assert (reading_minutes(1790), reading_minutes(1790, "de"), reading_minutes(1790, "de-AT")) == (8, 10, 10)
    assert reading_minutes(0, "ja") == 1


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("Größte Fähre für Ärzte", "de", "groesste-faehre-fuer-aerzte"),
        ("Größte Fähre für Ärzte", "en", "grosste-fahre-fur-arzte"),
        ("Київ і Згурський їжак", "uk", "kyiv-i-zghurskyi-yizhak"),
        ("Київ", "ru", "kiiv"),
        ("Straße", "de-AT", "strasse"),
        ("Vote", "de", "vote"),
    ],
)
def test_letters_are_spelled_by_the_rules_of_the_papers_language(text: str, language: str, slug: str) -> None:
    assert spell(text, SlugRules(language)) == slug


@pytest.mark.parametrize(
    ("text", "slug"), [("港が再開！", "港が再開"), ("Größte Fähre", "größte-fähre"), ("../x", "x"), ("🎉", "")]
)
def test_native_addresses_keep_letters_and_nothing_else(text: str, slug: str) -> None:
    assert spell(text, SlugRules("ja", native=True)) == slug
    assert len(spell("港" * 300, SlugRules("ja", native=True)).encode()) <= 200


def test_native_addresses_work_in_pages_feeds_and_sitemaps(newsroom: Newsroom) -> None:
    newsroom.write("content/日本/港が再開.txt", story("港が再開"))
    outcome = in_language(newsroom, "ja", '\n[copy]\naddresses = "native"\n').build()
    assert outcome.held == []
    assert "港が再開" in newsroom.page("/日本/2026/11/20/港が再開/")
    addresses = re.findall(r"<loc>([^<]*)</loc>", "".join(one.read_text() for one in newsroom.output.rglob("*.xml")))
    assert "https://courier.example/%E6%97%A5%E6%9C%AC/2026/11/20/%E6%B8%AF%E3%81%8C%E5%86%8D%E9%96%8B/" in addresses
    assert all(address.isascii() for address in addresses)


def test_the_name_of_a_section_is_never_a_transliteration(newsroom: Newsroom) -> None:
    newsroom.write("content/日本/a.txt", story("港が再開"))
    newsroom.write("content/city-hall/b.txt", story("Vote"))
    newsroom.build()
    for page in (
        newsroom.page("/"),
        newsroom.page("/ri-ben/"),
        newsroom.page("/ri-ben/2026/11/20/a/"),
        newsroom.page("/ri-ben/feed.xml"),
    ):
        assert "日本" in page
        assert "Ri ben" not in page
    assert "City hall" in newsroom.page("/city-hall/")
