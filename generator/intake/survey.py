"""List the files in a folder of dropped files in one pass that opens no file and follows no link."""

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
from generator.intake.text.clean import is_clean_line
from generator.model import Gravity, Problem
from generator.stamps import stamp_of
from generator.workers import never

if TYPE_CHECKING:
    from generator.intake.scope import PlaceScope

LITTER = (
    "*~", "#*#", "~$*", "*.bak", "*.crdownload", "*.orig", "*.part", "*.swo", "*.swp", "*.tmp",
    "$recycle.bin", "@eadir", "__macosx", "desktop.ini", "ehthumbs.db", "icon\r", "lost+found",
    "system volume information", "thumbs.db",
)  # fmt: skip
"""Casefolded names of files that programs and systems leave behind, besides all names that begin with a dot."""
LITTER_NAME = re.compile("|".join(translate(pattern) for pattern in LITTER))
PUBLIC_DOT_NAMES = {".well-known"}
FILE_LIKE_ENDING = re.compile(r"\.(?:txt|md|markdown|jpe?g|png|webp|gif|tiff?|heic|avif)\Z", re.IGNORECASE)
ORDINARY_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.(?:jpe?g|png))?\.(?:txt|md|jpe?g|png|webp|avif)")
"""Names that need no further check."""
NO_FOLDERS: Mapping[str, str] = MappingProxyType({})

UNREADABLE_HINT = "Look whether it is there, and at its permissions."


class DroppedFile(msgspec.Struct, frozen=True):
    """A file in the folder. Its size, times and inode tell whether it may have changed, not what it contains."""

    file: str
    """The path as on disk, relative to the folder's parent, with `/`: `content/world/summit.txt`."""
    size: int
    mtime_ns: int
    ctime_ns: int
    """The last change of the file's content or metadata. No program can set it back, as some do with `mtime_ns`."""
    inode: int


class Interrupted(Exception):
    """Raised when the survey was stopped because something more urgent came up."""


class Survey(msgspec.Struct, frozen=True):
    """All files of a folder and the problems in it, both sorted by path, in the order of code points."""

    files: tuple[DroppedFile, ...]
    problems: tuple[Problem, ...]
    folders: dict[str, str] = {}
    """Each folder -> the digest of what is directly in it; empty if that can't be known. Only in a survey of all."""
    same: frozenset[str] = frozenset()
    """The folders whose digest has not changed, and whose files are therefore not listed."""


FileStamp = tuple[str, int, int, int, int]
"""A file's name, size, mtime, ctime and inode."""


class FolderListing(msgspec.Struct, frozen=True):
    """The files and problems directly in one folder."""

    label: str
    files: list[FileStamp] = msgspec.field(default_factory=list)
    problems: list[Problem] = msgspec.field(default_factory=list)
    unreadable: bool = False
    told: str = ""
    """The digest, if another process listed the folder and told no more than that."""

    def digest(self) -> str:
        """Return a digest that is another whenever a file came, went or may have changed."""
        return self.told or digest_value((self.files, [(one.path, one.message) for one in self.problems]))


def survey_folder(
    root: Path,
    name: str = "content",
    scope: "PlaceScope | None" = None,
    known_folders: Mapping[str, str] = NO_FOLDERS,
    *,
    is_urged: Callable[[], bool] = never,
) -> Survey:
    """Return the files in `root`, which is called `name` in the result, or only those in `scope`.

    Litter is skipped silently; anything but an ordinary file is reported. `known_folders` are those of an earlier
    survey: files in folders that have not changed since are left out. Raises Interrupted if `is_urged` returns True
    before the end.
    """
    folders = [(str(root), name)] if scope is None else _folders_of(root, name, scope)
    return survey_of(list(walk(folders, scope, is_urged)), root, name, None if scope else known_folders)


def survey_of(listings: Sequence[FolderListing], root: Path, name: str, known: Mapping[str, str] | None) -> Survey:
    """Return what the listings of folders say. `known`: see survey_folder; None if not all folders were listed."""
    folders = {} if known is None else _digests(listings)
    same = {label for label, digest in folders.items() if digest and known and known.get(label) == digest}
    same -= _twins(folders) if same else set()
    changed = [one for one in listings if one.label not in same and not one.told]
    again = [_list_again(one.label, root, name) for one in listings if one.label not in same and one.told]
    folders |= {one.label: "" if one.unreadable else one.digest() for one in again if folders.get(one.label)}
    changed += again
    files = (DroppedFile(f"{one.label}/{file[0]}", *file[1:]) for one in changed for file in one.files)
    problems = (problem for one in changed for problem in one.problems)
    return Survey(tuple(sorted(files, key=lambda one: one.file)), tuple(sorted(problems)), folders, frozenset(same))


def joined(one: Survey, other: Survey) -> Survey:
    """Return two surveys of different folders as one."""
    return Survey(
        tuple(sorted((*one.files, *other.files), key=lambda one: one.file)),
        tuple(sorted((*one.problems, *other.problems))),
        {**one.folders, **other.folders},
        one.same | other.same,
    )


def _list_again(label: str, root: Path, name: str) -> FolderListing:
    """Return the listing of a folder of which another process told the digest alone."""
    return next(walk([(str(root) + label.removeprefix(name), label)]))


