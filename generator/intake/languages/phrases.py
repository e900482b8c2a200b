"""Find known phrases at the start or the end of a line, in a time that doesn't depend on their number."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from string import ascii_lowercase

KEY_CHARS = 4
MAX_KEPT = 4096
"""The most openings and ends of lines for which is remembered whether a phrase begins or ends so."""
GAP = " … "
MAX_GAP = 60
"""The most characters that `…` in a phrase stands for."""
UNSPACED = ("\u3040", "\u9fff"), ("\uac00", "\ud7a3"), ("\u0e00", "\u0e7f")
"""Kana and Han, Hangul, Thai: a word may follow another without a blank."""


def _plain_letters() -> dict[int, str]:
    """Return Latin and Greek letters with accents and the letters without them: capitals are often written so."""
    table = {ord("İ"): "i", ord("ı"): "i", ord("ς"): "σ", ord("ё"): "е", ord("’"): "'", 0xA0: " "}
    for first, last in ((0xC0, 0x24F), (0x370, 0x3FF), (0x1E00, 0x1FFF)):
        for code in range(first, last + 1):
            base, *marks = list(unicodedata.normalize("NFD", chr(code)))
            if marks and all(map(unicodedata.combining, marks)):
                table[code] = base.lower()
    return table


PLAIN_LETTERS = _plain_letters()
OFTEN_ALONE = (("’", "'"), ("\xa0", " "), ("ё", "е"))
"""Those of these letters and signs that stand in texts which have no other."""
OTHERS = re.compile("[\xc0-\u024f\u0370-\u03ff\u1e00-\u1fff]")
"""The blocks of Latin and Greek letters, in which the others are."""
FOLDED = re.compile(f"{OTHERS.pattern[:-1]}{''.join(sign for sign, _ in OFTEN_ALONE)}]")
"""The blocks of all of them."""
COMMON = frozenset(
    {
        "a", "after", "and", "before", "by", "don", "early", "final", "first", "for", "from", "is", "it", "not", "of",
        "on", "only", "or", "second", "the", "third", "this", "to",
    }
)  # fmt: skip
"""Words that are in most texts."""
LETTERS_ALONE = bytes(byte if chr(byte) in ascii_lowercase else ord(" ") for byte in range(256))
"""Turns all bytes except small letters of ASCII into spaces."""


def fold(words: str) -> str:
    """Return `words` in small letters without accents, with straight apostrophes, and of the same length."""
    if words.isascii():
        return words.lower()
    if not FOLDED.search(words):
        return words.lower()  # all but European languages
    for sign, plain in OFTEN_ALONE:
        words = words.replace(sign, plain)
    if not OTHERS.search(words):
        return words.lower()  # English and Russian
    return words.translate(PLAIN_LETTERS).lower().replace("ς", "σ")


class Phrases:
    """Phrases of one or more kinds. They are compared with text that `fold` has folded."""

    def __init__(self, values: Iterable[str]) -> None:
        words = {fold(word.strip()) for value in values for word in value.split("|") if word.strip()}
        self.all = tuple(sorted(words, key=lambda word: (-len(word), word)))
        self._exact = frozenset(words)
        self._openings = tuple((word.partition(GAP)[0], word) for word in self.all)
        self._by_start: dict[str, list[str]] = {}
        self._by_end: dict[str, list[str]] = {}
        for word in self.all:
            self._by_start.setdefault(word[:KEY_CHARS], []).append(word)
            self._by_end.setdefault(word[-KEY_CHARS:], []).append(word)
        self._starts = frozenset(word[:2] for word in words)
        self._sizes = tuple(sorted({len(key) for key in self._by_start}, reverse=True))
        self._reach = max(map(len, words), default=0) + MAX_GAP + 1
        self._end_sizes = tuple(sorted({len(key) for key in self._by_end}, reverse=True))
        self._may_open = lru_cache(MAX_KEPT)(self._knows_start)
        self._may_close = lru_cache(MAX_KEPT)(self._knows_end)

    def __contains__(self, folded: str) -> bool:
        return folded in self._exact

    def opens(self, words: str) -> bool:
        """Tell whether a phrase opens `words`, which aren't folded yet. Only the opening is folded."""
        return self._may_open(words[:KEY_CHARS]) and self.opening(fold(words[: self._reach])) > 0

    def closes(self, words: str) -> bool:
        """Tell whether a phrase ends `words`, which aren't folded yet."""
        return self.may_close(words) and self.closing(fold(words[-self._reach :])) > 0

    def may_close(self, words: str) -> bool:
        """Tell quickly whether a phrase may end `words`, which aren't folded yet, by the last letters."""
        return self._may_close(words[-KEY_CHARS:])

    def _knows_start(self, words: str) -> bool:
        folded = fold(words)
        return any(folded[:size] in self._by_start for size in self._sizes)

    def _knows_end(self, words: str) -> bool:
        folded = fold(words)
        return any(folded[-size:] in self._by_end for size in self._end_sizes)

    def by_telling_word(self) -> dict[str, list[str]]:
        """Return one word of each phrase in plain letters, and the phrases that it tells.

        A text in plain letters without any of the words has no phrase. Each is the longest word that isn't in most
        texts. Words beside a gap don't count, since they may be cut there.
        """
        told: dict[str, list[str]] = {}
        for word in self.all:
            if word.replace(GAP, "").isascii():
                telling = max(_whole_words(word), key=lambda one: (one not in COMMON, len(one)))
                told.setdefault(telling, []).append(word)
        return told

    def opening(self, folded: str) -> int:
        """Return the length of the longest phrase that opens `folded`, or 0."""
        if folded[:2] not in self._starts and folded[:1] not in self._starts:
            return 0
        for size in self._sizes:
            for word in self._by_start.get(folded[:size], ()):
                length = _length(word, folded)
                if length and _ends_word(folded, length):
                    return length
        return 0

    def closing(self, folded: str) -> int:
        """Return the length of the longest phrase that ends `folded`, or 0."""
        for size in self._end_sizes:
            for word in self._by_end.get(folded[-size:], ()):
                if folded.endswith(word) and _starts_word(folded, len(folded) - len(word)):
                    return len(word)
        return 0

    def within(self, folded: str) -> str:
        """Return the longest phrase that stands anywhere in `folded`, or an empty text."""
        for opening, word in self._openings:
            at = folded.find(opening)
            length = _length(word, folded[at : at + self._reach]) if at >= 0 else 0
            if length and _starts_word(folded, at) and _ends_word(folded, at + length):
                return word
        return ""


