"""Signs of programs are taken out of text, and its words stay."""

import pytest

from generator.intake.text.tidy import drop_invisible, read_entities, set_breaks, straighten_quotes, tidy_plain_text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("em\u00adbar\u200bgo", "embargo"),
        ("\uf0b7 item", "• item"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("a\u200db", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_invisible_signs_go_and_joiners_that_writings_need_stay(text: str, clean: str) -> None:
    assert drop_invisible(text) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [("it&rsquo;s &#8212; &amp;ldquo;x&rdquo;", "it’s — “x”"), ("AT&T; x", "AT&T; x"), ("a&#10;b", "a&#10;b"), ("&bogus;", "&bogus;")],
)  # fmt: skip
def test_entities_become_characters(text: str, clean: str) -> None:
    assert read_entities(text) == clean


def test_tags_that_are_closed_are_left_out_and_told() -> None:
    tidy = tidy_plain_text("One\n<b>two</b> <GM.N> <b x\n<!-- a\nb -->three", "a.txt")
    assert tidy.text == "One\ntwo <GM.N> <b x\n\nthree"
    assert [problem.line for problem in tidy.problems] == [2]


def test_a_tag_alone_is_text() -> None:
    assert tidy_plain_text("Shares of <p> rose.", "a.txt").text == "Shares of <p> rose."


def test_the_quotation_marks_of_teletypes_are_plain_ones() -> None:
    assert tidy_plain_text("``It's late,'' he said.", "a.txt").text == '"It\'s late," he said.'


@pytest.mark.parametrize(
    ("written", "straight"),
    [
        ("He felt `fine.'", "He felt 'fine.'"),
        ("`I don't know' he said, ``I am\nhere''", "'I don't know' he said, \"I am\nhere\""),
        ("Run `ls` and `cd` now, the boys' room", "Run `ls` and `cd` now, the boys' room"),
        ("A ` alone", "A ` alone"),
        ("`code` here\n\n`fine.'", "`code` here\n\n'fine.'"),
    ],
)
def test_a_backtick_that_an_apostrophe_closes_is_a_quotation_mark(written: str, straight: str) -> None:
    assert straighten_quotes(written) == straight


@pytest.mark.parametrize("line", [r"\_\_\_", r"\*\*\*", r"\---", r"\* \* \*", r"\-\-\-\-\-", r"  \_\_\_\_ "])
def test_breaks_that_a_program_escaped_are_breaks(line: str) -> None:
    assert set_breaks(f"First.\n\n{line}\n\nSecond.") == "First.\n\n* * *\n\nSecond."
    assert set_breaks(f"First.\n\n{line}\n") == "First.\n\n* * *\n"


@pytest.mark.parametrize(
    "text",
    [
        r"First.\n\n\_\_\nwho\n\nSecond.",
        "First.\n\n\\_\\*\\_\n\nSecond.",
        "First.\n\\_\\_\\_\nSecond.",
        "A \\_\\_\\_ b",
    ],
)
def test_other_escaped_signs_stay(text: str) -> None:
    assert set_breaks(text) == text
