"""Papers in other languages have dates, addresses and names of sections as their readers know them."""

import re

import pytest
from browsing import HOST, open_chromium, open_tab
from conftest import SITE, Newsroom, story
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from places import ROOT

from generator.edition.formats import listed, name_of_language, number, reading_minutes, time_pattern
from generator.intake.text.slugs import SlugRules, spell
from generator.model import Gravity
from generator.search.pagefind import find_program


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


@pytest.mark.parametrize(
    ("language", "names", "text"),
    [
        ("en", ["Ann Poe"], "Ann Poe"),
        ("en", ["Ann Poe", "Jane Roe", "John Doe"], "Ann Poe, Jane Roe and John Doe"),
        ("en-US", ["Ann Poe", "Jane Roe", "John Doe"], "Ann Poe, Jane Roe and John Doe"),
        ("de", ["Änne", "Jörg"], "Änne und Jörg"),
        ("es", ["Ana", "Luis", "Eva"], "Ana, Luis y Eva"),
        ("es", ["Ana", "Isabel"], "Ana e Isabel"),
        ("es-MX", ["Ana", "Luis", "Hilario"], "Ana, Luis e Hilario"),
        ("es", ["Ana", "Hierro"], "Ana y Hierro"),
        ("es", ["Ana", '<span><a href="/by/i/">Inés</a></span>'], 'Ana e <span><a href="/by/i/">Inés</a></span>'),
        ("ar", ["ليلى", "سامي"], "ليلى وسامي"),
        ("ja", ["山田太郎", "佐藤花子"], "山田太郎、佐藤花子"),
        ("en", [], ""),
    ],
)
def test_names_are_listed_as_the_language_lists_them(language: str, names: list[str], text: str) -> None:
    assert listed(names, language) == text


@given(
    st.sampled_from(["en", "de", "es", "fr", "ja", "ar", "uk"]), st.lists(st.text("abci{}<", min_size=1), max_size=6)
)
def test_a_list_has_every_name_once_and_in_its_order(language: str, names: list[str]) -> None:
    text = listed(names, language)
    for name in names:
        _, found, text = text.partition(name)
        assert found == name


def test_numbers_are_grouped_as_the_language_groups_them() -> None:
    shown = {language: number(12_345, language) for language in ("en", "de", "pl", "ja")}
    assert shown == {"en": "12,345", "de": "12.345", "pl": "12\xa0345", "ja": "12,345"}
    assert number(999, "de") == "999"


def test_languages_are_called_by_their_own_names() -> None:
    codes = ("es", "de", "pt-BR", "ar", "ja", "uk", "xx")
    names = ["Español", "Deutsch", "Português (Brasil)", "العربية", "日本語", "Українська", "xx"]
    assert [name_of_language(code) for code in codes] == names


