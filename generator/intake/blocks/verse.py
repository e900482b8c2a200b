"""Recognize verse: lines that end where the poet wants, not where the page does."""

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.intake.blocks.columns import count_columns
from generator.intake.wire.lines import CopyLine, ends_sentence

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


def is_verse(run: Sequence[CopyLine]) -> bool:
    """Tell whether the lines, which are directly under each other, are a stanza."""
    if len(run) < MIN_LINES or any(len(line.text) > 2 * MAX_VERSE_COLUMNS for line in run):
        return False
    columns = [count_columns(line.text) for line in run]
    widest = max(columns)
    if widest > MAX_VERSE_COLUMNS or _has_figures(run):
        return False
    pairs = list(pairwise(run))
    marks = sum(MARK.search(upper.words[-4:]) is not None for upper, _ in pairs)
    opened = [not ends_sentence(upper.words) for upper, _ in pairs]
    turns = sum(MARK.search(upper.words[-4:]) is not None or _begins_large(lower) for upper, lower in pairs)
    words = sum(len(line.words.split()) for line in run)
    ragged = any(is_open and width < widest * RAGGED for is_open, width in zip(opened, columns[:-1], strict=True))
    large = all(_begins_large(line) for line in run)
    if widest >= MIN_WRAP_COLUMNS and not large and any(_runs_on(*pair) for pair in pairs):
        return False
    return (
        words >= MIN_WORDS * len(run)
        and turns >= MIN_TURNS * len(pairs)
        and marks >= MIN_MARKS * len(pairs)
        and sum(opened) >= MIN_OPEN * len(pairs)
        and (ragged or large or (widest < MIN_WRAP_COLUMNS and marks >= HALF * len(pairs)))
    )


def _runs_on(upper: CopyLine, lower: CopyLine) -> bool:
    """Tell whether the lines look wrapped: no mark at the end of one, and the other begins with a small letter."""
    return MARK.search(upper.words[-4:]) is None and lower.words[0].islower()


def are_stanzas(runs: Sequence[Sequence[CopyLine]]) -> bool:
    """Tell whether a whole text is verse, though most of its stanzas are too short to show it."""
    if len(runs) < MIN_STANZAS or not all(_may_be_stanza(run) for run in runs):
        return False
    return is_verse([line for run in runs for line in run])


def _may_be_stanza(run: Sequence[CopyLine]) -> bool:
    ended = sum(MARK.search(line.words[-4:]) is not None for line in run)
    return ended * 2 >= len(run) and sum(len(line.words.split()) for line in run) >= MIN_WORDS * len(run)


def _begins_large(line: CopyLine) -> bool:
    letter = OPENING.match(line.words)
    return letter is not None and letter[1].isupper()


def _has_figures(run: Sequence[CopyLine]) -> bool:
    """Tell whether many lines hold digits, as recipes, calendars and results do."""
    return sum(DIGIT.search(line.words) is not None for line in run) * 3 > len(run)
