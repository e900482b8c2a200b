"""`broadsheet stamp`: writes the time of publication into a file that has none."""

import re
from datetime import datetime
from pathlib import Path

from generator.commands.refusal import refuse
from generator.config import read_config
from generator.files import write_whole
from generator.intake.build_story import UNDATED, Desk, intake_settings_of
from generator.intake.header.split import TOML, read_fence
from generator.intake.html.markdown import read_heading
from generator.intake.parse import parse_copy, read_any
from generator.intake.survey import read_whole
from generator.intake.text.decode import MAX_STORY_BYTES, decode_copy
from generator.model import Gravity

BOM = b"\xef\xbb\xbf"
LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
"""With its end."""


def stamp_file(paper: Path, path: Path, now: datetime) -> str:
    """Date the story in `path` (as named, or within the paper) at `now`, and say what was done.

    Only a file that is undated is written, and only one line is added to it: its other bytes stay as they are.
    Raises CommandRefused, OSError.
    """
    config = read_config(paper)
    desk = intake_settings_of(config)
    found = path if path.exists() else paper / path
    file = _within(paper, found)
    raw = read_whole(found, MAX_STORY_BYTES)
    if not _is_undated(raw, file, desk):
        return f"{file} has a date already; it was left as it is."
    line = f"Date: {now.astimezone(config.zone):%Y-%m-%d %H:%M}"
    dated = add_line(raw, line)
    if _is_undated(dated, file, desk) or not _says_the_same(raw, dated, file, desk):
        raise refuse(file, "The place for the date wasn't found.", f"Write it yourself, under the headline: {line}")
    write_whole(found, dated, like=found)
    return f"{file}: {line}"


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


def _says_the_same(raw: bytes, dated: bytes, file: str, desk: Desk) -> bool:
    """Whether headline and text are what they were: a rule `---` above a text may become the fence of a header."""
    before, after = (read_any(decode_copy(one, file).text, file, desk)[0] for one in (raw, dated))
    headlines = [copy.fields["headline"].value if "headline" in copy.fields else "" for copy in (before, after)]
    return headlines[0] == headlines[1] and before.body == after.body


def add_line(raw: bytes, line: str) -> bytes:
    """`raw` with `line` in its header, with the line end that stands there; for copy without one under the headline.

    A file in UTF-16 or UTF-32 is refused by the check that follows, since the line can't be read in it.
    """
    mark = BOM if raw.startswith(BOM) else b""
    lines = LINE.findall(raw.removeprefix(BOM)) or [b""]
    first = next((number for number, one in enumerate(lines) if one.strip()), 0)
    opening = [one.rstrip(b"\r\n").decode(errors="replace") for one in lines[first : first + 2]]
    end = lines[first][len(lines[first].rstrip(b"\r\n")) :] or b"\n"
    if read_heading(opening)[1]:
        return mark + b"".join([*lines[:first], line.encode(), end, end, *lines[first:]])
    field = f'date = "{line.removeprefix("Date: ")}"' if read_fence(opening[0]) == TOML else line
    return mark + b"".join(
        [*lines[:first], lines[first].rstrip(b"\r\n"), end, field.encode(), end, *lines[first + 1 :]]
    )