def test_a_story_in_a_language_with_words_has_a_page_that_is_whole_in_it(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.txt", story("The vote", "2026-11-20 09:30", By="Jane Roe", Topics="Harbor"))
    newsroom.write(
        "content/town/voto.txt", story("El voto", "2026-11-21 09:30", By="Ana Ruiz", Language="es", Topics="Harbor")
    )
    newsroom.build()
    tree = lxml_html.document_fromstring(newsroom.page("/town/2026/11/21/voto/"))
    text = " ".join(tree.text_content().split())
    assert (tree.get("lang"), tree.get("dir")) == ("es", "ltr")
    assert "Por Ana Ruiz" in text
    assert "21 de noviembre de 2026, 9:30" in text
    assert "1 minuto de lectura" in text
    assert "Noticias relacionadas" in text
    assert tree.xpath("//article[contains(@class, 'story')]/@lang") == []
    assert tree.xpath("//nav[@class='sections']/ul/@lang") == ["en"]
    assert tree.xpath("//*[@id='related']/..//h3/@lang") == ["en"]
    other = lxml_html.document_fromstring(newsroom.page("/town/2026/11/20/vote/"))
    assert other.xpath("//*[@id='related']/..//h3/@lang") == ["es"]
    assert "Nov. 21" in other.text_content()
    assert "noviembre" not in newsroom.page("/")


OWN_TEXTS = """
[notice]
text = "The bridge is closed."
[share]
networks = ["ours"]
[[share.own]]
slug = "ours"
label = "Our forum"
pattern = "https://forum.example/?u={url}"
[people.ana]
name = "Ana Ruiz"
role = "Reporter"
biography = "Covers the port."
"""


def test_what_the_paper_says_itself_is_marked_on_pages_in_another_language(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + OWN_TEXTS)
    for menu in ("footer", "more", "header"):
        newsroom.write(f"content/pages/{menu}.md", f"# Page of the {menu}\nMenu: {menu}\n\nText.\n")
    newsroom.write("content/town/vote.txt", story("The vote", "2026-11-20 09:30", By="Ana Ruiz"))
    newsroom.write("content/town/tswyt.txt", story("التصويت", "2026-11-21 09:30", By="Ana Ruiz", Language="ar"))
    newsroom.build()
    own = ("The bridge is closed.", "Our forum", "Reporter", "Covers the port.", "Page of the footer")
    for text in (*own, "Page of the more", "Page of the header"):
        for page, marks in (("/town/2026/11/21/tswyt/", ("en", "ltr")), ("/town/2026/11/20/vote/", ("en", "ltr"))):
            found = lxml_html.document_fromstring(newsroom.page(page)).xpath(f"//body//*[text()='{text}']")
            assert found, (page, text)
            for element in found:
                nearest = element.xpath("ancestor-or-self::*[@lang][1]")[0]
                assert (nearest.get("lang"), nearest.get("dir")) == marks, (page, text)
    tree = lxml_html.document_fromstring(newsroom.page("/town/2026/11/21/tswyt/"))
    assert tree.xpath("//details[@class='more-menu']/ul/@dir") == []


def test_a_story_in_a_language_without_words_is_marked_on_a_page_of_the_papers(newsroom: Newsroom) -> None:
    newsroom.write(
        "content/town/he.txt", story("הצבעה", "2026-11-20 09:30", By="Jane Roe", Language="he", Genre="opinion")
    )
    newsroom.build()
    tree = lxml_html.document_fromstring(newsroom.page("/town/2026/11/20/he/"))
    assert (tree.get("lang"), tree.get("dir")) == ("en", "ltr")
    [article] = tree.xpath("//article")
    assert (article.get("lang"), article.get("dir")) == ("he", "rtl")
    for words in article.xpath(".//*[@class='story-facts' or @class='genre']"):
        assert (words.get("lang"), words.get("dir")) == ("en", "ltr")


def test_a_paper_in_a_language_without_words_is_told(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.txt", story("Bozka"))
    [problem] = in_language(newsroom, "eu").build().problems
    assert (problem.path, problem.gravity) == ("site.toml", Gravity.NOTE)
    assert "no words in the language “eu”" in problem.message
    assert in_language(newsroom, "de-AT").build().problems == ()


def test_the_lists_that_pages_share_say_their_language(newsroom: Newsroom) -> None:
    newsroom.write("content/town/voto.txt", story("El voto", Language="es"))
    newsroom.build()
    [shared] = lxml_html.document_fromstring(newsroom.page("/parts/latest.html")).xpath("//ol")
    assert (shared.get("lang"), shared.get("dir")) == ("en", "ltr")
    assert shared.xpath(".//a/@lang") == ["es"]


def test_a_section_without_a_name_gets_the_capital_of_its_language(newsroom: Newsroom) -> None:
    newsroom.write("content/istanbul/a.txt", story("Köprü"))
    in_language(newsroom, "tr").build()
    assert "<h1>İstanbul</h1>" in newsroom.page("/istanbul/")
    in_language(newsroom, "en").build()
    assert "<h1>Istanbul</h1>" in newsroom.page("/istanbul/")


# --- the style sheet ------------------------------------------------------------------------------

STYLE = re.sub(r"/\*.*?\*/", "", (ROOT / "static" / "assets" / "broadsheet.css").read_text(), flags=re.DOTALL)


def test_the_style_sheet_knows_no_left_and_right() -> None:
    """Apart from columns of numbers, which end at the right in every script."""
    one_sided = r"(?:margin|padding|border|inset|scroll-margin)-(?:left|right)|(?:^|[\s;{])(?:left|right|float)\s*:"
    assert re.findall(one_sided, STYLE) == []
    assert re.findall(r"text-align: (?:left|right)", STYLE) == ["text-align: right"]
    assert re.findall(r"(?:margin|padding|border-radius): \S+ (\S+) \S+ (?!\1[;\s])\S+;", STYLE) == []


def test_the_line_of_sections_fades_at_its_own_end_and_shows_the_link_that_the_keyboard_reached() -> None:
    """Its direction is the paper's, which the page's may differ from."""
    [narrow] = re.findall(r"\.masthead-front \.sections > ul \{([^}]*overflow-x: auto;[^}]*)\}", STYLE)
    assert "scroll-padding-inline: 40%;" in narrow
    faded = re.findall(r"([^{}]+?)\s*\{[^}]*mask-image: linear-gradient\(to left", STYLE)
    assert [selector.strip() for selector in faded] == [".sections > ul:dir(rtl)"]


def test_no_word_is_put_into_capitals_by_the_style_sheet() -> None:
    """Which would be wrong for the Turkish i, the German ß and the Greek accents."""
    assert not re.search(r"text-transform|font-variant(?:-caps)?:[^;]*caps", STYLE)


def test_long_words_are_divided_by_the_rules_of_their_language() -> None:
    assert re.search(r"\.copy,[^}]*hyphens: auto", STYLE)
    assert re.search(r"h1,[^}]*hyphens: auto", STYLE)


def test_type_is_slanted_and_tightened_only_as_far_as_the_script_allows() -> None:
    """Arabic letters come apart when they are tightened; Arabic, Chinese, Japanese and Korean have no italic."""
    assert set(re.findall(r"font-style: ([^;]+);", STYLE)) <= {"normal", "var(--slant)"}
    assert all(value == "0" or "var(--tighten)" in value for value in re.findall(r"letter-spacing: ([^;]+);", STYLE))
    [scripts] = re.findall(r":is\((:dir\(rtl\)[^{]*)\) \{\s*--slant: normal;\s*--tighten: 0;", STYLE)
    assert {":lang(ja)", ":lang(zh)", ":lang(ko)"} < set(scripts.split(", "))


@pytest.mark.browser
@pytest.mark.skipif(find_program() is None, reason="Pagefind isn't installed")
@pytest.mark.parametrize(("language", "year"), [("th", "2026"), ("fa", "۲۰۲۶")])
def test_the_search_tells_days_by_the_calendar_of_the_pages(newsroom: Newsroom, language: str, year: str) -> None:
    in_language(newsroom, language, '\n[search]\nengine = "pagefind"\n')
    newsroom.write("content/town/a.txt", story("Council approves the lease"))
    newsroom.build()
    assert year in newsroom.page("/town/2026/11/20/a/")
    with open_chromium() as browser, open_tab(browser, newsroom) as tab:
        tab.goto(f"{HOST}/search/?q=council")
        tab.wait_for_selector(".search-results li")
        assert year in tab.locator(".search-results time").inner_text()
