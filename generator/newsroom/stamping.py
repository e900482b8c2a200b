"""`broadsheet stamp`: writes the time of publication into a file that has none."""

import re
import shutil
from datetime import datetime
from pathlib import Path

from generator.config import read_config
from generator.intake.decode import MAX_STORY_BYTES
from generator.intake.filing import UNDATED, Desk, desk_of
from generator.intake.parse import parse_copy
from generator.intake.survey import read_whole
from generator.model import Gravity
from generator.newsroom.refusal import refuse

UNDERLINE = re.compile(rb"={2,}[ \t]*")
"""What makes the line above it a headline in Markdown."""


def stamp_file(paper: Path, path: Path, now: datetime) -> str:
    """Date the story in `path` (as named, or within the paper) at `now`, and say what was done.

    Only a file that is undated is written, and only one line is added to it: its other bytes stay as they are.
    Raises Refusal, OSError.
    """
    config = read_config(paper)
    desk = desk_of(config)
    found = path if path.exists() else paper / path
    file = _within(paper, found)
    raw = read_whole(found, MAX_STORY_BYTES)
    if not _is_undated(raw, file, desk):
        return f"{file} has a date already; it was left as it is."
    line = f"Date: {now.astimezone(config.zone):%Y-%m-%d %H:%M}"
    dated = add_line(raw, line)
    if _is_undated(dated, file, desk):
        raise refuse(file, "The place for the date wasn't found.", f"Write it yourself, under the headline: {line}")
    _replace(found, dated)
    return f"{file}: {line}"


def _replace(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file, whole, with the same permissions."""
    staged = path.with_name(f".{path.name}.stamping")
    staged.write_bytes(content)
    shutil.copymode(path, staged)
    staged.replace(path)


def _within(paper: Path, found: Path) -> str:
    """The file as reports name it; refuses what isn't the paper's copy."""
    if not found.is_file() or found.is_symlink():
        raise refuse(str(found), "There is no such file.", "Name a story in content/.")
    try:
        file = found.resolve().relative_to(paper.resolve()).as_posix()
    except ValueError:
        file = ""
    if not file.startswith("content/"):
        raise refuse(str(found), "Only stories in content/ can be dated.", "Name a story in content/.")
    return file


def _is_undated(raw: bytes, file: str, desk: Desk) -> bool:
    """Whether a date is all that this file lacks; refuses a file that is broken in another way.

    Its Markdown isn't set, which could take for ever here.
    """
    held = [
        problem for problem in parse_copy(raw, file, desk, means="plain").problems if problem.gravity is Gravity.HELD
    ]
    for problem in held:
        if problem.message != UNDATED:
            raise refuse(problem.where, problem.message, problem.hint)
    return bool(held)


def add_line(raw: bytes, line: str) -> bytes:
    """`raw` with `line` in its header, in its own line ends; for copy without a header under the headline.

    A file in UTF-16 or UTF-32 is refused by the check that follows, since the line can't be read in it.
    """
    end = b"\r\n" if b"\r\n" in raw else b"\n"
    lines = raw.split(end)
    first = next((number for number, one in enumerate(lines) if one.strip(b" \t\xef\xbb\xbf")), 0)
    opening = lines[first].strip(b" \t\xef\xbb\xbf")
    field = line.encode()
    if opening == b"+++":
        field = f'date = "{line.removeprefix("Date: ")}"'.encode()
    if opening.startswith(b"#") or (first + 1 < len(lines) and UNDERLINE.fullmatch(lines[first + 1])):
        return end.join([*lines[:first], field, b"", *lines[first:]])
    return end.join([*lines[: first + 1], field, *lines[first + 1 :]])
