"""Read a header that is nearly YAML: lines as people type them are read as written, anything else is refused.

`title: Talks: a first step` is not YAML, but everybody knows what it means. Each entry of such a header is read by
itself: as YAML if it is YAML, or else as a typed line. An entry that is neither was meant as structure (brackets, tags,
anchors, aliases, a table under a key, a list in a list). Reading it as text would publish the signs and lose their
meaning, so it is left out. The story is held if it can't do without it.
"""

import re
from collections.abc import Sequence

import msgspec

from generator.intake.header.keys import FIELD, KNOWN_KEYS, TIGHT, fold_key
from generator.intake.header.lines import (
    ITEM,
    LISTS,
    BrokenEntry,
    HeaderEntry,
    HeaderError,
    broken_entry,
    drop_quotes,
    read_lines,
    unquote,
)
from generator.intake.header.yaml_header import LINE_EACH, MAX_DEPTH, TOO_DEEP, NotYaml, read_yaml, refused_sign
from generator.model import Gravity, Problem

SIGN = re.compile(r"(!)|(&)[\w-]|(\*)[\w-]+(?=[\s?:,\]}%@`]|$)")
"""A tag, an anchor or an alias, but not `*Breaking* news` or `& Sons`."""
ONE_WORD_KEY = re.compile(r"""["']?[\w.-]+["']?\s*:(?:\s|$)""")
NESTED_LIST = re.compile(r"-\s+-(?:\s|$)")
"""A list whose first entry is a list, even if that entry is empty."""
BLOCK_TEXT = re.compile(r"[|>][-+\d]{0,2}(?:\s+#.*)?")
"""The sign that announces a text in the lines below."""
CLOSING = {"[": "]", "{": "}"}


class SlippedHeader(msgspec.Struct, frozen=True):
    """The entries of a header with mistakes, and those of them that can't be read."""

    entries: tuple[HeaderEntry, ...]
    broken: tuple[BrokenEntry, ...]


def read_slips(block: Sequence[str], first_line: int) -> SlippedHeader:
    """Return the entries of the header `block`, which as a whole is not YAML.

    Raises HeaderError when the story seems to begin before the header's end.
    """
    lines = ["" if line.lstrip().startswith("#") else line for line in block]
    entries: list[HeaderEntry] = []
    broken: list[BrokenEntry] = []
    at = 0
    while at < len(lines):
        header = read_lines(lines[at:], first_line + at)
        starts = [entry.line - first_line for entry in header.entries]
        ends = [*starts[1:], at + header.lines][: len(starts)]
        for entry, start, end in zip(header.entries, starts, ends, strict=True):
            try:
                entries += _read_entry(entry, block[start:end], lines[start:end])
            except HeaderError as error:
                broken.append(broken_entry(entry.key, lines[start:end], start, error))
        at += header.lines
        if at < len(lines):
            broken.append(_no_entry(at, lines))
            at += 1
    return SlippedHeader(tuple(entries), tuple(broken))


def _no_entry(at: int, lines: Sequence[str]) -> BrokenEntry:
    """Return the line at `at`, which has no key. Raises HeaderError when it stands below an empty line, as a story."""
    error = HeaderError(
        at,
        "The header can't be read: this line is not of the form “Key: value”.",
        "Write it like “Title: The headline”. If the story begins here, write a line --- above it.",
    )
    if at and not lines[at - 1].strip():
        raise error
    return broken_entry("", [lines[at]], 0, error)


def describe_slip(error: NotYaml, block: Sequence[str], first_line: int, file: str) -> Problem:
    """Return the note that a header is not valid YAML, and how to fix it."""
    unclosed = next((at for at, line in enumerate(block) if _leaves_open(line)), None)
    at = min(error.line, len(block) - 1) if unclosed is None else unclosed
    line = block[at]
    hint = 'To be sure, put the text in straight quotation marks: title: "…"'
    if unclosed is not None:
        hint = 'Close the quotation mark at the end of the line: title: "Like this"'
    elif line.startswith("\t"):
        hint = "Use spaces instead of the tab."
    elif any(curly in line for curly in "“”‘’"):
        hint = 'Use straight quotation marks: title: "Like this"'
    elif (found := FIELD.fullmatch(line)) and ": " in found[2]:
        hint = f'Put text with a colon in quotation marks: {found[1]}: "{found[2]}"'
    message = "The header is not quite YAML, so it was read line by line, as written."
    return Problem(file, first_line + at, message, hint, Gravity.NOTE, code="header-slip")


def _leaves_open(line: str) -> bool:
    """Tell whether the value in `line` opens with a quotation mark that the line doesn't close."""
    return unquote(line.partition(":")[2].strip()) is None


