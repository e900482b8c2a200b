"""Find where the story begins under a covering letter: `Hi Ann, please find our release below. Thanks, Jane`."""

from collections.abc import Callable, Sequence
from itertools import islice

from generator.intake.languages.phrases import fold, is_unspaced
from generator.intake.languages.words import phrases
from generator.intake.mail.closing import FIRST_NAME, greets_by_name, has_contact, is_farewell, is_greeting
from generator.intake.wire.lines import CopyLine, ends_sentence
from generator.intake.wire.people import is_surely_name
from generator.intake.wire.restraint_forms import GREETED

MAX_COVER_LINES, MAX_COVER_WORDS = 24, 120
"""A covering letter isn't longer."""
MAX_NOTE_LINES = 7
"""A line that repeats the subject is looked for in so many lines."""
MAX_LETTER_LINES = 4
"""The lines at the top that are searched for the phrases of a letter."""
STOPS = ("。", "！", "!", ".")
MAX_SIGNATURE_LINES, MAX_LINE_CHARS = 8, 80


def speaks(line: CopyLine) -> bool:
    """Tell whether a line speaks to its reader, as that of a letter does."""
    folded = fold(line.words[:400])
    if is_greeting(line.words) or phrases("letter").within(folded):
        return True
    greeting = phrases("greeting").opening(folded)
    return greeting > 0 and is_unspaced(folded[0]) and folded[greeting : greeting + 1] in STOPS


def count_words(lines: Sequence[CopyLine]) -> int:
    """Return the number of words in the lines; of writings without blanks, of pieces between blanks."""
    return sum(len(line.words.split()) for line in lines)


def find_covered(lines: Sequence[CopyLine], names_release: Callable[[str], bool]) -> int:
    """Return the index at which the story begins under a covering letter, or 0 if there is no such letter.

    The story begins with a line that calls it a press release, or under the signature. `names_release` tells the first.
    """
    places = [at for at, line in enumerate(lines) if line.words]
    for at in islice(places, 1, MAX_COVER_LINES):
        is_release = names_release(lines[at].words)
        signs = is_farewell(lines[at]) or _is_first_name(lines, at)
        start = at if is_release else _end_of_signature(lines, at) if signs else 0
        if start and count_words(lines[:start]) <= MAX_COVER_WORDS and _is_longer(lines, start, is_sure=is_release):
            return start if _opens_letter(lines, places) else 0
    return 0


def _opens_letter(lines: Sequence[CopyLine], places: Sequence[int]) -> bool:
    """Tell whether one of the first lines greets somebody or speaks to the desk."""
    opening = [lines[at] for at in places[:MAX_LETTER_LINES]]
    return greets_by_name(lines) or any(speaks(line) or greets(line.words) for line in opening)


def _is_first_name(lines: Sequence[CopyLine], at: int) -> bool:
    """Tell whether a line is a first name alone between blank lines, with which a letter may end without a farewell."""
    alone = at > 1 and not lines[at - 1].words and at + 1 < len(lines) and not lines[at + 1].words
    return alone and FIRST_NAME.fullmatch(lines[at].words) is not None


def greets(words: str) -> bool:
    """Tell whether a line greets somebody and goes on: `Bonjour, merci de ne rien publier avant mardi.`"""
    return phrases("greeting").opens(words) and GREETED.match(words) is not None


def find_titled(lines: Sequence[CopyLine], subject: str) -> int:
    """Return the index of the line that says the same as the subject, under a short note; 0 without one."""
    places = [at for at, line in enumerate(lines) if line.words]
    for at in places[1:MAX_NOTE_LINES]:
        alone = not lines[at - 1].words and at + 1 < len(lines) and not lines[at + 1].words
        if alone and same_words(lines[at].words, subject) and count_words(lines[:at]) <= MAX_COVER_WORDS:
            return at if any(line.words for line in lines[at + 1 :]) else 0
    return 0


def same_words(one: str, other: str) -> bool:
    """Tell whether two lines have the same letters and figures."""
    return [char for char in fold(one) if char.isalnum()] == [char for char in fold(other) if char.isalnum()]


def _is_longer(lines: Sequence[CopyLine], start: int, *, is_sure: bool) -> bool:
    """Tell whether the text from `start` may be the story: it has more to say than the letter over it.

    Where nothing calls it a press release, it has a headline, too: a short line alone.
    """
    above, below = (sum(len(line.words) for line in part) for part in (lines[:start], lines[start:]))
    rest = [line for line in lines[start:] if line.words]
    if is_sure:
        return len(rest) > 1
    headline = next(at for at, line in enumerate(lines) if at >= start and line.words)
    alone = headline + 1 < len(lines) and not lines[headline + 1].words
    return below > above and alone and len(rest) > 1 and not ends_sentence(rest[0].words)


def _end_of_signature(lines: Sequence[CopyLine], farewell: int) -> int:
    """Return the index of the first line with words under the signature that follows a farewell; 0 if none is left."""
    at = farewell + 1
    while at < len(lines):
        if not lines[at].words:
            at += 1
            continue
        end = next((place for place in range(at, len(lines)) if not lines[place].words), len(lines))
        if at > farewell + 1 and not _is_signature(lines[at:end]):
            return at
        at = end
    return 0


def _is_signature(block: Sequence[CopyLine]) -> bool:
    """Tell whether the lines are the sender's name, alone or with ways to reach them."""
    if len(block) > MAX_SIGNATURE_LINES or any(len(line.words) > MAX_LINE_CHARS for line in block):
        return False
    return any(has_contact(line.words) for line in block) or (
        len(block) == 1 and (is_surely_name(block[0].words) or " " not in block[0].words.strip())
    )
