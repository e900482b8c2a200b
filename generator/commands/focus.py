"""Set the focus of a photo: write one line into the notes beside it, as the desk does when an editor clicks."""

import re
from pathlib import Path

from generator.digests import digest_bytes
from generator.errors import CommandRefused, refuse
from generator.files import read_whole
from generator.intake.names import NOTES_ENDING, is_photo
from generator.intake.text.decode import MAX_STORY_BYTES
from generator.newsroom.places import locate
from generator.newsroom.text_file import EMPTY, open_text, write_text
from generator.newsroom.writing import read_file, write_file
from generator.paper import Paper

FOCUS_LINE = re.compile(r"^[ \t]*(?:focus|focal[ _-]?point|photo[ _-]focus)[ \t]*[:=].*$", re.IGNORECASE | re.MULTILINE)
FENCE = re.compile(r"\A\s*(?:---|\+\+\+)[ \t]*\n")


def notes_of(folder: Path, file: str) -> str:
    """Return a digest of the notes beside a photo, to tell later whether they changed; empty without notes."""
    try:
        return digest_bytes(read_whole(folder / f"{file}{NOTES_ENDING}", MAX_STORY_BYTES))
    except OSError:
        return ""


def set_focus(paper: Paper, file: str, point: tuple[float, float], seen: str) -> str:
    """Write the focus of the photo `file` (`content/world/bridge.jpg`) into its notes, and return the line.

    `point` is in percent from the left and from the top; `seen` is what `notes_of` returned when the editor looked. All
    other lines stay as they are. Raises CommandRefused, when nothing was changed, or OSError.
    """
    if not _is_photo_of(paper, file):
        raise refuse(file, "There is no such photo.", "Look at the story's page again.")
    line, notes = f"Focus: {point[0]:.0f}% {point[1]:.0f}%", f"{file}{NOTES_ENDING}"
    raw = read_file(paper, notes, MAX_STORY_BYTES)
    opened = open_text(raw, notes) if raw is not None else EMPTY
    if FENCE.match(opened.text) and not FOCUS_LINE.search(opened.text):
        raise refuse(notes, "The notes have a header in another form.", f"Write the line yourself: {line}")
    content = write_text(opened, _with_line(opened.text, line), notes)
    write_file(paper, notes, content, seen=seen, action="focus")
    return line


def _is_photo_of(paper: Paper, file: str) -> bool:
    try:
        return is_photo(file) and locate(paper.folder, file).is_file()
    except CommandRefused:
        return False


def _with_line(text: str, line: str) -> str:
    if FOCUS_LINE.search(text):
        return FOCUS_LINE.sub(line, text, count=1)
    return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{line}\n"
