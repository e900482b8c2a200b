"""The words of a story are counted."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.text import terms
from generator.intake.text.terms import MOST, NUMBERS, OPENING, count_terms, number_of, number_of_topic, tally_words

TEXTS = st.text(max_size=80)


def test_headline_and_opening_count_twice() -> None:
    text = "The ferry. " + "quay " * (OPENING // 5) + "late"
    counts = tally_words("Ferry lease", text)
    assert {word: counts[word] for word in ("ferry", "lease", "the", "late")} == {
        "ferry": 4,
        "lease": 2,
        "the": 2,
        "late": 1,
    }
    assert set(counts) == {"ferry", "lease", "the", "quay", "late"}, "the last word of the opening is whole"


@given(st.text("a\u0e01é京 \n.", max_size=20), st.text("ab\u0e01\u0e31é京都 \n.", max_size=30))
def test_the_opening_counts_twice_wherever_it_is_cut(headline: str, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terms, "OPENING", 8)
        opening = text if len(text) <= 8 else (text[:8].rsplit(None, 1) or [text])[0]
        counts = tally_words(headline, text)
        patch.setattr(terms, "OPENING", 200)
        twice = Counter(tally_words(f"{headline}\n{headline}\n{opening}", text))
        assert counts == {word: count // 2 for word, count in twice.items()}


def test_single_letters_and_signs_are_no_words() -> None:
    assert tally_words("", "A p.m. b_c, covid-: £ — x") == {"covid": 2}


@pytest.mark.parametrize("sign", ["-", "£"])
def test_figures_are_words(sign: str) -> None:
    counts = tally_words("", f"A 7 {sign} at 6.1, on 24 Nov, G20 in 2026")
    assert counts == dict.fromkeys(["7", "at", "6", "1", "on", "24", "nov", "g20", "in", "2026"], 2)


def test_capitals_do_not_count() -> None:
    assert tally_words("", "NATO Nato nato STRASSE Straße") == {"nato": 6, "strasse": 4}


def test_a_possessive_counts_for_its_noun() -> None:
    assert tally_words("", "council’s council's council") == {"council": 6}


@given(TEXTS, TEXTS)
def test_the_packed_words_are_the_words_by_their_numbers(headline: str, text: str) -> None:
    words, packed = tally_words(headline, text), count_terms(headline, text)
    numbers = memoryview(packed[: 4 * len(words)]).cast("I")
    assert list(numbers) == [number_of(word) for word in words]
    assert list(packed[4 * len(words) :]) == list(words.values())


def test_a_word_has_the_same_number_on_every_machine() -> None:
    assert number_of("ferry") == 859_155
    assert number_of("фея") == 2_332_662


@given(st.text(min_size=1, max_size=9))
def test_numbers_keep_below_their_bound(word: str) -> None:
    assert 0 <= number_of(word) < NUMBERS
    assert number_of_topic(word) != number_of(word)


def test_no_word_counts_more_often_than_a_byte_holds() -> None:
    packed = count_terms("", "ferry " * 1_000 + "lease")
    assert list(packed[8:]) == [MOST, 1]


@given(st.text("abz Q'-_0\n“”‘’–—…\xa0", max_size=60))
def test_a_foreign_letter_elsewhere_changes_nothing_for_plain_words(text: str) -> None:
    assert tally_words("", f"{text} été") == {**tally_words("", text), "été": 2}


@given(TEXTS)
def test_composed_and_decomposed_letters_are_the_same_words(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text.casefold()) for form in ("NFC", "NFD"))
    assert tally_words("", composed) == tally_words("", decomposed)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("नई दिल्ली में हिन्दी।", {"नई", "दिल्ली", "में", "हिन्दी"}),
        ("שָׁלוֹם עֲלֵיכֶם", {"שָׁלוֹם", "עֲלֵיכֶם"}),
        ("السَّلَامُ عليكم", {"السَّلَامُ", "عليكم"}),
        ("Việt Nam", {"việt", "nam"}),
        ("Україна 24", {"україна", "24"}),
    ],
)
def test_vowel_signs_belong_to_their_word(text: str, words: set[str]) -> None:
    assert set(tally_words("", text)) == {unicodedata.normalize("NFC", word) for word in words}


def test_japanese_and_chinese_are_counted_by_pairs() -> None:
    assert tally_words("", "東京都の news") == {"news": 2, "京都": 2, "東京": 2, "都の": 2}
