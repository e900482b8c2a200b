"""The header of a file: what stands above the story in YAML, TOML or plain `Key: value` lines.

Of YAML only the event stream of its parser is used: nothing is constructed, so every value stays the text that
the editor wrote (`no`, `12:30`, `2010-04-20`), and tags, anchors and aliases are refused.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import takewhile
from typing import Any

import msgspec
import yaml

from generator.intake.cleantext import clean_text
from generator.intake.header_fields import Field, fill_fields
from generator.intake.header_lines import Entry, Value, read_lines, read_plain_header, unquote
from generator.intake.keys import FIELD, KNOWN_KEYS, PROSE, fold_key, read_field
from generator.intake.plain_yaml import read_plain_yaml
from generator.model import Gravity, Problem

__all__ = ["KNOWN_KEYS", "Field", "Header", "read_field", "split_header"]

MAX_HEADER_CHARS = 50_000
MAX_POINTS = 100
"""In a line of TOML. For a key of n parts, `a.a.a = 1`, its reader takes memory for n² of them."""
MAX_DEPTH = 3
"""A list of tables in a table; more is nobody's header."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser is eight times as fast; wheels of PyYAML have it everywhere but on rare platforms."""
YAML, TOML = "---", "+++"
ENDS = {YAML: {"---", "..."}, TOML: {"+++"}}
KEY_LINE = re.compile(r"""\s*[{"']?[^\W\d_][\w .'’-]{0,60}["']?\s?[:=]""")
KEY_END = re.compile(r"[=.\]]")
ODD_INDENT = re.compile(r"^[\xa0\u3000]+", re.MULTILINE)
ODD_BLANK = re.compile(r"(?<=[:-])[\xa0\u3000]+")
"""Blanks that look like spaces and that YAML takes for letters; some keyboards make them of Alt and space."""

TOO_LONG = f"The header is longer than {MAX_HEADER_CHARS:,} characters."
UNCLOSED = "The header can't be read: a quotation mark is not closed."
CLOSE_IT = 'Close it at the end of the line: title: "Like this"'


class Header(msgspec.Struct, frozen=True):
    """A file parted into its header and its body."""

    fields: dict[str, Field]
    """By canonical key."""
    extra: dict[str, str | list[str]]
    """What stands under keys that Broadsheet doesn't know."""
    body: str
    body_line: int
    """Line of the file at which the body begins, from 1."""
    problems: tuple[Problem, ...]


class HeaderTrouble(Exception):
    """A header can't be read; `line` is counted in the header's own block, from 0."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


def split_header(text: str, file: str) -> Header:
    """Part clean `text` into header and body. A header that can't be read is a HELD problem, never body."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    fence = lines[start].rstrip()
    if fence in ENDS:
        return _split_fenced(lines, start, fence, file)
    plain = read_plain_header(lines[start:], start + 1, file)
    if plain is None:
        return _make_header([], lines, start, file)
    end = start + plain.lines
    if sum(map(len, lines[start:end])) + plain.lines > MAX_HEADER_CHARS:
        return _make_header([], lines, end, file, [Problem(file, start + 1, TOO_LONG, "End it with an empty line.")])
    return _make_header(plain.entries, lines, end, file)


def _split_fenced(lines: Sequence[str], start: int, fence: str, file: str) -> Header:
    end = next((at for at in range(start + 1, len(lines)) if lines[at].rstrip() in ENDS[fence]), None)
    block = lines[start + 1 : end]
    if end is None and block and KEY_LINE.match(block[0]):
        hint = f"Write a line {fence} under the last line of the header."
        return _make_header([], lines, len(lines), file, [Problem(file, start + 1, "The header has no end.", hint)])
    if end is None or (block and not any(KEY_LINE.match(line) for line in block)):
        return _make_header([], lines, start, file)
    problems: list[Problem] = []
    entries: Sequence[Entry] = ()
    try:
        entries, problems = _read_block(block, fence, start + 2, file)
    except HeaderTrouble as trouble:
        line = start + 2 + max(0, min(trouble.line, len(block) - 1))
        problems = [Problem(file, line, trouble.message, trouble.hint)]
    return _make_header(entries, lines, end + 1, file, problems)


