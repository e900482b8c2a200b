"""Read a header that is a JSON object at the top of the file, as Hugo and some systems for content export it."""

import json
import re
from collections.abc import Sequence
from typing import Any

import msgspec

from generator.intake.header.lines import (
    MAX_HEADER_CHARS,
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

OPENING = re.compile(r'\{\s*"[^"\n]{1,80}"\s*:')
PAIR = re.compile(r'\s*"([^"]{1,80})"\s*:\s*(.*?)\s*,?\s*')
NO_END = "The header has no end."
TWICE = "a key stands twice"


class JsonHeader(msgspec.Struct, frozen=True):
    """The entries of a header in JSON, those that can't be read, and the number of lines that it takes."""

    entries: tuple[HeaderEntry, ...]
    broken: tuple[BrokenEntry, ...]
    lines: int


def opens_json(lines: Sequence[str]) -> bool:
    """Tell whether a JSON object with at least one key opens the text."""
    return lines[0].startswith("{") and OPENING.match("\n".join(lines[:3])) is not None


def read_json(lines: Sequence[str], first_line: int) -> JsonHeader:
    """Return the header that opens `lines`, the first of which is `first_line` of the file. Raises HeaderError."""
    text = "\n".join(lines)[:MAX_HEADER_CHARS]
    try:
        table, end = DECODER.raw_decode(text)
        entries = [HeaderEntry(clean_text(key), value_of(_node_of(value)), 0) for key, value in table.items()]
    except RecursionError:
        raise HeaderError(0, TOO_DEEP, "Write one key a line, with a text or a list of texts.") from None
    except ValueError:
        return _read_lines(lines, first_line)
    taken = text.count("\n", 0, end) + 1
    if text[end:].partition("\n")[0].strip():
        raise HeaderError(taken - 1, "The header can't be read: text follows the closing bracket.", CLOSE_HINT)
    at = _lines_of_keys(lines[:taken])
    placed = (msgspec.structs.replace(one, line=first_line + at.get(one.key, 0)) for one in entries)
    return JsonHeader(tuple(placed), (), taken)


CLOSE_HINT = "End the header with a line that holds } alone, and begin the story below it."


def _read_lines(lines: Sequence[str], first_line: int) -> JsonHeader:
    """Return the header read line by line, because it isn't JSON as a whole. Raises HeaderError."""
    end = next((number for number, line in enumerate(lines) if line.strip() == "}"), None)
    if end is None:
        raise HeaderError(0, NO_END, CLOSE_HINT)
    entries: list[HeaderEntry] = []
    broken: list[BrokenEntry] = []
    for number, line in enumerate(lines[:end]):
        if line.strip().lstrip("{").strip():
            found = PAIR.fullmatch(line.strip().removeprefix("{"))
            value = _read_value(found[2]) if found else None
            if found and value is not None:
                entries.append(HeaderEntry(clean_text(found[1]), value, first_line + number))
            else:
                error = HeaderError(
                    0, "The header can't be read: this line is not valid JSON.", 'Write it like "title": "Like this",'
                )
                broken.append(broken_entry(found[1] if found else "", [line], number, error))
    return JsonHeader(tuple(entries), tuple(broken), end + 1)


def _read_value(text: str) -> Any:
    """Return the value of one line, as JSON or as typed; None for a list or a table that isn't JSON."""
    try:
        return value_of(_node_of(DECODER.decode(text)))
    except (ValueError, RecursionError):
        return None if text[:1] in {"[", "{"} else clean_text(drop_quotes(text))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError(TWICE)
    return table


DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_int=str, parse_float=str, parse_constant=str)


def _node_of(value: Any) -> Node:
    """Return a JSON value as a text, a list or a table, with numbers and answers as text."""
    if isinstance(value, list):
        return [_node_of(item) for item in value]
    if isinstance(value, dict):
        return {clean_text(key): _node_of(item) for key, item in value.items()}
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else clean_text(str(value))


def _lines_of_keys(lines: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(lines):
        for key in re.findall(r'"([^"\\]{1,80})"\s*:', line):
            found.setdefault(key, number)
    return found
