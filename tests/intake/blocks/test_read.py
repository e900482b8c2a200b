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
    assume("---" not in text.replace(" ", "").replace("\t", ""))  # a rule between paragraphs, which has no words
    assume("--" not in [line.strip() for line in text.split("\n")])
    assert "".join("".join(paragraphs(text)).split()) == "".join(text.split())


def test_each_block_is_wrapped_or_not_by_itself() -> None:
    text = (
        "The harbor board met in the old cannery on Tuesday evening and\n"
        "agreed to rent out the slips.\n"
        "Nobody objected.\n\n"
        "Present were:\nJo Poe\nSam Doe\nLee Roe"
    )
    assert blocks(text) == [
        Paragraph(1, ("The harbor board met in the old cannery on Tuesday evening and agreed to rent out the slips.",)),
        Paragraph(3, ("Nobody objected.",)),
        Paragraph(5, ("Present were:",)),
        Paragraph(6, ("Jo Poe", "Sam Doe", "Lee Roe")),
    ]  # fmt: skip


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    text = "渔民们说，今年的鱼比去年多得多，价格也比较稳定，港口的生意因此好了不少，\n大家都希望明年也会这样。"
    assert paragraphs(text) == [text.replace("\n", "")]


# --- lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["-", "*", "•", "▪", "+"])
def test_signs_open_the_items_of_a_list(sign: str) -> None:
    assert blocks(f"{sign} nets\n{sign} ropes\n\n{sign} buoys") == [bullets(1, "nets", "ropes", "buoys")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. Clean.\n2. Fry.", numbered(1, "1", 1, "Clean.", "Fry.")),
        ("4) four\n5) five", numbered(1, "1", 4, "four", "five")),
        ("a) first\nb) second", numbered(1, "a", 1, "first", "second")),
        ("(i) first\n(ii) second", numbered(1, "i", 1, "first", "second")),
        ("(h) eight\n(i) nine", numbered(1, "a", 8, "eight", "nine")),
    ],
)
def test_numbers_that_count_up_are_a_list(text: str, found: ListBlock) -> None:
    assert blocks(text) == [found]


@pytest.mark.parametrize(
    "text",
    ["1986. What a year.", "- That is all.", "3. three\n7. seven", "7. Dezember: Markt\n8. Dezember: Konzert", "— Où ?\n— Ici.", "A. It will run."],
)  # fmt: skip
def test_what_may_be_something_else_is_no_list(text: str) -> None:
    lines = [line for block in blocks(text) if isinstance(block, Paragraph) for line in block.lines]
    assert lines == text.split("\n")


def test_an_item_runs_over_several_lines_and_holds_a_list() -> None:
    text = "- nets, which the crews mend in the\n  winter\n  * of hemp\n  * of nylon\n- ropes"
    inner = bullets(3, "of hemp", "of nylon")
    items = (Item("nets, which the crews mend in the winter", inner), Item("ropes"))
    assert blocks(text) == [ListBlock(1, "", 1, items)]


# --- tables ---------------------------------------------------------------------------------------

SCORES = (("Marrow Bay", "12", "3"), ("Pike", "4", "11"))


@pytest.mark.parametrize(
    "text",
    [
        "Team\tWon\tLost\nMarrow Bay\t12\t3\nPike\t4\t11",
        "Team          Won  Lost\nMarrow Bay     12     3\nPike            4    11",
        "| Team | Won | Lost |\n|---|---|---|\n| Marrow Bay | 12 | 3 |\n| Pike | 4 | 11 |",
        "Team          Won  Lost\n-----------  ----  ----\nMarrow Bay     12     3\nPike            4    11",
    ],
)
def test_rows_are_a_table_however_their_cells_are_separated(text: str) -> None:
    assert blocks(text) == [Table(1, "", ("Team", "Won", "Lost"), SCORES, (False, True, True))]


def test_a_title_above_rows_is_the_caption() -> None:
    assert blocks("EASTERN LEAGUE\nPike   4   11\nPell   3   12") == [
        Table(2, "EASTERN LEAGUE", (), (("Pike", "4", "11"), ("Pell", "3", "12")), (False, True, True))
    ]


def test_columns_that_are_no_table_stay_as_they_were_typed() -> None:
    text = "Pike       000 100 000--1  5  2\nMarrow Bay  210 000 01x--4   8 0\nHR: Roe   (3)"
    assert blocks(text) == [Agate(1, tuple(text.split("\n")))]


