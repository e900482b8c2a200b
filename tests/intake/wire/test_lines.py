from textwrap import wrap

from hypothesis import assume, given
from hypothesis import strategies as st

from generator.intake.wire.lines import cut_blocks, ends_sentence, is_wrapped, join_paragraphs, number_lines

PROSE = (
    "Moody's Investors Service Inc said it lowered the debt and preferred stock ratings of USX Corp and its units, "
    "which have been under review since the company said that it would sell its steel segment to its managers."
)
WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=9), min_size=30, max_size=60).map(" ".join)


def paragraphs(text: str) -> list[str]:
    lines = number_lines(text)
    return [paragraph.text for paragraph in join_paragraphs(lines, is_wrapped(lines))]


def test_lines_are_counted_from_where_the_text_stands_in_the_file() -> None:
    assert [(line.number, line.words) for line in number_lines(" a\t b \n\nc", 7)] == [(7, "a b"), (8, ""), (9, "c")]


def test_blocks_are_separated_by_blank_lines() -> None:
    blocks = cut_blocks(number_lines("a\nb\n \t\n\nc"))
    assert [[line.words for line in block] for block in blocks] == [["a", "b"], ["c"]]


def test_an_initial_ends_no_sentence() -> None:
    assert ends_sentence("He left.”")
    assert not ends_sentence("led by L.K.")


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


def test_rows_of_a_table_and_entries_of_a_list_stay_lines() -> None:
    table = "Wheat   2.55   2.40\nCorn    1.35   1.92"
    assert paragraphs(f"{chr(10).join(wrap(PROSE, 64))}\n{table}") == [PROSE, "Wheat 2.55 2.40", "Corn 1.35 1.92"]
    assert paragraphs(f"{chr(10).join(wrap(PROSE, 64))}\n- one\n- two") == [PROSE, "- one", "- two"]


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
