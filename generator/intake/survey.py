"""What lies in a folder of dropped files: one pass over it, that opens nothing and follows no link."""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from fnmatch import translate
from pathlib import Path

import msgspec

from generator.intake.cleantext import is_clean
from generator.model import Gravity, Problem

LITTER = (
    "*~", "#*#", "~$*", "*.bak", "*.crdownload", "*.orig", "*.part", "*.swo", "*.swp", "*.tmp",
    "$recycle.bin", "@eadir", "__macosx", "desktop.ini", "ehthumbs.db", "icon\r", "lost+found",
    "system volume information", "thumbs.db",
)  # fmt: skip
"""Casefolded names of what editors' programs and systems leave behind, beside all that begins with a dot."""
LITTER_NAME = re.compile("|".join(translate(pattern) for pattern in LITTER))
PUBLIC_DOT_NAMES = {".well-known"}
FILE_LIKE_ENDING = re.compile(r"\.(?:txt|md|markdown|jpe?g|png|webp|gif|tiff?|heic|avif)\Z", re.IGNORECASE)
ORDINARY_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?:txt|md)")
"""Names in which there is nothing to look for."""
SPACING = re.compile(r"[\t-\r]")

OPEN_FLAGS = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

REASONS = {errno.ELOOP: "it is a link to another place", errno.ENXIO: "it is no plain file"}


class Dropped(msgspec.Struct, frozen=True):
    """A file as it lies there. `mtime_ns`, `size` and `inode` tell whether it may have changed, never what it is."""

    file: str
    """Relative to the folder's parent, as on disk, with `/`: `content/world/summit.txt`."""
    size: int
    mtime_ns: int
    inode: int


class Survey(msgspec.Struct, frozen=True):
    """All files of a folder and what can't be used in it, each in order of their paths' code points."""

    files: tuple[Dropped, ...]
    problems: tuple[Problem, ...]


class Extent:
    """A part of a folder: some places in it, each with what lies below it or differs from it by its ending alone."""

    def __init__(self, places: Iterable[str]) -> None:
        """`places` are files and folders as a survey names them, there or not: `content/world/summit.txt`."""
        self.places = sorted(set(places))
        self._names = {identify(place) for place in self.places}

    def covers(self, file: str) -> bool:
        """Whether `file` is in this part."""
        while file:
            if identify(file) in self._names:
                return True
            file = file.rpartition("/")[0]
        return False

    def spans(self) -> Iterator[tuple[str, str]]:
        """First and last of the names between which all of this part lies, and more."""
        for place in self.places:
            stem = place[: len(place) - len(ending_of(place))]
            yield stem, f"{stem}\U0010ffff"


def survey_folder(root: Path, name: str = "content", extent: Extent | None = None) -> Survey:
    """The files in `root`, which goes by `name`, or those of a part of it.

    Litter is skipped in silence; what is no plain file is reported.
    """
    files: list[Dropped] = []
    problems: list[Problem] = []
    folders = [(str(root), name)] if extent is None else _folders_of(root, name, extent)
    while folders:
        folder, label = folders.pop()
        try:
            entries = _list_folder(folder)
        except OSError as error:
            problems.append(_unreadable(label, error))
            continue
        for entry in entries:
            if extent is not None and not extent.covers(f"{label}/{entry.name}"):
                continue
            found = _look_shortly(entry, label) or _look_at(entry, f"{label}/{entry.name}")
            if isinstance(found, Dropped):
                files.append(found)
            elif isinstance(found, Problem):
                problems.append(found)
            else:
                folders.append((entry.path, f"{label}/{entry.name}"))
                problems.extend(_note_ending(f"{label}/{entry.name}"))
    return Survey(tuple(sorted(files, key=lambda one: one.file)), tuple(sorted(problems)))


def _folders_of(root: Path, name: str, extent: Extent) -> list[tuple[str, str]]:
    """The folders that a part of `root` lies in, as far as they are there and are gone into; none within another."""
    labels = {place.rpartition("/")[0] for place in extent.places if place.startswith(f"{name}/")}
    labels = {name} if name in extent.places else {label for label in labels if not extent.covers(label)}
    found = [(str(root) + label.removeprefix(name), label) for label in sorted(labels)]
    return [(folder, label) for folder, label in found if _is_gone_into(root, label.removeprefix(name))]


def _is_gone_into(root: Path, below: str) -> bool:
    """Whether a survey comes to the folder `below` the root: all on the way are real folders, and no litter."""
    path = root
    for part in below.split("/")[1:]:
        path /= part
        if is_litter(part) or path.is_symlink():
            return False
    return path.is_dir()


