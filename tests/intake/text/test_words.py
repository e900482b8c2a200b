"""Words are counted in any script; summaries are whole sentences or end in an ellipsis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.text.words import count_words, summarise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" -- … !", 0),
        ("The council met.", 3),
        ("It’s O'Brien's well-known 1,000-page report", 5),
        ("one—two – three", 3),
        ("नमस्ते दुनिया", 2),
        ("מועצת העיר אישרה", 3),
        ("北京举行会议", 3),
        ("NATO在北京", 3),
        ("https://example.org/a?b=c next", 2),
    ],
)
def test_words_are_counted_as_readers_would(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.lists(st.text(alphabet="abcé'1", min_size=1).filter(lambda word: word.strip("'") != "")))
def test_every_word_between_blanks_counts_once(words: list[str]) -> None:
    assert count_words(" ".join(words)) == len(words)


FIRST = "The town council approved the ferry lease on Monday after a long debate about its price."
SECOND = "Mayor Jane Roe said the vote would let repairs begin before winter."
THIRD = "Opponents said they would ask a court to stop the work until the accounts of the company are published."


def test_a_short_text_is_its_own_summary() -> None:
    assert summarise(f"  {FIRST}\n") == FIRST


def test_a_summary_is_as_many_whole_sentences_as_fit() -> None:
    assert summarise(f"{FIRST} {SECOND} {THIRD}") == f"{FIRST} {SECOND}"
    assert summarise(f"{FIRST} “{SECOND}” {THIRD}", 170) == f"{FIRST} “{SECOND}”"


@pytest.mark.parametrize(
    "short", ["Sen. Dole, R-Kan., spoke.", "The U.S. Army came.", "It cost $1.50 in Jan. 1999.", "J. R. Roe won."]
)
def test_a_point_in_an_abbreviation_ends_no_sentence(short: str) -> None:
    text = f"{short[:-1]} {'and more ' * 20}"
    assert summarise(text, 60).endswith("…")


def test_a_long_sentence_is_cut_at_a_word() -> None:
    summary = summarise("word " * 100)
    assert summary.endswith("word…")
    assert len(summary) <= 200
    assert summarise("x" * 1000) == "x" * 199 + "…"


def test_japanese_paragraphs_are_joined_without_a_blank() -> None:
    assert (
        summarise("橋が閉まる。\n\n「三週間だ」と市長。\n\n旧市街で NATO の会議。")
        == "橋が閉まる。「三週間だ」と市長。旧市街で NATO の会議。"
    )
    assert summarise("The vote.\n\nIt passed.") == "The vote. It passed."


def test_a_very_short_first_sentence_is_not_enough() -> None:
    assert summarise("Rain. " + "It fell on the town and the harbor " * 10).startswith("Rain. It fell")


@given(st.text(max_size=600), st.integers(min_value=20, max_value=300))
def test_a_summary_is_the_beginning_of_the_text_and_fits(text: str, max_chars: int) -> None:
    summary = summarise(text, max_chars)
    folded, shown = "".join(text.split()), "".join(summary.split())
    assert len(summary) <= max_chars
    assert folded.startswith((shown.removesuffix("…"), shown))
    assert summary or not folded
