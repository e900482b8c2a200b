"""Count the words of a story. Related stories are found by these counts."""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Collection
from string import ascii_lowercase, digits
from zlib import crc32

from generator.intake.text.writings import divide

WORDS_ALONE = bytes(byte if chr(byte) in ascii_lowercase + digits else ord(" ") for byte in range(256))
"""Turns all bytes except small letters and digits of ASCII into spaces."""
SINGLE_LETTERS = frozenset(letter.encode() for letter in ascii_lowercase)
WORD = re.compile(r"[a-z0-9]{2,}\b|[^\W_]{2,}|\d")
"""A word: two or more letters or digits, or a single digit. The first alternative is included in the second, but makes
English twice as fast."""
BEYOND_LATIN = re.compile("[\u0300-\u1fff\u200c\u200d\u20d0-\u20ff\u2c00-\U0010ffff]")
"""Characters of which some aren't words between spaces: marks, and all writings but Latin."""

ENGLISH_MARKS = "“”‘’–—…\xa0"
"""The marks of plain English that are beyond ASCII."""

NUMBERS = 1 << 22
"""Words have numbers below this, a power of two. Two words may have the same number, but too few do to matter."""
OPENING = 600
"""The words in this many characters at the beginning count twice: news says first what it is about."""
MOST = 255
"""The greatest count of a word."""
LOW_BITS = array("I", [NUMBERS - 1]).tobytes()
"""The bits of a check sum that are a word's number, in native order."""


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
    numbers = _numbers_of(counts)
    try:
        return numbers + bytes(counts.values())
    except ValueError:
        return numbers + bytes(min(count, MOST) for count in counts.values())


def _numbers_of(words: Collection[bytes]) -> bytes:
    """Return the numbers of words. One operation on them all, as one great integer, costs less than one for each."""
    sums = array("I", map(crc32, words)).tobytes()
    low = int.from_bytes(sums, "big") & int.from_bytes(LOW_BITS * len(words), "big")
    return low.to_bytes(len(sums), "big")


def tally_words(headline: str, text: str) -> dict[str, int]:
    """Return how often each word occurs in a story. The words of headline and opening count twice.

    Words have two or more letters, in lower case. Numbers are words, too: the day of an event, the dead of an
    earthquake. Writings whose words spaces don't tell are cut into short pieces: see writings.py.
    """
    return {word.decode(errors="surrogatepass"): count for word, count in _tally(headline, text).items()}


def _tally(headline: str, text: str) -> dict[bytes, int]:
    """Return the counts of words as UTF-8, since splitting plain English as bytes takes half the time."""
    folded = f"{headline}\n{headline}\n{_opening(text)}\n{text}".casefold()
    plain = _without_marks(folded)
    if not plain.isascii():
        found = Counter(_foreign_words(folded))
        return {word.encode(errors="surrogatepass"): count for word, count in found.items()}
    counts = Counter(plain.encode().translate(WORDS_ALONE).split())
    for letter in SINGLE_LETTERS & counts.keys():
        del counts[letter]
    return counts


def _without_marks(text: str) -> str:
    """Return the text with blanks in place of the usual marks beyond ASCII, without which most English is plain."""
    for mark in ENGLISH_MARKS if not text.isascii() else "":
        text = text.replace(mark, " ")
    return text


def _opening(text: str) -> str:
    """Return the beginning of the text, cut at the end of a word if its words are separated."""
    return text if len(text) <= OPENING else text[:OPENING].rsplit(None, 1)[0]


def _foreign_words(folded: str) -> list[str]:
    composed = unicodedata.normalize("NFC", folded)
    return divide(composed) if BEYOND_LATIN.search(composed) else WORD.findall(composed)
