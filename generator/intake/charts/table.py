"""Read a dropped table, `results.csv`, as spreadsheets save them: any separator, any way to write numbers."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.chart_records import Column, Table
from generator.charts.forms import MAX_COLUMNS, MAX_ROWS
from generator.intake.charts.days import read_days
from generator.intake.charts.numbers import decimal_form, is_missing, read_numbers
from generator.intake.text.decode import decode_copy
from generator.intake.wire.embargoes import find_possible_embargoes
from generator.intake.wire.lines import number_lines
from generator.model import Gravity, Parsed, Problem

SEPARATORS = ",;\t|"
MAX_CELL_CHARS = 1_000
SAMPLE_ROWS = 50
"""The rows by which the separator is found."""
HINT = "Open it in a spreadsheet, put this right, and save it as CSV again."


class _Unreadable(ValueError):
    """Raised when a table can't be used; says why, and in which line."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class _Row(msgspec.Struct, frozen=True):
    """A row, and the line of the file in which it ends."""

    cells: list[str]
    line: int


def parse_table(raw: bytes, file: str, digest: str, language: str) -> Parsed:
    """Return the table in the bytes of `file`, or the problem if there is none."""
    decoded = decode_copy(raw, file, language)
    if any(problem.gravity is Gravity.HELD for problem in decoded.problems):
        return Parsed(file=file, digest=digest, problems=decoded.problems)
    restraint = list(find_possible_embargoes(number_lines(decoded.text), "", (), file))
    if restraint:
        return Parsed(file=file, digest=digest, problems=tuple(restraint))
    try:
        table = read_table(decoded.text, language)
    except _Unreadable as error:
        problem = Problem(file, error.line, f"The table can't be used: {error}.", HINT, code="data-unusable")
        return Parsed(file=file, digest=digest, problems=(problem,))
    return Parsed(file=file, digest=digest, table=table, problems=decoded.problems)


def read_table(text: str, language: str = "") -> Table:
    """Return the table in the text of a file. `language`: that of dates in it. Raises ValueError."""
    first, _, rest = text.partition("\n")
    named = first.strip().casefold()
    if named.startswith("sep=") and len(named) == len("sep=") + 1:  # what Excel writes for itself
        rows = _rows_of(f"\n{rest}", named[-1])
        separator = named[-1]
    else:
        separator = _separator_in(text)
        rows = _rows_of(text, separator)
    filled = [row for row in rows if any(row.cells)]
    if len(filled) < 2:
        raise _Unreadable("it needs a line with the names of its columns, and at least one row")
    header, body = _split_header(filled)
    body = [row for row in body if row.cells != filled[0].cells]
    if len(body) > MAX_ROWS:
        raise _Unreadable(f"it has {len(body):,} rows; a table may have {MAX_ROWS:,}")
    columns = [[row.cells[place] if place < len(row.cells) else "" for row in body] for place in range(len(header))]
    form = decimal_form((cell for column in columns for cell in column), prefers_comma=separator == ";")
    names = _distinct(header)
    return Table(tuple(_column(name, cells, form, language) for name, cells in zip(names, columns, strict=True)))


def _column(name: str, cells: Sequence[str], form: re.Pattern[str], language: str) -> Column:
    numbers = read_numbers(cells, form)
    return Column(name, tuple(cells), numbers, () if numbers else read_days(cells, language))


def _separator_in(text: str) -> str:
    """Return what separates the cells: the sign that gives most rows as many cells as the first row has."""
    sample = "\n".join(text.split("\n", SAMPLE_ROWS)[:SAMPLE_ROWS])
    return max(SEPARATORS, key=lambda separator: (_agreement(sample, separator), -SEPARATORS.index(separator)))


def _agreement(text: str, separator: str) -> tuple[float, int]:
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(row)]
    except csv.Error:
        return 0.0, 0
    if not rows or len(rows[0]) < 2:
        return 0.0, 0
    return sum(len(row) == len(rows[0]) for row in rows) / len(rows), len(rows[0])


def _rows_of(text: str, separator: str) -> Iterator[_Row]:
    """Yield the rows, without blanks around the cells and without empty cells at the end. Raises ValueError."""
    rows = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    try:
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            if any(len(cell) > MAX_CELL_CHARS for cell in cells):
                raise _Unreadable(f"a cell has more than {MAX_CELL_CHARS:,} characters", rows.line_num)
            while cells and not cells[-1]:
                cells.pop()
            yield _Row(cells, rows.line_num)
    except csv.Error as error:
        raise _Unreadable(f"this is no line of CSV ({error})", rows.line_num) from None


def _split_header(rows: Sequence[_Row]) -> tuple[list[str], Sequence[_Row]]:
    """Return the names of the columns, and the rows under them. Raises ValueError.

    Two lines of names, years over parties, become one: `2022 Harbor`.
    """
    header, body = rows[0].cells, rows[1:]
    width = max(len(header), len(body[0].cells) if _is_second_header(rows) else 0)
    if _is_second_header(rows):
        second = body[0].cells
        header, body = _joined(header, second, width), body[1:]
    if width > MAX_COLUMNS:
        raise _Unreadable(f"it has {width} columns; a table may have {MAX_COLUMNS}", rows[0].line)
    for row in body:
        if len(row.cells) > width:
            message = f"this row has {len(row.cells)} cells, and there are names for {width} columns"
            raise _Unreadable(message, row.line)
    return header, body


def _is_second_header(rows: Sequence[_Row]) -> bool:
    """Tell whether the second line is one of names as well: words where all lines under it have numbers."""
    if len(rows) < 3:
        return False
    second, below = rows[1].cells, rows[2:]
    form = decimal_form((cell for row in below for cell in row.cells), prefers_comma=False)
    places = range(1, max(len(second), len(rows[0].cells)))
    numbers = [
        place for place in places if read_numbers([r.cells[place] if place < len(r.cells) else "" for r in below], form)
    ]
    if not numbers:
        return False
    return all(place < len(second) and _is_name(second[place]) for place in numbers)


def _is_name(cell: str) -> bool:
    return not is_missing(cell) and not any(sign.isdigit() for sign in cell)


def _joined(above: Sequence[str], below: Sequence[str], width: int) -> list[str]:
    """Return one line of names. A name in the upper line counts for the empty places behind it, too."""
    names, last = [], ""
    for place in range(width):
        last = (above[place] if place < len(above) else "") or (last if place > 1 else "")
        own = below[place] if place < len(below) else ""
        names.append(" ".join(dict.fromkeys(part for part in (last, own) if part)))
    return names


def _distinct(names: Sequence[str]) -> list[str]:
    """Return the names of the columns, no two alike and none empty but the first."""
    taken: set[str] = set()
    told = []
    for place, name in enumerate(names):
        wanted = name or (chr(ord("A") + place) if place else "")
        shown, number = wanted, 2
        while shown and shown in taken:
            shown, number = f"{wanted} ({number})", number + 1
        taken.add(shown)
        told.append(shown)
    return told
