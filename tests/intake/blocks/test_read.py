"""Plain text keeps its structure, block by block."""

from textwrap import wrap

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.intake.blocks.read import read_blocks, replace_lede
from generator.intake.blocks.records import Agate, Block, Break, Heading, Item, ListBlock, Paragraph, Table
from generator.intake.blocks.to_html import words_of
from generator.intake.wire.lines import number_lines

PROSE = (
    "Moody's Investors Service Inc said it lowered the debt and preferred stock ratings of USX Corp and its units, "
    "which have been under review since the company said that it would sell its steel segment to its managers."
)
WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=9), min_size=30, max_size=60).map(" ".join)


def blocks(text: str) -> list[Block]:
    return list(read_blocks(number_lines(text)))


def paragraphs(text: str) -> list[str]:
    return [words_of([block]) for block in blocks(text)]


def bullets(line: int, *items: str) -> ListBlock:
    return ListBlock(line, "", 1, tuple(map(Item, items)))


def numbered(line: int, kind: str, start: int, *items: str) -> ListBlock:
    return ListBlock(line, kind, start, tuple(map(Item, items)))


# --- paragraphs -----------------------------------------------------------------------------------


@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(60, 80), st.sampled_from(["\n\n", "\n    ", "\n\t"]))
def test_wrapped_paragraphs_are_joined_however_they_are_separated(texts: list[str], width: int, between: str) -> None:
    wrapped = between.join("\n".join(wrap(text, width, break_on_hyphens=False)) for text in texts)
    assert paragraphs(wrapped) == texts


@given(st.lists(WORDS.map(lambda words: words.capitalize() + "."), min_size=1, max_size=5))
def test_unwrapped_lines_are_paragraphs(texts: list[str]) -> None:
    assume(max(map(len, texts)) > 90)
    assert paragraphs("\n".join(texts)) == texts


def test_copy_in_which_every_line_is_indented_has_no_indents_that_open_paragraphs() -> None:
    assert paragraphs("\n".join("    " + line for line in wrap(PROSE, 60))) == [PROSE]


def test_a_compound_broken_at_its_hyphen_is_closed_up() -> None:
    text = (
        "The company appears to have positioned its steel segment for long-\nterm profit by late 1987, Moody's added."
    )
    assert "long-term profit" in paragraphs(text)[0]


def test_a_hyphen_that_hangs_before_and_stays_apart() -> None:
    text = "The bank said that it would raise its rates for its medium-\nand long-term loans in the course of the year."
    assert "medium- and long-term" in paragraphs(text)[0]


def test_a_list_or_a_table_under_a_wrapped_paragraph_leaves_it_whole() -> None:
    table = "Wheat   2.55   2.40\nCorn    1.35   1.92"
    prose = chr(10).join(wrap(PROSE, 64))
    rows = (("Wheat", "2.55", "2.40"), ("Corn", "1.35", "1.92"))
    assert blocks(f"{prose}\n{table}") == [Paragraph(1, (PROSE,)), Table(5, "", (), rows, (False, True, True))]
    assert blocks(f"{prose}\n- one\n- two") == [Paragraph(1, (PROSE,)), bullets(5, "one", "two")]


def test_a_line_that_begins_with_a_dash_within_a_sentence_is_no_entry() -> None:
    text = (
        "The draft treaty called for the elimination\n"
        "- removal and destruction - of all the missiles in\n"
        "Europe within years."
    )
    assert len(paragraphs(text)) == 1


def test_no_break_spaces_stay() -> None:
    assert paragraphs("It cost 10\u00a0000  euros.") == ["It cost 10\u00a0000 euros."]


@given(st.text("ab .-\n\t5"))
def test_no_word_is_lost_or_moved(text: str) -> None:
    assert "".join("".join(paragraphs(text)).split()) == "".join(text.split())
