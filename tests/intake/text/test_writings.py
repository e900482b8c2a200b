"""Text in any writing is divided into words."""

import sys
import unicodedata
from collections import Counter
from functools import cache

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.text.spaced import FEW
from generator.intake.text.terms import tally_words
from generator.intake.text.writings import count_divided, patterns

SOUTH_EAST_ASIAN = ("THAI ", "LAO ", "MYANMAR ", "KHMER ", "TAI LE ", "NEW TAI LUE ", "TAI THAM ", "TAI VIET ", "AHOM ")
EAST_ASIAN = ("CJK UNIFIED", "CJK COMPATIBILITY", "HIRAGANA ", "KATAKANA ", "BOPOMOFO ", "HANGUL ", "YI SYLLABLE ")
OF_SPACED_WORDS = (
    "TIBETAN ",
    "MONGOLIAN ",
    "ETHIOPIC ",
    "THAANA ",
    "SYRIAC ",
    "NKO ",
    "BENGALI ",
    "TAMIL ",
    "SINHALA ",
)


ANY_WRITING = st.lists(
    st.one_of(
        st.sampled_from(["", " ", ".", "_", "\u3000", "—", "\ud800", "7", "٣", "²", "\u0301", "\u200d", "\U000e0100"]),
        st.sampled_from(
            ["a", "ab", "é", "ß", "я", "ب", "أيضًا", "नि", "京", "都", "ニュース", "ก", "กข", "ั", "ไทย", "ខ្មែរ"]
        ),
        st.sampled_from(["\U00011700", "\U00020000", "\U00020001", "한국", "ﬀ"]),
        st.text(max_size=4),
    ),
    max_size=24,
).map("".join)


@cache
def letters_and_marks() -> list[str]:
    """Return all letters without case and all marks. To look through Unicode takes a third of a second."""
    signs = map(chr, range(0x300, sys.maxunicode))
    return [sign for sign in signs if unicodedata.category(sign) in {"Lo", "Lm", "Mn", "Mc"}]


def divide(text: str) -> list[str]:
    """Return the words of a text, each as often as it occurs."""
    return [word.decode(errors="surrogatepass") for word in count_divided("", text).elements()]


def find_words(text: str) -> list[str]:
    """Return the words that the patterns find, without any short cut."""
    pieces: list[str] = []
    for group, size in ((1, 2), (2, 3)):
        for run in filter(None, (found[group] for found in patterns().unspaced.finditer(text))):
            pieces += [run[at : at + size] for at in range(max(1, len(run) - size + 1))]
    return patterns().words.findall(patterns().unspaced.sub(" ", text)) + pieces


def named(*beginnings: str) -> list[str]:
    """Return the letters and marks whose names in Unicode have one of the beginnings."""
    return [sign for sign in letters_and_marks() if unicodedata.name(sign, "").startswith(beginnings)]


def test_writings_of_south_east_asia_count_by_threes() -> None:
    signs = named(*SOUTH_EAST_ASIAN)
    assert len(signs) > 600
    assert [sign for sign in signs if divide(f"{sign}ก{sign}ข") != [f"{sign}ก{sign}", f"ก{sign}ข"]] == []


def test_writings_of_east_asia_count_by_twos() -> None:
    signs = [sign for sign in named(*EAST_ASIAN) if unicodedata.category(sign)[0] == "L"]
    assert len(signs) > 90_000
    assert [sign for sign in signs if divide(f"{sign}京{sign}") != [f"{sign}京", f"京{sign}"]] == []


def test_marks_belong_to_their_words_in_all_other_writings() -> None:
    others = [sign for sign in named(*OF_SPACED_WORDS) if unicodedata.category(sign)[0] == "M"]
    assert len(others) > 100
    assert [sign for sign in others if divide(f"б{sign}б {sign}") != [f"б{sign}б"]] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ภาษาไทย", {"ภาษ", "าษา", "ษาไ", "าไท", "ไทย"}),
        ("ปี ๒๕๖๐ ที่ 5", {"ปี", "๒๕๖๐", "ที่", "5"}),
        ("ພາສາ", {"ພາສ", "າສາ"}),
        ("မြန်မာ။", {"မြန", "ြန်", "န်မ", "်မာ"}),
        ("ខ្មែរ។", {"ខ្ម", "្មែ", "មែរ"}),
        ("བོད་སྐད་", {"བོད", "སྐད"}),
        ("한국은행이 11월", {"한국", "국은", "은행", "행이", "11월"}),
        ("東京・大阪 7月", {"東京", "大阪", "7月"}),
        ("አዲስ፡አበባ", {"አዲስ", "አበባ"}),
    ],
)
def test_words_of_many_writings(text: str, words: set[str]) -> None:
    assert set(tally_words("", text)) == words


@settings(max_examples=examples(300))
@given(ANY_WRITING, ANY_WRITING)
def test_words_are_counted_as_the_patterns_find_them(twice: str, once: str) -> None:
    first, second = unicodedata.normalize("NFC", twice), unicodedata.normalize("NFC", once)
    found = find_words(first)
    counts = {word.decode(errors="surrogatepass"): count for word, count in count_divided(first, second).items()}
    assert counts == Counter([*found, *found, *find_words(second)])


def test_a_text_of_very_many_signs_is_counted_alike() -> None:
    signs = map(chr, range(0x2190, 0x2190 + 2 * FEW))
    marks = [sign for sign in letters_and_marks() if unicodedata.category(sign) == "Mn"][: 2 * FEW]
    text = " ".join(f"ab{sign}cd" for sign in signs) + " ".join(f"б{mark}" for mark in marks)
    assert Counter(divide(text)) == Counter(find_words(text))


@given(st.text("abz09é_ßłœ’“”–…\xa0\n-,.", max_size=60), st.text("abz09é_ßłœ’“”–…\xa0\n-,.", max_size=60))
def test_latin_words_are_those_of_the_patterns_for_all_writings(headline: str, text: str) -> None:
    found = find_words(unicodedata.normalize("NFC", f"{headline}\n{text}".casefold()))
    assert tally_words(headline, text) == {word: 2 * count for word, count in Counter(found).items()}
