"""Find words that may be an embargo in a form that can't be read. Such a story is held, never published early.

Desks write embargoes in a hundred ways. Those that `head.py` and the header understand become fields. Lines that only
look like an embargo, anywhere in the file, are found here.
"""

import re
from collections.abc import Collection, Iterator

from generator.intake.header.keys import RESTRAINING_KEYS, fold_key, read_field
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.lines import NO_LINE, CopyLine, fold_blanks
from generator.model import Problem

MAX_CHARS = 140
"""A longer line is a sentence of the story, unless it begins in capitals."""
HEAD_LINES = 6
"""The lines at the top of a file where byline, date and embargo can stand without blank lines between them."""
SHORT_CHARS = 50
"""A longer line may continue in the next one."""
MONTH_OR_DIGIT = r"(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)"
RESTRAINTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:strict(?:ly)? )?embargo(?:ed)?",
        r"(?:strict(?:ly)? )?embargo(?:ed)?\b[^.]{0,60}(?:\buntil\b|\btill\b|[:：=]|\d)[^?!]{0,80}",
        r".{0,60}\bembargoed (?:until|till)\b.{0,80}",
        rf"(?:please )?hold (?:until|till|for release|for publication)\b.{{0,40}}{MONTH_OR_DIGIT}.{{0,60}}",
        r"(?:strictly )?not for (?:publication|release|broadcast)\b.{0,80}",
        r"(?:please )?do not (?:publish|release)\b.{0,80}",
        rf"for release(?: on| at| after)?\W{{0,3}}{MONTH_OR_DIGIT}.{{0,60}}",
        r"draft(?: only)?|draft\W{1,3}(?:do not|not for)\b.{0,60}",
    )
)
OPENING_IN_CAPITALS = re.compile(r"\W{0,4}(?:STRICT(?:LY)? )?EMBARGO(?:ED)?\b")
SIGNS = ("embargo", "hold", "release", "publi", "draft", "expire")
"""Words of which every restraint contains one. Most lines contain none, and need no further check."""
OUTER_MARKS = " \t()[]{}*_#<>-–—=:：.!|\"'"
SUSPECT_KEY = re.compile(
    r"\w*embargo\w*|releas\w*|schedul\w*|golive\w*|publish(?:on|at|date|time)?|publication\w*|hold\w*"
)


def find_possible_embargoes(text: str, headline: str, read: Collection[int], file: str) -> Iterator[Problem]:
    """Yield a problem for each line that may be an embargo, but not for the lines `read`, which became fields."""
    for above, line in _lines_with_signs(text):
        if line.number not in read and line.words != headline and _may_restrain(line, above):
            message = f"“{line.words[:MAX_CHARS]}” may be an embargo, so the story isn't published."
            hint = "Write it in the header, “Embargo: 2026-11-30 06:00” or “Draft: yes”, or take the line out."
            yield Problem(file, line.number, message, hint)


def _lines_with_signs(text: str) -> Iterator[tuple[CopyLine, CopyLine]]:
    """Yield each line that contains one of the `SIGNS`, as a pair of the line above it and itself."""
    folded = text.casefold()
    signs = [sign for sign in SIGNS if sign in folded]
    if not signs:
        return
    lines = text.split("\n")
    for at, line in enumerate(folded.split("\n")):  # casefold() adds no line ends
        if any(sign in line for sign in signs):
            above = CopyLine(at, lines[at - 1], fold_blanks(lines[at - 1])) if at else NO_LINE
            yield above, CopyLine(at + 1, lines[at], fold_blanks(lines[at]))


def _may_restrain(line: CopyLine, above: CopyLine) -> bool:
    """Tell whether the line may be a restraint. Without the word embargo it must open a paragraph or be in the head."""
    folded = line.words.casefold()
    in_head = line.number <= HEAD_LINES and len(above.words) <= SHORT_CHARS
    return ("embargo" in folded or not above.words or in_head) and _restrains(line.words)


def _restrains(words: str) -> bool:
    if OPENING_IN_CAPITALS.match(words):
        return True
    if len(words) > MAX_CHARS:
        return False
    field = read_field(words)
    if field and field[0] in RESTRAINING_KEYS:
        said = looks_like_moment(field[1]) or field[1].casefold() in {"yes", "true", ""}
        return said or field[0] == "embargo"
    bare = words.strip(OUTER_MARKS)
    return any(restraint.fullmatch(bare) for restraint in RESTRAINTS)


def is_suspect_key(key: str, value: object) -> bool:
    """Tell whether an unknown key with this value may be meant to set the time of publication."""
    dated = isinstance(value, str) and looks_like_moment(value)
    return dated and SUSPECT_KEY.fullmatch(fold_key(key)) is not None
