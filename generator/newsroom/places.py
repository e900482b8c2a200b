"""Find a file of content/ by its name, as pages and commands name it, and refuse every other place."""

from pathlib import Path

from generator.errors import CommandRefused, refuse
from generator.intake.text.clean import is_clean_line

FOLDER = "content"
MAX_PLACE_CHARS, MAX_NAME_BYTES = 1_000, 240
"""Longer names are refused before the system is asked. Most file systems have names of up to 255 bytes."""


def locate(folder: Path, file: str) -> Path:
    """Return the place of `file` (`content/world/bridge.txt`) in the paper `folder`, which may not exist yet.

    Raises CommandRefused if it is outside content/, hidden, a link or behind a link, or no ordinary file. The folder
    content/ itself may be a link.
    """
    parts = file.split("/")
    if parts[0] != FOLDER or len(parts) < 2 or len(file) > MAX_PLACE_CHARS or not all(map(_is_name, parts[1:])):
        raise _refused(file, "That is no file in content/.", "Name it like this: content/world/bridge.txt")
    place = folder / FOLDER
    for part in parts[1:]:
        place /= part
        if place.is_symlink():
            raise _refused(file, "It is a link to another place, and links are not followed.", "Name the file itself.")
        if place.parent.exists() and not place.parent.is_dir():
            raise _refused(file, f"“{place.parent.name}” is a file and no folder.", "Choose another folder.")
    if place.exists() and not place.is_file():
        raise _refused(file, "It isn't an ordinary file.", "Name a file in content/.")
    return place


def name_in(folder: Path, path: Path) -> str:
    """Return the name by which pages and commands know a file: `content/world/bridge.txt`.

    `path` is relative to the current folder or to the paper `folder`. Raises CommandRefused if it isn't in content/.
    """
    found = path if path.exists() or path.is_absolute() else folder / path
    try:
        inside = (found.parent.resolve() / found.name).relative_to((folder / FOLDER).resolve()).as_posix()
    except (ValueError, OSError, RuntimeError):
        raise _refused(str(path), "That is no file in content/.", "Name a file in content/.") from None
    return f"{FOLDER}/{inside}"


def _is_name(part: str) -> bool:
    """Tell whether a part of a name is one that an ordinary file or folder of the newsroom can have."""
    plain = is_clean_line(part) and len(part.encode("utf-8", "replace")) <= MAX_NAME_BYTES
    return plain and part.strip() != "" and not part.startswith(".")


def _refused(file: str, message: str, hint: str) -> CommandRefused:
    printable = "".join(char if char.isprintable() else "�" for char in file[:MAX_PLACE_CHARS])
    return refuse(printable, message, hint)
