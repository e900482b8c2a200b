"""Decide where paragraphs end among lines that are directly under each other.

Each pair of lines is judged by itself, and a run of lines by its pairs. A sentence that runs on in the next line is
never cut. What decides a doubtful pair is first the rest of its run, and then the rest of the file.
"""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import NamedTuple

import msgspec

from generator.intake.blocks.columns import TypedLine, indent_of, type_line
from generator.intake.blocks.records import Paragraph
from generator.intake.blocks.verse import are_stanzas, is_verse
from generator.intake.wire.lines import (
    MAX_WRAP_COLUMNS,
    MIN_FULL_CHARS,
    CopyLine,
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


class Joint(IntEnum):
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


class TypedRun(NamedTuple):
    """Lines directly under each other, and what they say about each other."""

    lines: list[TypedLine]
    joints: list[Joint]


class Measure(msgspec.Struct, frozen=True):
    """The width to which the lines of a file were wrapped, if they were."""

    columns: int
    is_wrapped: bool
    """True if most of the file's sentences that end no line run on in the next one."""
    full: float
    """The columns from which on a line is full."""
    wrapped: dict[tuple[int, int], TypedRun]
    """The runs that may be wrapped and aren't verse, by the numbers of their first and last line."""
    verse_columns: float = 0
    """Lines directly under each other are a stanza if none of them is wider; 0 if the file has no verse."""


def measure(runs: Sequence[Sequence[CopyLine]]) -> Measure:
    """Return the width of the wrapped lines in `runs`, each of them lines directly under each other."""
    doubtful = [list(map(type_line, run)) for run in runs if may_be_wrapped(run)]
    narrow = [run for run in doubtful if is_narrow(run)]
    widest = max([_width(line) for run in narrow for line in run[:-1]], default=0)
    columns = max(MIN_WIDTH, widest)
    page = Measure(
        columns,
        is_wrapped=False,
        full=max(MIN_FULL_CHARS, columns * FULL_LINE),
        wrapped={},
    )
    whole = len(narrow) * 2 >= len(runs) and are_stanzas(narrow)
    stanzas = [run for run in narrow if whole or is_verse(run)]
    wrapped = {
        (run[0].line.number, run[-1].line.number): TypedRun(run, judge_all(run, page))
        for run in narrow
        if run not in stanzas
    }
    run_on = sum(run.joints.count(Joint.RUNS_ON) for run in wrapped.values())
    others = sum(run.joints[1:].count(Joint.STOPS) for run in wrapped.values())  # a sub-head may be over a paragraph
    verse = max((line.columns for run in stanzas for line in run), default=0) * STANZA_SPREAD
    is_wrapped = run_on > 0 and run_on >= others
    return msgspec.structs.replace(page, is_wrapped=is_wrapped, wrapped=wrapped, verse_columns=verse)


def may_be_wrapped(run: Sequence[CopyLine]) -> bool:
    """Tell quickly whether lines directly under each other may be wrapped ones: none of them is a whole paragraph."""
    return len(run) > 1 and not any(map(_is_surely_wide, [one for one in run if len(one.words) > MAX_WRAP_COLUMNS]))


def is_narrow(run: Sequence[TypedLine]) -> bool:
    """Tell whether lines that `may_be_wrapped` are short enough for it, apart from those with a very long word."""
    wide = [one for one in run if one.columns > MAX_WRAP_COLUMNS and len(one.line.text) * 2 > MAX_WRAP_COLUMNS]
    return not wide or all(_width(one) <= MAX_WRAP_COLUMNS for one in wide)


def judge_all(run: Sequence[TypedLine], page: Measure) -> list[Joint]:
    """Return what the lines say about each other, pair by pair."""
    return [judge(upper, lower, page) for upper, lower in pairwise(run)]


def _is_surely_wide(line: CopyLine) -> bool:
    """Tell quickly whether a long line is a whole paragraph: its longest word can't be all that is beyond the edge."""
    return line.words.count(" ", 0, COUNTED_CHARS) * 2 > MAX_WRAP_COLUMNS


def judge(upper: TypedLine, lower: TypedLine, page: Measure) -> Joint:
    """Return what the two lines say about each other."""
    if upper.ends_sentence:
        first, _, _ = lower.words.partition(" ")
        early = upper.columns + 1 + len(first) <= page.columns * EARLY_END
        return Joint.ENDS_EARLY if early else Joint.ENDS
    if "a" <= lower.words[0] <= "z" and upper.columns >= page.columns * HALF_LINE:
        return Joint.RUNS_ON  # most lines of wrapped prose
    letter = _first_letter(lower.words)
    if letter.islower() and upper.columns >= page.columns * HALF_LINE:
        return Joint.RUNS_ON
    if upper.columns < page.full:
        return Joint.STOPS
    has_case = letter.isdecimal() or letter.isupper() or letter.istitle() or not letter
    return Joint.MAY_RUN_ON if has_case else Joint.RUNS_ON


def _first_letter(words: str) -> str:
    """Return the first letter or digit of `words`, or empty."""
    if words[:1].isalnum():
        return words[0]
    found = FIRST_LETTER.search(words)
    return found[0] if found else ""


def split_paragraphs(run: Sequence[CopyLine], page: Measure) -> Iterator[Paragraph]:
    """Yield the paragraphs in lines that are directly under each other."""
    known = _measured(run, page)
    if known is not None and not page.verse_columns:
        return _split_wrapped(known.lines, known.joints, page)
    if len(run) == 1 or not (page.verse_columns or may_be_wrapped(run)):
        return (Paragraph(line.number, (line.words,)) for line in run)
    return _split_typed(run, list(map(type_line, run)), page)


def _measured(run: Sequence[CopyLine], page: Measure) -> TypedRun | None:
    """Return what is known about the lines, if they were measured together."""
    return page.wrapped.get((run[0].number, run[-1].number))


def _split_typed(run: Sequence[CopyLine], typed: Sequence[TypedLine], page: Measure) -> Iterator[Paragraph]:
    if page.verse_columns and all(line.columns <= page.verse_columns for line in typed):
        indent = min(indent_of(line.text) for line in run)
        yield Paragraph(run[0].number, tuple(_indented(line, indent) for line in run), is_verse=True)
        return
    if not (may_be_wrapped(run) and is_narrow(typed)):
        yield from (Paragraph(line.number, (line.words,)) for line in run)
        return
    yield from _split_wrapped(typed, judge_all(typed, page), page)


def _split_wrapped(run: Sequence[TypedLine], all_joints: Sequence[Joint], page: Measure) -> Iterator[Paragraph]:
    """Yield the paragraphs in lines that are narrow enough and no verse."""
    parts = _cut_at_indents(run)
    joints = _cut_joints(all_joints, parts)
    sure = len(parts) > 1 or any(Joint.RUNS_ON in found for found in joints)
    for part, found in zip(parts, joints, strict=True):
        joined = _joins(part, found, page, sure=sure)
        if part is parts[0] and len(parts) > 1 and _lost_dateline(part, page):
            joined[0] = True
        yield from _gather(part, found, joined)


def _cut_joints(joints: Sequence[Joint], parts: Sequence[Sequence[TypedLine]]) -> list[list[Joint]]:
    """Return the joints of the lines of each part, given those of all lines."""
    starts = accumulate(map(len, parts), initial=0)
    return [list(joints[start : start + len(part) - 1]) for start, part in zip(starts, parts, strict=False)]


def _cut_at_indents(run: Sequence[TypedLine]) -> list[list[TypedLine]]:
    """Return the lines cut where an indented line opens a paragraph. If all lines are indented, none does."""
    indented = [one.line.is_indented for one in run]
    if all(indented):
        return [list(run)]
    cuts = [0, *(at for at in range(1, len(run)) if indented[at]), len(run)]
    return [list(run[start:end]) for start, end in pairwise(cuts)]


def _gather(run: Sequence[TypedLine], joints: Sequence[Joint], joined: Sequence[bool]) -> Iterator[Paragraph]:
    """Yield the paragraphs, given for each pair of lines whether it is joined."""
    lines: list[str] = []
    number = run[0].line.number
    text = run[0].words
    for at, lower in enumerate(run[1:]):
        if joined[at]:
            text = join_words(text, lower.words)
            continue
        lines.append(text)
        text = lower.words
        if not _stay_together(run, joints, joined, at):
            yield Paragraph(number, tuple(lines))
            lines, number = [], lower.line.number
    yield Paragraph(number, (*lines, text))


def _joins(run: Sequence[TypedLine], joints: Sequence[Joint], page: Measure, *, sure: bool) -> list[bool]:
    """Return for each pair of lines whether they belong to one paragraph.

    `sure` tells that a sentence runs on among these lines or those around them, or that indents open paragraphs there.
    """
    doubtful = joints.count(Joint.MAY_RUN_ON)
    whole = run[-1].ends_sentence
    wrapped = sure or (doubtful < MAX_TITLES and (page.is_wrapped or whole))
    kinds = [Joint.RUNS_ON]
    if wrapped:
        kinds.append(Joint.MAY_RUN_ON)
    if sure or (wrapped and page.is_wrapped):
        kinds.append(Joint.ENDS)
    if frozenset(joints).issubset(kinds):
        return [True] * len(joints)  # most paragraphs
    return [
        joint in kinds
        or (joint is Joint.STOPS and _is_ragged(upper, lower, page, sure=sure and page.is_wrapped, whole=whole))
        for joint, (upper, lower) in zip(joints, pairwise(run), strict=True)
    ]


def _is_ragged(upper: TypedLine, lower: TypedLine, page: Measure, *, sure: bool, whole: bool) -> bool:
    """Tell whether a line runs on, though it isn't full: the first one has lost its dateline, another is ragged."""
    if lower.words[0].islower() and whole and upper.words.count(" ") >= MIN_SPACES:
        return True
    return sure and upper.columns >= SHORT_LINE * page.columns / (2 if lower.words[0].islower() else 1)


def _lost_dateline(part: Sequence[TypedLine], page: Measure) -> bool:
    """Tell whether the first line, over lines whose paragraphs open with indents, is short since it had a dateline."""
    if len(part) < 2:
        return False
    short, full = part[0].columns, part[1].columns
    return not part[0].ends_sentence and short >= SHORT_LINE * page.columns and full >= page.full


def _stay_together(run: Sequence[TypedLine], joints: Sequence[Joint], joined: Sequence[bool], at: int) -> bool:
    """Tell whether two lines that aren't joined are lines of one paragraph: names, an address, a signature.

    Both are short and end no sentence, and neither is a part of a wrapped paragraph.
    """
    if joints[at] is not Joint.STOPS:
        return False
    if (at and joined[at - 1]) or (at + 1 < len(joined) and joined[at + 1]):
        return False
    if run[at + 1].ends_sentence and not run[at + 1].words[0].islower():
        return False
    return not any(ADDRESS_ALONE.fullmatch(line.words) for line in (run[at], run[at + 1]))


def _width(line: TypedLine) -> int:
    """Return the columns of a line. A very long word, such as an address, can't be wrapped and doesn't count."""
    if line.columns <= MAX_WRAP_COLUMNS:
        return line.columns
    longest = max(map(len, line.words.split(" ")))
    return line.columns - longest if longest >= MIN_LONG_WORD else line.columns


def _indented(line: CopyLine, indent: int) -> str:
    """Return a line of verse with an em space for every two columns of its indent."""
    return "\u2003" * min(6, (indent_of(line.text) - indent) // 2) + line.words
