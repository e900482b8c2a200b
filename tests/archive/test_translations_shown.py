"""Where translations show besides their own pages: sitemaps, the front, shared lists; and translated pages."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from archive.test_translations import EN, ES, HIDDEN, SITE_URL, hreflang, switch, translated
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from lxml import etree

from generator.model import Gravity

MAPS = {
    "sitemap": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
ABOUT, ACERCA = "/about/", "/acerca/"


def in_sitemap(newsroom: Newsroom, file: str) -> dict[str, dict[str, str]]:
    """Return each address of a sitemap with its languages, all within the site."""
    tree = etree.fromstring(newsroom.page(f"/sitemaps/{file}.xml").encode())
    return {
        one.findtext("sitemap:loc", None, MAPS).removeprefix(SITE_URL): {
            link.get("hreflang"): link.get("href").removeprefix(SITE_URL) for link in one.findall("xhtml:link", MAPS)
        }
        for one in tree.findall("sitemap:url", MAPS)
    }


# --- sitemaps -------------------------------------------------------------------------------------


def test_the_sitemaps_of_both_months_name_both_versions_and_themselves(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/town/vote.txt", story("The vote"))
    newsroom.write("content/town/other.txt", story("Another"))
    newsroom.build()
    assert set(in_sitemap(newsroom, "2026-11")) == {EN, "/town/2026/11/20/other/"}
    assert "xhtml" not in newsroom.page("/sitemaps/2026-11.xml")
    fields = {"Language": "es", "Translation-Of": "town/vote"}
    newsroom.write("content/town/voto.txt", story("El voto", "2026-10-20 09:00", **fields))
    newsroom.build()
    spanish = "/town/2026/10/20/voto/"
    whole = {"en": EN, "es": spanish, "x-default": EN}
    assert in_sitemap(newsroom, "2026-11") == {EN: whole, "/town/2026/11/20/other/": {}}
    assert in_sitemap(newsroom, "2026-10") == {spanish: whole} == {spanish: hreflang(newsroom, EN)}
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "one", NOON)
    newsroom.write("content/town/voto.txt", story("El voto", "2026-10-20 09:00", Language="es"))
    newsroom.build()
    assert in_sitemap(newsroom, "2026-11")[EN] == in_sitemap(newsroom, "2026-10")[spanish] == {}
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "two", NOON)


@pytest.mark.parametrize("why", [*HIDDEN, "a page that search engines mustn't list"])
def test_no_sitemap_leads_to_a_version_that_is_hidden(newsroom: Newsroom, why: str) -> None:
    fields = HIDDEN.get(why, {"Noindex": "yes"})
    newsroom.write("content/town/vote.txt", story("The vote"))
    newsroom.write(
        "content/town/voto.txt", story("El voto", Language="es", **{"Translation-Of": "town/vote"}, **fields)
    )
    newsroom.build()
    assert in_sitemap(newsroom, "2026-11") == {EN: {}}


# --- the front ------------------------------------------------------------------------------------


def on_front(newsroom: Newsroom) -> list[str]:
    """Return which of the two versions are on the front."""
    return [words for words in ("The vote", "El voto") if f">{words}</a>" in newsroom.page("/")]


@pytest.mark.parametrize("later", [EN, ES])
def test_a_story_in_two_languages_is_on_the_front_once_in_the_papers(newsroom: Newsroom, later: str) -> None:
    dates = {url: "2026-11-21 09:00" if url == later else "2026-11-20 09:00" for url in (EN, ES)}
    fields = {"Language": "es", "Translation-Of": "town/vote"}
    newsroom.write("content/town/vote.txt", story("The vote", dates[EN]))
    newsroom.write("content/town/voto.txt", story("El voto", dates[ES], **fields))
    for number in range(4):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}", f"2026-11-1{number} 09:00"))
    newsroom.build()
    assert on_front(newsroom) == ["The vote"]
    assert all(f">Story {number}</a>" in newsroom.page("/") for number in range(4))


def test_editors_may_put_the_translation_on_the_front(newsroom: Newsroom) -> None:
    translated(newsroom)
    newsroom.write("content/front.txt", "town/voto\n")
    newsroom.build()
    assert on_front(newsroom) == ["El voto"]


def test_a_translation_without_its_original_is_on_the_front(newsroom: Newsroom) -> None:
    translated(newsroom)
    newsroom.write("content/town/vote.txt", story("The vote", Draft="yes"))
    newsroom.build()
    assert on_front(newsroom) == ["El voto"]


def test_the_front_changes_when_a_story_becomes_a_translation(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/town/vote.txt", story("The vote"))
    newsroom.write("content/town/voto.txt", story("El voto", Language="es"))
    newsroom.build()
    assert on_front(newsroom) == ["The vote", "El voto"]
    translated(newsroom).build()
    assert on_front(newsroom) == ["The vote"]
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


def test_places_are_filled_though_most_stories_are_translations(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + "[front]\nleads = 2\nlatest = 3\nrail = 1\n")
    for number in range(9):
        newsroom.write(f"content/town/s{number}.txt", story(f"Story {number}", f"2026-11-1{number} 08:00"))
        for code in ("es", "fr", "de"):
            fields = {"Language": code, "Translation-Of": f"town/s{number}"}
            newsroom.write(f"content/town/{code}{number}.txt", story(f"{code} {number}", "2026-11-20 09:00", **fields))
    newsroom.build()
    page = newsroom.page("/")
    assert [number for number in range(9) if f">Story {number}</a>" in page] == [3, 4, 5, 6, 7, 8]
    assert not any(f">{code} {number}</a>" in page for code in ("es", "fr", "de") for number in range(9))


def on_section(newsroom: Newsroom) -> list[str]:
    """Return the headlines on the front of the section."""
    return re.findall(r"<h2 class=\"headline[^>]*><a [^>]*>([^<]*)</a>", newsroom.page("/town/"))


def test_a_section_s_front_has_one_version_and_shows_a_translation_that_stands_alone(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.write("content/town/vote.txt", story("The vote"))
    newsroom.write("content/town/voto.txt", story("El voto", "2026-11-21 09:00", Language="es"))
    newsroom.write("content/world/war.txt", story("The war"))
    newsroom.write("content/town/guerra.txt", story("La guerra", Language="es", **{"Translation-Of": "world/war"}))
    newsroom.build()
    assert on_section(newsroom) == ["El voto", "The vote", "La guerra"]
    fields = {"Language": "es", "Translation-Of": "vote"}
    newsroom.write("content/town/voto.txt", story("El voto", "2026-11-21 09:00", **fields))
    newsroom.build()
    assert on_section(newsroom) == ["The vote", "La guerra"]
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "one", NOON)
    newsroom.write("content/town/_index.md", "---\nlead: town/voto\n---\nNews.\n")
    newsroom.build()
    assert on_section(newsroom) == ["El voto", "La guerra"]
    newsroom.write("content/town/voto.txt", story("El voto", "2026-11-21 09:00", Language="es"))
    newsroom.build()
    assert on_section(newsroom) == ["El voto", "The vote", "La guerra"]
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "two", NOON)


# --- shared lists ---------------------------------------------------------------------------------


def test_the_list_on_a_page_in_another_language_speaks_that_language(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/town/new.txt", story("New", "2026-11-22 09:00"))
    newsroom.write("content/town/voto.txt", story("El voto", Language="ES"))
    newsroom.build()
    assert 'data-part="/parts/es/latest.html"' in newsroom.page(ES)
    assert 'data-part="/parts/latest.html"' in newsroom.page("/town/2026/11/22/new/")
    assert ">Yesterday</time>" in newsroom.page("/parts/latest.html")
    spanish = newsroom.page("/parts/es/latest.html")
    assert ">Ayer</time>" in spanish
    assert 'class="headlines" lang="es"' in spanish
    newsroom.write("content/town/newer.txt", story("Newer", "2026-11-23 06:00"))
    newsroom.build()
    assert "Newer" in newsroom.page("/parts/es/latest.html")
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "one", NOON)
    newsroom.build(NOON + timedelta(days=1))
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "two", NOON + timedelta(days=1))
    newsroom.delete("content/town/voto.txt")
    newsroom.build(NOON + timedelta(days=1))
    assert not (newsroom.output / "parts/es").exists()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "three", NOON + timedelta(days=1))


def test_a_language_without_words_of_the_theme_has_no_list_of_its_own(newsroom: Newsroom) -> None:
    newsroom.write("content/town/voto.txt", story("O vóto", Language="gl"))
    newsroom.build()
    assert 'data-part="/parts/latest.html"' in newsroom.page(ES)
    assert [path.name for path in (newsroom.output / "parts").iterdir()].count("gl") == 0


def test_servers_include_the_list_in_the_language_of_the_page(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + '[story]\nlists = "ssi"\n')
    newsroom.write("content/town/voto.txt", story("El voto", Language="es"))
    newsroom.build()
    assert '<!--#include virtual="/parts/es/latest.html" -->' in newsroom.page(ES)


def test_trending_stories_have_a_heading_in_the_language_of_the_page(newsroom: Newsroom, tmp_path: Path) -> None:
    translated(newsroom)
    newsroom.build()
    newsroom.write(
        "trending.json", '{"counted": "2026-11-23T12:00:00Z", "stories": [{"story": "town/vote", "score": 9}]}'
    )
    newsroom.build()
    assert "/parts/es/trending.html" in newsroom.page(ES)
    assert '<section aria-labelledby="trending" lang="es" dir="ltr">' in newsroom.page("/parts/es/trending.html")
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


# --- pages of the paper's own ---------------------------------------------------------------------


def page(title: str, **fields: str) -> str:
    return "".join(f"{key}: {value}\n" for key, value in {"Title": title, **fields}.items()) + "\nWords.\n"


@pytest.mark.parametrize("name", ["about", "pages/about", "/about/", SITE_URL + ABOUT, "content/pages/about.md"])
def test_a_page_names_the_page_that_it_translates(newsroom: Newsroom, tmp_path: Path, name: str) -> None:
    newsroom.write("content/town/about.txt", story("A story called about"))
    newsroom.write("content/pages/acerca.md", page("Acerca", Language="es", **{"Translation-Of": name}))
    newsroom.write("content/pages/about.md", page("About"))
    assert newsroom.build().problems == ()
    whole = {"en": ABOUT, "es": ACERCA, "x-default": ABOUT}
    assert hreflang(newsroom, ABOUT) == hreflang(newsroom, ACERCA) == whole
    assert switch(newsroom, ABOUT) == [(ACERCA, "Español")]
    assert switch(newsroom, ACERCA) == [(ABOUT, "English")]
    assert {url: one for url, one in in_sitemap(newsroom, "pages").items() if one} == {ABOUT: whole, ACERCA: whole}
    assert hreflang(newsroom, "/town/2026/11/20/about/") == {}
    newsroom.write("content/pages/about.md", page("About", Draft="yes"))
    newsroom.build()
    assert hreflang(newsroom, ACERCA) == in_sitemap(newsroom, "pages")[ACERCA] == {}
    assert switch(newsroom, ACERCA) == []
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


def test_a_page_that_becomes_a_translation_changes_the_other(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/pages/about.md", page("About"))
    newsroom.write("content/pages/acerca.md", page("Acerca", Language="es"))
    newsroom.write("content/pages/contact.md", page("Contact"))
    newsroom.build()
    newsroom.write("content/pages/acerca.md", page("Acerca", Language="es", **{"Translation-Of": "about"}))
    written = newsroom.build().written
    assert set(written) == {"about/index.html", "acerca/index.html", "sitemaps/pages.xml"}
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


@pytest.mark.parametrize(
    ("name", "message", "gravity"),
    [
        ("abuot", "There is no page called “abuot”.", Gravity.WARNING),
        ("acerca", "It names itself as the page that it translates.", Gravity.WARNING),
        ("draft", "“draft” isn't public now, so it is left out.", Gravity.NOTE),
        ("town/vote", "There is no page called “town/vote”.", Gravity.WARNING),
        ("contact", "It is in the same language as “contact”, which it translates.", Gravity.WARNING),
    ],
)
def test_a_page_that_translates_no_page_is_told(newsroom: Newsroom, name: str, message: str, gravity: Gravity) -> None:
    newsroom.write("content/town/vote.txt", story("The vote"))
    newsroom.write("content/pages/contact.md", page("Contacto", Language="es"))
    newsroom.write("content/pages/draft.md", page("A draft", Draft="yes"))
    newsroom.write("content/pages/acerca.md", page("Acerca", Language="es", **{"Translation-Of": name}))
    told = [(one.message, one.gravity) for one in newsroom.build().problems if one.path.endswith("acerca.md")]
    assert told == [(message, gravity)]
    assert hreflang(newsroom, ACERCA) == {}
