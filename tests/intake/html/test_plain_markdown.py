"""The fast way for plain paragraphs gives the same HTML as the Markdown engine, byte for byte."""

import gzip
import json
from itertools import islice

import pytest
from examples import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st
from places import CORPORA

from generator.intake.html.markdown import MarkdownOptions, _engine
from generator.intake.html.plain_markdown import set_blocks
from generator.intake.html.sanitise import sanitise

BLOCKS = [
    "Plain text, with a comma.", "Two lines\nof plain text.", "“Quoted,” she said.", "(In brackets)", "2026 was the year.", "1,204 votes",
    "1. one\n2. two", "1986. A year", "3) three", "- one\n- two", "* star", "+ plus", "-dash", "- ", "> quoted", ">no blank", "*em* and **strong**",
    "a_b_c", "[link](/x)", "![img](/x)", "`code`", "## Two", "##Two", "### Three ###", "Two\n---", "---", "***", "| a | b |\n|---|---|\n| 1 | 2 |", "a | b",
    "    indented code", "  two blanks", "   three", "trailing  ", "broken  \nline", "AT&T & co", "&amp; &copy;", "a > b", "back\\slash \\*", "{brace} {: .x }",
    "https://example.org/a_b", "me@example.org", "$5", "…", "é à", "\u00a0no-break", "text\u00a0", "#tag", "a # b", "=====", "a\n=====", "~tilde~", "^", ":", "- a\n\n    b",
    "- a\n\n- b", "> a\n\n> b", "1. a\n\n   plain", "नमस्ते", "👩‍👩‍👧 family", "Mr. Roe\n2. second", "a\n- b", "a\n> b", "a\n# b", "a\n    b", " a\n b", "a\n\n\n    code",
    "#1 seed", "~~old~~", "www.a.example", "me@a.example too", "- [ ] task", "• dot\n• dot", "1986. A year", "22. x", "text:\n- a\n- b", "a\n| b | c |\n|---|---|\n| 1 | 2 |\nd", "海，\n海", "海\n**海**", "## A {#b}", "{{ x }}",
]  # fmt: skip


GAPS = st.sampled_from(["\n\n", "\n\n\n", "\n  \n", "\n    \n\n", "\n"])
OPTIONS = [MarkdownOptions(), MarkdownOptions(typographic_quotes=True)]
PHRASES = [
    "**bold** words", "*soft* words", "a **b** and *c*.", "**b**,", "(**b**)", "x**b**", "**b**x", "* b*", "**b **", "***b***", "**a *b* c**", "*a **b** c*",
    "[words](https://example.org/a-b.html)", "[words](http://a.example/) and [more](https://b.example)", "[w](https://a.example/x_y)", "[w](/relative)", "[w]( https://a.example )",
    "[w](https://a.example/?q=1&r=2)", "[**w**](https://a.example/)", "**[w](https://a.example/)**", "![w](https://a.example/x.png)", "[w](javascript:alert(1))", "[w][1]",
    '"straight"', "it's", "a -- b", "and so on...", "AT&T", "AT&T; x", "a & b", "no-break\u00a0space", "> one line", "> two\n> lines", "- one\n- two", "- **one**\n- [w](https://a.example/)",
    "- one\n  more", "## Subhead", "### Sub **bold**", "## Sub #", "##### Deep", "2 * 3 * 4", "*a* b*", "a_b_", "[x]", "] [", "]", "x*", "**", "https://a.example/", "- ", "> ",
]  # fmt: skip


def by_engine(text: str, options: MarkdownOptions = OPTIONS[0]) -> str:
    """Return the HTML that the engine makes of the whole text, sanitised."""
    return sanitise(_engine(options).reset().convert(text)).html


def counted(text: str, options: MarkdownOptions = OPTIONS[0]) -> tuple[str, int]:
    """Return the HTML of the fast way, sanitised unless it is all its own, and the number of calls of the engine."""
    calls = 0

    def engine(part: str) -> str:
        nonlocal calls
        calls += 1
        html: str = _engine(options).reset().convert(part)
        return html

    typeset = set_blocks(text, engine, curly=options.typographic_quotes)
    return typeset.html if typeset.is_ours else sanitise(typeset.html).html, calls


@given(
    st.lists(
        st.tuples(st.sampled_from(BLOCKS), GAPS),
        max_size=8,
    )
)
@example([("- a", "\n\n"), ("Plain", "\n\n"), ("    b", "\n\n"), ("- c", "\n\n")])
@example([("1. a", "\n\n"), ("Plain", "\n\n"), ("2. b", "\n\n")])
@example([("> a", "\n\n"), ("Plain", "\n\n"), ("> b", "\n\n")])
def test_the_short_cut_equals_the_engine(parts: list[tuple[str, str]]) -> None:
    text = "".join(block + gap for block, gap in parts)
    for options in OPTIONS:
        assert counted(text, options)[0] == by_engine(text, options)


@settings(max_examples=examples(500))
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4), st.sampled_from(["", " ", "\n", "word "]), GAPS
        ),
        max_size=5,
    )
)
def test_common_markup_equals_the_engines(parts: list[tuple[list[str], str, str]]) -> None:
    text = "".join(between.join(phrases) + gap for phrases, between, gap in parts)
    for options in OPTIONS:
        assert counted(text, options)[0] == by_engine(text, options)


@settings(max_examples=examples(500))
@given(
    st.text(alphabet="ab *[](:/.)-_>#\n\"'&;\u00a0é", max_size=40).map(
        lambda text: text.replace(":/", "https://a.example/")
    )
)
def test_common_markup_equals_the_engines_on_any_text(text: str) -> None:
    for options in OPTIONS:
        assert counted(text, options)[0] == by_engine(text, options)


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
    assert counted("Plain.\n\n- a\n\n- b\n\nPlain.\n\n`c`\n\nPlain.")[1] == 2


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
            for options in OPTIONS:
                html, calls = counted(text, options)
                assert html == by_engine(text, options)
                engine_free += not calls
    assert engine_free > 0
