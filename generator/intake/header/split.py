"""The header of a file: what stands above the story in YAML, TOML or plain `Key: value` lines."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.intake.header.fields import Field, fill_fields
from generator.intake.header.keys import KNOWN_KEYS, PROSE, fold_key, read_field
from generator.intake.header.lines import (
    Entry,
    HeaderError,
    read_plain_header,
)
from generator.intake.header.plain_yaml import read_plain_yaml
from generator.intake.header.slips import read_slips, tell_slip
from generator.intake.header.toml_header import read_toml
from generator.intake.header.yaml_header import NotYaml, read_yaml
from generator.model import Gravity, Problem

__all__ = ["KNOWN_KEYS", "Field", "Header", "read_field", "split_header"]

MAX_HEADER_CHARS = 50_000
TOO_LONG = f"The header is longer than {MAX_HEADER_CHARS:,} characters."
YAML, TOML = "---", "+++"
ENDS = {YAML: {"---", "..."}, TOML: {"+++"}}
KEY_LINE = re.compile(r"""\s*[{"']?[^\W\d_][\w .'’-]{0,60}["']?\s?[:=]""")
ODD_INDENT = re.compile(r"^[\xa0\u3000]+", re.MULTILINE)
ODD_BLANK = re.compile(r"(?<=[:-])[\xa0\u3000]+")
"""Blanks that look like spaces and that YAML takes for letters; some keyboards make them of Alt and space."""


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


def split_header(text: str, file: str) -> Header:
    """Part clean `text` into header and body. A header that can't be read is a HELD problem, never body."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    fence = read_fence(lines[start])
    if fence:
        return _split_fenced(lines, start, fence, file)
    plain = read_plain_header(lines[start:], start + 1, file)
    if plain is None:
        return _make_header([], lines, start, file)
    end = start + plain.lines
    if sum(map(len, lines[start:end])) + plain.lines > MAX_HEADER_CHARS:
        return _make_header([], lines, end, file, [Problem(file, start + 1, TOO_LONG, "End it with an empty line.")])
    return _make_header(plain.entries, lines, end, file)


def read_fence(line: str) -> str:
    """The fence that `line` opens a header with, `---` or `+++`; empty when it opens none."""
    fence = line.rstrip()
    return fence if fence in ENDS else ""


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
    except HeaderError as trouble:
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
    """Entries of a fenced header. Raises HeaderError."""
    text = ODD_BLANK.sub(" ", ODD_INDENT.sub("", "\n".join(block)))
    block = text.split("\n")
    if len(text) > MAX_HEADER_CHARS:
        raise HeaderError(0, TOO_LONG, f"Write a line {fence} where the header ends.")
    if fence == TOML:
        return read_toml(text, first_line), []
    plain = read_plain_yaml(block, first_line)
    if plain is not None:
        return plain, []
    problems = []
    try:
        entries = read_yaml(text, first_line)
    except NotYaml as error:
        entries, problems = read_slips(block, first_line), [tell_slip(error, block, first_line, file)]
    return entries, [*problems, *_lost_remarks(entries, block, first_line, file)]


def _lost_remarks(entries: Sequence[Entry], block: Sequence[str], first_line: int, file: str) -> Iterator[Problem]:
    """`title: We're #1`: YAML takes ` #1` for a remark."""
    for entry in entries:
        prose = KNOWN_KEYS.get(fold_key(entry.key)) in PROSE
        if prose and " #" in block[entry.line - first_line] and "#" not in str(entry.value):
            message = f"In “{entry.key}”, what stands after # was taken for a remark and left out."
            hint = 'If it belongs to the text, put the text in quotation marks: title: "We’re #1"'
            yield Problem(file, entry.line, message, hint, Gravity.WARNING)


# --- TOML -----------------------------------------------------------------------------------------
