"""The paper's own data for templates: `data/scores.csv` is `data.scores`. TOML, JSON and CSV, as plain values."""

import csv
import io
import json
import math
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import msgspec

from generator.config.characters import forbidden_in
from generator.intake.survey import survey_folder
from generator.model import Gravity, Problem

FOLDER = "data"
MAX_BYTES = 1_000_000
"""The longest file that is read."""
MAX_ALL_BYTES = 4_000_000
"""The most that is read of all files together: each worker holds it in memory."""
MAX_DEPTH = 20
"""How deep lists and tables may be nested."""
MAX_POINTS = 100
"""How many points a line of TOML may have outside of texts: a key of n parts takes memory for n² parts."""
LARGEST = 2**63
TEXTS = {"md", "markdown", "txt"}
"""Endings of texts about the data, which nobody expects to be read."""
SHEET = "Save the sheet as CSV, a .csv file."
ADVICE = {
    **dict.fromkeys(("yaml", "yml"), "Write it as .toml or .json."),
    **dict.fromkeys(("xlsx", "xls", "xlsm", "ods", "numbers"), SHEET),
    **dict.fromkeys(("tsv", "tab"), "Name it .csv: tabs may separate the columns."),
    **dict.fromkeys(("geojson", "topojson", "jsonld"), "Name it .json."),
}
"""Ending -> how to bring such data into a form that is read."""
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}")
"""A name that templates can write after `data.`."""


class DataFiles(msgspec.Struct, frozen=True):
    """What was read from data/."""

    values: dict[str, Any] = {}
    """The content of each file by its name without ending."""
    problems: tuple[Problem, ...] = ()
    """Files that can't be used, whose data templates may need."""
    unread: tuple[Problem, ...] = ()
    """Files of kinds that aren't read."""


class Unusable(ValueError):
    """Raised when a file can't be used; says why in words that go on from “The file can't be used:”."""


def read_data(folder: Path) -> DataFiles:
    """Return the data in the paper's `folder`."""
    if not (folder / FOLDER).is_dir():
        return DataFiles()
    survey = survey_folder(folder / FOLDER, FOLDER)
    values: dict[str, Any] = {}
    problems = [msgspec.structs.replace(problem, gravity=Gravity.WARNING) for problem in survey.problems]
    unread: list[Problem] = []
    room = MAX_ALL_BYTES
    for file in survey.files:
        name, _, ending = file.file.removeprefix(f"{FOLDER}/").rpartition(".")
        if ending.lower() not in READERS:
            unread += _note_unread(file.file, ending.lower())
            continue
        try:
            if name in values:
                raise Unusable("another file has the same name")
            if file.size > min(MAX_BYTES, room):
                raise Unusable(f"it is too large; a file may have {MAX_BYTES:,} bytes, and all {MAX_ALL_BYTES:,}")
            values[name] = _read(folder / file.file, name, READERS[ending.lower()])
            room -= file.size
        except (OSError, ValueError, RecursionError) as error:
            problems.append(_problem(file.file, error))
    return DataFiles(values, tuple(problems), tuple(unread))


def _note_unread(file: str, ending: str) -> Iterator[Problem]:
    """Yield a warning for a file that isn't read as data, unless it is a text about the data, such as README.md."""
    if ending not in TEXTS and "." in file.rpartition("/")[2]:
        hint = ADVICE.get(ending, "Save it as .csv, .json or .toml, or take it out of the folder.")
        yield Problem(
            file, 0, f"Files of the kind .{ending} aren't read as data.", hint, Gravity.WARNING, code="data-unread"
        )


def _problem(file: str, error: Exception) -> Problem:
    found = re.search(r"line (\d+)", str(error))
    why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error).rstrip(".")
    hint = "While it can't be read, nothing is built with templates that use data."
    return Problem(
        file,
        int(found[1]) if found else 0,
        f"The data can't be used: {why}.",
        hint,
        Gravity.WARNING,
        code="data-unusable",
    )


def _read(path: Path, name: str, parse: Callable[[str], Any]) -> Any:
    """Return the plain value in a file. Raises OSError, ValueError, RecursionError."""
    if not NAME.fullmatch(name):
        raise Unusable("its name has to be of letters, digits and _, and begin with a letter")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable("it is not UTF-8 text") from None
    return _plain(parse(text), MAX_DEPTH)


def _plain(value: Any, depth: int) -> Any:
    """Return a value of texts, numbers, lists and tables. Days and times become texts: `2026-11-23`."""
    if depth < 0:
        raise RecursionError
    if isinstance(value, dict):
        return {_plain(key, depth): _plain(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth - 1) for item in value]
    if isinstance(value, str) and (code := forbidden_in(value)):
        raise Unusable(f"a text in it has a character ({code}) that pages can't hold")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        raise Unusable(f"{value} is no number")
    if isinstance(value, int) and not -LARGEST <= value < LARGEST:
        raise Unusable("a number in it is too large; put it in quotation marks")
    return value


def _read_toml(text: str) -> Any:
    if any(re.sub(r'"[^"]*"|\'[^\']*\'', "", line).count(".") > MAX_POINTS for line in text.split("\n")):
        raise Unusable("a line has too many points")
    return tomllib.loads(text)


def _read_csv(text: str) -> list[dict[str, str]]:
    """Return the rows as tables of texts. The first row names the columns; `;` and tabs may separate them."""
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    try:
        columns = [column.strip() for column in next(rows, [])]
        _check_columns(columns)
        return [_row(columns, row, rows.line_num) for row in _filled(rows)]
    except csv.Error as error:
        raise Unusable(f"line {rows.line_num} is no line of CSV ({error})") from None


def _filled(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    return (row for row in rows if any(cell.strip() for cell in row))


def _check_columns(columns: list[str]) -> None:
    if not all(columns):
        raise Unusable("line 1 has a column without a name")
    if len(set(columns)) < len(columns):
        raise Unusable("line 1 has two columns of the same name")


def _row(columns: list[str], row: list[str], line: int) -> dict[str, str]:
    if len(row) != len(columns):
        raise Unusable(f"line {line} has {len(row)} cells, and line 1 has {len(columns)} columns")
    return dict(zip(columns, (cell.strip() for cell in row), strict=True))


READERS: dict[str, Callable[[str], Any]] = {"toml": _read_toml, "json": json.loads, "csv": _read_csv}
"""Ending -> what reads such a file."""