def _digests(listings: Sequence[FolderListing]) -> dict[str, str]:
    """Return the digest of each folder; empty for unreadable ones and for those that directly contain one."""
    folders = {one.label: one.digest() for one in listings if not one.unreadable}
    for one in listings:
        if one.unreadable:
            folders[one.label] = folders[one.label.rpartition("/")[0]] = ""
    return folders


def _twins(folders: Iterable[str]) -> set[str]:
    """Return the folders whose names are equal in Unicode's form NFC: their stories may have the same identity."""
    composed: dict[str, list[str]] = {}
    for label in folders:
        if not label.isascii():
            composed.setdefault(unicodedata.normalize("NFC", label), []).append(label)
    return {label for labels in composed.values() if len(labels) > 1 for label in labels}


def walk(
    folders: list[tuple[str, str]], scope: "PlaceScope | None" = None, is_urged: Callable[[], bool] = never
) -> Iterator[FolderListing]:
    """Yield the listing of each of `folders`, path and label, and of those below them that are in `scope`.

    `folders` are taken from the list, and those that are found are put there.
    """
    while folders:
        if is_urged():
            raise Interrupted
        folder, label = folders.pop()
        try:
            entries = _list_folder(folder, scope.reach_in(label) if scope else None)
        except OSError as error:
            yield FolderListing(label, problems=[_unreadable(label, error)], unreadable=True)
            continue
        listing = FolderListing(label)
        for entry in entries:
            is_ordinary = ORDINARY_NAME.fullmatch(entry.name)
            if not is_ordinary and is_litter(entry.name):
                continue
            found = (_look_at_ordinary(entry) if is_ordinary else None) or _look_at(entry, f"{label}/{entry.name}")
            if isinstance(found, tuple):
                listing.files.append(found)
            elif isinstance(found, Problem):
                listing.problems.append(found)
            else:
                folders.append((entry.path, f"{label}/{entry.name}"))
                listing.problems.extend(_note_ending(f"{label}/{entry.name}"))
        yield listing


def _folders_of(root: Path, name: str, scope: "PlaceScope") -> list[tuple[str, str]]:
    """Return path and label of the folders in which the survey of `scope` begins. None is within another."""
    labels = {place.rpartition("/")[0] for place in scope.places if place.startswith(f"{name}/")}
    labels = {name} if name in scope.places else {label for label in labels if not scope.covers(label)}
    found = [(str(root) + label.removeprefix(name), label) for label in sorted(labels)]
    return [(folder, label) for folder, label in found if _is_gone_into(root, label.removeprefix(name))]


def _is_gone_into(root: Path, below: str) -> bool:
    """Tell whether a survey reaches the folder `below` the root: all on the way are real folders and not litter.

    A folder that the system refuses to look at may be one. Listing it will tell that it can't be read.
    """
    path = str(root)
    for part in below.split("/")[1:]:
        path = f"{path}/{part}"
        if is_litter(part) or not _may_be_folder(path):
            return False
    return True


def _may_be_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError as error:
        return error.errno not in {errno.ENOENT, errno.ENOTDIR}


def is_litter(name: str) -> bool:
    """Tell whether a file or folder of this name was left behind by a program and isn't part of the site."""
    if name.startswith("."):
        return name not in PUBLIC_DOT_NAMES
    return LITTER_NAME.match(name.casefold()) is not None


def _list_folder(folder: str, reached: Callable[[str], bool] | None) -> list[os.DirEntry[str]]:
    """Return the entries of `folder`, limited to names for which `reached` is true. Raises OSError."""
    with os.scandir(folder) as entries:
        return [entry for entry in entries if reached(entry.name)] if reached else list(entries)


def _look_at_ordinary(entry: os.DirEntry[str]) -> FileStamp | None:
    """Return the stamp of an ordinary file, as nearly all are; None for anything else."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return entry.name, *stamp_of(status)


def _look_at(entry: os.DirEntry[str], label: str) -> FileStamp | Problem | None:
    """Return a file's stamp, a problem, or None for a folder."""
    if not is_clean_line(entry.name):
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
        return _refuse(label, "It isn't a file but a pipe, a socket or a device.", "Take it out of the folder.")
    return entry.name, *stamp_of(status)


def _refuse(label: str, message: str, hint: str) -> Problem:
    return Problem(_printable(label), 0, message, hint, code="file-unreadable")


def _unreadable(label: str, error: OSError) -> Problem:
    reason = (error.strerror or "the system refuses").lower()
    return _refuse(label, f"It can't be read: {reason}.", UNREADABLE_HINT)


def is_unreadable(problem: Problem) -> bool:
    """Tell whether the problem is an unreadable place, so that the files below it aren't known."""
    return problem.hint == UNREADABLE_HINT


def _note_ending(label: str) -> Iterator[Problem]:
    """Yield a note about a folder called `x.md`. Its path ends with `/`, which unreadable folders' paths don't."""
    if FILE_LIKE_ENDING.search(label):
        message = "This is a folder, though its name ends like a file's. Its files are read."
        yield Problem(f"{label}/", 0, message, "Give the folder another name.", Gravity.NOTE, code="file-folder")


def _printable(label: str) -> str:
    """Return `label` with U+FFFD in place of each byte that is not UTF-8."""
    return label.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
