"""Cut the rows of a table into cells."""

import re
from collections.abc import Sequence
from itertools import pairwise

TAB_COLUMNS = 8
TABS = re.compile(r"\t+")
WIDE_GAP = re.compile(r" {2,}")
GAP_SHARE = 0.75
"""In at least this share of the rows, the space between two columns is two wide."""
MAX_ROW_CHARS = 400
MAX_ROWS = 2_000


def cut_by_tabs(rows: Sequence[str], *, ruled: bool) -> list[list[str]]:
    """Return the cells between tabs. Empty cells count if every row has as many tabs; runs of tabs if not."""
    if not all("\t" in row.strip() for row in rows):
        return []
    for split in (lambda row: row.rstrip().split("\t"), lambda row: TABS.split(row.strip())):
        cells = [[" ".join(cell.split()) for cell in split(row)] for row in rows]
        widest = max(map(len, cells))
        ragged = sum(len(row) != widest for row in cells)
        if not ragged or (ruled and len(cells[0]) == widest):
            return [row + [""] * (widest - len(row)) for row in cells]
    return []


def cut_by_bars(rows: Sequence[str], *, ruled: bool) -> list[list[str]]:
    """Return the cells between bars. The rows have bars at both ends, or a rule among them."""
    if not all("|" in row for row in rows):
        return []
    stripped = [row.strip() for row in rows]
    if not (ruled or all(row[0] == row[-1] == "|" for row in stripped)):
        return []
    cells = [
        [" ".join(cell.split()) for cell in row.removeprefix("|").removesuffix("|").split("|")] for row in stripped
    ]
    return cells if len(set(map(len, cells))) == 1 else []


def cut_by_spaces(rows: Sequence[str]) -> list[list[str]]:
    """Return the cells between columns of spaces that go through all rows, or else between wide gaps."""
    if len(rows) > MAX_ROWS or any(len(row) > MAX_ROW_CHARS or "|" in row for row in rows):
        return []
    spread = [row.expandtabs(TAB_COLUMNS).rstrip() for row in rows]
    return _cut_at_gutters(spread) or _cut_at_gaps(spread)


def _cut_at_gutters(rows: Sequence[str]) -> list[list[str]]:
    width = max(map(len, rows))
    padded = [row.ljust(width) for row in rows]
    blank = [all(char == " " for char in column) for column in zip(*padded, strict=True)]
    starts = [at for at in range(width) if not blank[at] and (at == 0 or blank[at - 1])]
    cuts = [starts[0]] if starts else [0]
    cuts += [at for at in starts[1:] if _is_gutter(padded, at)]
    cells = [[row[begin:end].strip() for begin, end in pairwise([*cuts, width])] for row in padded]
    # A row must fill its first or its second cell, or it belongs to something else.
    return cells if len(cuts) > 1 and all(row[0] or row[1] for row in cells) and not _is_packed(cells) else []


def _is_gutter(rows: Sequence[str], at: int) -> bool:
    """Tell whether most rows have two spaces before column `at`, or nothing before or behind it."""
    wide = sum((row[at - 2 : at].isspace() and at > 1) or not row[at:].strip() or row[at] == " " for row in rows)
    return wide >= GAP_SHARE * len(rows)


def _is_packed(cells: Sequence[Sequence[str]]) -> bool:
    """Tell whether a cell holds a wide gap, so that the rows have more columns than were found."""
    return any("  " in cell for row in cells for cell in row)


def _cut_at_gaps(rows: Sequence[str]) -> list[list[str]]:
    cells = [WIDE_GAP.split(row.strip()) for row in rows]
    return cells if len(set(map(len, cells))) == 1 else []
