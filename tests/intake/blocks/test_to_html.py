"""Blocks become HTML that needs no sanitiser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.blocks.read import read_blocks
from generator.intake.blocks.to_html import set_blocks_html, summary_words
from generator.intake.html.sanitise import sanitise
from generator.intake.text.clean import clean_text
from generator.intake.wire.lines import number_lines


def html_of(text: str) -> str:
    return set_blocks_html(read_blocks(number_lines(text)))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A < b & c.", "<p>A &lt; b &amp; c.</p>"),
        ("Jo Poe\nPike", "<p>Jo Poe<br>\nPike</p>"),
        ("a) x\nb) y", '<ol type="a">\n<li>x</li>\n<li>y</li>\n</ol>'),
        ("Read https://a.example/x.", '<p>Read <a href="https://a.example/x" rel="noopener">https://a.example/x</a>.</p>'),
        ("(www.a.example)", '<p>(<a href="https://www.a.example" rel="noopener">www.a.example</a>)</p>'),
        ("Write to jo@a.example!", '<p>Write to <a href="mailto:jo@a.example">jo@a.example</a>!</p>'),
    ],
)  # fmt: skip
def test_blocks_become_html(text: str, html: str) -> None:
    assert html_of(text) == html


def test_numbers_are_aligned_and_the_header_has_a_scope() -> None:
    html = html_of("Team   Won\nPike     4\nPell     3")
    assert '<th scope="col" class="align-right">Won</th>' in html
    assert '<td class="align-right">4</td>' in html


PIECES = st.sampled_from(["- a\n", "1. b\n", "2. c\n", "  - d\n", "a  1\n", "b\t2\n", "<b>", "&amp;", "\n", "***\n", "https://a.example/?a=1&b=\"c\"", "www.ä.example", "j@a.example", "CAPS\n\n", "http://u:p@a.example ", "\u00a0", "|a|\n", "x, \n", "Y.\n", "'", "    e  f  1\n", "javascript://a.b"])  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40))
def test_html_is_what_the_sanitiser_leaves(text: str) -> None:
    html = html_of(clean_text(text))
    assert sanitise(html).html == html


def test_a_summary_is_made_of_paragraphs() -> None:
    assert summary_words(read_blocks(number_lines("PARTS\n\nIt met.\n\n- a\n- b"))) == "It met."
    assert summary_words(read_blocks(number_lines("- a\n- b"))) == "a b"