def _make_header(
    entries: Sequence[Entry], lines: Sequence[str], end: int, file: str, problems: Sequence[Problem] = ()
) -> Header:
    """The header of `entries`, whose body begins at the first line with text from index `end`."""
    filled = fill_fields(entries, file)
    body = next((number for number in range(end, len(lines)) if lines[number].strip()), len(lines))
    return Header(
        fields=filled.fields,
        extra=filled.extra,
        body="\n".join(lines[body:]),
        body_line=min(body, len(lines) - 1) + 1,
        problems=(*problems, *filled.problems),
    )


def _read_block(block: Sequence[str], fence: str, first_line: int, file: str) -> tuple[Sequence[Entry], list[Problem]]:
    """Entries of a fenced header. Raises HeaderTrouble."""
    text = ODD_BLANK.sub(" ", ODD_INDENT.sub("", "\n".join(block)))
    block = text.split("\n")
    if len(text) > MAX_HEADER_CHARS:
        raise HeaderTrouble(0, TOO_LONG, f"Write a line {fence} where the header ends.")
    if fence == TOML:
        return _read_toml(text, first_line), []
    plain = read_plain_yaml(block, first_line)
    if plain is not None:
        return plain, []
    try:
        entries = list(_read_yaml(text, first_line))
    except yaml.YAMLError as error:
        return _read_leniently(block, first_line), [_not_quite_yaml(error, block, first_line, file)]
    return entries, list(_lost_remarks(entries, block, first_line, file))


# --- YAML -----------------------------------------------------------------------------------------

Node = str | list[Any] | dict[str, Any]
Events = Iterator[yaml.Event]


def _read_yaml(text: str, first_line: int) -> Iterator[Entry]:
    """Entries of a YAML mapping. Raises HeaderTrouble, yaml.YAMLError."""
    events: Events = (event for event in yaml.parse(text + "\n", Loader=LOADER) if not isinstance(event, BRACKETS))
    top = next(events, None)
    if top is None:
        return
    if not isinstance(top, yaml.MappingStartEvent):
        raise yaml.YAMLError
    for key in takewhile(lambda event: not isinstance(event, yaml.MappingEndEvent), events):
        name = _read_node(events, key, 1)
        value = _read_node(events, next(events), 1)
        if not isinstance(name, str):
            raise yaml.YAMLError
        yield Entry(name, _value_of(value), first_line + _line(key))
    if next(events, None) is not None:
        raise yaml.YAMLError


BRACKETS = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def _read_node(events: Events, event: yaml.Event, depth: int) -> Node:
    """What begins with `event`: text, list or table."""
    _refuse_powers(event)
    if isinstance(event, yaml.ScalarEvent):
        return "" if event.implicit[0] and event.value in {"~", "null"} else clean_text(event.value)
    if depth > MAX_DEPTH:
        message = "The header can't be read: lists stand in lists, many times over."
        raise HeaderTrouble(_line(event), message, "Write each key in a line of its own, like “Title: …”.")
    if isinstance(event, yaml.SequenceStartEvent):
        inner = takewhile(lambda one: not isinstance(one, yaml.SequenceEndEvent), events)
        return [_read_node(events, one, depth + 1) for one in inner]
    inner = takewhile(lambda one: not isinstance(one, yaml.MappingEndEvent), events)
    return {str(_read_node(events, one, depth + 1)): _read_node(events, next(events), depth + 1) for one in inner}


def _refuse_powers(event: yaml.Event) -> None:
    """Tags can name programs, aliases can grow without bound; no header needs them."""
    for mark, name in (("!", getattr(event, "tag", None)), ("&", getattr(event, "anchor", None))):
        if name is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else mark
            message = f"The header can't be read: a value that begins with {sign} means something special there."
            raise HeaderTrouble(_line(event), message, f'Put it in quotation marks: title: "{sign}…"')


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _lost_remarks(entries: Sequence[Entry], block: Sequence[str], first_line: int, file: str) -> Iterator[Problem]:
    """`title: We're #1`: YAML takes ` #1` for a remark."""
    for entry in entries:
        prose = KNOWN_KEYS.get(fold_key(entry.key)) in PROSE
        if prose and " #" in block[entry.line - first_line] and "#" not in str(entry.value):
            message = f"In “{entry.key}”, what stands after # was taken for a remark and left out."
            hint = 'If it belongs to the text, put the text in quotation marks: title: "We’re #1"'
            yield Problem(file, entry.line, message, hint, Gravity.WARNING)


