"""Recognize verse: lines that end where the poet wants, not where the page does."""

import re
from collections.abc import Sequence

from generator.intake.blocks.columns import TypedLine
from generator.intake.wire.lines import ends_sentence

MAX_VERSE_COLUMNS = 64
MIN_LINES = 3
MIN_WORDS = 3
"""The words of a line on average. Names and addresses have fewer."""
MIN_TURNS = 0.6
"""The share of lines that end with a mark or are followed by a capital. In wrapped prose a third does."""
MIN_MARKS = 0.3
"""The share of lines that end with a mark. Lists of names have none."""
MIN_OPEN = 0.3
"""The share of lines that end no sentence. If nearly all do, the lines are paragraphs."""
MIN_WRAP_COLUMNS, HALF = 45, 0.5
"""Lines that are shorter than a wrapped page are verse if half of them end with a mark, and may run on."""
RAGGED = 0.8
"""In verse, some line within a sentence is shorter than this share of the longest."""

MARK = re.compile(r"[,;:.!?—–…،؛。、！？][\"'”’»)」』]{0,2}$")
OPENING = re.compile(r"[\"'“‘«„(「『—–-]*\s?([^\W_])")
MIN_STANZAS = 3
"""As many short groups of lines, taken together, show that a whole text is verse in couplets."""

DIGIT = re.compile(r"\d")


def is_verse(run: Sequence[TypedLine]) -> bool:
    """Tell whether the lines, which are directly under each other, are a stanza."""
    if len(run) < MIN_LINES or max([one.columns for one in run]) > MAX_VERSE_COLUMNS:
        return False
    if max([len(one.line.text) for one in run]) > 2 * MAX_VERSE_COLUMNS:
        return False
    marked = [not one.words[-1].isalnum() and _ends_with_mark(one) for one in run[:-1]]
    if sum(marked) < MIN_MARKS * len(marked):
        return False  # most wrapped prose
    large = [_begins_large(one) for one in run]
    turns = sum(mark or begins for mark, begins in zip(marked, large[1:], strict=True))
    if turns < MIN_TURNS * len(marked):
        return False
    return not _has_figures(run) and _has_shape_of_verse(run, marked, large)


def _has_shape_of_verse(run: Sequence[TypedLine], marked: Sequence[bool], large: Sequence[bool]) -> bool:
    """Tell whether the lines have the words and widths of verse, given which end with a mark or begin large."""
    widest = max(one.columns for one in run)
    runs_on = any(not mark and lower.words[0].islower() for mark, lower in zip(marked, run[1:], strict=True))
    if widest >= MIN_WRAP_COLUMNS and runs_on and not all(large):
        return False
    opened = [not ends_sentence(one.words) for one in run[:-1]]
    ragged = any(is_open and one.columns < widest * RAGGED for is_open, one in zip(opened, run[:-1], strict=True))
    return (
        sum(len(one.words.split()) for one in run) >= MIN_WORDS * len(run)
        and sum(opened) >= MIN_OPEN * len(opened)
        and (ragged or all(large) or (widest < MIN_WRAP_COLUMNS and sum(marked) >= HALF * len(marked)))
    )


def are_stanzas(runs: Sequence[Sequence[TypedLine]]) -> bool:
    """Tell whether a whole text is verse, though most of its stanzas are too short to show it."""
    if len(runs) < MIN_STANZAS or not all(_may_be_stanza(run) for run in runs):
        return False
    return is_verse([one for run in runs for one in run])


def _may_be_stanza(run: Sequence[TypedLine]) -> bool:
    ended = sum(map(_ends_with_mark, run))
    return ended * 2 >= len(run) and sum(len(one.words.split()) for one in run) >= MIN_WORDS * len(run)


def _ends_with_mark(one: TypedLine) -> bool:
    return not one.words[-1].isalnum() and MARK.search(one.words[-4:]) is not None


def _begins_large(one: TypedLine) -> bool:
    letter = OPENING.match(one.words)
    return letter is not None and letter[1].isupper()


def _has_figures(run: Sequence[TypedLine]) -> bool:
    """Tell whether many lines hold digits, as recipes, calendars and results do."""
    return sum(DIGIT.search(one.words) is not None for one in run) * 3 > len(run)