def is_litter(name: str) -> bool:
    """Whether a file or folder of this name was left behind by a program and belongs to nobody's site."""
    if name.startswith("."):
        return name not in PUBLIC_DOT_NAMES
    return LITTER_NAME.match(name.casefold()) is not None


def identify(file: str) -> str:
    """The identity of the story in `file`: `content/world/Été.txt` is `world/Été`, in Unicode's composed form (NFC)."""
    if file.isascii() and file.rfind(".") > file.rfind("/") + 1:
        return file[file.find("/") + 1 : file.rfind(".")]
    path = file.partition("/")[2]
    folder, slash, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return unicodedata.normalize("NFC", folder + slash + stem)


def ending_of(file: str) -> str:
    """The ending of a file's name in small letters, with its point: `.md`. Empty when it has none, as with pathlib."""
    dot = file.rfind(".")
    return file[dot:].lower() if file.rfind("/") + 1 < dot < len(file) - 1 else ""


def stem_of(file: str) -> str:
    """A file's name without its ending."""
    name = file.rpartition("/")[2]
    return name[: len(name) - len(ending_of(name))]


def read_whole(path: Path | str, max_bytes: int) -> bytes:
    """The bytes of a plain file. Never waits for a pipe, follows no link.

    Raises OSError with a reason in plain words, also when there are more than `max_bytes`.
    """
    descriptor = _open(path)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no plain file", str(path))
        raw = _read_to_end(descriptor, status.st_size, max_bytes + 1)
    finally:
        os.close(descriptor)
    if len(raw) > max_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {max_bytes:,} bytes", str(path))
    return raw


def _read_to_end(descriptor: int, size: int, max_bytes: int) -> bytes:
    """The first `max_bytes` of an open file that seems to have `size`, and may grow meanwhile."""
    raw = os.read(descriptor, min(size + 1, max_bytes))
    while len(raw) < max_bytes and (more := os.read(descriptor, max_bytes - len(raw))):
        raw += more
    return raw


def _open(path: Path | str) -> int:
    try:
        return os.open(path, OPEN_FLAGS)
    except OSError as error:
        reason = REASONS.get(error.errno or 0, error.strerror)
        raise OSError(error.errno, reason, str(path)) from None


def _list_folder(folder: str) -> Iterator[os.DirEntry[str]]:
    """What lies in `folder`, litter aside. Raises OSError."""
    with os.scandir(folder) as entries:
        return iter([entry for entry in entries if ORDINARY_NAME.fullmatch(entry.name) or not is_litter(entry.name)])


def _look_shortly(entry: os.DirEntry[str], label: str) -> Dropped | None:
    """The file, if it is a plain one of an ordinary name, as nearly all are; of others nothing is said yet."""
    if not ORDINARY_NAME.fullmatch(entry.name):
        return None
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return Dropped(f"{label}/{entry.name}", status.st_size, status.st_mtime_ns, status.st_ino)


def _look_at(entry: os.DirEntry[str], label: str) -> Dropped | Problem | None:
    """The file, a problem, or None for a folder to go into."""
    if not is_clean(entry.name) or SPACING.search(entry.name):
        return _refuse(label, "The name has characters that can't be shown.", "Give it a name of letters and digits.")
    try:
        if entry.is_symlink():
            return _refuse(
                label, "It is a link to another place, and links are not followed.", "Put the file itself here."
            )
        if entry.is_dir(follow_symlinks=False):
            return None
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return _unreadable(label, error)
    if not stat.S_ISREG(status.st_mode):
        return _refuse(label, "It is no file but a pipe, a socket or a device.", "Take it out of the folder.")
    return Dropped(label, status.st_size, status.st_mtime_ns, status.st_ino)


def _refuse(label: str, message: str, hint: str) -> Problem:
    return Problem(_printable(label), 0, message, hint)


def _unreadable(label: str, error: OSError) -> Problem:
    reason = (error.strerror or "the system refuses").lower()
    return _refuse(label, f"It can't be read: {reason}.", "Look whether it is there, and at its permissions.")


def _note_ending(label: str) -> Iterator[Problem]:
    """A folder called `x.md`. The `/` at the end: not to be taken for a folder that could not be looked into."""
    if FILE_LIKE_ENDING.search(label):
        message = "This is a folder, though its name ends like a file's. Its files are read."
        yield Problem(f"{label}/", 0, message, "Give the folder another name.", Gravity.NOTE)


def _printable(label: str) -> str:
    """`label` with a replacement sign for each byte that is no UTF-8."""
    return label.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
