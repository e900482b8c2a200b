"""Markdown and plain paragraphs become the HTML that a story page can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.html.markdown import (
    MarkdownOptions,
    plain_paragraphs,
    render_markdown,
    split_paragraphs,
    take_headline,
)
from generator.intake.html.sanitise import plain_text, sanitise

PLAIN = MarkdownOptions()
CURLY = MarkdownOptions(typographic_quotes=True)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# One\n\n## Two\n\n###### Six", '<h2 id="s-one">One</h2>\n<h3 id="s-two">Two</h3>\n<h6 id="s-six">Six</h6>'),
        ("One\n===\n\nTwo\n---", '<h2 id="s-one">One</h2>\n<h3 id="s-two">Two</h3>'),
        ("## Two\n\n### Three", '<h2 id="s-two">Two</h2>\n<h3 id="s-three">Three</h3>'),
    ],
)
def test_no_heading_is_the_pages_own_and_no_level_is_left_out(text: str, html: str) -> None:
    assert render_markdown(text, PLAIN) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# h {: onmouseover=x }", '<h2 id="s-h">h</h2>'),
        ("## *h* {: .c #i}", '<h2 id="s-i"><em>h</em></h2>'),
        ("Text.\n{: .lead }", "<p>Text.</p>"),
        ("A {brace} stays {: not here } so", "<p>A {brace} stays {: not here } so</p>"),
    ],
)
def test_attribute_lists_are_dropped(text: str, html: str) -> None:
    assert render_markdown(text, PLAIN) == html


def test_table_cells_are_aligned_by_class() -> None:
    html = render_markdown("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |", PLAIN)
    assert "style" not in html
    assert '<td class="align-center">2</td>' in html


def test_quotation_marks_are_set_only_when_asked_for() -> None:
    text = "\"It's\" -- 'so' ..."
    assert plain_text(sanitise(render_markdown(text, PLAIN)).html) == text
    assert plain_text(sanitise(render_markdown(text, CURLY)).html) == "“It’s” — ‘so’ …"


def test_no_story_leaves_a_trace_in_the_next() -> None:
    noted = "One[^1] [two][ref]\n\n[^1]: Note.\n[ref]: https://example.org/"
    first = render_markdown(noted, PLAIN)
    assert render_markdown("One [two][ref]", PLAIN) == "<p>One [two][ref]</p>"
    assert render_markdown(noted, PLAIN) == first


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5000 + ". x",
        "\n".join(" " * (4 * depth) + "- x" for depth in range(200)),
        ">" * 3000 + "x",
        "- " * 2000 + "x",
        "#" * 5000,
        "|" * 2000 + "\n" + "|-" * 1000,
        "[^1]: " * 500,
        "&#x110000; &#0; &#xD800; &bogus;",
    ],
)
def test_text_that_markdown_cannot_take_is_still_shown(text: str) -> None:
    html = sanitise(render_markdown(f"{text}\n\nLast words.", PLAIN)).html
    assert "Last words." in plain_text(html)


def test_text_that_markdown_cannot_take_spoils_no_other_story() -> None:
    before = render_markdown("One *two*.", PLAIN)
    render_markdown("- " * 2000 + "x", PLAIN)
    assert render_markdown("One *two*.", PLAIN) == before


# --- plain paragraphs -----------------------------------------------------------------------------


def test_plain_paragraphs_are_escaped_a_line_each() -> None:
    assert plain_paragraphs(["A < B & C", '"Yes" <b>']) == '<p>A &lt; B &amp; C</p>\n<p>"Yes" &lt;b&gt;</p>'
    assert plain_paragraphs([]) == ""


@given(st.lists(st.text(alphabet="ab<>&\"' *_#[]é", min_size=1).filter(str.strip), max_size=5))
def test_plain_paragraphs_need_no_sanitising(paragraphs: list[str]) -> None:
    html = plain_paragraphs(paragraphs)
    assert sanitise(html).html == html
    assert plain_text(html) == " ".join(" ".join(paragraphs).split())


def test_paragraphs_are_split_at_blank_lines_and_their_lines_joined() -> None:
    assert split_paragraphs("\n\none\ntwo\n \t\n  three  \n\n\n") == ["one two", "three"]
    assert split_paragraphs(" \n ") == []


@given(st.text(alphabet="ab \n\t"))
def test_no_word_is_lost_in_splitting(text: str) -> None:
    assert " ".join(split_paragraphs(text)).split() == text.split()


# --- the headline ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "headline", "rest", "taken"),
    [
        ("# Leaders meet\n\nText.", "Leaders meet", "\nText.", 1),
        ("\n\n#Leaders meet #\nText.", "Leaders meet", "Text.", 3),
        ("Leaders meet\n============\nText.", "Leaders meet", "Text.", 2),
        ("# *Leaders* meet & [talk](/x)\n", "Leaders meet & talk", "", 1),
        ("# Leaders <script>alert(1)</script>meet\n", "Leaders meet", "", 1),
        ("# Leaders meet {: .x onclick=y }\n", "Leaders meet", "", 1),
        ("# 1. FC wins\n", "1. FC wins", "", 1),
        ("# C# wins\n", "C# wins", "", 1),
    ],
)
def test_the_headline_is_taken_off_as_plain_text(text: str, headline: str, rest: str, taken: int) -> None:
    assert take_headline(text) == (headline, rest, taken)


@pytest.mark.parametrize(
    "text", ["", "Text.", "## Subhead\n\nText.", "Text.\n\n# Later", "#", "# #", "===\n===", "    # code"]
)
def test_text_without_a_headline_is_left_alone(text: str) -> None:
    assert take_headline(text) == ("", text, 0)


@given(st.text(alphabet="# =-ab*\n", max_size=40))
def test_headline_and_rest_are_the_whole_text(text: str) -> None:
    _, rest, taken = take_headline(text)
    assert text.split("\n")[taken:] == rest.split("\n") or (taken and not rest)


@pytest.mark.parametrize(("text", "html"), [
    ("1. Ferries\n    - Fast ones", "<ol>\n<li>Ferries<ul>\n<li>Fast ones</li>\n</ul>\n</li>\n</ol>"),
    ("1. Ferries\n\n    They are fast.", "<ol>\n<li>\n<p>Ferries</p>\n<p>They are fast.</p>\n</li>\n</ol>"),
    ("1. Ferries", "<p>1. Ferries</p>"),
    ("1. Ferries\n\nThey are fast.", "<p>1. Ferries</p>\n<p>They are fast.</p>"),
])  # fmt: skip
def test_a_lone_item_is_a_list_if_more_belongs_to_it(text: str, html: str) -> None:
    assert render_markdown(text, MarkdownOptions()) == html
