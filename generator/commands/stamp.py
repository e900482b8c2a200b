"""`broadsheet stamp`: write the time of publication into a file that has none."""

import re
from datetime import datetime
from pathlib import Path

from generator.catalogue.photos import is_about_photo
from generator.commands.refusal import refuse
from generator.config import read_config
from generator.files import read_whole, write_whole
from generator.intake.build_story import UNDATED, IntakeSettings, intake_settings_of
from generator.intake.header.split import TOML, read_fence
from generator.intake.html.markdown import read_heading
from generator.intake.names import ending_of, is_own_page
from generator.intake.parse import parse_copy
from generator.intake.read_copy import read_any
from generator.intake.recognise.copy_text import open_copy
from generator.intake.text.decode import MAX_STORY_BYTES, decode_copy
from generator.model import Gravity

BOM = b"\xef\xbb\xbf"
LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
"""Matches a line with its line ending."""


def stamp_file(paper: Path, path: Path, now: datetime) -> str:
    """Write the date `now` into the story file `path`, and return a message that says what was done.

    `path` is relative to the current folder or to the paper. Only a file without a date is changed, and only one line
    is added: its other bytes stay as they are. Raises CommandRefused, ConfigError or OSError.
    """
    config = read_config(paper)
    settings = intake_settings_of(config)
    found = path if path.exists() else paper / path
    file = _within(paper, found)
    if is_own_page(file):
        raise refuse(file, "A page of the paper's own needs no date.", "Nothing is to be done.")
    raw = read_whole(found, MAX_STORY_BYTES)
    if not _is_undated(raw, file, settings):
        return f"{file} already has a date and was not changed."
    line = f"Date: {now.astimezone(config.zone):%Y-%m-%d %H:%M}"
    dated = add_line(raw, line)
    if _is_undated(dated, file, settings) or not _says_the_same(raw, dated, file, settings):
        raise refuse(file, "There is no obvious place for the date.", f"Write it yourself, under the headline: {line}")
    write_whole(found, dated, like=found)
    return f"{file}: {line}"


def _within(paper: Path, found: Path) -> str:
    """Return the file as reports name it. Raises CommandRefused when it isn't a story of the paper."""
    if not found.is_file() or found.is_symlink():
        raise refuse(str(found), "There is no such file.", "Name a story in content/.")
    try:
        file = found.resolve().relative_to(paper.resolve()).as_posix()
    except ValueError:
        file = ""
    if not file.startswith("content/") or is_about_photo(file):
        raise refuse(str(found), "Only stories in content/ can be dated.", "Name a story in content/.")
    return file


def _is_undated(raw: bytes, file: str, settings: IntakeSettings) -> bool:
    """Tell whether a date is all that the file lacks. Raises CommandRefused when something else is wrong with it.

    Its Markdown isn't rendered: here nothing would stop a text that takes forever.
    """
    held = [
        problem for problem in parse_copy(raw, file, settings, mode="plain").problems if problem.gravity is Gravity.HELD
    ]
    for problem in held:
        if problem.message != UNDATED:
            raise refuse(problem.where, problem.message, problem.hint)
    return bool(held)


def _says_the_same(raw: bytes, dated: bytes, file: str, settings: IntakeSettings) -> bool:
    """Tell whether headline and text are unchanged: a rule `---` above a text could become the start of a header."""
    is_markdown = ending_of(file) != ".txt"
    texts = (decode_copy(one, file, settings.language).text for one in (raw, dated))
    before, after = (read_any(open_copy(text, file, is_markdown=is_markdown), settings)[0] for text in texts)
    headlines = [copy.fields["headline"].value if "headline" in copy.fields else "" for copy in (before, after)]
    return headlines[0] == headlines[1] and before.body == after.body


def add_line(raw: bytes, line: str) -> bytes:
    """Return `raw` with `line` in its header, or under the headline when there is no header.

    The line gets the line ending of its neighbor. A file in UTF-16 or UTF-32 is refused by the check that follows,
    because the line can't be read in it.
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
