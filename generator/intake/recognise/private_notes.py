"""Recognise what a text says to the desk alone, which is never printed."""

import re
from collections.abc import Sequence

import msgspec

from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.mail.closing import FIRST_NAME, PHONE
from generator.intake.recognise.copy_text import Certainty, CopyText, Finding, Recognition
from generator.intake.recognise.left_out import left_out
from generator.intake.text.date_words import has_digits
from generator.intake.wire.lines import NO_LINE, CopyLine
from generator.intake.wire.people import is_name
from generator.intake.wire.private_contacts import find_own_numbers, find_private_contacts, find_reporters_card
from generator.intake.wire.restraint_forms import SAYS

MAX_CHARS = 160
MAX_HEADING_CHARS = 60
MIN_SENTENCE_CHARS = 18
"""A phrase of this length is a statement wherever it ends a line; a shorter one must be the whole of it."""
MARKS = " \t*_#[]()<>|•–—-=~:：.。!"
OPENERS = frozenset({"private", "notes"})
"""Kinds of phrases of which one opens a line of such notes."""
EDGE = MARKS + "\xa0"
"""What may stand around a line before it is folded."""
MAX_NOTE_CHARS = 200
MIN_LINES, MAX_NAME_WORDS, MAX_NAME_CHARS = 2, 3, 40
"""A note has a headline and text over it, and may have a name under it."""
MIN_DIGITS = 7
"""A telephone number has no fewer digits."""
QUOTED = re.compile(r"[\"“”„«»@]")
"""Signs of what somebody says in the story, and of an address that readers may write to."""


def recognise_private_notes(copy: CopyText) -> Recognition | None:
    """Return the text without the notes to the desk at its end; None if it has none."""
    lines = [line for line in copy.lines if line.words]
    short = [line for line in lines[1:] if len(line.words) <= MAX_CHARS]
    private = phrases("private")
    opens = not OPENERS.isdisjoint(copy.openings)
    may_close = [line for line in short if opens or private.may_close(line.words.rstrip(EDGE))]
    doubtful = [line for line in may_close if opens or private.closes(line.words.strip(EDGE))]
    note = next((line for line in doubtful if is_private(line.words)), None) or _note_of_colleague(lines)
    if note is None:
        return None
    numbers = {line.number for line in lines if line.number >= note.number}
    found = msgspec.structs.replace(
        copy,
        lines=copy.without(numbers),
        problems=(*copy.problems, *left_out(copy.lines, numbers, "it is for the desk alone", copy.file)),
    )
    shown = note.words[:MAX_HEADING_CHARS]
    return Recognition(Finding("copy with private notes", Certainty.SURE, f"it says “{shown}”", note.number), found)


def recognise_private_contacts(copy: CopyText) -> Recognition | None:
    """Return the text without addresses and numbers under it that aren't for print; None where it has none."""
    lines = copy.lines
    numbers = find_private_contacts(lines) | find_reporters_card(lines) | find_own_numbers(lines)
    if not numbers:
        return None
    problems = tuple(left_out(copy.lines, numbers, "it is for the desk alone", copy.file))
    found = msgspec.structs.replace(copy, lines=copy.without(numbers), problems=(*copy.problems, *problems))
    why = "an address or a number in it is not for print"
    return Recognition(Finding("copy with private notes", Certainty.SURE, why, min(numbers)), found)


def _note_of_colleague(lines: Sequence[CopyLine]) -> CopyLine | None:
    """Return the last line, or the one over a name, if it tells a colleague a number: `Ann - text me at 555-0199.`"""
    last = lines[-1] if len(lines) > 1 else NO_LINE
    if len(lines) > MIN_LINES and has_digits(lines[-2].words, MIN_DIGITS) and _is_signed(last.words.strip(" -–—,.")):
        last = lines[-2]
    if len(last.words) > MAX_NOTE_CHARS or not has_digits(last.words, MIN_DIGITS):
        return None  # most lines
    if QUOTED.search(last.words) or SAYS.search(last.words) or not PHONE.search(last.words):
        return None
    return last if phrases("reach").within(fold(last.words)) else None


def _is_signed(words: str) -> bool:
    if len(words) > MAX_NAME_CHARS or len(words.split()) > MAX_NAME_WORDS:
        return False
    return FIRST_NAME.fullmatch(words) is not None or is_name(words)


def is_private(words: str) -> bool:
    """Tell whether a line says that what follows is for the desk alone."""
    if len(words) > MAX_CHARS:
        return False
    private = phrases("private")
    edge = words.strip(EDGE)
    if _is_forbidden_heading(edge):
        return True
    if not (private.opens(edge) or private.closes(edge)):
        return False
    bare = fold(words).strip(MARKS)
    length = private.opening(bare)
    if length and (length == len(bare) or bare[length:].lstrip()[:1] in ":："):
        return True
    return private.closing(bare) >= MIN_SENTENCE_CHARS or (not bare.isascii() and private.closing(bare) > 3)


def _is_forbidden_heading(edge: str) -> bool:
    """Tell whether a line is the heading of notes that says in brackets that they are not for print."""
    if not phrases("notes").opens(edge):
        return False
    folded = fold(edge)
    return folded[phrases("notes").opening(folded) :].strip(MARKS) in phrases("forbidden")