def test_two_spaces_after_a_period_are_no_columns() -> None:
    assert paragraphs("It rained.  It snowed.\nIt froze.  It thawed.") == [
        "It rained. It snowed.",
        "It froze. It thawed.",
    ]


# --- verse, sub-heads, breaks ---------------------------------------------------------------------


def test_verse_keeps_its_lines() -> None:
    text = "Gulls cry above the empty quay,\n  the nets are dry,\nthe boats lie far beyond the bay,\n  and so do I."
    found = (
        "Gulls cry above the empty quay,",
        "\u2003the nets are dry,",
        "the boats lie far beyond the bay,",
        "\u2003and so do I.",
    )
    assert blocks(text) == [Paragraph(1, found, is_verse=True)]


def test_capitals_alone_on_a_line_above_text_are_a_sub_head() -> None:
    assert blocks("It met.\n\nTHE VOTE\n\nAll said yes.\n\nTHE END") == [
        Paragraph(1, ("It met.",)),
        Heading(3, "THE VOTE"),
        Paragraph(5, ("All said yes.",)),
        Paragraph(7, ("THE END",)),
    ]


def test_short_lines_are_sub_heads_only_where_the_file_has_several() -> None:
    text = "Pier to close\n\nThe pier will close.\n\nLibrary to open\n\nThe library will open."
    assert [type(block) for block in blocks(text)] == [Heading, Paragraph, Heading, Paragraph]
    assert [type(block) for block in blocks("It met.\n\nThe vote\n\nAll said yes.")] == [Paragraph] * 3


@pytest.mark.parametrize("sign", ["***", "* * *", "___", "---", "• • •", "=====", "⁂"])
def test_a_line_of_signs_is_a_break_between_two_parts(sign: str) -> None:
    assert blocks(f"{sign}\n\nOne.\n\n{sign}\n\nTwo.\n\n{sign}") == [
        Paragraph(3, ("One.",)),
        Break(5),
        Paragraph(7, ("Two.",)),
    ]


def test_the_lede_can_be_replaced_and_left_out() -> None:
    found = blocks("One.\n\nTwo.")
    assert replace_lede(found, "Three.") == (Paragraph(1, ("Three.",)), Paragraph(3, ("Two.",)))
    assert replace_lede(found, "") == (Paragraph(3, ("Two.",)),)


INDENTED = (
    "    The strike of the pilots will begin on Monday, June 7,\n2027. The last one was in 1998.\n"
    "    The harbour has food for the people of the islands until\nJuly 15."
)


@pytest.mark.parametrize("first", ["The Marrow Bay Pilots", "Ferries to the islands may"])
def test_a_lede_that_has_lost_its_dateline_runs_on_over_indented_paragraphs(first: str) -> None:
    second = "Association said its members would strike on Monday at noon."
    assert paragraphs(f"{first}\n{second}\n{INDENTED}")[0] == f"{first} {second}"


def test_a_short_title_over_indented_paragraphs_stands_alone() -> None:
    lede = "The pilots said their members would strike on Monday at noon."
    assert paragraphs(f"Pilots\n{lede}\n{INDENTED}")[:2] == ["Pilots", lede]


LINES = st.sampled_from(["- a", "* b", "1. c", "2. d", "a) e", "  - f", "a  1", "b  2", "x\ty", "| a | b |", "|--|--|", "***", "CAPS", "Under", "-----", "word word", "By the sea,", "", "", "    indented", "it ends."])  # fmt: skip


@given(st.lists(LINES, max_size=20))
def test_no_word_is_lost_whatever_stands_beside_what(lines: list[str]) -> None:
    written = [word for line in lines for word in line.split() if any(map(str.isalpha, word))]
    shown = " ".join(paragraphs("\n".join(lines))).split()
    assert all(shown.count(word) >= written.count(word) for word in written if word != "a)")


def test_times_of_the_day_are_a_column_of_numbers() -> None:
    rows = "Day       High         Low\nSunday    4:31 a.m.    10:40 a.m.\nMonday    5 p.m.       11:15 PM\n"
    [table] = blocks(rows)
    assert isinstance(table, Table)
    assert (table.header, table.numeric) == (("Day", "High", "Low"), (False, True, True))
