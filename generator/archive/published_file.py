"""The file published.csv beside site.toml: every story that was published, where it was, and its id in feeds.

Lines are only ever added. The last line for an id says which story has it now, or without an address that its story is
gone; the addresses in the lines before it are that story's former ones. So the file needs no merging by hand: the lines
of two copies, one after the other, are right.
Nothing is added to a file with a line that can't be read, until somebody has looked at it.
"""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from generator.config.characters import forbidden_in
from generator.errors import ConfigError
from generator.files import read_whole, write_whole
from generator.model import Gravity, Problem

FILE = "published.csv"
MAX_BYTES = 1_000_000_000
COLUMNS = ("published", "story", "address", "id", "marks")
OPENING = (
    "# Every story that was published: when, its file in content/, its address, its id in feeds. Keep this file with\n"
    "# content/, in the same backup or repository. Broadsheet adds lines to it and never changes or deletes one.\n"
    f"{','.join(COLUMNS)}\n"
)
ADDRESS = re.compile(r"(?:/[\w~-][\w.~-]*)+/?")
"""An address below the site's root. No part begins with a dot, so that it can't lead out of the site."""
MARKS = re.compile(r"(?:([0-9a-f]{12}) ([0-9a-f]{12}))?")
"""The two marks. A line that another program wrote may have none."""
CONTROL = re.compile(r"[\x00-\x1f]")
ID = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:[^\s\x00-\x20]{1,500}")
"""An id is a URI, as Atom asks."""
CONFLICT_BEGINS, CONFLICT_BASE, CONFLICT_TURNS, CONFLICT_ENDS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
"""The beginnings of the lines that git puts around the two sides of a conflict, and before their common ancestor."""
DELIMITERS = (",", ";", "\t")
"""Spreadsheets of some countries save a CSV file with semicolons, or with tabs."""
LONG_CHARS = 100_000
"""Python's own reader refuses a cell that is a little longer."""
MOST_TOLD = 20
"""The most unreadable lines that are reported one by one; the others are only counted."""


class PublishedLine(msgspec.Struct, frozen=True):
    """One line of the file."""

    moment: str
    """When the story became public: `2026-11-23T09:00:00Z`. Empty for a page of the paper's own."""
    path: str
    """The story's path in content/, without ending: `world/summit`."""
    address: str
    """Its address, without the path prefix of the site. Empty if the story is gone: then its path is free."""
    id: str
    """Its id in feeds."""
    headline: str
    """A mark of its headline: the beginning of a digest, by which a renamed file is recognized; may be empty."""
    text: str
    """A mark of its text."""


class PublishedFile(msgspec.Struct, frozen=True):
    """What was read of the file."""

    lines: Sequence[PublishedLine] = ()
    problems: Sequence[Problem] = ()


def read_bytes(folders: Sequence[Path]) -> bytes:
    """Return the bytes of the files in `folders`, one after the other. Raises ConfigError when one can't be read."""
    whole = b""
    for folder in folders:
        whole = _with_last_line_ended(whole) + _read_one(folder)
    return whole


def _with_last_line_ended(raw: bytes) -> bytes:
    """Return the bytes without a last line that was cut off when it was written, so that others may follow."""
    last = raw[raw.rfind(b"\n") + 1 :]
    if not last:
        return raw
    return raw + b"\n" if parse_line(last.decode(errors="replace")) else raw[: len(raw) - len(last)]


