"""Read tables in CSV files, as spreadsheets and other programs write them."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path

from generator.imports.refused import read_bounded, refuse_source
from generator.intake.header.keys import fold_key
from generator.intake.text.decode import decode_copy

MAX_BYTES = 200_000_000
"""The largest table. It is read at once, which takes three times as much memory."""
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its end. To read them from a file in memory would take four bytes for each character."""
MAX_CELL_CHARS = 20_000_000
MAX_ROWS = 500_000
SEPARATORS = ",;\t|"


def read_table(path: Path) -> list[Mapping[str, str]]:
    """Return the rows of a table by the names of its columns, which are folded. Raises CommandRefused.

    The separator is the sign that the first line has most often.
    """
    raw = read_bounded(path, MAX_BYTES)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode_copy(raw, path.name).text
    head = text.partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    before = csv.field_size_limit(MAX_CELL_CHARS)  # for the whole process: other tables have the usual limit
    try:
        lines = (found[0] for found in LINE.finditer(text.replace("\0", "")))
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error as error:
        raise refuse_source(path, f"The table can't be read: {error}.", "Save it again as CSV in UTF-8.") from error
    finally:
        csv.field_size_limit(before)
    if len(rows) > MAX_ROWS:
        raise refuse_source(path, f"The table has more than {MAX_ROWS:,} rows.", "Divide it.")
    names = [fold_key(name) for name in rows[0]] if rows else []
    return [dict(zip(names, row, strict=False)) for row in rows[1:] if any(cell.strip() for cell in row)]
