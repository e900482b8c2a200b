"""Decide where paragraphs end among lines that are directly under each other.

Each pair of lines is judged by itself, and a run of lines by its pairs. A sentence that runs on in the next line is
never cut. What decides a doubtful pair is first the rest of its run, and then the rest of the file.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

import msgspec

from generator.intake.blocks.columns import count_columns, indent_of
from generator.intake.blocks.records import Paragraph
from generator.intake.blocks.verse import are_stanzas, is_verse
from generator.intake.wire.lines import (
    MAX_WRAP_COLUMNS,
    MIN_FULL_CHARS,
    CopyLine,
    ends_sentence,
    join_words,
)

FULL_LINE = 0.6
"""A line with at least this share of the longest line's columns may have been wrapped."""
HALF_LINE = 0.5
"""A line with less than this share isn't wrapped, even if the next line begins with a small letter."""
SHORT_LINE = 0.25
"""In a wrapped paragraph, lines with at least this share run on: the first has lost a dateline, another is ragged."""
EARLY_END = 0.75
"""A sentence ends early if the line, with the next line's first word, would fill a smaller share than this."""
MIN_SPACES = 2
"""A short line with as many spaces, before a small letter and the end of a sentence, is no item of anything."""
STANZA_SPREAD = 1.2
"""The lines of one stanza may be wider than those of another by this factor."""
MIN_WIDTH = 40
"""Nobody wraps at fewer columns than this."""
MIN_LONG_WORD = 40
"""A word of this length, such as an address, makes a line longer than those around it."""
MAX_TITLES = 3
"""As many lines in a row that begin with capitals, without the end of a sentence, are titles or names."""

COUNTED_CHARS = 4 * MAX_WRAP_COLUMNS
"""In a paragraph, as many characters have more words than a wrapped line can have."""

FIRST_LETTER = re.compile(r"[^\W_]")
ADDRESS_ALONE = re.compile(r"https?://\S+|\{\{.*\}\}|www\.\S+")
"""A line that may become more than text, so that it is always a paragraph of its own."""


class Joint(Enum):
    """What two lines, one directly under the other, say about each other."""

    RUNS_ON = 1
    """A sentence surely runs on in the lower line."""
    MAY_RUN_ON = 2
    """The upper line is full and ends no sentence, but the lower one begins with a capital or a digit."""
    ENDS = 3
    """The upper line is full and ends a sentence."""
    ENDS_EARLY = 4
    """The upper line ends a sentence where there was space for more."""
    STOPS = 5
    """The upper line ends no sentence, and is too short to have been wrapped."""


class Measure(msgspec.Struct, frozen=True):
    """The width to which the lines of a file were wrapped, if they were."""

    columns: int
    is_wrapped: bool
    """True if most of the file's sentences that end no line run on in the next one."""
    verse_columns: float = 0
    """Lines directly under each other are a stanza if none of them is wider; 0 if the file has no verse."""

    @property
    def full(self) -> float:
        """The columns from which on a line is full."""
        return max(MIN_FULL_CHARS, self.columns * FULL_LINE)


def measure(runs: Sequence[Sequence[CopyLine]]) -> Measure:
    """Return the width of the wrapped lines in `runs`, each of them lines directly under each other."""
    narrow = [run for run in runs if len(run) > 1 and is_narrow(run)]
    widest = max((_width(line) for run in narrow for line in run[:-1]), default=0)
    found = Measure(max(MIN_WIDTH, widest), is_wrapped=False)
    whole = len(narrow) * 2 >= len(runs) and are_stanzas(narrow)
    stanzas = [run for run in narrow if whole or is_verse(run)]
    prose = [run for run in narrow if not whole and not is_verse(run)] if stanzas else narrow
    joints = [[judge(upper, lower, found) for upper, lower in pairwise(run)] for run in prose]
    run_on = sum(run.count(Joint.RUNS_ON) for run in joints)
    others = sum(run[1:].count(Joint.STOPS) for run in joints)  # above a paragraph there may be a sub-head
    verse = max((count_columns(line.text) for run in stanzas for line in run), default=0) * STANZA_SPREAD
    return msgspec.structs.replace(found, is_wrapped=run_on > 0 and run_on >= others, verse_columns=verse)


def is_narrow(run: Sequence[CopyLine]) -> bool:
    """Tell whether the lines are short enough to have been wrapped, apart from those with a very long word."""
    return not any(_is_surely_wide(line) for line in run) and all(
        len(line.text) * 2 <= MAX_WRAP_COLUMNS or _width(line) <= MAX_WRAP_COLUMNS for line in run
    )


def _is_surely_wide(line: CopyLine) -> bool:
    """Tell quickly whether a line is a whole paragraph: its longest word can't be all that is beyond the edge."""
    return len(line.words) > MAX_WRAP_COLUMNS and line.words.count(" ", 0, COUNTED_CHARS) * 2 > MAX_WRAP_COLUMNS


def judge(upper: CopyLine, lower: CopyLine, page: Measure) -> Joint:
    """Return what the two lines say about each other."""
    columns = count_columns(upper.text)
    if ends_sentence(upper.text):
        first, _, _ = lower.words.partition(" ")
        return Joint.ENDS_EARLY if columns + 1 + len(first) <= page.columns * EARLY_END else Joint.ENDS
    first_letter = FIRST_LETTER.search(lower.words)
    letter = first_letter[0] if first_letter else ""
    if letter.islower() and columns >= page.columns * HALF_LINE:
        return Joint.RUNS_ON
    if columns < page.full:
        return Joint.STOPS
    has_case = letter.isdecimal() or letter.isupper() or letter.istitle() or not letter
    return Joint.MAY_RUN_ON if has_case else Joint.RUNS_ON


