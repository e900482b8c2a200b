"""Count the words of a story. Related stories are found by these counts."""

import unicodedata
from array import array
from collections import Counter
from collections.abc import Collection
from itertools import filterfalse
from zlib import crc32

from generator.intake.text.spaced import (
    NO_SIGNS,
    Signs,
    beyond_ascii,
    drop_single_letters,
    replace_signs,
    signs_of,
    split_spaced,
)
from generator.intake.text.writings import count_divided
from generator.lazy_patterns import lazy_pattern

BEYOND_LATIN = lazy_pattern("[\u0300-\u1fff\u200c\u200d\u20d0-\u20ff\u2c00-\U0010ffff]")
"""Characters of which some aren't words between spaces: marks, and all writings but Latin."""

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


def _tally(headline: str, text: str) -> Counter[bytes]:
    """Return the counts of words as UTF-8, in the order of their first occurrence."""
    twice, once = _cut_opening(headline, text)
    beyond = beyond_ascii(twice + once)
    if not beyond:
        return _count_words(twice.lower(), once.lower(), NO_SIGNS)
    if not BEYOND_LATIN.search(beyond):
        counts = _tally_latin(twice, once, beyond)
        if counts is not None:
            return counts
    return count_divided(*(unicodedata.normalize("NFC", part.casefold()) for part in (twice, once)))


def _tally_latin(twice: str, once: str, beyond: str) -> Counter[bytes] | None:
    """Return the counts of words in Latin letters; None if small letters of some are others. `beyond`: those not ASCII.

    Small letters are made last, since of plain ASCII, which most texts then are, that takes a tenth of the time.
    """
    others = dict.fromkeys(filterfalse(str.isalnum, frozenset(beyond)), " ")
    twice, once = (replace_signs(part, others).casefold() for part in (twice, once))
    letters = beyond_ascii(twice + once)
    if BEYOND_LATIN.search(letters):
        return None
    return _count_words(twice, once, signs_of(letters))


def _count_words(twice: str, once: str, signs: Signs) -> Counter[bytes]:
    """Return the counts of words that have spaces or signs between them, in small letters."""
    words = split_spaced(twice, signs)
    counts = Counter([*words, *words, *split_spaced(once, signs)])
    drop_single_letters(counts, signs)
    return counts


def _cut_opening(headline: str, text: str) -> tuple[str, str]:
    """Return the words that count twice, and the others. The opening ends with a word if a space ends any in it."""
    if len(text) <= OPENING:
        return f"{headline}\n{text}", ""
    opening = text[:OPENING].rsplit(None, 1)[0]
    if text.startswith(opening) and text[len(opening)].isspace():
        return f"{headline}\n{opening}", text[len(opening) :]
    return headline, f"{opening}\n{text}"
