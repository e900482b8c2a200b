"""The words of a story, counted: what related stories are found by."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u0900-\u0963\u0971-\u0dff"
"""Accents, vowel signs and joiners, which to `re` are the end of a word: Latin, Hebrew, Arabic, and the scripts of
India whole but for the full stops and digits of Devanagari."""
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer; Japanese and Chinese: no space between their words."""

PLAIN_WORD = re.compile(r"[a-z]{2,}")
WORD = re.compile(rf"[a-z]{{2,}}\b(?![{MARKS}])|[^\W\d_](?:[{MARKS}]*[^\W\d_]|[{MARKS}])+")
"""Two letters or more, or a letter and its marks. The first half says nothing new; it is twice as fast for English."""
UNSPACED_RUN = re.compile(rf"[{UNSPACED}]{{2,}}")


def count_terms(headline: str, text: str) -> dict[str, int]:
    """How often each word stands in a story, the headline counted twice; by the alphabet.

    Words have two letters or more and no capitals. Where a script has no spaces, every two neighbouring characters
    count as a word.
    """
    folded = f"{headline}\n{headline}\n{text}".casefold()
    words = PLAIN_WORD.findall(folded) if folded.isascii() else _foreign_words(folded)
    return dict(sorted(Counter(words).items()))


def _foreign_words(folded: str) -> list[str]:
    composed = unicodedata.normalize("NFC", folded)
    if not UNSPACED_RUN.search(composed):
        return WORD.findall(composed)
    pairs = [first + second for run in UNSPACED_RUN.findall(composed) for first, second in pairwise(run)]
    return WORD.findall(UNSPACED_RUN.sub(" ", composed)) + pairs
