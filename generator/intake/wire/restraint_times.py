"""Read the times in a line that asks to be kept back, in any language."""

import re

from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.text.date_words import translate
from generator.intake.wire.restraint_forms import (
    DAY_SIGN,
    DURATION,
    END_OF_PIECE,
    LAST_MONTH,
    LONG_WORD,
    MAX_LONG_WORDS,
    OUTER_MARKS,
    TIME_SIGN,
    TIME_WORD,
)

MAX_CHARS = 140
"""A longer line is a sentence of the story."""
MAX_VERB_LAST_CHARS = 60


def drop_until(rest: str) -> str:
    """Return `rest` without the words between an embargo and its time."""
    for _ in range(3):
        stripped = rest.lstrip(OUTER_MARKS + ",")
        length = phrases("until").opening(fold(stripped))
        if not length:
            return stripped
        rest = stripped[length:]
    return rest.lstrip(OUTER_MARKS + ",")


def is_time(text: str) -> bool:
    """Tell whether the first piece of `text` names a day or an hour, and nothing else."""
    text = english(text)
    piece = END_OF_PIECE.split(text.lstrip(OUTER_MARKS), maxsplit=1)[0]
    if not TIME_SIGN.search(piece) or DURATION.search(piece):
        return False
    return len(LONG_WORD.findall(TIME_WORD.sub(" ", piece))) <= MAX_LONG_WORDS


def opens_with_time(text: str) -> bool:
    """Tell whether `text` begins with a day or an hour, and its first piece is nothing else."""
    stripped = text.strip(OUTER_MARKS)
    if stripped[:1].isalpha() and fold(stripped) in phrases("open_end"):
        return True
    bare = english(stripped)
    sign = TIME_SIGN.search(bare[:30])
    return sign is not None and not LONG_WORD.search(TIME_WORD.sub(" ", bare[: sign.start()])) and is_time(bare)


def names_day(text: str) -> bool:
    """Tell whether `text` begins with a day or an hour, and not with a month or years alone: `June 2028`."""
    return opens_with_time(text) and (not text[-1:].isdigit() or DAY_SIGN.search(english(text)) is not None)


def has_other_words(text: str) -> bool:
    """Tell whether `text`, which names a time, holds words that are none of it."""
    return LONG_WORD.search(TIME_WORD.sub(" ", english(text))) is not None


def english(text: str) -> str:
    """Return `text` with the names of days and months in English."""
    return text if len(text) > MAX_CHARS or TIME_SIGN.match(text) else translate(text, "").text


def has_number(text: str) -> bool:
    """Tell whether a number stands near the start of `text`."""
    return any(char.isdigit() for char in text[:MAX_VERB_LAST_CHARS])


def later_day(found: re.Match[str]) -> str:
    """Return `03/08/2027`, which may be either of two days, as the later: a story may come out late, never early."""
    one, other, year = int(found[1]), int(found[2]), found[3]
    if max(one, other) > LAST_MONTH or not min(one, other):
        return found[0].replace(" ", "")
    return f"{year}-{max(one, other):02}-{min(one, other):02}"
