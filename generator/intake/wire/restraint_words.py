"""Tell quickly whether a line may ask that the copy be kept back, by single words of restraints.

Each phrase of restraints, in any language, has a word or a few signs that it can't be without. Most lines have none of
them, and are not read more closely.
"""

import re
from collections.abc import Collection, Iterable
from enum import IntEnum
from functools import cache
from itertools import groupby
from operator import itemgetter

from generator.intake.languages.phrases import GAP, fold, is_unspaced, split_words
from generator.intake.languages.words import phrases
from generator.intake.wire.restraint_forms import (
    OUTER_MARKS,
    WORDS_BEHIND_FOR,
    WORDS_OF_FORMS,
    WORDS_OF_FORMS_IN_BODY,
)

KINDS = ("forbidden", "embargo", "hold", "draft", "release", "uncleared")
"""The kinds of phrases, in the order in which they are tried; each a field of languages.row.Row."""
BEYOND_ENGLISH = re.compile("[^\x00-\x7f“”‘’…–—\xa0]")
"""A sign that isn't in plain letters, and no mark of English typography either: no phrase is foreign by such marks."""
KEYED_EAST = [f"{word}(?:解禁)?(?:は|\\s?[:：])" for word in ("掲載", "公開", "配信", "放送", "報道", "公表")]
"""What opens the Japanese forms that name a day of release, as patterns."""
_MONTHS = frozenset(split_words(WORDS_BEHIND_FOR))
TOMORROW = "tomorrow"
"""A word that may run into the next one in the same form."""
LETTERS = re.compile(r"[^\W\d_]+")
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


def has_word_of_restraint(words: str, place: Place) -> bool:
    """Tell quickly whether a line may be a restraint: it has one of the words of restraints."""
    if not words.isascii() and BEYOND_ENGLISH.search(words):
        return _has_foreign_word(words, place)
    lowered = words.lower()
    found = split_words(lowered)
    if not _words(place).isdisjoint(found):
        return True
    return _begins_with_for(words) and (TOMORROW in lowered or not _MONTHS.isdisjoint(found))


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
    found = frozenset([word.decode() for word in _words(Place.HEAD).intersection(words)])
    days = [word.decode() for word in _MONTHS.intersection(words)]
    if TOMORROW in lowered:
        days.append(TOMORROW)
    return found.union(days) if days and any(map(_begins_with_for, text.split("\n"))) else found


def has_one_of(words: str, found: Collection[str]) -> bool:
    """Tell quickly whether a line has one of `found`, the words of restraints in its text.

    They count as parts of words only where a day may stand behind “for”.
    """
    lowered = words.lower()
    parts = [word for word in found if word in lowered]
    if not parts:
        return False  # most lines
    whole = split_words(lowered)
    if not {word.encode() for word in parts}.isdisjoint(whole):
        return True
    return "for" in lowered and (TOMORROW in lowered or not _MONTHS.isdisjoint(whole))


def _begins_with_for(line: str) -> bool:
    return line.lstrip(OUTER_MARKS)[:3].lower() == "for"


def _has_foreign_word(words: str, place: Place) -> bool:
    """Tell the same of a line that isn't in plain letters."""
    folded = fold(words)
    found = LETTERS.findall(folded)
    plain = split_words(folded)
    if not (_words(place).isdisjoint(plain) and _MONTHS.isdisjoint(plain) and _foreign_words().isdisjoint(found)):
        return True
    has_figures = not "".join(found).isalpha()  # to `re`, ² is a letter
    return has_figures or LONG_S in words or TOMORROW in folded or _unspaced().search(folded) is not None


@cache
def _words(place: Place) -> frozenset[bytes]:
    forms = WORDS_OF_FORMS_IN_BODY if place is Place.BODY else WORDS_OF_FORMS
    return phrases(*KINDS).telling_words() | set(split_words(forms))


@cache
def _foreign_words() -> frozenset[str]:
    """Return the longest word of each phrase that isn't in plain letters, of writings with spaces."""
    return frozenset(max(LETTERS.findall(one), key=len) for one in _foreign_phrases() if not _has_unspaced(one))


@cache
def _unspaced() -> re.Pattern[str]:
    """Return the pattern of what no phrase in a writing without spaces can be without, by the first sign.

    Each alternative begins with that sign itself, since only then `re` passes quickly over all other signs.
    """
    short = sorted(_shortest(filter(_has_unspaced, _foreign_phrases())))
    by_first = (
        f"{first}(?:{'|'.join(re.escape(one[1:]) for one in some)})" for first, some in groupby(short, itemgetter(0))
    )
    return re.compile("|".join((*by_first, *KEYED_EAST)))


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