def split_words(folded: str) -> list[str]:
    """Return the words of a text in small letters, as far as they are of plain letters."""
    return folded.encode("ascii", "replace").translate(LETTERS_ALONE).decode("ascii").split()


def _whole_words(phrase: str) -> list[str]:
    """Return the words of a phrase that are whole wherever it is found."""
    before, gap, after = phrase.partition(GAP)
    if not gap:
        return split_words(phrase)
    return split_words(f"{before.rpartition(' ')[0]} {after.partition(' ')[2]}")


def _length(word: str, folded: str) -> int:
    """Return the length of `folded`'s opening that `word` stands for, or 0."""
    if folded.startswith(word):
        return len(word)
    before, gap, after = word.partition(GAP)
    if not gap or not folded.startswith(before):
        return 0
    at = folded.find(after, len(before), len(before) + MAX_GAP + len(after))
    return at + len(after) if at > 0 else 0


def _ends_word(folded: str, end: int) -> bool:
    return end >= len(folded) or not folded[end].isalpha() or is_unspaced(folded[end - 1])


def _starts_word(folded: str, start: int) -> bool:
    return start == 0 or not folded[start - 1].isalpha() or is_unspaced(folded[start])


def is_unspaced(char: str) -> bool:
    """Tell whether a character is of a writing whose words may follow each other without a blank."""
    return any(first <= char <= last for first, last in UNSPACED)
