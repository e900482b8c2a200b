"""The short cut for plain paragraphs equals the Markdown engine, byte for byte."""

import gzip
import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.intake.markup import MarkdownOptions, _engine
from generator.intake.plain_blocks import render_plain_blocks

CORPORA = Path(__file__).parents[2] / "../shared/corpora"
BLOCKS = [
    "Plain text, with a comma.", "Two lines\nof plain text.", "“Quoted,” she said.", "(In brackets)", "2026 was the year.", "1,204 votes",
    "1. one\n2. two", "1986. A year", "3) three", "- one\n- two", "* star", "+ plus", "-dash", "- ", "> quoted", ">no blank", "*em* and **strong**",
    "a_b_c", "[link](/x)", "![img](/x)", "`code`", "## Two", "##Two", "### Three ###", "Two\n---", "---", "***", "| a | b |\n|---|---|\n| 1 | 2 |", "a | b",
    "    indented code", "  two blanks", "   three", "trailing  ", "broken  \nline", "AT&T & co", "&amp; &copy;", "a > b", "back\\slash \\*", "{brace} {: .x }",
    "https://example.org/a_b", "me@example.org", "$5", "…", "é à", "\u00a0no-break", "text\u00a0", "#tag", "a # b", "=====", "a\n=====", "~tilde~", "^", ":", "- a\n\n    b",
    "- a\n\n- b", "> a\n\n> b", "1. a\n\n   plain", "नमस्ते", "👩‍👩‍👧 family", "Mr. Roe\n2. second", "a\n- b", "a\n> b", "a\n# b", "a\n    b", " a\n b", "a\n\n\n    code",
]  # fmt: skip


def by_engine(text: str) -> str:
    html: str = _engine(MarkdownOptions()).reset().convert(text)
    return html


def counted(text: str) -> tuple[str, int]:
    """HTML by the short cut, and how many times it called the engine."""
    calls = 0

    def render(part: str) -> str:
        nonlocal calls
        calls += 1
        return by_engine(part)

    return render_plain_blocks(text, render), calls


@given(
    st.lists(
        st.tuples(st.sampled_from(BLOCKS), st.sampled_from(["\n\n", "\n\n\n", "\n  \n", "\n    \n\n", "\n"])),
        max_size=8,
    )
)
@example([("- a", "\n\n"), ("Plain", "\n\n"), ("    b", "\n\n"), ("- c", "\n\n")])
@example([("1. a", "\n\n"), ("Plain", "\n\n"), ("2. b", "\n\n")])
@example([("> a", "\n\n"), ("Plain", "\n\n"), ("> b", "\n\n")])
def test_the_short_cut_equals_the_engine(parts: list[tuple[str, str]]) -> None:
    text = "".join(block + gap for block, gap in parts)
    assert counted(text)[0] == by_engine(text)


@given(st.text(alphabet="ab1 .-*_#>|\n&=()[]!\"'\u00a0", max_size=60))
def test_the_short_cut_equals_the_engine_on_any_text(text: str) -> None:
    assert counted(text)[0] == by_engine(text)


def test_plain_copy_needs_no_engine() -> None:
    html, calls = counted("\nThe council met.\n\n“Yes,” said Ms. Roe; it was 4:49 p.m.\nand late!\n\n\n1,204 votes.\n")
    assert (
        html == "<p>The council met.</p>\n<p>“Yes,” said Ms. Roe; it was 4:49 p.m.\nand late!</p>\n<p>1,204 votes.</p>"
    )
    assert calls == 0


def test_neighbouring_rich_blocks_go_to_the_engine_together() -> None:
    assert counted("Plain.\n\n- a\n\n- b\n\nPlain.\n\n*c*\n\nPlain.")[1] == 2


@pytest.mark.corpora
@pytest.mark.parametrize("name", ["bbc", "events", "politics-2012-2014", "reuters"])
def test_the_short_cut_equals_the_engine_on_real_copy(name: str) -> None:
    path = CORPORA / f"{name}.jsonl.gz"
    if not path.is_file():
        pytest.skip("the reference corpora lie beside the project's own checkout only")
    engine_free = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, 50):
            text = json.loads(line)["text"]
            html, calls = counted(text)
            assert html == by_engine(text)
            engine_free += not calls
    assert engine_free > 0
