"""Tell whether a sentence to the desk, which is no part of the story, asks to wait.

Such a sentence asks in its middle, too: `The release below is under embargo until Tuesday.` No reader sees it, so a
doubtful one holds: nobody would see a false alarm but the desk.
"""

import re

from generator.intake.languages.phrases import fold, is_unspaced
from generator.intake.languages.words import phrases
from generator.intake.mail.closing import has_contact
from generator.intake.wire.restraint_forms import EMBARGO_STEMS, OUTER_MARKS, TIME_SIGN, UNCLEARED
from generator.intake.wire.restraint_judges import JUDGES, judge_forbidden, judge_hold
from generator.intake.wire.restraint_times import drop_until, english, has_number, opens_with_time
from generator.intake.wire.restraint_words import Place, has_word_of_restraint

MAX_SENTENCE_CHARS = 400
LABELLED = re.compile(r"[\[({*_ ]*(?:eds?|editors?|note|(?:news |web |copy )?desk)\s?:", re.IGNORECASE)
KEY_CHARS = 40
"""A label ends within this many characters."""
INFLECTED = re.compile(rf"(?:{'|'.join(EMBARGO_STEMS)})[^\W\d_]*")
"""The word for an embargo in any case: `podléhají embargu do úterý`."""
LATER = ("after", "from", "before", "until", "till")
"""The last words of phrases of release, behind which letters name the hour: `for use after the 2 p.m. vote`."""
WORD_START = re.compile(r"(?<![^\W_])[^\W_]")


def asks_to_wait(sentence: str, *, is_letter: bool) -> bool:
    """Tell whether a sentence to the desk asks to wait, wherever in it. Letters name days of publication alone."""
    words = sentence[:MAX_SENTENCE_CHARS]
    folded = fold(words)
    if _is_denied(folded) or not (_names_waiting(folded) or (is_letter and UNCLEARED.search(words))):
        return False
    starts = [0, *(found.start() for found in WORD_START.finditer(words))]
    return any(_waits_at(words[at:], folded[at:], is_letter=is_letter) for at in starts) or _waits_unspaced(folded)


def _is_denied(folded: str) -> bool:
    """Tell whether a sentence says that there is no embargo."""
    denial = phrases("none").within(folded)
    return " " in denial


def _names_waiting(folded: str) -> bool:
    """Tell whether any phrase of restraints stands in a sentence."""
    phrase = phrases("forbidden", "embargo", "hold", "release").within(folded)
    return phrase != "" or any(stem in folded for stem in EMBARGO_STEMS)


def _waits_at(words: str, folded: str, *, is_letter: bool) -> bool:
    """Tell whether a phrase of restraints opens the words, which stand anywhere in a sentence, and asks to wait."""
    length = phrases("forbidden").opening(folded)
    if length and judge_forbidden(words[:length], words[length:], Place.HEAD) and not has_contact(words):
        return True
    inflected = INFLECTED.match(folded)
    length = phrases("embargo").opening(folded) or (inflected.end() if inflected else 0)
    if length and (_names_time(words[length:]) if is_letter else _waits_until(words[length:])):
        return True
    length = phrases("hold").opening(folded)
    if length and words[length:].strip(" .,!") and judge_hold(words[:length], words[length:], Place.BODY):
        return True
    return is_letter and (UNCLEARED.match(words) is not None or _is_released_later(words, folded))


def _is_released_later(words: str, folded: str) -> bool:
    """Tell whether a phrase of release that has no other meaning opens the words, with its time behind it."""
    length = phrases("release").opening(folded)
    phrase = folded[:length]
    if " " in phrase and phrase.endswith(LATER) and _names_time(words[length:]):
        return True
    is_clear = " " in phrase or "-" in phrase
    return is_clear and JUDGES["release"](words[:length], words[length:], Place.HEAD)


def _waits_unspaced(folded: str) -> bool:
    """Tell whether a phrase of a writing without blanks stands anywhere."""
    forbidden, embargo = phrases("forbidden").within(folded), phrases("embargo").within(folded)
    if len(forbidden) > 1 and is_unspaced(forbidden[0]):
        return True
    return embargo != "" and is_unspaced(embargo[0]) and has_number(folded)


def _waits_until(rest: str) -> bool:
    """Tell whether a word for until and a time follow the name of an embargo."""
    later = drop_until(rest)
    return later != rest.lstrip(OUTER_MARKS + ",") and opens_with_time(later)


def _names_time(rest: str) -> bool:
    return has_number(rest) or TIME_SIGN.search(english(rest)) is not None


def speaks_to_desk(words: str) -> bool:
    """Tell whether a note to the desk, told by its label, asks to wait in its middle."""
    if ":" not in words[:KEY_CHARS] or not (
        LABELLED.match(words) or phrases("notes", "private", "to_desk").opens(words)
    ):
        return False
    note = words.partition(":")[2]
    return has_word_of_restraint(note, Place.HEAD) and asks_to_wait(note, is_letter=False)
