"""The words of a story, counted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.terms import count_terms

TEXTS = st.text(max_size=80)


def test_the_headline_counts_twice() -> None:
    assert count_terms("Ferry lease", "The ferry.") == {"ferry": 3, "lease": 2, "the": 1}


def test_figures_single_letters_and_signs_are_no_words() -> None:
    assert count_terms("", "A 7 p.m. b_c, covid-19: £5 — x") == {"covid": 1}


def test_capitals_do_not_count() -> None:
    assert count_terms("", "NATO Nato nato STRASSE Straße") == {"nato": 3, "strasse": 2}


def test_a_possessive_counts_for_its_noun() -> None:
    assert count_terms("", "council’s council's council") == {"council": 3}


@given(TEXTS, TEXTS)
def test_words_come_by_the_alphabet(headline: str, text: str) -> None:
    terms = count_terms(headline, text)
    assert list(terms) == sorted(terms)
    assert all(count > 0 for count in terms.values())


@given(st.text("abz Q'-_0\n", max_size=60))
def test_a_foreign_letter_elsewhere_changes_nothing_for_plain_words(text: str) -> None:
    assert count_terms("", f"{text} été") == dict(sorted({**count_terms("", text), "été": 1}.items()))


@given(TEXTS)
def test_composed_and_decomposed_letters_are_the_same_words(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text.casefold()) for form in ("NFC", "NFD"))
    assert count_terms("", composed) == count_terms("", decomposed)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("नई दिल्ली में हिन्दी।", {"नई", "दिल्ली", "में", "हिन्दी"}),
        ("שָׁלוֹם עֲלֵיכֶם", {"שָׁלוֹם", "עֲלֵיכֶם"}),
        ("السَّلَامُ عليكم", {"السَّلَامُ", "عليكم"}),
        ("Việt Nam", {"việt", "nam"}),
        ("Україна 24", {"україна"}),
    ],
)
def test_vowel_signs_belong_to_their_word(text: str, words: set[str]) -> None:
    assert set(count_terms("", text)) == {unicodedata.normalize("NFC", word) for word in words}


def test_scripts_without_spaces_are_counted_by_pairs() -> None:
    assert count_terms("", "東京都の news") == {"news": 1, "京都": 1, "東京": 1, "都の": 1}
