"""Text in any writing is divided into words."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.text.terms import BEYOND_LATIN, WORD, tally_words
from generator.intake.text.writings import divide

LETTERS_AND_MARKS = [
    chr(code) for code in range(0x300, sys.maxunicode) if unicodedata.category(chr(code)) in {"Lo", "Lm", "Mn", "Mc"}
]
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


def named(*beginnings: str) -> list[str]:
    """Return the letters and marks whose names in Unicode have one of the beginnings."""
    return [sign for sign in LETTERS_AND_MARKS if unicodedata.name(sign, "").startswith(beginnings)]


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


@given(st.text("abz09é_ßłœ’“”–…\xa0\n-,.", max_size=60))
def test_latin_words_are_those_of_the_patterns_for_all_writings(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert not BEYOND_LATIN.search(composed)
    assert WORD.findall(composed) == divide(composed)
