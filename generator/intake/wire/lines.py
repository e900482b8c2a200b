"""Number the lines of copy, and join them to paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from generator.lazy_patterns import lazy_pattern

MAX_WRAP_COLUMNS = 90
"""Wires, typewriters and mail break their lines at 60 to 80."""
FULL_LINE = 0.6
"""A line with at least this share of the longest line's length may have been wrapped."""
MIN_FULL_CHARS = 36

BLANKS = re.compile(r"[ \t]+")
SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?:…。！？：؟۔।॥։።][\"'”’»)\]」』）]{0,2}$")
FENCES = ("```", "~~~")
"""What opens and closes code in Markdown."""
BULLET = re.compile(r"(?:[-*•·–—]|\d{1,2}[.)])\s")
TABLE_GAP = re.compile(r"(?<![.!?:;,\"'”’ \t])(?: {2,}|[ ]?\t[ \t]*)(?=\S)")
DIGIT = re.compile(r"\d")
SECOND_HALF = re.compile(r"(?!(?:and|or|to) )[^\W_]")
BROKEN_COMPOUND = re.compile(r"[^\W_]-$")
UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01-\uff60"
)
"""The characters of writings without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, with their marks."""
UNSPACED_END, UNSPACED_OPENING = lazy_pattern(f"[{UNSPACED}]$"), lazy_pattern(f"[{UNSPACED}]")


class CopyLine(msgspec.Struct, frozen=True, gc=False):
    """One line of copy."""

    number: int
    """The line's number in its file, counted from 1."""
    text: str
    """The line as written."""
    words: str
    """The line without indent and with single spaces; no-break spaces stay. Empty when the line is blank."""

    @property
    def is_indented(self) -> bool:
        """True if the line begins with a blank."""
        return self.text[:1].isspace()


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """One paragraph. `line` is the number of its first line."""

    line: int
    text: str


NO_LINE = CopyLine(0, "", "")


def number_lines(text: str, first_line: int = 1) -> list[CopyLine]:
    """Return the lines of `text`, numbered from `first_line`."""
    lines = enumerate(text.split("\n"), first_line)
    if "  " not in text and "\t" not in text:
        return [CopyLine(number, line, line.strip()) for number, line in lines]
    return [CopyLine(number, line, fold_blanks(line) if line else "") for number, line in lines]


def fold_blanks(text: str) -> str:
    """Return `text` with single spaces in place of runs of spaces and tabs, and none at its ends."""
    text = text.strip()
    return BLANKS.sub(" ", text) if "  " in text or "\t" in text else text


def ends_sentence(text: str) -> bool:
    """Tell whether `text` closes with a period or a similar mark, except the period of an initial."""
    end = text[-6:].rstrip()
    return not end[-1:].isalnum() and SENTENCE_END.search(end) is not None


def cut_blocks(lines: Iterable[CopyLine]) -> list[list[CopyLine]]:
    """Return the runs of lines without a blank line between them."""
    return [list(run) for blank, run in groupby(lines, key=lambda line: not line.words) if not blank]


def is_wrapped(lines: Sequence[CopyLine]) -> bool:
    """Tell whether the lines were broken at the edge of a page, so that a paragraph runs over several.

    The test counts pairs of lines, one directly under the other and the lower one not indented, in blocks whose lines
    have at most 90 columns. A pair continues if the upper line doesn't end a sentence, and the lower one begins with a
    small letter or the upper one is about as long as the longest line. Copy is wrapped if half of the pairs continue.
    """
    narrow = [block for block in cut_blocks(lines) if _is_narrow(block)]
    longest = max((len(line.text) for block in narrow for line in block), default=0)
    full = max(MIN_FULL_CHARS, longest * FULL_LINE)
    pairs = [pair for block in narrow for pair in _pair_lines(block) if not any(map(_is_item_or_row, pair))]
    continued = [pair for pair in pairs if _continues(*pair, full)]
    return bool(pairs) and len(continued) * 2 >= len(pairs)


def join_words(upper: str, lower: str) -> str:
    """Return two lines of a paragraph as one.

    A compound broken at its hyphen (`long-` / `term`) is closed up, and so are Chinese, Japanese and Thai, which have
    no spaces between words.
    """
    last = upper[-1:]
    if last == "-" and BROKEN_COMPOUND.search(upper[-2:]) and SECOND_HALF.match(lower):
        return upper + lower
    if not last.isascii() and UNSPACED_END.search(last) and UNSPACED_OPENING.match(lower):
        return upper + lower
    return f"{upper} {lower}"


def _is_narrow(block: Sequence[CopyLine]) -> bool:
    return all(len(line.text.rstrip()) <= MAX_WRAP_COLUMNS for line in block)


def _pair_lines(block: Sequence[CopyLine]) -> Iterator[tuple[CopyLine, CopyLine]]:
    """Yield each line and the one under it, unless that one opens a paragraph by its indent."""
    indents_open = _do_indents_open(block)
    return (pair for pair in pairwise(block) if not (indents_open and pair[1].is_indented))


def _do_indents_open(block: Sequence[CopyLine]) -> bool:
    """Tell whether an indented line opens a paragraph. If all lines are indented, none does."""
    return not all(line.is_indented for line in block)


def _continues(upper: CopyLine, lower: CopyLine, full: float) -> bool:
    if ends_sentence(upper.text):
        return False
    return lower.words[:1].islower() or len(upper.text) >= full


def _is_item_or_row(line: CopyLine) -> bool:
    """Tell whether the line says nothing about wrapping: it is an item of a list or a row of a table."""
    return (not line.words[:1].isalpha() and BULLET.match(line.words) is not None) or _is_row(line)


def _is_row(line: CopyLine) -> bool:
    """Tell whether the line is a row of a table: it has two gaps and a digit."""
    gaps = line.text.count("  ") + line.text.count("\t")
    return gaps >= 2 and DIGIT.search(line.text) is not None and len(TABLE_GAP.findall(line.text.strip())) >= 2
