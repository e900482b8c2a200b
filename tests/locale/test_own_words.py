"""A paper says single texts of the theme in its own way: [words] in site.toml."""

import pytest
from conftest import SITE, Newsroom, story

from generator.config import parse_config
from generator.errors import ConfigError

WORDS = """
[words]
"Topics" = "Themes & more"
"More news" = "<Also>"
"By %(names)s" = "From %(names)s"
"%(name)s, page %(number)s" = "%(name)s (%(number)s)"
"""


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_papers_own_words_are_on_its_pages_and_escaped(newsroom: Newsroom, language: str) -> None:
    newsroom.write("site.toml", f'language = "{language}"\npage_size = 2\n{SITE}{WORDS}')
    for number in range(6):
        newsroom.write(
            f"content/town/s{number}.txt", story(f"Story {number}", f"2026-11-1{number} 09:00", By="Jane Roe")
        )
    newsroom.build()
    page = newsroom.page("/town/2026/11/12/s2/")
    assert "From <span" in page
    assert 'aria-label="&lt;Also&gt;"' in page
    assert "<h1>Themes &amp; more</h1>" in newsroom.page("/topics/")
    assert ">Themes &amp; more</a>" in page
    assert "<title>Town (1) – " in newsroom.page("/town/page/1/")
    assert ("1 minute to read" if language == "en" else "1 minuto de lectura") in page


def test_a_story_in_another_language_has_the_words_of_that_language(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + WORDS)
    newsroom.write("content/town/voto.txt", story("El voto", Language="es", By="Ana Ruiz"))
    newsroom.build()
    assert "Por <span" in newsroom.page("/town/2026/11/20/voto/")


def test_changed_words_change_the_pages(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.txt", story("The vote"))
    newsroom.build()
    newsroom.write("site.toml", SITE + '\n[words]\n"Front page" = "Home"\n')
    newsroom.build()
    assert ">Home</a>" in newsroom.page("/town/2026/11/20/vote/")


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ('"Latest headline" = "x"', "The theme has no text “Latest headline”", "Did you mean “Latest headlines”?"),
        ('"%(number)s story" = "x"', "The theme has no text “%(number)s story”", ""),
        ('"More in %(section)s" = "More in %(topic)s"', "can't stand in place of", "It may contain: %(section)s."),
        ('"Topics" = "100 %"', "can't stand in place of", "%%"),
        ('"Topics" = 3', "can't be", ""),
    ],
)
def test_mistakes_are_told_with_the_way_out(line: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as trouble:
        parse_config(f"{SITE}\n[words]\n{line}\n")
    [problem] = trouble.value.problems
    assert message in problem.message
    assert hint in problem.hint
