"""The words of a story, counted: what related stories are found by."""

import re
import unicodedata
from array import array
from collections import Counter
from itertools import pairwise
from string import ascii_lowercase, digits
from zlib import crc32

MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u0900-\u0963\u0971-\u0dff"
"""Accents, vowel signs and joiners, which to `re` are the end of a word: Latin, Hebrew, Arabic, and the scripts of
India whole but for the full stops and digits of Devanagari."""
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer; Japanese and Chinese: no space between their words."""

WORDS_ALONE = bytes(byte if chr(byte) in ascii_lowercase + digits else ord(" ") for byte in range(256))
"""Turns what is no small letter or digit of ASCII into a space."""
SINGLE_LETTERS = frozenset(letter.encode() for letter in ascii_lowercase)
WORD = re.compile(rf"[a-z0-9]{{2,}}\b(?![{MARKS}])|[^\W_](?:[{MARKS}]*[^\W_]|[{MARKS}])+|\d")
"""Two letters or digits or more, or one and its marks, or a digit alone. The first part says nothing new; it is twice
as fast for English."""
UNSPACED_RUN = re.compile(rf"[{UNSPACED}]{{2,}}")

NUMBERS = 1 << 22
"""Words go by numbers below this. Two words may share one: too few do to matter."""
OPENING = 600
"""Characters at the beginning of a story whose words count once more: news says first what it is about."""
MOST = 255
"""No word counts more often than this."""


class _Numbers(dict[bytes, int]):
    """The numbers of words that came by, so that each is reckoned once."""

    most = 100_000
    """Words to remember; a worker reads on and on."""

    def __missing__(self, word: bytes) -> int:
        if len(self) >= self.most:
            self.clear()
        self[word] = number = crc32(word) % NUMBERS
        return number


_numbers = _Numbers()


def number_of(word: str) -> int:
    """The number that `word` goes by, the same on every machine."""
    return crc32(word.encode(errors="surrogatepass")) % NUMBERS


def number_of_topic(slug: str) -> int:
    """The number that a topic goes by; no word is written like this."""
    return number_of(f"#{slug}")


def count_terms(headline: str, text: str) -> bytes:
    """How often each word stands in a story, packed: the words' numbers, four bytes each, then their counts, one each.

    The words stand in the order in which they first come. Headline and opening count twice.
    """
    counts = _tally(headline, text)
    numbers = array("I", map(_numbers.__getitem__, counts))
    try:
        return numbers.tobytes() + bytes(counts.values())
    except ValueError:
        return numbers.tobytes() + bytes(min(count, MOST) for count in counts.values())


def tally_words(headline: str, text: str) -> dict[str, int]:
    """How often each word stands in a story, headline and opening counted twice.

    Words have two letters or more and no capitals; numbers count, too: the day of an event, the dead of a quake. Where
    a script has no spaces, every two neighbouring characters count as a word.
    """
    return {word.decode(errors="surrogatepass"): count for word, count in _tally(headline, text).items()}


def _tally(headline: str, text: str) -> Counter[bytes]:
    """The words in UTF-8: to part plain English as bytes takes half the time."""
    folded = f"{headline}\n{headline}\n{_opening(text)}\n{text}".casefold()
    if not folded.isascii():
        return Counter(word.encode(errors="surrogatepass") for word in _foreign_words(folded))
    counts = Counter(folded.encode().translate(WORDS_ALONE).split())
    for letter in SINGLE_LETTERS & counts.keys():
        del counts[letter]
    return counts


def _opening(text: str) -> str:
    """The beginning of the text, up to the end of a word where words have an end."""
    return text if len(text) <= OPENING else text[:OPENING].rsplit(None, 1)[0]


def _foreign_words(folded: str) -> list[str]:
    composed = unicodedata.normalize("NFC", folded)
    if not UNSPACED_RUN.search(composed):
        return WORD.findall(composed)
    pairs = [first + second for run in UNSPACED_RUN.findall(composed) for first, second in pairwise(run)]
    return WORD.findall(UNSPACED_RUN.sub(" ", composed)) + pairs
