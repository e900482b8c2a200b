"""A title for a file that needs fixing and from which no story was ever read: its headline, or its first line."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.files import read_whole
from generator.intake.names import TEXT_ENDINGS, ending_of
from generator.intake.text.decode import MAX_STORY_BYTES, decode_copy

MOST_BYTES = 4_096
"""So many bytes of a file are searched for its title."""
MOST_CHARS = 120
FENCES = {"---", "+++", "..."}
"""Lines at which a header begins or ends."""
KEY = re.compile(r"[A-Za-z][\w -]{0,30}\s*[:=] ?.*")
TITLE = re.compile(r"""(?:title|headline)\s*[:=]\s*["'“]?(.+?)["'”]?\s*""", re.IGNORECASE)
"""Matches the line of a header that holds the headline."""
MARKS = "#*_ \t"
"""What Markdown puts around a headline."""


def titles_in(folder: Path) -> Callable[[str], str]:
    """Return a function from a file of the paper in `folder` to its title."""
    return partial(title_of, folder)


def title_of(folder: Path, file: str) -> str:
    """Return the headline in the header of a text file, or its first line; else the file's name."""
    name = file.rpartition("/")[2]
    if ending_of(file) not in TEXT_ENDINGS:
        return name
    try:
        raw = read_whole(folder / file, MAX_STORY_BYTES)
    except OSError:
        return name
    start = raw if len(raw) <= MOST_BYTES else raw[:MOST_BYTES].rpartition(b"\n")[0]
    return title_in(decode_copy(start, file).text)[:MOST_CHARS].strip() or name


def title_in(text: str) -> str:
    """Return the headline in the header that a text may begin with, or else its first line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and (lines[0] in FENCES or KEY.fullmatch(lines[0])):
        named = next((found[1] for line in lines if (found := TITLE.fullmatch(line))), "")
        if named:
            return named
    return next((words for line in lines if line not in FENCES and (words := line.strip(MARKS))), "")