def _read_one(folder: Path) -> bytes:
    """Return the bytes of a file; none if there is no file."""
    try:
        return read_whole(folder / FILE, MAX_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        hint = "Nothing was built, so that no story gets another id in feeds. Make the file readable, or restore it."
        raise ConfigError(
            [Problem(FILE, 0, f"The file can't be read: {error.strerror}.", hint, code="address-record")]
        ) from None


def parse_lines(raw: bytes, first: int = 1) -> PublishedFile:
    """Read the lines in `raw`, the first of which is number `first` of the file.

    A last line that was cut off when it was written counts for nothing, and is no problem.
    """
    lines: list[PublishedLine] = []
    problems: list[Problem] = []
    texts = [text.rstrip("\r") for text in raw.decode("utf-8-sig", errors="replace").split("\n")]
    is_base = False
    for number, text in enumerate(texts, first):
        if text.startswith((CONFLICT_BEGINS, CONFLICT_BASE, CONFLICT_TURNS, CONFLICT_ENDS)):
            is_base = text.startswith(CONFLICT_BASE)
            problems += _conflict(number) if text.startswith(CONFLICT_BEGINS) else ()
            continue
        if is_base or not text.strip() or text.startswith("#") or _is_heading(text):
            continue
        line = parse_line(text)
        if line is not None:
            lines.append(line)
        elif number != first + len(texts) - 1:
            problems.append(_unreadable(number))
    return PublishedFile(lines, _first_of(problems))


def parse_line(text: str) -> PublishedLine | None:
    """Return what a line says, or None if it can't be read."""
    for delimiter in DELIMITERS:
        try:
            cells = [cell.strip() for cell in _split(text, delimiter)]
        except csv.Error:
            return None
        if len(cells) >= len(COLUMNS) and not any(cells[len(COLUMNS) :]):
            return _line_of(cells)
    return None


def _split(text: str, delimiter: str) -> list[str]:
    """Return the cells of a line. Most lines have no quotation marks, and are only cut. Raises csv.Error."""
    if '"' in text or "\r" in text or len(text) > LONG_CHARS:
        return next(csv.reader([text], delimiter=delimiter), [])
    return text.split(delimiter)


def _line_of(cells: Sequence[str]) -> PublishedLine | None:
    moment, path, address, name, marks = cells[: len(COLUMNS)]
    found = MARKS.fullmatch(marks)
    has_id = ID.fullmatch(name) and not forbidden_in(name)
    if (
        not (found and has_id and (not address or ADDRESS.fullmatch(address)) and can_be_listed(path))
        or "\ufffd" in path + name
    ):
        return None
    return PublishedLine(moment, path, address, name, found[1] or "", found[2] or "")


def can_be_listed(path: str) -> bool:
    """Tell whether a line can hold the path of a story. One with a control character can't."""
    is_plain = path == path.strip() and not CONTROL.search(path) and not forbidden_in(path)
    return is_plain and not {"", ".", ".."}.intersection(path.split("/"))


def _is_heading(text: str) -> bool:
    if COLUMNS[0] not in text:  # as most lines, which needn't be cut
        return False
    return [word.strip('" ') for word in re.split("[,;\t]", text)][: len(COLUMNS)] == list(COLUMNS)


def _conflict(number: int) -> Iterator[Problem]:
    message = "Git couldn't merge two versions of this file. Both are used, and nothing is added until this is settled."
    hint = "Keep the lines of both sides and delete the marks <<<<<<<, ======= and >>>>>>>."
    yield Problem(FILE, number, message, hint, Gravity.WARNING, code="address-record")


def _unreadable(number: int) -> Problem:
    message = "This line can't be read, so it counts for nothing, and nothing is added to the file."
    hint = "Restore it from an older copy. Without it, its story may get another id in feeds."
    return Problem(FILE, number, message, hint, Gravity.WARNING, code="address-record")


def _first_of(problems: list[Problem]) -> Sequence[Problem]:
    if len(problems) <= MOST_TOLD:
        return problems
    message = f"{len(problems) - MOST_TOLD:,} more lines can't be read."
    hint = "Restore an older copy of the file. Lines that were added since may follow in any order."
    return [*problems[:MOST_TOLD], Problem(FILE, 0, message, hint, Gravity.WARNING, code="address-record")]


def add_lines(folder: Path, lines: Iterable[PublishedLine]) -> None:
    """Add lines at the end of the file, which is made if there is none. Raises OSError."""
    added = _written(lines)
    path = folder / FILE
    if not path.exists():
        write_whole(path, OPENING.encode() + added, flush=True)
        return
    with path.open("r+b") as file:
        _end_last_line(file)
        file.write(added)
        file.flush()
        os.fsync(file.fileno())


def _written(lines: Iterable[PublishedLine]) -> bytes:
    text = io.StringIO()
    rows = ((one.moment, one.path, one.address, one.id, f"{one.headline} {one.text}".strip()) for one in lines)
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _end_last_line(file: io.BufferedRandom) -> None:
    """Go to the end of the file. A last line without an end gets one, or is removed if it was cut off."""
    end = file.seek(0, os.SEEK_END)
    begin = max(0, end - (1 << 16))
    file.seek(begin)
    tail = file.read()
    last = tail[tail.rfind(b"\n") + 1 :]
    if not last:
        return
    if parse_line(last.decode(errors="replace")) is None and not last.startswith(b"#"):
        file.truncate(end - len(last))
        file.seek(0, os.SEEK_END)
    else:
        file.write(b"\n")
