"""Set the focus of a photo: write one line into the notes beside it, as the desk does when an editor clicks."""

import os
import re
from pathlib import Path

from generator.commands.refusal import refuse
from generator.digests import digest_bytes
from generator.files import NEW_FILE, read_whole, write_whole
from generator.intake.names import NOTES_ENDING, is_photo
from generator.intake.text.decode import MAX_STORY_BYTES

FOCUS_LINE = re.compile(r"^[ \t]*(?:focus|focal[ _-]?point|photo[ _-]focus)[ \t]*[:=].*$", re.IGNORECASE | re.MULTILINE)
FENCE = re.compile(r"\A\s*(?:---|\+\+\+)[ \t]*\r?\n")


def notes_of(folder: Path, file: str) -> str:
    """Return a digest of the notes beside a photo, to tell later whether they changed; empty without notes."""
    try:
        return digest_bytes(read_whole(folder / f"{file}{NOTES_ENDING}", MAX_STORY_BYTES))
    except OSError:
        return ""


def set_focus(folder: Path, file: str, point: tuple[float, float], seen: str) -> str:
    """Write the focus of the photo `file` (`content/world/bridge.jpg`) into its notes, and return the line.

    `point` is in percent from the left and from the top; `seen` is what `notes_of` returned when the editor looked. All
    other lines stay as they are. Raises CommandRefused, when nothing was changed, or OSError.
    """
    place, notes = folder / file, folder / f"{file}{NOTES_ENDING}"
    if not _is_photo_of(folder, place):
        raise refuse(file, "There is no such photo.", "Look at the story's page again.")
    line = f"Focus: {point[0]:.0f}% {point[1]:.0f}%"
    if notes_of(folder, file) != seen:
        raise refuse(
            notes.name, "The notes were changed meanwhile, so nothing was written.", "Look at them, and try again."
        )
    if not notes.exists():
        with os.fdopen(os.open(notes, NEW_FILE, 0o666), "wb") as new:
            new.write(f"{line}\n".encode())
        return line
    try:
        text = read_whole(notes, MAX_STORY_BYTES).decode("utf-8")
    except UnicodeDecodeError:
        raise refuse(notes.name, "The notes aren't in UTF-8.", f"Write the line yourself: {line}") from None
    if FENCE.match(text) and not FOCUS_LINE.search(text):
        raise refuse(notes.name, "The notes have a header in another form.", f"Write the line yourself: {line}")
    write_whole(notes, _with_line(text, line).encode(), like=notes)
    return line


def _is_photo_of(folder: Path, place: Path) -> bool:
    content = (folder / "content").resolve()
    return (
        is_photo(place.name) and place.is_file() and not place.is_symlink() and place.resolve().is_relative_to(content)
    )


def _with_line(text: str, line: str) -> str:
    if FOCUS_LINE.search(text):
        return FOCUS_LINE.sub(line, text, count=1)
    return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{line}\n"
