"""The former texts of files, kept in `.broadsheet/undo/` for 30 days, so that every write can be undone.

Each file of content/ that was written has a folder, named by a digest, with a folder for each write. That one holds
`about.json` and, if there was a file before, its bytes as `former`. What is not complete is never used.
"""

import contextlib
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from generator.digests import digest_value
from generator.files import read_whole, write_whole

FOLDER = "undo"
ABOUT, FORMER = "about.json", "former"
KEPT_DAYS = 30
MAX_BYTES = 100_000_000
"""The size of the largest file that may be brought back: more than any file that is read from content/."""
NAME = re.compile(r"[0-9]{8}T[0-9]{12}-[0-9a-f]{8}")
FORM = "%Y%m%dT%H%M%S%f"
DIGITS = 24


class FormerText(msgspec.Struct, frozen=True, kw_only=True):
    """One write of a file, with the text that it had before."""

    name: str
    """The name of this write among those of the file."""
    file: str
    """The file, as in `content/world/bridge.txt`."""
    action: str
    """What was done: `edit`, `stamp`, `correct`, `undo`, …"""
    moment: datetime
    before: str
    """The digest of the former bytes; empty if there was no file."""
    after: str
    """The digest of what was written; empty if the file was removed."""


def keep(state: Path, entry: FormerText, former: bytes | None) -> None:
    """Keep the bytes that a file has, before it is written. Raises OSError.

    `state` is the folder of all that lasts between builds.
    """
    folder = _folder_of(state, entry.file) / entry.name
    folder.mkdir(parents=True)
    if former is not None:
        write_whole(folder / FORMER, former, flush=True)
    write_whole(folder / ABOUT, msgspec.json.encode(entry), flush=True)


def forget(state: Path, entry: FormerText) -> None:
    """Remove what was kept for a write that failed."""
    folder = _folder_of(state, entry.file)
    shutil.rmtree(folder / entry.name, ignore_errors=True)
    _remove_empty(folder)


def former_texts(state: Path, file: str) -> tuple[FormerText, ...]:
    """Return the writes of `file` whose former texts are still kept, the newest first."""
    names = sorted(_names(_folder_of(state, file)), reverse=True)
    found = (_about(_folder_of(state, file) / name) for name in names)
    return tuple(one for one in found if one is not None and one.file == file)


def former_text(state: Path, file: str, name: str) -> tuple[FormerText, bytes | None]:
    """Return one write of `file` and its former bytes; None if there was no file before. Raises KeyError, OSError."""
    folder = _folder_of(state, file) / name
    entry = _about(folder) if NAME.fullmatch(name) else None
    if entry is None or entry.file != file:
        raise KeyError(name)
    return entry, read_whole(folder / FORMER, MAX_BYTES) if entry.before else None


def drop_old(state: Path, now: datetime) -> None:
    """Remove all that is older than `KEPT_DAYS` days, and what is left of writes that were cut off."""
    oldest = now - timedelta(days=KEPT_DAYS)
    for folder in _folders(state / FOLDER):
        for one in _folders(folder):
            entry = _about(one)
            if NAME.fullmatch(one.name) and (entry is None or entry.moment < oldest):
                shutil.rmtree(one, ignore_errors=True)
        _remove_empty(folder)


def name_for(state: Path, file: str, moment: datetime) -> str:
    """Return a name for a write of `file` at this time, in UTC. Names are in the order of the writes.

    That also holds for two writes at one moment, and when the clock was set back.
    """
    last = max(_names(_folder_of(state, file)), default="")
    digits = f"{moment:{FORM}}"
    if last and digits <= last.partition("-")[0]:
        digits = f"{datetime.strptime(last.partition('-')[0], FORM) + timedelta(microseconds=1):{FORM}}"  # noqa: DTZ007
    return f"{digits}-{secrets.token_hex(4)}"


def _folder_of(state: Path, file: str) -> Path:
    return state / FOLDER / digest_value(file)[:DIGITS]


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):  # it isn't empty
        folder.rmdir()


def _names(folder: Path) -> list[str]:
    try:
        return [one.name for one in folder.iterdir() if NAME.fullmatch(one.name)]
    except OSError:
        return []


def _folders(folder: Path) -> Iterator[Path]:
    try:
        yield from [one for one in folder.iterdir() if one.is_dir() and not one.is_symlink()]
    except OSError:
        return


def _about(folder: Path) -> FormerText | None:
    try:
        return msgspec.json.decode(read_whole(folder / ABOUT, MAX_BYTES), type=FormerText)
    except (OSError, msgspec.MsgspecError):
        return None
