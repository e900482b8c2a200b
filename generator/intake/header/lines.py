"""Read headers of plain `Key: value` lines, and other headers as if they were written so."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from generator.intake.header.keys import FIELD, KNOWN_KEYS, TIGHT, fold_key, read_field
from generator.intake.names import PAGES, PEOPLE, is_section_page

MAX_HEADER_CHARS = 50_000
Value = str | tuple[str, ...] | tuple[dict[str, str], ...]
Node = str | list[Any] | dict[str, Any]
"""A value of YAML or TOML, nested to any depth."""

SURE_ALONE = {"headline", "published", "slug", "embargo", "draft"}
"""Keys that can be the only line of a header. `Source: Iran will talk` alone may be a headline."""
NAME_LISTS = {"topics", "was", "related"}
"""Keys whose text is a list of names with separators."""
PAGE_KEYS = {
    "headline", "deck", "summary", "slug", "published", "updated", "embargo", "expires", "draft", "noindex",
    "language", "translation_of", "was", "photo", "caption", "photo_credit", "alt", "focus",
}  # fmt: skip
"""Keys that mean something in content/pages/. One alone is a header there; `Place: 12 Main Street` is text."""
FOLDER_KEYS = {
    PEOPLE: re.compile(r"name ?:", re.IGNORECASE),
    PAGES: re.compile(r"(?:menus?|order|weight) ?:", re.IGNORECASE),
}
"""Folder -> the keys that may open a header there and nowhere else."""
SECTION_KEYS = re.compile(r"lead ?:", re.IGNORECASE)
"""The same in a file that describes a section."""
LISTS = {"bylines", "corrections", "events", "photo", "crop", *NAME_LISTS}
ITEM = re.compile(r"\s*-\s+(.*)")
SPOKEN_APOSTROPHE = re.compile(r"'(?:\d|(?:tis|twas|til|em|n|round|cause)\b)", re.IGNORECASE)
"""An apostrophe that can open a headline, and is not an opening quotation mark."""


class HeaderEntry(msgspec.Struct, frozen=True):
    """One key of a header and its value, as written."""

    key: str
    value: Value | None
    """The value; None when it is nested deeper than a list of tables."""
    line: int


class HeaderError(Exception):
    """Raised when a header can't be read. `line` is counted from 0 at the header's first line."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


class BrokenEntry(msgspec.Struct, frozen=True):
    """An entry of a header that can't be read, and why. The other entries are read all the same."""

    key: str
    """The key as written; empty for a line without one."""
    lines: tuple[str, ...]
    line: int
    """Where it is wrong, counted from 0 at the header's first line."""
    message: str
    hint: str


def broken_entry(key: str, lines: Sequence[str], start: int, error: HeaderError) -> BrokenEntry:
    """Return the entry of `lines` that `error` makes unreadable. The error's line is counted from line `start`."""
    return BrokenEntry(key, tuple(lines), start + error.line, error.message, error.hint)


class PlainHeader(msgspec.Struct, frozen=True):
    """The entries of a header, and the number of lines that it takes."""

    entries: tuple[HeaderEntry, ...]
    lines: int


def read_plain_header(lines: Sequence[str], first_line: int, file: str) -> PlainHeader | None:
    """Return the header at the top of `lines`, or None.

    Its first key must be a known one or one of `FOLDER_KEYS`. The header ends at a blank line. If the story
    follows without a blank line, only lines with known keys are read as the header, so that no sentence becomes a
    part of it.
    """
    opening = read_field(lines[0])
    if opening is None and not _opens_elsewhere(lines[0], file):
        return None
    block = _until_blank(lines)
    header = read_lines(block, first_line)
    if header.lines < len(block):
        header = read_lines(_known_lines(block[: header.lines]), first_line)
    sure = PAGE_KEYS if file.startswith(PAGES) or is_section_page(file) else SURE_ALONE
    if not header.lines or (header.lines == 1 and opening and opening[0] not in sure):
        return None
    return header


def _opens_elsewhere(line: str, file: str) -> bool:
    """Tell whether the line is one with which a header may begin in the folder of `file` alone."""
    in_folder = any(file.startswith(folder) and key.match(line) for folder, key in FOLDER_KEYS.items())
    return in_folder or (is_section_page(file) and SECTION_KEYS.match(line) is not None)


def read_lines(lines: Sequence[str], first_line: int) -> PlainHeader:
    """Return the entries in the first of `lines`: `Key: value`, and indented continuations or `- item` under it."""
    gathered: list[tuple[str, list[str], int]] = []
    taken = 0
    for line in lines:
        pair = _split_pair(line if gathered else line.lstrip())
        if pair:
            gathered.append((pair[0], [pair[1]], first_line + taken))
        elif line.strip() and not (gathered and _continues(line, gathered[-1][1])):
            break
        elif line.strip():
            gathered[-1][1].append(line.strip())
        taken += 1
    return PlainHeader(tuple(HeaderEntry(key, _join(key, parts), line) for key, parts, line in gathered), taken)


def value_of(node: Node) -> Value | None:
    """Return `node` as the value of an entry; None when it is nested deeper than a list of tables."""
    if isinstance(node, str):
        return node
    items = node if isinstance(node, list) else [node]
    if all(isinstance(item, str) for item in items):
        return tuple(items)
    tables = [{"text": item} if isinstance(item, str) else item for item in items]
    flat = all(isinstance(table, dict) and all(isinstance(v, str) for v in table.values()) for table in tables)
    return tuple(tables) if flat else None


def unquote(value: str) -> str | None:
    """Return `value` without the quotation marks around it; None when a quotation mark is not closed."""
    mark = value[:1]
    if mark not in {'"', "'"} or SPOKEN_APOSTROPHE.match(value):
        return value
    if value.count(mark) == 1:
        return None
    enclosed = value.endswith(mark) and value.count(mark) == 2
    return value[1:-1] if enclosed else value


def drop_quotes(value: str) -> str:
    """Return `value` without the quotation marks around it, and without one that is never closed."""
    bare = unquote(value)
    return value[1:].strip() if bare is None else bare


def _until_blank(lines: Sequence[str]) -> Sequence[str]:
    end = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    return lines[:end]


def _known_lines(block: Sequence[str]) -> Sequence[str]:
    """Return `block` up to its first unknown key."""
    end = next((at for at, line in enumerate(block) if _split_pair(line) and not read_field(line)), len(block))
    return block[:end]


def _split_pair(line: str) -> tuple[str, str] | None:
    """Return key and value as written. Only after known keys may the space behind the colon be missing."""
    if line[:1].isspace():
        return None
    found = FIELD.fullmatch(line.rstrip())
    if found is None:
        found = TIGHT.fullmatch(line.rstrip())
        found = found if found and fold_key(found[1]) in KNOWN_KEYS else None
    return (found[1], found[2].strip()) if found else None


def _continues(line: str, parts: list[str]) -> bool:
    """Tell whether `line` continues the entry above it: it is indented, or an item under a key without a value."""
    return line[:1].isspace() or (ITEM.match(line) is not None and not parts[0])


def _join(key: str, parts: list[str]) -> Value:
    items = [found[1].strip() for part in parts[1:] if (found := ITEM.fullmatch(part))]
    if items and not parts[0] and len(items) == len(parts) - 1:
        return tuple(items)
    text = " ".join(part for part in parts if part)
    if text.startswith("[") and text.endswith("]") and KNOWN_KEYS.get(fold_key(key)) in LISTS:
        return tuple(item.strip() for item in text[1:-1].split(",") if item.strip())
    return text
