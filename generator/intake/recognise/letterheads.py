"""Recognise the letterhead over copy of an office: its name, its address and its telephone number."""

from collections.abc import Sequence
from itertools import takewhile

import msgspec

from generator.intake.mail.closing import PHONE, PHONE_LABEL
from generator.intake.recognise.copy_text import Certainty, CopyText, Finding, Recognition
from generator.intake.recognise.left_out import left_out
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.bylines import looks_like_byline
from generator.intake.wire.lines import CopyLine, ends_sentence
from generator.intake.wire.restraint import read_restraint
from generator.intake.wire.restraint_words import Place

MIN_LINES, MAX_LINES = 3, 9
MAX_CHARS = 80
MIN_TITLE_WORDS = 3
MAX_TITLE_CHARS = 160
MIN_TEXT_CHARS = 40


def recognise_letterhead(copy: CopyText) -> Recognition | None:
    """Return the text without the letterhead in its first block; None where no headline and no text are under it."""
    start = next((at for at, line in enumerate(copy.lines) if line.words), 0)
    if start + MIN_LINES > len(copy.lines) or not copy.lines[start + MIN_LINES - 1].words:
        return None  # most copy
    head = list(takewhile(lambda line: line.words, copy.lines[start : start + MAX_LINES + 1]))
    if not MIN_LINES <= len(head) <= MAX_LINES or "headline" in copy.fields or not _is_letterhead(head):
        return None
    if not _opens_story([line for line in copy.lines[start + len(head) :] if line.words][:3]):
        return None
    numbers = {line.number for line in head}
    problems = tuple(left_out(copy.lines, numbers, "it is a letterhead", copy.file))
    found = msgspec.structs.replace(copy, lines=copy.without(numbers), problems=(*copy.problems, *problems))
    return Recognition(Finding("copy with a letterhead", Certainty.LIKELY, "it opens with one", head[0].number), found)


def _is_letterhead(head: Sequence[CopyLine]) -> bool:
    """Tell whether short lines name an office and its telephone, and neither a reporter nor a date nor an embargo."""
    if not any(_is_number(line.words) for line in head[1:]):
        return False
    return not any(
        len(line.words) > MAX_CHARS
        or looks_like_byline(line.words)
        or looks_like_moment(line.words)
        or read_restraint(line.words, Place.HEAD)
        for line in head
    )


def _is_number(words: str) -> bool:
    """Tell whether a line is a telephone number, with or without what says so."""
    found = PHONE.search(words)
    return found is not None and (found.start() == 0 or PHONE_LABEL.match(words) is not None)


def _opens_story(below: Sequence[CopyLine]) -> bool:
    """Tell whether the lines are a headline and, behind one other line at most, text."""
    if len(below) < 2:
        return False
    title, *rest = [line.words for line in below]
    if len(title) > MAX_TITLE_CHARS or len(title.split()) < MIN_TITLE_WORDS or ends_sentence(title):
        return False
    return any(len(words) >= MIN_TEXT_CHARS and ends_sentence(words) for words in rest)
