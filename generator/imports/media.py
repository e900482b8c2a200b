"""Find the pictures and other files of a source on this disk, and copy those that are used into the paper.

Nothing is ever fetched from the network. A file is found by the end of its address: `2013/09/bridge.jpg` is in any
folder of that name, and a name alone counts if only one file has it.
"""

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

import msgspec

from generator.digests import digest_file
from generator.files import name_beside, write_whole
from generator.imports.places import MEDIA_FOLDER
from generator.imports.record import ImportRecord
from generator.imports.records import Medium
from generator.intake.names import ending_of, is_photo
from generator.intake.text.slugs import safe_slug
from generator.photos.in_documents import cropping_in, document_of
from generator.photos.work import read_copy

MAX_FILES = 500_000
MAX_FILE_BYTES = 500_000_000
FILES_FOLDER = "static/files"
SIZED = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled|e\d{10,13})(?=\.\w+$)")
"""What WordPress adds to the name of a picture that it made smaller or edited."""
DULL = {
    "wp-content", "uploads", "static", "assets", "public", "images", "img", "media", "files", "content", "photos",
    "image", "_images", "source", "src",
}  # fmt: skip
"""Folders that say nothing of what is in them."""
NO_MEDIA = {".md", ".markdown", ".html", ".htm", ".xml", ".txt", ".php", ".csv", ".rst", ""}


BESIDE = {"wp-content", "uploads", "media", "images", "content", "static", "assets"}
"""Folders beside an export that hold its files. Others there are none of its business: it may be among downloads."""


class Saved(msgspec.Struct, frozen=True):
    """A file of the source that is in the paper now."""

    path: str
    """For a picture, its name as a story writes it: `images/2013/bridge.jpg`. For any other file, its address."""
    is_photo: bool


def media_folders(path: Path) -> list[Path]:
    """Return the folders with the files of the source at `path`: itself, or those beside an export that are its own."""
    if path.is_dir():
        return [path]
    folders = (one for one in sorted(path.parent.iterdir()) if one.is_dir() and not one.is_symlink())
    return [one for one in folders if one.name.casefold() in BESIDE or one.name == path.stem]


