"""Markdown is read as editors write it."""

import pytest

from generator.intake.html.markdown import MarkdownOptions, render_markdown, take_headline
from generator.intake.html.sanitise import sanitise


def html_of(text: str, **options: object) -> str:
    return sanitise(render_markdown(text, MarkdownOptions(**options))).html  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("They need:\n- nets\n- ropes", "<p>They need:</p>\n<ul>\n<li>nets</li>\n<li>ropes</li>\n</ul>"),
        ("So:\n1. one\n2. two", "<p>So:</p>\n<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("a long line of text\n- which goes on - here", "<p>a long line of text\n- which goes on - here</p>"),
        ("#2 in the league", "<p>#2 in the league</p>"),
        ("#harbor is trending", "<p>#harbor is trending</p>"),
        ("    An old indent.", "<p>An old indent.</p>"),
        ("\tA tab.", "<p>A tab.</p>"),
        ("    x = f();", "<pre><code>x = f();\n</code></pre>"),
        ("- a\n\n    more", "<ul>\n<li>\n<p>a</p>\n<p>more</p>\n</li>\n</ul>"),
        ("1848. A year.", "<p>1848. A year.</p>"),
        ("~~old~~ new", "<p><del>old</del> new</p>"),
        ("- [ ] nets\n- [x] ropes", "<ul>\n<li>☐ nets</li>\n<li>☑ ropes</li>\n</ul>"),
        ("See www.a.example.", '<p>See <a href="https://www.a.example" rel="noopener">www.a.example</a>.</p>'),
        ("`www.a.example`", "<p><code>www.a.example</code></p>"),
        ("海面平静，\n预计", "<p>海面平静，预计</p>"),
        ("• nets\n• ropes", "<ul>\n<li>nets</li>\n<li>ropes</li>\n</ul>"),
    ],
)
def test_blocks_and_phrases(text: str, html: str) -> None:
    assert html_of(text) == html


def test_a_table_directly_under_a_paragraph_is_one() -> None:
    html = html_of("Results\n| A | B |\n|---|---|\n| 1 | 2 |\nThat was all.")
    assert html.startswith("<p>Results</p>\n<table>")
    assert html.endswith("</table>\n<p>That was all.</p>")


def test_links_inside_a_page_lead_to_headings() -> None:
    html = html_of("[a](#later) [b](#the-vote-1)\n\n## Then {#later}\n\n## The vote\n\n## The vote")
    assert '<a href="#s-later">' in html
    assert '<h2 id="s-later">Then</h2>' in html
    assert '<a href="#s-the-vote-1">' in html
    assert '<h2 id="s-the-vote-1">The vote</h2>' in html


def test_what_is_folded_is_markdown() -> None:
    html = html_of("<details>\n<summary>More</summary>\n\n*a*\n\n</details>")
    assert html.replace("\n", "") == "<details><summary>More</summary><p><em>a</em></p></details>"


def test_typographic_marks_pass_over_code_and_know_phrases() -> None:
    html = html_of('"**Ja**", `"x"` -- "*nein*"', typographic_quotes=True, language="de")
    assert html == '<p>„<strong>Ja</strong>“, <code>"x"</code> – „<em>nein</em>“</p>'


def test_a_headline_has_no_id_in_its_words_and_is_no_rank() -> None:
    assert take_headline("# Ferry {#top}\n\nText.")[0] == "Ferry"
    assert take_headline("#1 seed wins\n\nText.")[0] == ""


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("What the h**l, they s*** and d***ed it.", "What the h**l, they s*** and d***ed it."),
        ("A box of 2*3*4 feet; M*A*S*H reruns.", "A box of 2*3*4 feet; M*A*S*H reruns."),
        ("**Clerk's**word on A*Mart and Q*Mart", "<strong>Clerk's</strong>word on A*Mart and Q*Mart"),
        ("Moss* 3, Hale* 4", "Moss* 3, Hale* 4"),
        (
            "The **clerk's**word, 市**长，**说 and *so* on",
            "The <strong>clerk's</strong>word, 市<strong>长，</strong>说 and <em>so</em> on",
        ),
        ("un*frigging*believable", "un<em>frigging</em>believable"),
    ],
)
def test_asterisks_in_words_are_text_unless_they_are_around_letters(typed: str, printed: str) -> None:
    assert render_markdown(typed, MarkdownOptions()) == f"<p>{printed}</p>"


def test_a_bare_address_ends_where_a_link_begins() -> None:
    html = render_markdown("https://a.example/[words](https://b.example/)", MarkdownOptions())
    assert "klzzwxh" not in html
    assert '<a href="https://a.example/"' in html
    assert ">words</a>" in html


@pytest.mark.parametrize(
    "text",
    [
        "- a\n  - b\n    - c\n- d",
        "- a\n    - b\n        - c\n- d",
        "* a\n  * b\n    * c\n* d",
        "1. a\n   - b\n     - c\n2. d",
    ],
)
def test_a_list_may_be_nested_by_two_three_or_four_spaces(text: str) -> None:
    html = html_of(text)
    assert [html.index(item) for item in "abcd"] == sorted(html.index(item) for item in "abcd")
    assert html.count("<ul>") + html.count("<ol>") == 3
    assert html.index("</ul>") > html.index("c")


@pytest.mark.parametrize("indent", ["  ", "   ", "    "])
def test_a_paragraph_inside_of_an_item_stays_there(indent: str) -> None:
    html = html_of(f"1. Mix.\n2. Wait.\n\n{indent}It bubbles.\n\n3. Bake.")
    assert html.count("<ol") == 1
    assert html.count("<li>") == 3


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A text.\n\n  With an indent.", "<p>A text.</p>\n<p>With an indent.</p>"),
        ("He said\n- yes\n\n  and left.", "<p>He said\n- yes</p>\n<p>and left.</p>"),
        ("- a\n\nText.\n\n  More.", "<ul>\n<li>a</li>\n</ul>\n<p>Text.</p>\n<p>More.</p>"),
    ],
)
def test_an_indent_outside_of_lists_is_none(text: str, html: str) -> None:
    assert html_of(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("> [!NOTE]\n> Two roads are closed.", "<blockquote>\n<p>Two roads are closed.</p>\n</blockquote>"),
        (
            "> [!tip]- Boots\n> It was wet.",
            "<blockquote>\n<p><strong>Boots</strong><br>\nIt was wet.</p>\n</blockquote>",
        ),
        ("Is it [!NOTE] here?", "<p>Is it [!NOTE] here?</p>"),
    ],
)
def test_the_kind_of_a_callout_is_not_printed(text: str, html: str) -> None:
    assert html_of(text) == html
