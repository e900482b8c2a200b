"""Find the words of text that has spaces or signs between its words, without looking at each character in turn.

Bytes are split about ten times as fast as a pattern finds words. So the text becomes UTF-8, in which all that belongs
to no word is a space. A text of many letters beyond ASCII has few different ones, and each is judged once.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

ASCII = bytes(range(128))
WORDS_ALONE = bytes(code if code > 127 or re.match(r"[^\W_]", chr(code)) else ord(" ") for code in range(256))
"""Turns all of ASCII except letters and digits into spaces."""
SINGLE_LETTERS = frozenset(chr(code).encode() for code in range(128) if chr(code).isalpha())
WITH_MARKS = range(0x300, 0x3400), range(0xA000, 0xAC00), range(0xFB00, 0xFE30), range(0x10000, 0x20000)
"""The blocks among which all marks of words are, without the large ones of Han and Hangul."""
FEW = 64
"""As many different characters are looked for one after the other."""
JOINERS = "\u200c\u200d"


def beyond_ascii(text: str) -> str:
    """Return the characters of `text` that aren't ASCII, in their order."""
    if text.isascii():
        return ""
    return text.encode(errors="surrogatepass").translate(None, ASCII).decode(errors="surrogatepass")


def replace_signs(text: str, others: Mapping[str, str]) -> str:
    """Return `text` with another text in place of each of these characters."""
    if len(others) > FEW:
        return text.translate({ord(sign): other for sign, other in others.items()})
    for sign, other in others.items():
        text = text.replace(sign, other)
    return text


class Signs(NamedTuple):
    """The characters beyond ASCII in a text, by what they are to its words."""

    letters: frozenset[bytes] = frozenset()
    """Letters, which are no words alone, as UTF-8."""
    marks: frozenset[bytes] = frozenset()
    """Parts of the word before them, as UTF-8: vowel signs, accents, joiners."""
    others: frozenset[str] = frozenset()
    """What belongs to no word."""


NO_SIGNS = Signs()


def signs_of(beyond: str) -> Signs:
    """Return the different characters among those beyond ASCII."""
    if not beyond:
        return NO_SIGNS
    signs = frozenset(beyond)
    letters = [sign.encode() for sign in signs if sign.isalnum() and not sign.isdecimal()]
    others = [sign for sign in signs if not sign.isalnum()]
    marks = list(filter(_is_mark, others))
    return Signs(frozenset(letters), frozenset(map(str.encode, marks)), frozenset(others).difference(marks))


def _is_mark(character: str) -> bool:
    if unicodedata.category(character)[0] != "M":
        return character in JOINERS
    return any(ord(character) in block for block in WITH_MARKS)


def split_spaced(text: str, signs: Signs) -> list[bytes]:
    """Return the words of `text` as UTF-8, single letters among them. `signs` are those of the text.

    A word is a row of letters, digits and marks.
    """
    text = replace_signs(text, dict.fromkeys(signs.others, " "))
    return text.encode().translate(WORDS_ALONE).split()


def has_stray_mark(words: Sequence[bytes], signs: Signs) -> bool:
    """Tell whether one of `words` begins with a mark. It may be so where there are very many different ones."""
    if len(signs.marks) > FEW:
        return True
    text = b" " + b" ".join(words) if signs.marks else b""
    return any(b" " + mark in text for mark in signs.marks)


def drop_single_letters(counts: Counter[bytes], signs: Signs) -> None:
    """Take single letters out of the words that `split_spaced` found."""
    for letters in (SINGLE_LETTERS, signs.letters):
        for letter in letters & counts.keys():
            counts.pop(letter)
