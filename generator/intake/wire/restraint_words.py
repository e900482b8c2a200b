"""Tell quickly whether a line may ask that the copy be kept back, by single words of restraints.

Each phrase of restraints, in any language, has a word or a few signs that it can't be without. Most lines have none of
them, and are not read more closely.
"""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import cache
from itertools import groupby
from operator import itemgetter
from string import whitespace

from generator.intake.languages.phrases import GAP, UNSPACED, fold, is_unspaced, split_words
from generator.intake.languages.words import phrases
from generator.intake.wire.restraint_forms import (
    DAY_OPENINGS,
    DAY_WORDS,
    OUTER_MARKS,
    STEMS_BESIDE_CHECKS,
    WORDS_BEFORE_COLON,
    WORDS_OF_CHECKS,
    WORDS_OF_FORMS,
    WORDS_OF_FORMS_IN_BODY,
)

KINDS = ("killed", "forbidden", "embargo", "hold", "draft", "release", "uncleared")
"""The kinds of phrases, in the order in which they are tried; each a field of languages.row.Row."""
BEYOND_ENGLISH = re.compile("[^\x00-\x7f“”‘’…–—\xa0]")
"""A sign that isn't in plain letters, and no mark of English typography either: no phrase is foreign by such marks."""
KEYED_EAST = [f"{word}(?:解禁)?(?:は|\\s?[:：])" for word in ("掲載", "公開", "配信", "放送", "報道", "公表")]
"""What opens the Japanese forms that name a day of release, as patterns."""
_DAYS = frozenset(DAY_WORDS.split())
_CHECKS = frozenset(WORDS_OF_CHECKS.split())
_BEFORE_COLON = frozenset(WORDS_BEFORE_COLON.split())
THAI = ("\u0e00", "\u0e7f")
MARKS_AND_BLANKS = f"{OUTER_MARKS}{whitespace}\xa0"
TOMORROW = "tomorrow"
"""A word that may run into the next one in the same form."""
LETTERS = re.compile(r"[^\W\d_]+")
OTHER_LETTERS = re.compile(
    r"[^\W\d_a-zA-Z\u0e00-\u0e7f\u3005\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff21-\uff3a\uff41-\uff5a\uff66-\uff9d]"
)
"""Letters that are neither plain ones nor of a writing without spaces."""
UNSPACED_LETTER = re.compile(f"[{''.join(f'{first}-{last}' for first, last in UNSPACED)}]")
LONG_S = "ſ"
"""The one letter that `re` takes for another when capitals don't matter, and `fold` doesn't."""


class Place(IntEnum):
    """Where a line stands. The closer to the story's text, the more a restraint must look like one."""

    HEADLINE = 1
    """The headline, the deck or another value that the page prints."""
    HEAD = 2
    """A line of its own near the top of the file."""
    BODY = 3
    """A line of its own under the story's first paragraphs."""


class _Neighbors:
    """The words of which one stands beside a word of restraints in each of its phrases."""

    def __init__(self, *, alone: bool = False) -> None:
        self.alone = alone
        """True if the word tells a restraint whatever stands beside it."""
        self.before: set[str] = set()
        self.behind: set[str] = set()

    def add(self, phrase: str, word: str) -> None:
        """Add what stands beside the word in a phrase. Beside a gap words may be cut, so that none of them is sure."""
        words = split_words(phrase)
        at = words.index(word)
        if GAP in phrase or len(words) == 1:
            self.alone = True
        elif at:
            self.before.add(words[at - 1])
        else:
            self.behind.add(words[1])

    def may_stand(self, words: Sequence[str], at: int) -> bool:
        """Tell whether the word, which is the one at `at`, stands as in one of the phrases."""
        if self.alone or (at and words[at - 1] in self.before):
            return True
        return at + 1 < len(words) and words[at + 1] in self.behind


def has_word_of_restraint(words: str, place: Place) -> bool:
    """Tell quickly whether a line may be a restraint: it has one of the words of restraints, and what goes with it."""
    if not words.isascii() and BEYOND_ENGLISH.search(words):
        return _has_foreign_word(words, place)
    lowered = words.lower()
    found = split_words(lowered)
    telling = _words(place).intersection(found)
    if telling:
        folded = fold(words)
        if True in [_is_told(word, folded, place) for word in telling]:
            return True
    return _opens_with_day(words) and (TOMORROW in lowered or not _DAYS.isdisjoint(found))


def words_of_restraint(text: str) -> frozenset[str] | None:
    """Return the words of restraints in a text of several lines. A line without any of these words is none.

    None for a text in other letters that has one: each line must be looked at by itself.
    """
    if not text:
        return frozenset()
    if not text.isascii() and BEYOND_ENGLISH.search(text):
        return None if _has_foreign_word(text, Place.HEAD) else frozenset()
    lowered = text.lower()
    words = split_words(lowered)
    known = _neighbors()
    places = [] if _words(Place.HEAD).isdisjoint(words) else [at for at, word in enumerate(words) if word in known]
    found = [words[at] for at in places if known[words[at]].may_stand(words, at)]
    if _has_opening_with_day(lowered.split("\n")):
        found += [*_DAYS.intersection(words), *([TOMORROW] if TOMORROW in lowered else [])]
    return frozenset(found)


