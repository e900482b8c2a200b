"""What the head of a page tells machines: who wrote it, which picture stands for it, where it belongs."""

import re

import pytest
from conftest import SITE, Newsroom, story
from lxml import html as lxml_html
from pictured import picture

HUNDRED = re.compile(r"[1-9]\d{2,3}")


@pytest.fixture
def paper(session_newsroom: Newsroom) -> Newsroom:
    newsroom = session_newsroom
    newsroom.write("site.toml", SITE + 'description = "Council and schools."\n')
    newsroom.write("content/world/a.txt", story("A pier closes", By="Ana Ruiz and John Doe", Topics="Harbor"))
    newsroom.write("content/world/a.jpg", picture(1600, 1000))
    newsroom.write("content/world/b.txt", story("Wire copy", Source="Bay News Service", Was="/world/old/"))
    newsroom.write("content/pages/about.md", "# About us\n\nWe are a paper.\n")
    newsroom.build()
    return newsroom


def found(newsroom: Newsroom, url: str, path: str) -> list[str]:
    return [str(one) for one in lxml_html.document_fromstring(newsroom.page(url)).xpath(path)]


def test_each_author_is_named(paper: Newsroom) -> None:
    authors = "//meta[@name='author']/@content"
    assert found(paper, "/world/2026/11/20/a/", authors) == ["Ana Ruiz", "John Doe"]
    assert found(paper, "/world/2026/11/20/b/", authors) == ["Bay News Service"]
    assert found(paper, "/", authors) == []


def test_every_page_has_one_picture_with_its_size_and_words(paper: Newsroom) -> None:
    pages = [file for file in paper.files() if file.endswith(".html") and not file.startswith("parts/")]
    assert len(pages) > 10
    for file in pages:
        if file == "world/old/index.html":  # it only redirects
            continue
        [image] = found(paper, f"/{file}", "//meta[@property='og:image']/@content")
        assert image.startswith("https://courier.example/assets/"), file
        assert (paper.output / image.removeprefix("https://courier.example/")).is_file()
        for side in ("width", "height"):
            [length] = found(paper, f"/{file}", f"//meta[@property='og:image:{side}']/@content")
            assert HUNDRED.fullmatch(length), file
        [words] = found(paper, f"/{file}", "//meta[@property='og:image:alt']/@content")
        assert words, file


def test_a_picture_is_described_by_what_it_shows(paper: Newsroom) -> None:
    words = "//meta[@property='og:image:alt']/@content"
    assert found(paper, "/world/", words) == ["The Test Courier: World"]
    assert found(paper, "/", words) == ["The Test Courier"]
    assert found(paper, "/world/2026/11/20/a/", words) == ["A pier closes"]
    paper.write("content/world/a.jpg.txt", "Alt: The closed pier at dawn\n")
    paper.build()
    assert found(paper, "/world/2026/11/20/a/", words) == ["The closed pier at dawn"]


def test_search_engines_may_follow_a_former_address(paper: Newsroom) -> None:
    assert found(paper, "/world/old/", "//link[@rel='canonical']/@href") == [
        "https://courier.example/world/2026/11/20/b/"
    ]
    assert found(paper, "/world/old/", "//meta[@name='robots']") == []


def test_a_section_is_described_in_the_settings_unless_its_folder_says_it(paper: Newsroom) -> None:
    described = "//meta[@name='description']/@content"
    assert found(paper, "/town/", described) == ["Council and schools."]
    assert '<p class="deck">Council and schools.</p>' in paper.page("/town/")
    assert found(paper, "/world/", described) == ["World from The Test Courier."]
    paper.write("content/town/_index.md", "# Town\n\nStreets and squares.\n")
    paper.build()
    assert found(paper, "/town/", described) == ["Streets and squares."]


@pytest.mark.parametrize(
    ("lines", "described"),
    [
        ('tagline = "All of it"\n', ["All of it"]),
        ('tagline = "All of it"\ndescription = "News of the bay."\n', ["News of the bay."]),
        ("", []),
    ],
)
def test_the_front_is_described_by_the_paper_or_by_its_tagline(
    session_newsroom: Newsroom, lines: str, described: list[str]
) -> None:
    session_newsroom.write("site.toml", lines + SITE)
    session_newsroom.build()
    assert found(session_newsroom, "/", "//meta[@name='description']/@content") == described