def _read_entry(entry: HeaderEntry, written: Sequence[str], lines: Sequence[str]) -> list[HeaderEntry]:
    """Return `entry` read as YAML from its lines `written`, or else as typed.

    `lines` are the same lines without comments. Raises HeaderError, with a line counted from 0 at the entry.
    """
    try:
        return read_yaml("\n".join(written), entry.line)
    except NotYaml:
        _refuse_structure(entry, lines)
    return [_unquoted(entry)]


def _unquoted(entry: HeaderEntry) -> HeaderEntry:
    items = (entry.value,) if isinstance(entry.value, str) else entry.value or ()
    bare = tuple(drop_quotes(item) for item in items if isinstance(item, str))
    return HeaderEntry(entry.key, bare[0] if isinstance(entry.value, str) else bare, entry.line)


# --- refusing structure ---------------------------------------------------------------------------


def _refuse_structure(entry: HeaderEntry, lines: Sequence[str]) -> None:
    """Raise HeaderError when the `lines` of an entry that is not YAML were meant as more than text or a plain list."""
    opening = lines[0].partition(":")[2].strip()
    under = [(number, line.strip()) for number, line in enumerate(lines[1:], 1) if line.strip()]
    items = [(number, found[1]) for number, line in under if not opening and (found := ITEM.fullmatch(line))]
    whole = (0, " ".join([opening, *(line for _, line in under)]).strip())
    for number, text in items or [whole]:
        _refuse_sign(number, text)
        _refuse_brackets(number, text, entry.key)
    for number, text in [(0, opening), *items]:
        _refuse_broken_block(min(number + 1, len(lines) - 1), text, entry.key)
    for number, line in items or under:
        _refuse_nested(number, line, entry.key)
    if items and len(items) < len(under):
        message = f"The header can't be read: under “{entry.key}”, some lines begin with a dash and others don't."
        raise HeaderError(under[0][0], message, "Begin each entry of the list with a dash, and write it on one line.")


def _refuse_sign(number: int, text: str) -> None:
    """Raise HeaderError when `text` begins with a tag, an anchor or an alias, or is a list in a list."""
    if found := SIGN.match(text):
        raise refused_sign(number, found[0][0])
    if NESTED_LIST.match(text):
        raise HeaderError(number, TOO_DEEP, LINE_EACH)


def _refuse_brackets(number: int, text: str, key: str) -> None:
    """Raise HeaderError when `text` is a list or table in brackets, which `[Update] Fire at the mill` is not."""
    if text[:1] not in {"[", "{", "]", "}"}:
        return
    end, depth = _measure_brackets(text)
    if depth > MAX_DEPTH:
        raise HeaderError(number, TOO_DEEP, LINE_EACH)
    label, after = text[:end], text[end:].strip()
    listed = KNOWN_KEYS.get(fold_key(key)) in LISTS and "," in label
    if not end or not after or listed:
        message = f"The header can't be read: the brackets of “{key}” don't hold a list."
        hint = f'Write a list like “{key}: [one, two]”; put text that begins with a bracket in quotation marks: "[…"'
        raise HeaderError(number, message, hint)


def _measure_brackets(text: str) -> tuple[int, int]:
    """Return the end of the bracket that opens `text` (0 if it isn't closed), and the greatest depth of brackets."""
    opened: list[str] = []
    end = deepest = 0
    for at, sign in enumerate(text, 1):
        if sign in CLOSING:
            opened.append(CLOSING[sign])
            deepest = max(deepest, len(opened))
        elif sign in {"]", "}"} and not end:
            if not opened or opened.pop() != sign:
                break
            end = 0 if opened else at
    return end, deepest


def _refuse_broken_block(number: int, text: str, key: str) -> None:
    """Raise HeaderError when `text` announces a text in the lines below, which YAML didn't find there."""
    if BLOCK_TEXT.fullmatch(text):
        message = f"The header can't be read: the lines under “{key}” are not indented equally."
        raise HeaderError(number, message, "Begin each with the same number of spaces.")


def _refuse_nested(number: int, line: str, key: str) -> None:
    """Raise HeaderError when `line`, which is under a key or after a dash, is itself `Key: value`."""
    tight = TIGHT.fullmatch(line)
    known = tight is not None and fold_key(tight[1]) in KNOWN_KEYS
    if known or ONE_WORD_KEY.match(line) or FIELD.fullmatch(line):
        message = f"The header can't be read: this line is a part of “{key}” but has a key of its own."
        hint = "If it is a line of the header, begin it at the left margin; otherwise put its text in quotation marks."
        raise HeaderError(number, message, hint)
