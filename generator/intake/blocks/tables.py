"""Read tables from lines: cells separated by tabs, by aligned spaces or by bars.

A table is only made of what can be nothing else. Lines with columns that don't fit one keep their columns as they were
typed, as newspapers print agate.
"""

import re
from collections.abc import Iterable, Sequence

from generator.intake.blocks.cells import cut_by_bars, cut_by_spaces, cut_by_tabs
from generator.intake.blocks.records import Agate, Table
from generator.intake.wire.lines import TABLE_GAP, CopyLine, ends_sentence

RULE_SIGNS = frozenset("-=_–—+|: \t")
"""The signs of a line under a header or between rows."""
RULE_OPENINGS = "-=_–—+|:"
"""What such a line begins with."""
FIGURE = re.compile(
    r"\d{1,2}(?:[:.]\d\d)? ?[AaPp]\.?[Mm]\.?|"
    r"[-+±−–<>~≈]?\s?[$€£¥₹]?\s?[-+−]?\.?\d[\d.,:/ \xa0\u202f½¼¾-]*(?:\s?(?:%|[$€£¥₹°]|[KMB]|bn|st|nd|rd|th|pts?))?"
)
"""What a column of numbers may hold: `1,204`, `.889`, `8-1`, `52%`, `$3.5`, `4:31 a.m.`."""
NO_FIGURE = re.compile(r"[-–—.*]*|n/?a|dnf|dns|tba", re.IGNORECASE)
LETTER = re.compile(r"[^\W\d_]")
MIN_TEXT_ROWS = 3
"""A table without numbers has at least this many rows."""
MAX_TEXT_CELL = 40
"""The longest cell, on average, of a table without numbers."""
MAX_CAPTION_CHARS = 60
MAX_COLUMNS = 40


def measure_run(lines: Sequence[CopyLine], at: int) -> int:
    """Return the index behind the lines from `at` on that may be rows: they have gaps, or are rules among such."""
    end = at + _opens_box(lines, at)
    while end < len(lines) and lines[end].words and (has_gaps(lines[end]) or (end > at and _is_rule(lines[end].words))):
        end += 1
    return end


def read_rows(run: Sequence[CopyLine], caption: str) -> Table | Agate | None:
    """Return what the lines of a run are: a table, lines that keep their columns, or None if they are text."""
    rules = [_is_rule(line.words) for line in run]
    rows = [line.text for line, is_rule in zip(run, rules, strict=True) if not is_rule]
    ruled = rules[1:2] == [True] or rules[:3] == [True, False, True]
    if len(rows) < 2:
        return None
    cells = _cut(rows, ruled=any(rules))
    if cells and _is_table(cells, ruled=ruled):
        return _make(run[0].number, caption, cells, ruled=ruled)
    return Agate(run[0].number, tuple(_outdent(line.text for line in run))) if _is_agate(rows) else None


def is_caption(line: CopyLine) -> bool:
    """Tell whether a line directly above a table may be its title."""
    return len(line.words) <= MAX_CAPTION_CHARS and not ends_sentence(line.words.rstrip(":"))


def has_gaps(line: CopyLine) -> bool:
    """Tell whether the line has a tab, bars or a wide gap between two words."""
    text = line.text.strip()
    if "  " not in text and "\t" not in text and "|" not in text:
        return False
    return "\t" in text or text.count("|") > 1 or (" | " in text) or TABLE_GAP.search(text) is not None


def _is_rule(words: str) -> bool:
    return (
        words[0] in RULE_OPENINGS
        and RULE_SIGNS.issuperset(words)
        and any(sign in words for sign in ("--", "==", "__", "––", "——"))
    )


def _opens_box(lines: Sequence[CopyLine], at: int) -> bool:
    """Tell whether the line is the upper edge of a table: a rule in pieces, above a row."""
    words = lines[at].words
    return _is_rule(words) and any(sign in words for sign in "+| ") and at + 1 < len(lines) and has_gaps(lines[at + 1])


def _cut(rows: Sequence[str], *, ruled: bool) -> list[list[str]]:
    """Return the cells of all rows, as many in each; empty if the rows don't agree."""
    for cells in (cut_by_tabs(rows, ruled=ruled), cut_by_bars(rows, ruled=ruled), cut_by_spaces(rows)):
        if cells and 1 < len(cells[0]) <= MAX_COLUMNS:
            return cells
    return []


def _is_table(cells: Sequence[Sequence[str]], *, ruled: bool) -> bool:
    body = cells[1:] if len(cells) > 2 or ruled or _is_header(cells) else cells
    if any(_are_figures(column) for column in list(zip(*body, strict=True))[1:]):
        return True
    texts = [cell for row in cells for cell in row if cell]
    short = sum(map(len, texts)) <= MAX_TEXT_CELL * len(texts)
    return short and (ruled or (len(cells) >= MIN_TEXT_ROWS and not any(ends_sentence(row[-1]) for row in cells)))


def _are_figures(column: Iterable[str]) -> bool:
    """Tell whether a column holds numbers, and nothing but numbers and signs for none."""
    filled = [cell for cell in column if cell]
    figures = sum(FIGURE.fullmatch(cell) is not None for cell in filled)
    return figures > 0 and all(FIGURE.fullmatch(cell) or NO_FIGURE.fullmatch(cell) for cell in filled)


def _is_header(cells: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row is surely a header: it has words above numbers, and no number itself."""
    first, *others = cells
    if any(FIGURE.fullmatch(cell) for cell in first) or not others:
        return False
    columns = list(zip(*others, strict=True))
    return any(
        LETTER.search(name) is not None and _are_figures(column)
        for name, column in zip(first[1:], columns[1:], strict=True)
    )


def _make(line: int, caption: str, cells: Sequence[Sequence[str]], *, ruled: bool) -> Table:
    headed = ruled or _is_header(cells)
    rows = cells[1:] if headed else cells
    numeric = tuple(_are_figures(column) for column in zip(*rows, strict=True))
    return Table(line, caption, tuple(cells[0]) if headed else (), tuple(map(tuple, rows)), numeric)


def _is_agate(rows: Sequence[str]) -> bool:
    """Tell whether the lines are typed in columns: most have two gaps, or a gap and a number."""
    gaps = [len(TABLE_GAP.findall(row.strip())) for row in rows]
    columnar = sum(
        count >= 2 or (count == 1 and any(char.isdigit() for char in row))
        for count, row in zip(gaps, rows, strict=True)
    )
    return columnar * 2 > len(rows)


def _outdent(texts: Iterable[str]) -> list[str]:
    """Return the lines with spaces for tabs, without the indent that all have."""
    lines = [text.expandtabs(8).rstrip() for text in texts]
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    return [line[indent:] for line in lines]
