"""Divide text into words in any writing, by the properties that Unicode gives its characters.

Not all writings set spaces between words. Chinese and Japanese have none: every two neighboring characters count as a
word. Thai, Lao, Burmese and Khmer have none either, and their vowels and tones are characters of their own: there every
three count as a word. Korean has spaces, but writes particles together with their nouns, so it counts like Chinese.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import chain, groupby
from operator import add
from typing import NamedTuple

PAIRED = (
    "\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u312f\u3131-\u318e\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua48c\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff\uff66-\uffdc\U0001aff0-\U0001b167"
    "\U00020000-\U0003fffd"
)
"""The letters of Chinese, Japanese, Korean and Yi."""
SOUTH_EAST_ASIA = (
    range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800), range(0x1950, 0x19E0), range(0x1A20, 0x1AB0),
    range(0xA9E0, 0xAA00), range(0xAA60, 0xAAE0), range(0x11700, 0x11750),
)  # fmt: skip
"""The blocks of Thai, Lao, Burmese, Khmer and their relatives, the Tai scripts."""
WITH_MARKS = range(0x300, 0x3400), range(0xA000, 0xAC00), range(0xFB00, 0xFE30), range(0x10000, 0x20000)
"""The blocks among which all marks of words are, without the large ones of Han and Hangul."""
JOINERS = "\u200c\u200d"


class Patterns(NamedTuple):
    """The patterns that divide a text into words."""

    unspaced: re.Pattern[str]
    """A run of either kind below."""
    pairs: re.Pattern[str]
    """A run of letters of which every two are a word."""
    threes: re.Pattern[str]
    """A run of letters and marks of which every three are a word."""
    words: re.Pattern[str]
    """A word in other writings: letters and figures with their marks, at least two characters, or a single figure."""


@cache
def _patterns() -> Patterns:
    """Return the patterns. To look through Unicode takes some milliseconds, which a paper in English saves."""
    marks = _as_ranges(code for code in chain(*WITH_MARKS) if unicodedata.category(chr(code))[0] == "M") + JOINERS
    syllables = _as_ranges(code for block in SOUTH_EAST_ASIA for code in block if _is_letter_or_mark(chr(code)))
    return Patterns(
        re.compile(f"[{PAIRED}{syllables}]{{2,}}"),
        re.compile(f"[{PAIRED}]{{2,}}"),
        re.compile(f"[{syllables}]{{2,}}"),
        re.compile(rf"[a-z0-9]{{2,}}\b(?![{marks}])|[^\W_]{{2,}}+(?![{marks}])|[^\W_](?:[^\W_]+|[{marks}]+)+|\d"),
    )


def _is_letter_or_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def _as_ranges(codes: Iterable[int]) -> str:
    """Return the code points, which must be sorted, as ranges for a pattern."""
    runs = (list(run) for _, run in groupby(enumerate(codes), lambda numbered: numbered[1] - numbered[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


def divide(text: str) -> list[str]:
    """Return the words of `text`, which must be composed (NFC). Those of writings without spaces come last."""
    patterns = _patterns()
    if not patterns.unspaced.search(text):
        return patterns.words.findall(text)
    pieces = list[str]()
    for run in patterns.pairs.findall(text):
        pieces += map(add, run, run[1:])
    text = patterns.pairs.sub(" ", text)
    for run in patterns.threes.findall(text):
        pieces += map(add, map(add, run, run[1:]), run[2:]) if len(run) > 2 else (run,)
    text = patterns.threes.sub(" ", text)
    return patterns.words.findall(text) + pieces
