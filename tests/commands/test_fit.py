"""`check` tells sections that site.toml doesn't know, words that break a headline, and texts that are there twice."""

import pytest
from conftest import SITE, Newsroom, story
from filed import gate
from filed import story as filed

from generator.commands.check import check_paper
from generator.commands.fit import find_long_words, find_unknown_sections
from generator.model import Problem


def told(newsroom: Newsroom, *codes: str) -> list[Problem]:
    return [one for one in check_paper(newsroom.paper()).problems if one.code in codes]


def test_a_folder_that_is_no_section_is_told_once_with_the_one_that_is_meant(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.write(f"content/wrold/s{number}.txt", story(f"S{number}", By="Jane Roe", body=f"Text {number}."))
    newsroom.write("content/world/a.txt", story("A", By="Jane Roe", Section="Opera"))
    newsroom.write("content/pages/about.md", "# About us\n\nWe.\n")
    assert [(one.where, one.message, one.hint) for one in told(newsroom, "section-unknown")] == [
        (
            "content/world/a.txt",
            "site.toml has no section “opera”, and 1 story is in it.",
            'Add it to site.toml: [[sections]] with slug = "opera" and its name.',
        ),
        ("content/wrold/", "site.toml has no section “wrold”, and 3 stories are in it.", "Did you mean “world”?"),
    ]


def test_a_section_that_its_own_file_describes_is_known_and_so_is_any_where_none_is_set(newsroom: Newsroom) -> None:
    newsroom.write("content/opera/_index.md", "# Opera\n")
    newsroom.write("content/opera/a.txt", story("A", By="Jane Roe"))
    assert told(newsroom, "section-unknown") == []
    (newsroom.folder / "content/opera/_index.md").unlink()
    assert len(told(newsroom, "section-unknown")) == 1
    newsroom.write("site.toml", SITE.partition("[[sections]]")[0])
    assert told(newsroom, "section-unknown") == []


def test_no_section_is_told_that_is_known() -> None:
    stories = [filed("world/a"), filed("town/b", section="")]
    assert list(find_unknown_sections(stories, gate().addresses)) == []


@pytest.mark.parametrize(
    ("headline", "language", "words"),
    [
        ("Vote on the ferry lease is put off until next week", "en", []),
        ("What #SaveTheBayFerryForGood means", "en", ["#SaveTheBayFerryForGood"]),
        ("See www.a-very-long-address-of-a-paper.example/now", "en", []),
        ("Antidisestablishmentarianism", "en", ["Antidisestablishmentarianism"]),
        ("Bundesverfassungsgericht urteilt", "de", []),
        ("Rindfleischetikettierungsüberwachungsgesetz", "de-AT", ["Rindfleischetikettierungsüberwachungsgesetz"]),
        ("Rindfleisch\u00adetikettierungs\u00adüberwachungs\u00adgesetz", "de", []),
        ("Long–running–words/and–such", "en", []),
        ("東京都知事選挙の結果についての発表が延期された理由", "ja", []),
    ],
)
def test_words_that_are_too_long_for_a_headline_are_told(headline: str, language: str, words: list[str]) -> None:
    found = list(find_long_words([filed("world/a", headline=headline)], language))
    assert [one.message.partition("”")[0].lstrip("“") for one in found] == words
    assert {one.code for one in found} <= {"headline-word"}


def test_the_language_of_the_story_decides_before_that_of_the_paper() -> None:
    word = "Bundesverfassungsgericht"
    assert len(list(find_long_words([filed("world/a", headline=word)], "en"))) == 1
    assert list(find_long_words([filed("world/a", headline=word, language="de")], "en")) == []


def test_the_same_text_in_two_stories_is_told(newsroom: Newsroom) -> None:
    body = "The council met on Monday and put off the vote on the ferry lease until next week, again. " * 3
    newsroom.write("content/world/a.txt", story("Vote is put off", By="Jane Roe", body=body))
    newsroom.write("content/town/b.txt", story("Council waits", By="Ann Poe", body=body))
    newsroom.write("content/town/c.txt", story("Council waits on", By="Ann Poe", body=f"{body} More."))
    assert [(one.where, one.message) for one in told(newsroom, "copy-identical")] == [
        ("content/world/a.txt", "The text is the same as that of content/town/b.txt.")
    ]
