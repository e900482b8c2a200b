"""Lines of copy with the place where they stand, and how lines make paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

MAX_WRAP_COLUMNS = 90
"""Wires, typewriters and mail break their lines at 60 to 80."""
FULL_LINE = 0.6
"""A line this much as long as the longest one may have been broken off for want of room."""
MIN_FULL_CHARS = 36

BLANKS = re.compile(r"[ \t]+")
SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?:…][\"'”’»)\]]{0,2}$")
BULLET = re.compile(r"(?:[-*•·–—]|\d{1,2}[.)])\s")
TABLE_GAP = re.compile(r"(?<![.!?:;,\"'”’ \t])(?: {2,}|[ ]?\t[ \t]*)(?=\S)")
DIGIT = re.compile(r"\d")
SECOND_HALF = re.compile(r"(?!(?:and|or|to) )[^\W_]")
BROKEN_COMPOUND = re.compile(r"[^\W_]-$")


class CopyLine(msgspec.Struct, frozen=True):
    """One line of a file."""

    number: int
    """As editors count them, from 1."""
    text: str
    """As it stands."""
    words: str
    """Without indent, runs of blanks folded; no-break spaces stay. Empty when the line is blank."""

    @property
    def is_indented(self) -> bool:
        return self.text[:1].isspace()


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph, whatever lines it ran over; `line` is the number of its first."""

    line: int
    text: str


NO_LINE = CopyLine(0, "", "")


def number_lines(text: str, first_line: int = 1) -> list[CopyLine]:
    """The lines of `text`, counted from `first_line`."""
    return [CopyLine(number, line, fold_blanks(line)) for number, line in enumerate(text.split("\n"), first_line)]


def fold_blanks(text: str) -> str:
    """`text` with single spaces where several or tabs stood, none at its ends."""
    text = text.strip()
    return BLANKS.sub(" ", text) if "  " in text or "\t" in text else text


def ends_sentence(text: str) -> bool:
    """Whether `text` closes with a full stop or its like; that of an initial is none."""
    return SENTENCE_END.search(text[-6:].rstrip()) is not None


def cut_blocks(lines: Iterable[CopyLine]) -> list[list[CopyLine]]:
    """Runs of lines without a blank line between them."""
    return [list(run) for blank, run in groupby(lines, key=lambda line: not line.words) if not blank]


def is_wrapped(lines: Sequence[CopyLine]) -> bool:
    """Whether the lines were broken at the edge of a page, so that a paragraph runs over several.

    Looked at are the pairs of lines that stand directly one under the other, the lower one not indented, in blocks
    where no line is over 90 columns. A pair is carried on when the upper line ends no sentence and the lower one
    begins small, or the upper one is about as long as the longest. Wrapped is what is carried on in half of the pairs.
    """
    narrow = [block for block in cut_blocks(lines) if _is_narrow(block)]
    longest = max((len(line.text) for block in narrow for line in block), default=0)
    full = max(MIN_FULL_CHARS, longest * FULL_LINE)
    pairs = [pair for block in narrow for pair in _pair_lines(block)]
    carried_on = [pair for pair in pairs if _is_carried_on(*pair, full)]
    return bool(pairs) and len(carried_on) * 2 >= len(pairs)


def join_paragraphs(lines: Sequence[CopyLine], wrapped: bool) -> list[Paragraph]:
    """The paragraphs of `lines`, each in one line.

    In wrapped copy a paragraph runs to the next blank line, indented line, list entry or row of a table; in other
    copy, and in blocks too wide to be wrapped, each line is a paragraph.
    """
    paragraphs: list[Paragraph] = []
    for block in cut_blocks(lines):
        paragraphs.extend(_join_block(block) if wrapped and _is_narrow(block) else _fold(block))
    return paragraphs


def _is_narrow(block: Sequence[CopyLine]) -> bool:
    return all(len(line.text.rstrip()) <= MAX_WRAP_COLUMNS for line in block)


def _pair_lines(block: Sequence[CopyLine]) -> Iterator[tuple[CopyLine, CopyLine]]:
    """Each line with the one under it that opens no paragraph by its indent."""
    indents_open = _do_indents_open(block)
    return (pair for pair in pairwise(block) if not (indents_open and pair[1].is_indented))


def _do_indents_open(block: Sequence[CopyLine]) -> bool:
    """Whether an indented line opens a paragraph: where all are indented, none does."""
    return not all(line.is_indented for line in block)


def _is_carried_on(upper: CopyLine, lower: CopyLine, full: float) -> bool:
    if ends_sentence(upper.text) or BULLET.match(lower.words) or _is_row(lower):
        return False
    return lower.words[:1].islower() or len(upper.text) >= full


def _is_row(line: CopyLine) -> bool:
    """Whether the line is a row of a table: two gaps in it and a figure."""
    gaps = line.text.count("  ") + line.text.count("\t")
    return gaps >= 2 and DIGIT.search(line.text) is not None and len(TABLE_GAP.findall(line.text.strip())) >= 2


def _fold(block: Iterable[CopyLine]) -> Iterator[Paragraph]:
    return (Paragraph(line.number, line.words) for line in block)


def _join_block(block: Sequence[CopyLine]) -> Iterator[Paragraph]:
    indents_open = _do_indents_open(block)
    run: list[CopyLine] = []
    for line in block:
        if run and (_is_parted(run, line) or (indents_open and line.is_indented)):
            yield _join_run(run)
            run = []
        run.append(line)
    yield _join_run(run)


def _is_parted(run: Sequence[CopyLine], line: CopyLine) -> bool:
    """Whether `line` is no part of the paragraph above it: a row or under one, or a list's entry, not a mere dash."""
    if _is_row(line) or _is_row(run[-1]):
        return True
    opened = ends_sentence(run[-1].text) or BULLET.match(run[0].words)
    return bool(opened and BULLET.match(line.words))


def _join_run(run: Sequence[CopyLine]) -> Paragraph:
    """The lines as one. A compound broken at its hyphen (`long-` / `term`) is closed up."""
    pieces = [run[0].words]
    for upper, lower in pairwise(run):
        closed = BROKEN_COMPOUND.search(upper.words[-2:]) and SECOND_HALF.match(lower.words)
        pieces.append(lower.words if closed else f" {lower.words}")
    return Paragraph(run[0].number, "".join(pieces))
