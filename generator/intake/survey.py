"""What lies in a folder of dropped files: one pass over it, that opens nothing and follows no link."""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fnmatch import translate
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from generator.digests import digest_value
from generator.intake.text.clean import is_clean
from generator.model import Gravity, Problem
from generator.stamps import stamp_of
from generator.workers import never

if TYPE_CHECKING:
    from generator.intake.part import Extent

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
NOTHING_STANDS: Mapping[str, str] = MappingProxyType({})
SPACING = re.compile(r"[\t-\r]")

OPEN_FLAGS = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

UNREADABLE_HINT = "Look whether it is there, and at its permissions."
REASONS = {errno.ELOOP: "it is a link to another place", errno.ENXIO: "it is no plain file"}


class Dropped(msgspec.Struct, frozen=True):
    """A file as it lies there. Size, times and inode tell whether it may have changed, never what it is."""

    file: str
    """Relative to the folder's parent, as on disk, with `/`: `content/world/summit.txt`."""
    size: int
    mtime_ns: int
    ctime_ns: int
    """When anything of the file last changed. No program can set it back, as some do with `mtime_ns`."""
    inode: int


class Interrupted(Exception):
    """Something that is more urgent came up."""


class Survey(msgspec.Struct, frozen=True):
    """All files of a folder and what can't be used in it, each in order of their paths' code points."""

    files: tuple[Dropped, ...]
    problems: tuple[Problem, ...]
    folders: dict[str, str] = {}
    """Of a survey of the whole: each folder -> digest of what lies in it itself, or empty where that can't be told."""
    same: frozenset[str] = frozenset()
    """Those of them that were left out."""


Plain = tuple[str, int, int, int, int]
"""Name, size, both times and inode of a file."""


class _Listing(msgspec.Struct, frozen=True):
    """What lies in one folder itself."""

    label: str
    files: list[Plain] = msgspec.field(default_factory=list)
    problems: list[Problem] = msgspec.field(default_factory=list)
    unreadable: bool = False

    def digest(self) -> str:
        """Another whenever a file came, went or may have changed."""
        return digest_value((self.files, [(one.path, one.message) for one in self.problems]))


def survey_folder(
    root: Path,
    name: str = "content",
    extent: "Extent | None" = None,
    standing: Mapping[str, str] = NOTHING_STANDS,
    *,
    is_urged: Callable[[], bool] = never,
) -> Survey:
    """The files in `root`, which goes by `name`, or those of a part of it.

    Litter is skipped in silence; what is no plain file is reported. `standing`: the folders of a former survey; what
    lies in a folder that is as it was then is left out. Raises Interrupted when `is_urged` says so before all was seen.
    """
    listings = list(_walk(root, name, extent, is_urged))
    folders = {} if extent else _digests(listings)
    same = {label for label, digest in folders.items() if digest and standing.get(label) == digest}
    same -= _twins(folders) if same else set()
    changed = [one for one in listings if one.label not in same]
    files = (Dropped(f"{one.label}/{file[0]}", *file[1:]) for one in changed for file in one.files)
    problems = (problem for one in changed for problem in one.problems)
    return Survey(tuple(sorted(files, key=lambda one: one.file)), tuple(sorted(problems)), folders, frozenset(same))


def _digests(listings: Sequence[_Listing]) -> dict[str, str]:
    """What tells that each folder is as it was. Of one with an unreadable folder in it nothing does."""
    folders = {one.label: one.digest() for one in listings if not one.unreadable}
    for one in listings:
        if one.unreadable:
            folders[one.label] = folders[one.label.rpartition("/")[0]] = ""
    return folders


def _twins(folders: Iterable[str]) -> set[str]:
    """Those of the folders whose name another one has, too, in another form of Unicode: their stories may collide."""
    composed: dict[str, list[str]] = {}
    for label in folders:
        if not label.isascii():
            composed.setdefault(unicodedata.normalize("NFC", label), []).append(label)
    return {label for labels in composed.values() if len(labels) > 1 for label in labels}


def _walk(root: Path, name: str, extent: "Extent | None", is_urged: Callable[[], bool]) -> Iterator[_Listing]:
    """Each folder, from the top, as far as `extent` reaches."""
    folders = [(str(root), name)] if extent is None else _folders_of(root, name, extent)
    while folders:
        if is_urged():
            raise Interrupted
        folder, label = folders.pop()
        try:
            entries = _list_folder(folder, extent.reach_in(label) if extent else None)
        except OSError as error:
            yield _Listing(label, problems=[_unreadable(label, error)], unreadable=True)
            continue
        listing = _Listing(label)
        for entry in entries:
            found = _look_shortly(entry) or _look_at(entry, f"{label}/{entry.name}")
            if isinstance(found, tuple):
                listing.files.append(found)
            elif isinstance(found, Problem):
                listing.problems.append(found)
            else:
                folders.append((entry.path, f"{label}/{entry.name}"))
                listing.problems.extend(_note_ending(f"{label}/{entry.name}"))
        yield listing


def _folders_of(root: Path, name: str, extent: "Extent") -> list[tuple[str, str]]:
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


def _list_folder(folder: str, reached: Callable[[str], bool] | None) -> list[os.DirEntry[str]]:
    """What lies in `folder`, litter aside, of all names or of those that are `reached`. Raises OSError."""
    with os.scandir(folder) as entries:
        return [
            entry
            for entry in entries
            if (reached is None or reached(entry.name))
            and (ORDINARY_NAME.fullmatch(entry.name) or not is_litter(entry.name))
        ]


def _look_shortly(entry: os.DirEntry[str]) -> Plain | None:
    """The file, if it is a plain one of an ordinary name, as nearly all are; of others nothing is said yet."""
    name = entry.name
    if not ORDINARY_NAME.fullmatch(name):
        return None
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return name, *stamp_of(status)


def _look_at(entry: os.DirEntry[str], label: str) -> Plain | Problem | None:
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
    return entry.name, *stamp_of(status)


def _refuse(label: str, message: str, hint: str) -> Problem:
    return Problem(_printable(label), 0, message, hint)


def _unreadable(label: str, error: OSError) -> Problem:
    reason = (error.strerror or "the system refuses").lower()
    return _refuse(label, f"It can't be read: {reason}.", UNREADABLE_HINT)


def is_unreadable(problem: Problem) -> bool:
    """Whether a place in the folder could not be looked into: what lies below it isn't known."""
    return problem.hint == UNREADABLE_HINT


def _note_ending(label: str) -> Iterator[Problem]:
    """A folder called `x.md`. The `/` at the end: not to be taken for a folder that could not be looked into."""
    if FILE_LIKE_ENDING.search(label):
        message = "This is a folder, though its name ends like a file's. Its files are read."
        yield Problem(f"{label}/", 0, message, "Give the folder another name.", Gravity.NOTE)


def _printable(label: str) -> str:
    """`label` with a replacement sign for each byte that is no UTF-8."""
    return label.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
