"""Split a file into its header, in YAML, TOML, JSON, Nikola's form or plain lines, and the story under it."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.intake.header.broken import report_broken
from generator.intake.header.dotted import read_dotted_header
from generator.intake.header.fields import Field, fill_fields
from generator.intake.header.json_header import opens_json, read_json
from generator.intake.header.keys import KNOWN_KEYS, PROSE, fold_key, read_field
from generator.intake.header.lines import (
    MAX_HEADER_CHARS,
    HeaderEntry,
    HeaderError,
    read_plain_header,
)
from generator.intake.header.plain_forms import WIDE_COLON, as_yaml
from generator.intake.header.plain_yaml import read_plain_yaml
from generator.intake.header.slips import describe_slip, read_slips
from generator.intake.header.toml_header import read_toml, read_toml_slips
from generator.intake.header.yaml_header import NotYaml, read_yaml
from generator.model import Gravity, Problem

__all__ = ["KNOWN_KEYS", "Field", "Header", "read_field", "split_header"]

TOML_SLIP = "The header is not quite TOML, so it was read line by line, as written."
TOO_LONG = f"The header is longer than {MAX_HEADER_CHARS:,} characters."
YAML, TOML = "---", "+++"
ENDS = {YAML: {"---", "..."}, TOML: {"+++"}}
OPENINGS = {"-", "+", "{", "<"}
"""What the first line of a header begins with that has no key."""
KEY_LINE = re.compile(r"""\s*[{"']?[^\W\d_][\w .'’-]{0,60}["']?\s?[:=]""")
ODD_INDENT = re.compile(r"^[\xa0\u3000]+", re.MULTILINE)
ODD_BLANK = re.compile(r"(?<=[:-])[\xa0\u3000]+")
"""Blanks that look like spaces but are letters to YAML. Some keyboards type them for Alt and space."""


class Header(msgspec.Struct, frozen=True):
    """A file split into its header and its body."""

    fields: dict[str, Field]
    """The fields by canonical key."""
    extra: dict[str, str | list[str]]
    """The values of keys that Broadsheet doesn't know."""
    body: str
    body_line: int
    """The line of the file at which the body begins, counted from 1."""
    problems: tuple[Problem, ...]


def split_header(text: str, file: str) -> Header:
    """Split clean `text` into header and body. An unreadable header is a HELD problem and never becomes body."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    fence = read_fence(lines[start])
    if fence:
        return _split_fenced(lines, start, fence, file)
    if opens_json(lines[start:]):
        return _split_json(lines, start, file)
    try:
        plain = read_dotted_header(lines[start:], start + 1) or read_plain_header(lines[start:], start + 1, file)
    except HeaderError as error:
        return _make_header(
            [], lines, len(lines), file, [Problem(file, start + 1, error.message, error.hint, code="header-unreadable")]
        )
    if plain is None:
        return _make_header([], lines, start, file)
    end = start + plain.lines
    if sum(map(len, lines[start:end])) + plain.lines > MAX_HEADER_CHARS:
        return _make_header(
            [],
            lines,
            end,
            file,
            [Problem(file, start + 1, TOO_LONG, "End it with an empty line.", code="header-too-long")],
        )
    return _make_header(plain.entries, lines, end, file)


def may_open_header(line: str) -> bool:
    """Tell quickly whether a header may begin with `line`: it has a key, or opens a block of another form."""
    return ":" in line or WIDE_COLON in line or line.lstrip()[:1] in OPENINGS


def read_fence(line: str) -> str:
    """Return the fence, `---` or `+++`, if `line` is one and so opens a header; empty otherwise."""
    fence = line.rstrip()
    return fence if fence in ENDS else ""


def _split_fenced(lines: Sequence[str], start: int, fence: str, file: str) -> Header:
    end = next((at for at in range(start + 1, len(lines)) if lines[at].rstrip() in ENDS[fence]), None)
    block = lines[start + 1 : end] if fence == TOML else as_yaml(lines[start + 1 : end])
    if end is None and block and KEY_LINE.match(block[0]):
        hint = f"Write a line {fence} under the last line of the header."
        return _make_header(
            [],
            lines,
            len(lines),
            file,
            [Problem(file, start + 1, "The header has no end.", hint, code="header-unreadable")],
        )
    if end is None or (block and not any(KEY_LINE.match(line) for line in block)):
        return _make_header([], lines, start, file)
    problems: list[Problem] = []
    entries: Sequence[HeaderEntry] = ()
    try:
        entries, problems = _read_block(block, fence, start + 2, file)
    except HeaderError as error:
        line = start + 2 + max(0, min(error.line, len(block) - 1))
        problems = [Problem(file, line, error.message, error.hint, code="header-unreadable")]
    return _make_header(entries, lines, end + 1, file, problems)


def _split_json(lines: Sequence[str], start: int, file: str) -> Header:
    try:
        read = read_json(lines[start:], start + 1)
    except HeaderError as error:
        problem = Problem(file, start + 1 + error.line, error.message, error.hint, code="header-unreadable")
        return _make_header([], lines, len(lines), file, [problem])
    broken = [report_broken(one, start + 1, file) for one in read.broken]
    return _make_header(read.entries, lines, start + read.lines, file, broken)


def _make_header(
    entries: Sequence[HeaderEntry], lines: Sequence[str], end: int, file: str, problems: Sequence[Problem] = ()
) -> Header:
    """Return the header with `entries`. The body begins at the first line with text from index `end`."""
    filled = fill_fields(entries, file)
    body = next((number for number in range(end, len(lines)) if lines[number].strip()), len(lines))
    return Header(
        fields=filled.fields,
        extra=filled.extra,
        body="\n".join(lines[body:]),
        body_line=min(body, len(lines) - 1) + 1,
        problems=(*problems, *filled.problems),
    )


def _read_block(
    block: Sequence[str], fence: str, first_line: int, file: str
) -> tuple[Sequence[HeaderEntry], list[Problem]]:
    """Return the entries of a fenced header and its problems. Raises HeaderError."""
    text = "\n".join(block)
    if "\xa0" in text or "\u3000" in text:
        text = ODD_BLANK.sub(" ", ODD_INDENT.sub("", text))
        block = text.split("\n")
    if len(text) > MAX_HEADER_CHARS:
        raise HeaderError(0, TOO_LONG, f"Write a line {fence} at the end of the header.")
    if fence == TOML:
        return _read_toml(text, block, first_line, file)
    plain = read_plain_yaml(block, first_line)
    if plain is not None:
        return plain, []
    entries, problems = _read_yaml(text, block, first_line, file)
    return entries, [*problems, *_find_comments(entries, block, first_line, file)]


def _read_toml(
    text: str, block: Sequence[str], first_line: int, file: str
) -> tuple[Sequence[HeaderEntry], list[Problem]]:
    try:
        return read_toml(text, first_line), []
    except HeaderError as error:
        entries, broken = read_toml_slips(block, first_line)
        slip = Problem(
            file,
            first_line + max(0, min(error.line, len(block) - 1)),
            TOML_SLIP,
            error.hint,
            Gravity.NOTE,
            code="header-slip",
        )
    return entries, [report_broken(one, first_line, file) for one in broken] or [slip]


def _read_yaml(
    text: str, block: Sequence[str], first_line: int, file: str
) -> tuple[Sequence[HeaderEntry], list[Problem]]:
    slip: list[Problem] = []
    try:
        return read_yaml(text, first_line), []
    except NotYaml as error:
        slip = [describe_slip(error, block, first_line, file)]
    except HeaderError:
        pass  # a value has powers that no header needs: the other entries are read without it
    read = read_slips(block, first_line)
    return read.entries, [report_broken(one, first_line, file) for one in read.broken] or slip


def _find_comments(
    entries: Sequence[HeaderEntry], block: Sequence[str], first_line: int, file: str
) -> Iterator[Problem]:
    """Yield a warning for each text that lost its end to a YAML comment, as in `title: We're #1`."""
    for entry in entries:
        prose = KNOWN_KEYS.get(fold_key(entry.key)) in PROSE
        if prose and " #" in block[entry.line - first_line] and "#" not in str(entry.value):
            message = f"In “{entry.key}”, the text after # was read as a comment and left out."
            hint = 'If it belongs to the text, put the text in quotation marks: title: "We’re #1"'
            yield Problem(file, entry.line, message, hint, Gravity.WARNING, code="header-comment")
