"""Read the blocks of plain text, line by line from the top. Where several readings are possible, it stays text."""

from collections.abc import Sequence

from generator.intake.blocks.headings import is_break, mark_headings, read_heading
from generator.intake.blocks.lists import take_list
from generator.intake.blocks.markers import CLOSERS, MAX_NUMBER_CHARS, read_marker
from generator.intake.blocks.records import Block, Break, Paragraph, Table
from generator.intake.blocks.tables import RULE_OPENINGS, has_gaps, is_caption, measure_run, read_rows
from generator.intake.blocks.wrapping import measure, split_paragraphs
from generator.intake.wire.lines import CopyLine

OPENINGS = frozenset("#" + RULE_OPENINGS)
"""What a sub-head or the edge of a table begins with, where it isn't under a blank line."""


def read_blocks(lines: Sequence[CopyLine]) -> tuple[Block, ...]:
    """Return the blocks in `lines`. Every word of them is in one of the blocks."""
    reader = _BlockReader(lines)
    while reader.take():
        pass
    return tuple(_trim_breaks(mark_headings(reader.blocks)))


def replace_lede(blocks: Sequence[Block], lede: str, at: int = 0) -> tuple[Block, ...]:
    """Return the blocks with `lede` in place of the one at `at`, a paragraph; without that if `lede` is empty."""
    first = blocks[at]
    return (*blocks[:at], *((Paragraph(first.line, (lede,)),) if lede else ()), *blocks[at + 1 :])


class _BlockReader:
    """Reads the lines of one text once."""

    def __init__(self, lines: Sequence[CopyLine]) -> None:
        self.lines = lines
        self.at = 0
        self.blocks: list[Block] = []
        self.run: list[CopyLine] = []
        """The lines of prose, directly under each other, that were read last."""
        self.text_until = 0
        """Lines before this index aren't rows of a table."""
        self.prose = [line.words != "" and _is_prose(line) for line in lines]
        self.page = measure(_cut_runs(lines, self.prose))

    def take(self) -> bool:
        """Take the next block, or the next line of prose. Return False at the end."""
        if self.at == len(self.lines):
            self._end_run()
            return False
        line = self.lines[self.at]
        if not line.words:
            self._end_run()
            self.at += 1
        elif self.prose[self.at]:
            if self._continues(self.at) or not (self._take_heading() or self._take_rows()):
                self._take_prose()
        elif is_break(line):
            self._add(Break(line.number), self.at + 1)
        elif not (self._take_heading() or self._take_rows() or self._take_list()):
            self.run.append(line)
            self.at += 1
        return True

    def _continues(self, at: int) -> bool:
        """Tell quickly whether a line of prose, directly under another line, opens neither a sub-head nor a table."""
        return at > 0 and self.lines[at - 1].words != "" and self.lines[at].words[0] not in OPENINGS

    def _take_prose(self) -> None:
        """Take a line of prose and those that surely go on under it."""
        end = self.at + 1
        while end < len(self.lines) and self.prose[end] and self._continues(end):
            end += 1
        self.run += self.lines[self.at : end]
        self.at = end

    def _take_heading(self) -> bool:
        heading, end = read_heading(self.lines, self.at)
        if heading is None or self._is_caption():
            return False
        self._add(heading, end)
        return True

    def _is_caption(self) -> bool:
        """Tell whether the line is directly above rows, whose title it may be."""
        below = self.lines[self.at + 1 : self.at + 3]
        return len(below) == 2 and all(line.words and has_gaps(line) for line in below)

    def _take_rows(self) -> bool:
        if self.at < self.text_until:
            return False
        end = measure_run(self.lines, self.at)
        if end - self.at < 2:
            return False
        caption = self.run[0].words if len(self.run) == 1 and is_caption(self.run[0]) else ""
        found = read_rows(self.lines[self.at : end], caption)
        if found is None:
            self.text_until = end
            return False
        if isinstance(found, Table) and caption:
            self.run = []
        self._add(found, end)
        return True

    def _take_list(self) -> bool:
        found, end = take_list(self.lines, self.at, self.page)
        if found is None:
            return False
        self._add(found, end)
        return True

    def _add(self, block: Block, end: int) -> None:
        self._end_run()
        self.blocks.append(block)
        self.at = end

    def _end_run(self) -> None:
        if self.run:
            self.blocks.extend(split_paragraphs(self.run, self.page))
            self.run = []


def _is_prose(line: CopyLine) -> bool:
    """Tell whether a line is neither blank nor a break, a row or an item of a list."""
    words = line.words
    if (
        words[:1].isalpha()
        and line.text.endswith(words)
        and "|" not in words
        and CLOSERS.isdisjoint(words[1:MAX_NUMBER_CHARS])
    ):
        return True  # most lines
    return bool(words) and not has_gaps(line) and read_marker(line) is None and not is_break(line)


def _cut_runs(lines: Sequence[CopyLine], prose: Sequence[bool]) -> list[list[CopyLine]]:
    """Return the lines of prose in runs without any other line between them."""
    runs: list[list[CopyLine]] = [[]]
    for line, is_prose in zip(lines, prose, strict=True):
        if is_prose:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _trim_breaks(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without breaks at the beginning, at the end, and beside another one."""
    kept: list[Block] = []
    for block in blocks:
        if not (isinstance(block, Break) and (not kept or isinstance(kept[-1], Break))):
            kept.append(block)
    return kept[:-1] if kept and isinstance(kept[-1], Break) else kept
