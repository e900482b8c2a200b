"""Find the boilerplate of web pages and agencies in Markdown. The words are those of plain text."""

import re
from collections.abc import Sequence

from generator.intake.wire.boilerplate import MAX_CHARS, find_boilerplate, has_marks, is_list_heading
from generator.intake.wire.lines import CopyLine

MARKS = " \t*_\\"
OPENING_MARKS = f"{MARKS}["
LINKED = re.compile(r"\[([^\[\]]{2,80})\]\([^()\s]{1,400}\)")
FENCE = re.compile(r"[ ]{0,3}(?:`{3,}|~{3,})")
CODE_INDENT = "    ", "\t"
RULE = re.compile(r"[-–—*_ ]+")


def find_marked_boilerplate(lines: Sequence[CopyLine]) -> list[CopyLine]:
    """Return the lines that are boilerplate and paragraphs of their own. Code and headings of lists stay."""
    if not has_marks([_unmarked(line) for line in lines if line.words and _is_short(line.words)]):
        return []
    code = _places_of_code(lines)
    apart = [line for at, line in enumerate(lines) if at not in code]
    found = {line.number for line in find_boilerplate([_unmarked(line) for line in apart], wrapped=False)}
    alone = {line.number for at, line in enumerate(lines) if _is_alone(lines, at, found)}
    certain = found & alone
    return [line for line in apart if line.number in certain and not is_list_heading(_unmarked(line).words)]


def _is_short(words: str) -> bool:
    """Tell whether the words are surely not too long for boilerplate, whatever marks are taken off their ends."""
    return len(words) <= MAX_CHARS or words[0] in OPENING_MARKS or words[-1] in MARKS


def _unmarked(line: CopyLine) -> CopyLine:
    """Return the line without its emphasis, or without the address of the link that is all of it."""
    words = line.words.strip(MARKS)
    if words.startswith("[") and (linked := LINKED.fullmatch(words)):
        words = linked[1].strip(MARKS)
    return line if words == line.words or RULE.fullmatch(line.words) else CopyLine(line.number, words, words)


def _places_of_code(lines: Sequence[CopyLine]) -> set[int]:
    """Return the indexes of lines that are code."""
    places: set[int] = set()
    is_code = False
    for at, line in enumerate(lines):
        fence = FENCE.match(line.text) is not None
        if is_code or fence or line.text.startswith(CODE_INDENT):
            places.add(at)
        is_code ^= fence
    return places


def _is_alone(lines: Sequence[CopyLine], at: int, found: set[int]) -> bool:
    """Tell whether blank lines or other boilerplate stand above the line and below it."""
    beside = [lines[near] for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    return all(not line.words or line.number in found for line in beside)
