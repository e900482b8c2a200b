"""Read a TOML header with Python's own library."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from generator.intake.header.lines import (
    BrokenEntry,
    HeaderEntry,
    HeaderError,
    Node,
    broken_entry,
    drop_quotes,
    value_of,
)
from generator.intake.header.yaml_header import TOO_DEEP
from generator.intake.text.clean import clean_text

MAX_DOTS = 100
"""The most dots in a line of TOML. For a key of n parts, `a.a.a = 1`, the library needs memory for n² of them."""
KEY_END = re.compile(r"[=.\]]")
KEY = re.compile(r"[^\W\d_][\w .-]*")
TABLE = re.compile(r"\[{1,2}[\w .\"'-]{1,100}\]{1,2}")
STRUCTURE = ("[", "{")


def read_toml(text: str, first_line: int) -> list[HeaderEntry]:
    """Return the entries of a TOML table, whose first line is `first_line` of the file. Raises HeaderError."""
    lines = text.split("\n")
    full = next((number for number, line in enumerate(lines) if line.count(".") > MAX_DOTS), None)
    if full is not None:
        message = f"The line has more than {MAX_DOTS} dots, too many for a header."
        raise HeaderError(full, message, "If the story begins here, write a line +++ above it.")
    try:
        table = tomllib.loads(text + "\n", parse_float=str)
        nodes = [(key, _node_of(value)) for key, value in table.items()]
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) - 1 if found else text.count("\n")
        message = "The header can't be read: this line is not valid TOML."
        raise HeaderError(line, message, 'Put text in straight quotation marks: title = "Like this"') from None
    except RecursionError:
        raise HeaderError(0, TOO_DEEP, 'Write each key on a line of its own, like title = "…"') from None
    except ValueError:
        message = "The header can't be read: a number in it has too many digits."
        raise HeaderError(0, message, "Put it in quotation marks.") from None
    at = _lines_of_keys(lines)
    return [HeaderEntry(clean_text(key), value_of(node), first_line + at.get(key, 0)) for key, node in nodes]


def read_toml_slips(lines: Sequence[str], first_line: int) -> tuple[list[HeaderEntry], list[BrokenEntry]]:
    """Return the entries of a header that as a whole isn't TOML, each read by itself, and those that can't be read.

    An entry of one line that isn't TOML is read as typed: `title = Leaders meet`.
    """
    entries: list[HeaderEntry] = []
    broken: list[BrokenEntry] = []
    for start, end in _chunks(lines):
        chunk = lines[start:end]
        try:
            entries += read_toml("\n".join(chunk), first_line + start)
        except HeaderError as error:
            typed = _read_typed(chunk, first_line + start)
            if typed is None:
                broken.append(broken_entry(_split_pair(chunk[0])[0], chunk, start, error))
            else:
                entries.append(typed)
    return entries, broken


def _chunks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the first line and the end of each entry, or of each table with all that is under its name."""
    starts: list[int] = []
    in_table = False
    for number, line in enumerate(lines):
        opens_table = TABLE.fullmatch(line.strip()) is not None
        if not starts or opens_table or (not in_table and _split_pair(line)[0]):
            starts.append(number)
        in_table = in_table or opens_table
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _split_pair(line: str) -> tuple[str, str]:
    """Return key and value of `key = value` or `key: value`; two empty texts for any other line."""
    signs = [at for at in (line.find("="), line.find(":")) if at > 0]
    at = min(signs, default=0)
    key = line[:at].strip().strip("\"'")
    return (key, line[at + 1 :].strip()) if KEY.fullmatch(key) else ("", "")


def _read_typed(chunk: Sequence[str], line: int) -> HeaderEntry | None:
    """Return the entry of one line as typed; None for a list, a table, or more than one line."""
    key, value = _split_pair(chunk[0])
    is_long = chunk[0].count(".") > MAX_DOTS or any(one.strip() for one in chunk[1:])
    if not key or is_long or value.startswith(STRUCTURE):
        return None
    return HeaderEntry(clean_text(key), clean_text(drop_quotes(value)), line)


def _node_of(value: Any) -> Node:
    """Return a TOML value as a text, a list or a table, with all numbers and dates as text."""
    if isinstance(value, list):
        return [_node_of(item) for item in value]
    if isinstance(value, dict):
        return {clean_text(key): _node_of(item) for key, item in value.items()}
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else clean_text(str(value))


def _lines_of_keys(lines: Sequence[str]) -> dict[str, int]:
    """Return the first line, counted from 0, of each key that contains no dot or equals sign."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines):
        found.setdefault(KEY_END.split(line, maxsplit=1)[0].strip(" \t[\"'"), number)
    return found
