"""The line with date and name under the headline of a blog, and decks under headlines that are already known."""

import pytest
from copies import read, shown

from generator.intake.wire.post_lines import read_post_line

TEXT = "The river rose on Sunday, the county said.\n\nIt fell on Monday.\n"


@pytest.mark.parametrize(
    "line",
    [
        "Posted on May 6, 2027 by Jane Roe in News, Town",
        "Posted by Jane Roe on May 6, 2027",
        "by Jane Roe on May 6, 2027",
        "Published by Jane Roe at 4:05 p.m. May 6, 2027",
        "May 6, 2027 By Jane Roe Leave a Comment",
        "May 6, 2027 by Jane Roe",
        "Jane Roe, May 6, 2027",
        "6. Mai 2027 von Jane Roe",
        "Publicado el 6 de mayo de 2027 por Jane Roe",
        "Par Jane Roe le 6 mai 2027 à 10h30",
        "Publié le 6 mai 2027 par Jane Roe",
    ],
)
def test_a_name_and_a_date_in_one_line_are_read(line: str) -> None:
    for name, top in (("2027-05-06-a.txt", "The river\n\n"), ("2027-05-06-a.md", "# The river\n\n")):
        parsed = read(f"{top}{line}\n\n{TEXT}", name)
        assert parsed.story is not None, parsed.problems
        assert [byline.name for byline in parsed.story.bylines] == ["Jane Roe"]
        assert parsed.story.summary.startswith("The river rose")
        assert "2027" not in shown(parsed)


@pytest.mark.parametrize(
    "line",
    [
        "Posted on May 6, 2027 by the river",
        "On May 6, 2027 by noon",
        "Killed by Jane Roe on May 6, 2027",
        "Council votes, May 6, 2027",
        "Jane Roe wins on May 6, 2027",
    ],
)
def test_other_words_with_a_date_are_none(line: str) -> None:
    assert read_post_line(line) == ()


@pytest.mark.parametrize(
    "top",
    [
        "# The river\n\nTwo roads closed",
        "# The river\n\n### Two roads closed",
        "# The river\n\n*Two roads closed*",
        "---\ntitle: The river\n---\n\n*Two roads closed*",
        "---\ntitle: The river\n---\n\n## Two roads closed",
    ],
)
def test_a_deck_stands_between_a_known_headline_and_a_byline(top: str) -> None:
    parsed = read(f"{top}\n\n**By Jane Roe** | May 6, 2027\n\n{TEXT}", "2027-05-06-a.md")
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.deck) == ("The river", "Two roads closed")
    assert [byline.name for byline in parsed.story.bylines] == ["Jane Roe"]
    assert parsed.body.html.startswith("<p>The river rose")


def test_a_heading_over_the_text_is_no_deck() -> None:
    parsed = read(f"# The river\n\n## What we know\n\n{TEXT}", "2027-05-06-a.md")
    assert parsed.story is not None
    assert parsed.story.deck == ""
    assert "What we know</h2>" in parsed.body.html