# --- YAML with slips ------------------------------------------------------------------------------


def _read_leniently(block: Sequence[str], first_line: int) -> list[Entry]:
    """Entries of a header that is no YAML, line by line: `title: Foo: bar`, tabs, `title: *Breaking*`."""
    lines = ["" if line.lstrip().startswith("#") else line for line in block]
    header = read_lines(lines, first_line)
    if header.lines < len(lines):
        raise HeaderTrouble(
            header.lines,
            "The header can't be read: this line is not of the form “Key: value”.",
            "Write it like “Title: The headline”; if the story begins here, write a line --- above it.",
        )
    return [_unquoted(entry, first_line) for entry in header.entries]


def _unquoted(entry: Entry, first_line: int) -> Entry:
    items = (entry.value,) if isinstance(entry.value, str) else entry.value or ()
    bare = [unquote(item) for item in items if isinstance(item, str)]
    texts = tuple(item for item in bare if item is not None)
    if len(texts) < len(bare):
        raise HeaderTrouble(entry.line - first_line, UNCLOSED, CLOSE_IT)
    return Entry(entry.key, texts[0] if isinstance(entry.value, str) else texts, entry.line)


def _not_quite_yaml(error: yaml.YAMLError, block: Sequence[str], first_line: int, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    at = min(mark.line, len(block) - 1) if mark else 0
    line = block[at]
    hint = "Quotation marks around the text make it sure: title: “…” with straight marks."
    if line.startswith("\t"):
        hint = "Use spaces instead of the tab."
    elif any(curly in line for curly in "“”‘’"):
        hint = 'Headers take straight quotation marks: title: "Like this"'
    elif (found := FIELD.fullmatch(line)) and ": " in found[2]:
        hint = f'Text with a colon belongs in quotation marks: {found[1]}: "{found[2]}"'
    message = "The header is not quite YAML, so it was read line by line, as it stands."
    return Problem(file, first_line + at, message, hint, Gravity.NOTE)


# --- TOML -----------------------------------------------------------------------------------------


def _read_toml(text: str, first_line: int) -> list[Entry]:
    """Entries of a TOML header. Raises HeaderTrouble."""
    lines = text.split("\n")
    full = next((number for number, line in enumerate(lines) if line.count(".") > MAX_POINTS), None)
    if full is not None:
        message = f"The line has more than {MAX_POINTS} points, too many for a header."
        raise HeaderTrouble(full, message, "If the story begins here, write a line +++ above it.")
    try:
        table = tomllib.loads(text + "\n", parse_float=str)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) - 1 if found else text.count("\n")
        message = "The header can't be read: this line is not as TOML wants it."
        raise HeaderTrouble(line, message, 'Text stands in straight quotation marks: title = "Like this"') from None
    except RecursionError:
        raise HeaderTrouble(0, "The header can't be read: lists stand in lists, many times over.", "") from None
    except ValueError:
        message = "The header can't be read: it has a number of too many digits."
        raise HeaderTrouble(0, message, "Put it in quotation marks.") from None
    at = _lines_of_keys(lines)
    return [
        Entry(clean_text(key), _value_of(_node_of(value)), first_line + at.get(key, 0)) for key, value in table.items()
    ]


def _node_of(value: Any) -> Node:
    """A TOML value as text, list or table of text."""
    if isinstance(value, list):
        return [_node_of(item) for item in value]
    if isinstance(value, dict):
        return {clean_text(key): _node_of(item) for key, item in value.items()}
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else clean_text(str(value))


def _lines_of_keys(lines: Sequence[str]) -> dict[str, int]:
    """The first line in which each key stands, as far as no point or equals sign is a part of it."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines):
        found.setdefault(KEY_END.split(line, maxsplit=1)[0].strip(" \t[\"'"), number)
    return found


def _value_of(node: Node) -> Value | None:
    """`node` as the value of an entry; None when it is nested deeper than a list of tables."""
    if isinstance(node, str):
        return node
    items = node if isinstance(node, list) else [node]
    if all(isinstance(item, str) for item in items):
        return tuple(items)
    tables = [{"text": item} if isinstance(item, str) else item for item in items]
    flat = all(isinstance(table, dict) and all(isinstance(v, str) for v in table.values()) for table in tables)
    return tuple(tables) if flat else None