def may_have_one_of(words: str, found: frozenset[str]) -> bool:
    """Tell quickly whether a line may have one of `found`, the words of restraints in its text, as a restraint has."""
    lowered = words.lower() if found else ""
    parts = [word for word in found if word in lowered]
    if not parts:
        return False  # most lines
    folded = fold(words)
    return any(_is_told(word, folded, Place.HEAD) or (word in _DAYS and _opens_with_day(words)) for word in parts)


def _is_told(word: str, folded: str, place: Place) -> bool:
    """Tell whether a text has all that a word of restraints tells: the opening of a phrase, or what its form needs."""
    for opening in _openings_told().get(word, ()):
        if opening in folded:
            return True
    if word not in _words_of_forms(place):
        return False
    if word in _BEFORE_COLON:
        return ":" in folded or "：" in folded
    return word not in _CHECKS or True in [stem in folded for stem in STEMS_BESIDE_CHECKS]


def _opens_with_day(line: str) -> bool:
    """Tell whether a line opens like those forms that name the day of release."""
    bare = line if line[:1].isalnum() else line.lstrip(MARKS_AND_BLANKS)
    return bare[:3].lower() in DAY_OPENINGS


def _has_opening_with_day(lowered: Sequence[str]) -> bool:
    """Tell whether one of these lines, in small letters, opens so. Most lines have no mark before their first word."""
    if not DAY_OPENINGS.isdisjoint([line[:3] for line in lowered]):
        return True
    return any(_opens_with_day(line) for line in lowered if not line[:1].isalnum())


def _has_foreign_word(words: str, place: Place) -> bool:
    """Tell the same of a line that isn't in plain letters."""
    folded = fold(words)
    plain = split_words(folded)
    if not _DAYS.isdisjoint(plain) or _has_word_or_figure(folded, plain):
        return True
    if True in [_is_told(word, folded, place) for word in _words(place).intersection(plain)]:
        return True
    if LONG_S in words or TOMORROW in folded:
        return True
    return UNSPACED_LETTER.search(folded) is not None and any(pattern.search(folded) for pattern in _unspaced())


def _has_word_or_figure(folded: str, plain: Sequence[str]) -> bool:
    """Tell whether a text has a word of a writing with spaces that isn't in plain letters, a figure, or no letter.

    To `re`, figures such as ² are letters. `plain` are the text's words in plain letters.
    """
    if OTHER_LETTERS.search(folded) is None and LETTERS.search(folded) and _foreign_words().isdisjoint(plain):
        return False  # Chinese, Japanese, Korean and Thai
    found = LETTERS.findall(folded)
    return not (_foreign_words().isdisjoint(found) and "".join(found).isalpha())


@cache
def _words(place: Place) -> frozenset[str]:
    """Return the words that tell a phrase or a form, but not those of forms that open with a day."""
    return frozenset(_phrases_told()) | _words_of_forms(place)


@cache
def _words_of_forms(place: Place) -> frozenset[str]:
    if place is Place.BODY:
        return frozenset(WORDS_OF_FORMS_IN_BODY.split())
    return _CHECKS.union(_BEFORE_COLON, WORDS_OF_FORMS.split())


@cache
def _phrases_told() -> dict[str, list[str]]:
    """Return the phrases that each of the words tells."""
    return phrases(*KINDS).by_telling_word()


@cache
def _openings_told() -> dict[str, list[str]]:
    """Return the same phrases, as far as they go before a gap."""
    return {word: [one.partition(GAP)[0] for one in told] for word, told in _phrases_told().items()}


@cache
def _neighbors() -> dict[str, _Neighbors]:
    """Return for each word of restraints those beside which it tells one."""
    known = {word: _Neighbors(alone=True) for word in _words_of_forms(Place.HEAD)}
    for word, told in _phrases_told().items():
        neighbors = known.setdefault(word, _Neighbors())
        for phrase in told:
            neighbors.add(phrase, word)
    return known


@cache
def _foreign_words() -> frozenset[str]:
    """Return the longest word of each phrase that isn't in plain letters, of writings with spaces."""
    return frozenset(max(LETTERS.findall(one), key=len) for one in _foreign_phrases() if not _has_unspaced(one))


@cache
def _unspaced() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what no phrase in a writing without spaces can be without: of Thai, and of all others.

    Together they would take thrice the time, since `re` stops at each sign with which any of them begins.
    """
    short = sorted(_shortest(filter(_has_unspaced, _foreign_phrases())))
    thai = [one for one in short if THAI[0] <= one[0] <= THAI[1]]
    others = [one for one in short if one not in thai]
    return re.compile("|".join(_by_first_sign(thai))), re.compile("|".join((*_by_first_sign(others), *KEYED_EAST)))


def _by_first_sign(phrases: Iterable[str]) -> list[str]:
    """Return patterns of sorted phrases, one for each first sign: only at such signs `re` looks at the others."""
    groups = groupby(phrases, itemgetter(0))
    return [f"{first}(?:{'|'.join(re.escape(one[1:]) for one in some)})" for first, some in groups]


def _foreign_phrases() -> list[str]:
    """Return the phrases that aren't in plain letters. None of them has a gap."""
    return [one for one in phrases(*KINDS).all if not one.replace(GAP, "").isascii()]


def _has_unspaced(phrase: str) -> bool:
    return any(map(is_unspaced, phrase))


def _shortest(phrases: Iterable[str]) -> list[str]:
    """Return the phrases that contain no other one."""
    kept: list[str] = []
    for phrase in sorted(phrases, key=len):
        if not any(one in phrase for one in kept):
            kept.append(phrase)
    return kept
