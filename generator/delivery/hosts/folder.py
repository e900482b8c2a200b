"""Deploy to a folder on this machine: on a disk, on a mounted share, the root of a web server.

A file is written to a temporary name beside the site, flushed to the disk, and renamed into place.
Nothing is written outside the folder: if it or a folder in it is a symbolic link, that is an error.
"""

import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import filelock

from generator.config import Target
from generator.config.targets import place_of, why_misplaced
from generator.delivery.hosts.contract import MOST_NOTE_BYTES, NOTES, HostedFile, Note, Upload
from generator.delivery.hosts.files import check_name, open_source
from generator.delivery.hosts.parallel import put_each
from generator.digests import digest_bytes, digest_file
from generator.errors import Conflict, HostError, Misconfigured, TemporaryError
from generator.press.output import remove_files, write_through

LOCK_S = 30


def open_folder(target: Target, name: str, paper: Path, state: Path) -> "FolderHost":  # noqa: ARG001 (every kind is opened alike)
    """Return the host of `[deploy.NAME]`, whose folder is relative to the paper's. Raises HostError."""
    if not target.folder.strip():
        raise Misconfigured(f"[deploy.{name}] lacks `folder`.", "Name the folder that the site goes to.")
    if why := why_misplaced(target.folder, paper, paper / "public"):
        raise Misconfigured(f"The site can't go to {target.folder}: {why}.", "Name another folder.")
    folder = place_of(target.folder, paper).resolve()
    if not folder.parent.is_dir():
        raise HostError(f"There is no folder {folder.parent}.", "Is the disk or share mounted?")
    if folder.exists() and not folder.is_dir():
        raise HostError(f"{folder} is a file, where the site needs a folder.", "Delete it, or name another folder.")
    return FolderHost(folder)


class FolderHost:
    """The site in a folder. `contract.Host` describes its methods."""

    at_once = False
    can_compare = True

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which is made when something is put there."""
        self._folder = folder
        self._notes = folder / NOTES
        self.remarks: list[str] = []

    def put(self, uploads: Sequence[Upload], parallel: int) -> Iterator[str]:
        """See `contract.Host`."""
        return put_each(uploads, self._put_one, parallel)

    def _put_one(self, upload: Upload) -> None:
        place = self._place(upload.file)
        incoming = self._notes / "incoming" / token_hex(8)
        try:
            for file in (place, incoming):
                self._make_folders(file)
            with open_source(upload) as source, incoming.open("wb") as copy:
                shutil.copyfileobj(source, copy)
            write_through([str(incoming)])
            incoming.replace(place)
        except OSError as error:
            with suppress(OSError):
                incoming.unlink()
            raise _host_error(error, upload.file) from error

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        """See `contract.Host`."""
        for file in files:
            self._refuse_links(self._place(file))
            try:
                remove_files(self._folder, [file])
            except OSError as error:
                raise _host_error(error, file) from error
            yield file

    def listing(self) -> Iterator[HostedFile]:
        """See `contract.Host`. Each file is read."""
        for root, folders, names in os.walk(self._folder):
            folders[:] = sorted(name for name in folders if Path(root) != self._folder or name != NOTES)
            for name in sorted(names):
                path = Path(root) / name
                if path.is_file() and not path.is_symlink():
                    file = path.relative_to(self._folder).as_posix()
                    yield HostedFile(file, path.stat().st_size, self.fingerprint(path))

    def fingerprint(self, source: Path) -> str:
        """See `contract.Host`."""
        return digest_file(source)

    def read(self, file: str) -> bytes | None:
        """See `contract.Host`."""
        return _read(self._place(file))

    def differing(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """See `contract.Host`. Each file is read; a symbolic link always differs."""
        for upload in uploads:
            place = self._place(upload.file)
            try:
                is_whole = not self._link_above(place) and stat.S_ISREG(place.lstat().st_mode)
                if not is_whole or self.fingerprint(place) != upload.digest:
                    yield upload.file
            except (FileNotFoundError, NotADirectoryError):
                yield upload.file
            except OSError as error:
                raise _host_error(error, upload.file) from error

    def note(self, name: str) -> Note | None:
        """See `contract.Host`."""
        self._refuse_links(self._notes / name)
        content = _read(self._notes / check_name(name), MOST_NOTE_BYTES + 1)
        return None if content is None else Note(content, digest_bytes(content))

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """See `contract.Host`. A locked file keeps deployers apart, on other machines too."""
        try:
            self._make_folders(self._notes / check_name(name))
            if (self._notes / ".lock").is_symlink():
                raise _is_link(self._notes / ".lock")
            with filelock.FileLock(self._notes / ".lock", timeout=LOCK_S):
                there = self.note(name)
                if (there.tag if there else None) != seen:
                    raise Conflict("Another deploy was there meanwhile.", "Deploy again.")
                incoming = self._notes / f"{name}.{token_hex(4)}"
                incoming.write_bytes(content)
                write_through([str(incoming)])
                incoming.replace(self._notes / name)
        except filelock.Timeout as error:
            raise TemporaryError("Another deploy holds the folder's notes.") from error
        except OSError as error:
            raise _host_error(error, name) from error
        return digest_bytes(content)

    def drop_note(self, name: str) -> None:
        """See `contract.Host`."""
        self._refuse_links(self._notes / name)
        with suppress(OSError):
            (self._notes / check_name(name)).unlink()

    def commit(self, message: str) -> None:
        """Do nothing: every file is visible already."""

    def close(self) -> None:
        """Do nothing: there are no connections."""

    def _place(self, file: str) -> Path:
        return self._folder.joinpath(*check_name(file).split("/"))

    def _make_folders(self, place: Path) -> None:
        """Make the folders above a path in the site's folder. Raises HostError when one is a symbolic link."""
        for folder in reversed(place.parents):
            if folder.is_relative_to(self._folder):
                if folder.is_symlink():
                    raise _is_link(folder)
                folder.mkdir(exist_ok=True)

    def _link_above(self, place: Path) -> Path | None:
        """Return a folder above `place`, from the site's folder on, that is a link; None when there is none."""
        inside = (folder for folder in place.parents if folder.is_relative_to(self._folder))
        return next((folder for folder in inside if folder.is_symlink()), None)

    def _refuse_links(self, place: Path) -> None:
        if link := self._link_above(place):
            raise _is_link(link)


def _is_link(place: Path) -> HostError:
    return HostError(f"{place} is a symbolic link, so nothing was written there.", "Delete the link.")


def _read(path: Path, most: int = -1) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise _host_error(error, path.name) from error


def _host_error(error: OSError, file: str) -> HostError:
    return HostError(
        f"{file} can't be written or read there: {error.strerror or error}.",
        "Check its permissions, and whether the disk is full.",
    )
