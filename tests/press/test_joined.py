"""What belongs together in a headline stays on one line, and its text stays as it is."""

import html
import re
import sys

import pytest
from conftest import Newsroom, story
from hypothesis import given
from hypothesis import strategies as st

from generator.press.joined import LONGEST, headline_length, joined


def kept(text: str) -> list[str]:
    """Return the words that `joined` keeps together."""
    return re.findall(r'<span class="joined">(.*?)</span>', joined(text))


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Council approves 15-year ferry lease, 4-3", ["15-year", "4-3"]),
        ("A $1.2-million pier for al-Rashid", ["$1.2-million", "al-Rashid"]),
        ("Pier costs $1.2 million, or 3 percent more", ["$1.2 million,", "3 percent"]),
        ("Storm to hit Nov. 19 at 4 p.m. near Mt. Hope", ["Nov. 19", "4 p.m.", "Mt. Hope"]),
        ("No. 5 seed beats Mr. Smith’s “X-ray” team", ["No. 5", "Mr. Smith’s", "“X-ray”"]),
        ("Ludwig van Beethoven and Jan van der Berg", ["van Beethoven", "van der Berg"]),
        ("Bashar al Assad flees", ["al Assad"]),
        ("El alcalde visita el Consejo", []),
        ("Stadt zahlt 3 Mio. € für 12 km Radweg", ["3 Mio.", "12 km"]),
        ("Über 1,5 Milliarden Euro", ["1,5 Milliarden"]),
        ("The well-known harbormaster retires", []),
        ("A state-of-the-art, once-in-a-generation-opportunity", ["state-of-the-art,"]),
        ("Plain words", []),
        ("", []),
    ],
)
def test_what_belongs_together_stays_together(text: str, together: list[str]) -> None:
    assert kept(text) == together


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))
    | st.from_regex(r"[A-Za-z0-9$ .,<&-]{0,60}", fullmatch=True)
)
def test_the_text_stays_as_it_is(text: str) -> None:
    assert html.unescape(re.sub("<[^>]*>", "", joined(text))) == text
    assert all(len(html.unescape(words)) <= LONGEST for words in kept(text))


def test_the_quick_look_overlooks_no_digit_of_any_script() -> None:
    digits = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isdecimal()]
    assert len(digits) > 600
    assert [digit for digit in digits if kept(f"a{digit}-{digit}b") != [f"a{digit}-{digit}b"]] == []


@pytest.mark.parametrize(
    ("words", "name"), [(3, " headline-short"), (8, ""), (14, " headline-long"), (30, " headline-longest")]
)
def test_a_headline_has_a_size_for_its_length(words: int, name: str) -> None:
    assert headline_length(" ".join(["seven"] * words)) == name


def test_wide_signs_count_twice() -> None:
    assert headline_length("港の埋め立て計画を町議会が承認") == ""
    assert headline_length("港の埋め立て承認") == " headline-short"


def test_titles_feeds_and_data_hold_the_plain_words(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Council approves 15-year lease", "2026-11-22 09:00"))
    newsroom.build()
    page = newsroom.page("/world/2026/11/22/a/")
    assert '<span class="joined">15-year</span> lease</h1>' in page
    assert page.count('class="joined"') == 1
    assert "<title>Council approves 15-year lease –" in page
    for file in ("/feed.xml", "/feed.json", "/sitemaps/news.xml"):
        assert "Council approves 15-year lease" in newsroom.page(file)
    assert '<span class="joined">15-year</span>' in newsroom.page("/")


def test_decks_keep_words_together_too(newsroom: Newsroom) -> None:
    kept = '<span class="joined">$1.2-million</span>'
    newsroom.write("content/world/a.txt", story("A", "2026-11-22 09:00", Deck="A $1.2-million <deal>"))
    newsroom.write("content/world/_index.md", "News of a $1.2-million world.\n")
    newsroom.write("content/pages/about.md", "---\ntitle: About\ndeck: A $1.2-million paper\n---\nText.\n")
    newsroom.build()
    deck = f'<p class="deck">A {kept} &lt;deal&gt;</p>'
    for url in ("/", "/world/", "/world/2026/11/22/a/"):
        assert deck in newsroom.page(url)
    assert f"News of a {kept} world." in newsroom.page("/world/")
    assert f'<p class="deck">A {kept} paper</p>' in newsroom.page("/about/")
    assert '"A $1.2-million &lt;deal&gt;"' in newsroom.page("/world/2026/11/22/a/")