class Media:
    """The files of a source, and what became of them."""

    def __init__(self, roots: Sequence[Path], folder: Path, record: ImportRecord, *, dry: bool, prefix: str) -> None:
        """`roots`: the folders that hold the source's files; `folder`: the paper's; `dry`: copy nothing."""
        self._taken_out = TemporaryDirectory()
        """Where pictures of documents are until they are copied."""
        self._roots = [root.resolve() for root in roots if root.is_dir()]
        self._folder = folder
        self._record = record
        self._dry = dry
        self._prefix = prefix
        self._by_name = self._find_files()
        self._roots.append(Path(self._taken_out.name))
        self._saved: dict[Path, Saved] = {}
        self._ids: set[str] = set()
        self._taken = set(record.files.values())
        self.copied = 0

    def close(self) -> None:
        """Delete what was taken out of documents."""
        self._taken_out.cleanup()

    def save(self, address: str, beside: str = "", medium: Medium | None = None) -> Saved | None:
        """Return the file at an address of the source, after it was copied; None when it isn't on this disk.

        `beside`: the folder of the item that names it, relative to the source.
        """
        path = self._find(address, beside)
        if path is None:
            return None
        if path not in self._saved:
            saved = self._copy(path)
            if saved is None:
                return None
            self._saved[path] = saved
            if saved.is_photo and medium:
                self._describe(saved, medium)
        return self._saved[path]

    def _find_files(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = defaultdict(list)
        count = 0
        for root in self._roots:
            for folder, folders, names in os.walk(root):
                folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
                for name in sorted(names):
                    count += 1
                    if count <= MAX_FILES and ending_of(name) not in NO_MEDIA:
                        found[name.casefold()].append(Path(folder) / name)
        return {name: list(dict.fromkeys(paths)) for name, paths in found.items()}

    def _find(self, address: str, beside: str) -> Path | None:
        try:
            words = unquote(urlsplit(address).path)
        except ValueError:
            return None
        parts = [part for part in words.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
        if not parts:
            return None
        if document := document_of("/".join(parts)):
            return self._find_in(document, "/".join(parts), beside)
        if not words.startswith("/") and "://" not in address:
            near = self._nearest([*PurePosixPath(beside).parts, *parts], exact=True)
            if near:
                return near
        names = (parts[-1], SIZED.sub("", parts[-1]), parts[-1].replace("+", " "))
        return next(filter(None, (self._nearest([*parts[:-1], name]) for name in dict.fromkeys(names))), None)

    def _find_in(self, document: str, picture: str, beside: str) -> Path | None:
        """Return a picture that is in a document of the source, after it was taken out."""
        place = PurePosixPath(beside) / document
        root = next((root for root in self._roots if (root / place).is_file()), None)
        if root is None:
            return None
        cropping = cropping_in(picture)
        name = f"{f'{cropping.folder}-' if cropping else ''}{PurePosixPath(picture).name}"
        target = Path(self._taken_out.name) / place.with_suffix("") / name
        if not target.exists():
            try:
                content = read_copy(root / beside / picture, MAX_FILE_BYTES)
                target.parent.mkdir(parents=True, exist_ok=True)
                write_whole(target, content)
            except OSError:
                return None
        return target

    def _nearest(self, parts: list[str], *, exact: bool = False) -> Path | None:
        """Return the file whose path ends as `parts` do, for as many of them as possible."""
        wanted = [part.casefold() for part in parts]
        best: list[Path] = []
        longest = 0
        for path in self._by_name.get(wanted[-1], ()):
            have = [part.casefold() for part in path.parts]
            same = 0
            while same < min(len(have), len(wanted)) and have[-1 - same] == wanted[-1 - same]:
                same += 1
            if same > longest:
                best, longest = [path], same
            elif same == longest:
                best.append(path)
        if exact:
            return best[0] if best and longest == len(wanted) else None
        return best[0] if best and (longest > 1 or len(best) == 1) else None

    def _copy(self, path: Path) -> Saved | None:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            return None
        relative = next((path.relative_to(root) for root in self._roots if path.is_relative_to(root)), None)
        if relative is None:
            return None
        id_ = self._id_of(relative)
        folder = f"content/{MEDIA_FOLDER}" if is_photo(path.name) else FILES_FOLDER
        file = self._record.files.get(id_) or self._free_name(folder, relative)
        self._taken.add(file)
        self._put(id_, path, file)
        if is_photo(path.name):
            return Saved(file.removeprefix("content/"), is_photo=True)
        return Saved(f"{self._prefix}/{file.removeprefix('static/')}", is_photo=False)

    def _id_of(self, relative: Path) -> str:
        """Return the id of a file: its path without folders that every site has, so that any of them may be named."""
        path = "/".join([*_telling_parents(relative), relative.name])
        number = 1
        while (id_ := f"file:{path}{f'#{number}' if number > 1 else ''}") in self._ids:
            number += 1
        self._ids.add(id_)
        return id_

    def _free_name(self, folder: str, relative: Path) -> str:
        """Return a safe name for a file, which no other has."""
        parents = [safe_slug(part, part) for part in _telling_parents(relative)]
        ending = re.sub(r"[^a-z0-9.]", "", ending_of(relative.name))
        stem = safe_slug(relative.stem, relative.stem)
        base = "/".join([folder, *parents, stem])
        number = 1
        while True:
            file = f"{base}{f'-{number}' if number > 1 else ''}{ending}"
            there = self._folder / file
            if file not in self._taken and not there.exists():
                return file
            if file not in self._taken and _is_same(there, self._source_of(relative)):
                return file
            number += 1

    def _source_of(self, relative: Path) -> Path:
        return next((root / relative for root in self._roots if (root / relative).is_file()), relative)

    def _put(self, id_: str, source: Path, file: str) -> None:
        """Copy a file, unless it is there, or somebody changed or deleted what was copied before."""
        target = self._folder / file
        known = self._record.digest_of(id_)
        digest = digest_file(source)
        if known and (not target.is_file() or digest_file(target) != known):
            return
        if not (target.is_file() and digest_file(target) == digest):
            self.copied += 1
            if not self._dry:
                _copy_whole(source, target)
        self._record.note(id_, file, digest)

    def _describe(self, saved: Saved, medium: Medium) -> None:
        """Write what the source says of a picture into the file beside it."""
        lines = (("Caption", medium.caption), ("Credit", medium.credit), ("Alt", medium.alt))
        text = "".join(f"{key}: {' '.join(words.split())}\n" for key, words in lines if words.strip())
        if text:
            file = f"content/{saved.path}.txt"
            self._record.put(f"notes:{saved.path}", file, text.encode(), dry=self._dry)


def _copy_whole(source: Path, target: Path) -> None:
    """Copy a file in one step, so that nobody sees a part of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = name_beside(target)
    try:
        shutil.copyfile(source, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _telling_parents(relative: Path) -> list[str]:
    return [part for part in relative.parent.parts if part.casefold() not in DULL]


def _is_same(one: Path, other: Path) -> bool:
    if not (one.is_file() and other.is_file()) or one.stat().st_size != other.stat().st_size:
        return False
    return digest_file(one) == digest_file(other)
