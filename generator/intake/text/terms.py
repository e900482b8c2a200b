"""Count the words of a story. Related stories are found by these counts."""

import re
import unicodedata
from array import array
from collections import Counter
from itertools import pairwise
from string import ascii_lowercase, digits
from zlib import crc32

MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u0900-\u0963\u0971-\u0dff"
"""Accents, vowel signs and joiners, which `re` takes for the end of a word: those of Latin, Hebrew and Arabic, and the
scripts of India as a whole, except the full stops and digits of Devanagari."""
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

WORDS_ALONE = bytes(byte if chr(byte) in ascii_lowercase + digits else ord(" ") for byte in range(256))
"""Turns all bytes except small letters and digits of ASCII into spaces."""
SINGLE_LETTERS = frozenset(letter.encode() for letter in ascii_lowercase)
WORD = re.compile(rf"[a-z0-9]{{2,}}\b(?![{MARKS}])|[^\W_](?:[{MARKS}]*[^\W_]|[{MARKS}])+|\d")
"""A word: two or more letters or digits, or one with its marks, or a single digit. The first alternative is included in
the second, but makes English twice as fast."""
UNSPACED_RUN = re.compile(rf"[{UNSPACED}]{{2,}}")

NUMBERS = 1 << 22
"""Words have numbers below this. Two words may have the same number, but too few do to matter."""
OPENING = 600
"""The words in this many characters at the beginning count twice: news says first what it is about."""
MOST = 255
"""The greatest count of a word."""


class _Numbers(dict[bytes, int]):
    """The numbers of words that were met before, so that each is computed once."""

    most = 100_000
    """The most words to remember, since a worker never stops reading."""

    def __missing__(self, word: bytes) -> int:
        if len(self) >= self.most:
            self.clear()
        self[word] = number = crc32(word) % NUMBERS
        return number


_numbers = _Numbers()


def number_of(word: str) -> int:
    """Return the number of `word`, which is the same on every machine."""
    return crc32(word.encode(errors="surrogatepass")) % NUMBERS


def number_of_topic(slug: str) -> int:
    """Return the number of a topic. It is that of a text with `#`, which no word contains."""
    return number_of(f"#{slug}")


def count_terms(headline: str, text: str) -> bytes:
    """Return how often each word occurs in a story, in a packed form.

    First come the words' numbers, four bytes each in native order, then their counts, one byte each. The words are
    in the order of their first occurrence. Those of headline and opening count twice.
    """
    counts = _tally(headline, text)
    numbers = array("I", map(_numbers.__getitem__, counts))
    try:
        return numbers.tobytes() + bytes(counts.values())
    except ValueError:
        return numbers.tobytes() + bytes(min(count, MOST) for count in counts.values())


def tally_words(headline: str, text: str) -> dict[str, int]:
    """Return how often each word occurs in a story. The words of headline and opening count twice.

    Words have two or more letters, in lower case. Numbers are words, too: the day of an event, the dead of an
    earthquake. In scripts without spaces every two neighboring characters are a word.
    """
    return {word.decode(errors="surrogatepass"): count for word, count in _tally(headline, text).items()}


def _tally(headline: str, text: str) -> Counter[bytes]:
    """Return the counts of words as UTF-8, since splitting plain English as bytes takes half the time."""
    folded = f"{headline}\n{headline}\n{_opening(text)}\n{text}".casefold()
    if not folded.isascii():
        return Counter(word.encode(errors="surrogatepass") for word in _foreign_words(folded))
    counts = Counter(folded.encode().translate(WORDS_ALONE).split())
    for letter in SINGLE_LETTERS & counts.keys():
        del counts[letter]
    return counts


def _opening(text: str) -> str:
    """Return the beginning of the text, cut at the end of a word if its words are separated."""
    return text if len(text) <= OPENING else text[:OPENING].rsplit(None, 1)[0]


def _foreign_words(folded: str) -> list[str]:
    composed = unicodedata.normalize("NFC", folded)
    if not UNSPACED_RUN.search(composed):
        return WORD.findall(composed)
    pairs = [first + second for run in UNSPACED_RUN.findall(composed) for first, second in pairwise(run)]
    return WORD.findall(UNSPACED_RUN.sub(" ", composed)) + pairs