def split_paragraphs(run: Sequence[CopyLine], page: Measure) -> Iterator[Paragraph]:
    """Yield the paragraphs in lines that are directly under each other."""
    if len(run) > 1 and all(count_columns(line.text) <= page.verse_columns for line in run):
        indent = min(indent_of(line.text) for line in run)
        yield Paragraph(run[0].number, tuple(_indented(line, indent) for line in run), is_verse=True)
        return
    if len(run) == 1 or not is_narrow(run):
        yield from (Paragraph(line.number, (line.words,)) for line in run)
        return
    parts = _cut_at_indents(run)
    joints = [[judge(upper, lower, page) for upper, lower in pairwise(part)] for part in parts]
    sure = len(parts) > 1 or any(Joint.RUNS_ON in found for found in joints)
    for part, found in zip(parts, joints, strict=True):
        joined = _joins(part, found, page, sure=sure)
        if part is parts[0] and len(parts) > 1 and _lost_dateline(part, page):
            joined[0] = True
        yield from _gather(part, found, joined)


def _cut_at_indents(run: Sequence[CopyLine]) -> list[list[CopyLine]]:
    """Return the lines cut where an indented line opens a paragraph. If all lines are indented, none does."""
    opens = not all(line.is_indented for line in run)
    parts: list[list[CopyLine]] = [[]]
    for line in run:
        if opens and line.is_indented and parts[-1]:
            parts.append([])
        parts[-1].append(line)
    return parts


def _gather(run: Sequence[CopyLine], joints: Sequence[Joint], joined: Sequence[bool]) -> Iterator[Paragraph]:
    """Yield the paragraphs, given for each pair of lines whether it is joined."""
    lines: list[str] = []
    number = run[0].number
    text = run[0].words
    for at, lower in enumerate(run[1:]):
        if joined[at]:
            text = join_words(text, lower.words)
            continue
        lines.append(text)
        text = lower.words
        if not _stay_together(run, joints, joined, at):
            yield Paragraph(number, tuple(lines))
            lines, number = [], lower.number
    yield Paragraph(number, (*lines, text))


def _joins(run: Sequence[CopyLine], joints: Sequence[Joint], page: Measure, *, sure: bool) -> list[bool]:
    """Return for each pair of lines whether they belong to one paragraph.

    `sure` tells that a sentence runs on among these lines or those around them, or that indents open paragraphs there.
    """
    doubtful = joints.count(Joint.MAY_RUN_ON)
    whole = ends_sentence(run[-1].text)
    wrapped = sure or (doubtful < MAX_TITLES and (page.is_wrapped or whole))
    kinds = {Joint.RUNS_ON, *({Joint.MAY_RUN_ON} if wrapped else ())}
    if sure or (wrapped and page.is_wrapped):
        kinds.add(Joint.ENDS)
    return [
        joint in kinds
        or (joint is Joint.STOPS and _is_ragged(upper, lower, page, sure=sure and page.is_wrapped, whole=whole))
        for joint, (upper, lower) in zip(joints, pairwise(run), strict=True)
    ]


def _is_ragged(upper: CopyLine, lower: CopyLine, page: Measure, *, sure: bool, whole: bool) -> bool:
    """Tell whether a line runs on, though it isn't full: the first one has lost its dateline, another is ragged."""
    if lower.words[0].islower() and whole and upper.words.count(" ") >= MIN_SPACES:
        return True
    return sure and count_columns(upper.text) >= SHORT_LINE * page.columns / (2 if lower.words[0].islower() else 1)


def _lost_dateline(part: Sequence[CopyLine], page: Measure) -> bool:
    """Tell whether the first line, over lines whose paragraphs open with indents, is short since it had a dateline."""
    if len(part) < 2:
        return False
    short, full = count_columns(part[0].text), count_columns(part[1].text)
    return not ends_sentence(part[0].text) and short >= SHORT_LINE * page.columns and full >= page.full


def _stay_together(run: Sequence[CopyLine], joints: Sequence[Joint], joined: Sequence[bool], at: int) -> bool:
    """Tell whether two lines that aren't joined are lines of one paragraph: names, an address, a signature.

    Both are short and end no sentence, and neither is a part of a wrapped paragraph.
    """
    if joints[at] is not Joint.STOPS:
        return False
    if (at and joined[at - 1]) or (at + 1 < len(joined) and joined[at + 1]):
        return False
    if ends_sentence(run[at + 1].text) and not run[at + 1].words[0].islower():
        return False
    return not any(ADDRESS_ALONE.fullmatch(line.words) for line in (run[at], run[at + 1]))


def _width(line: CopyLine) -> int:
    """Return the columns of a line. A very long word, such as an address, can't be wrapped and doesn't count."""
    columns = count_columns(line.text)
    if columns <= MAX_WRAP_COLUMNS:
        return columns
    longest = max(map(len, line.words.split(" ")))
    return columns - longest if longest >= MIN_LONG_WORD else columns


def _indented(line: CopyLine, indent: int) -> str:
    """Return a line of verse with an em space for every two columns of its indent."""
    return "\u2003" * min(6, (indent_of(line.text) - indent) // 2) + line.words
