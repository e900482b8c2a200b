"""A folder on this machine: a disk, a mounted share, a web server's root.

A file goes to a name of its own beside the site, is written through to the disk, and takes its place in one step.
Nothing leads out of the folder: a link where a folder of the site belongs is refused.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import filelock

from generator.config import Target
from generator.delivery.hosts.contract import NOTES, Held, HostTrouble, Note, Overtaken, Passing, Upload
from generator.delivery.hosts.files import check_name, open_source
from generator.delivery.hosts.parallel import put_each
from generator.digests import digest_bytes, digest_file
from generator.press.output import remove_files, write_through

LOCK_S = 30


def open_folder(target: Target, name: str, paper: Path) -> "FolderHost":
    """The folder of `[deploy.NAME]`; counted from the paper's own."""
    if not target.folder:
        raise HostTrouble(f"[deploy.{name}] lacks `folder`.", "Name the folder that the site goes to.")
    folder = (paper / Path(target.folder).expanduser()).resolve()
    if paper.resolve().is_relative_to(folder) or folder.is_relative_to(paper.resolve() / "content"):
        raise HostTrouble(f"The site can't go to {folder}: the paper itself is there.", "Name another folder.")
    if not folder.parent.is_dir():
        raise HostTrouble(f"There is no folder {folder.parent}.", "Is the disk or share mounted?")
    return FolderHost(folder)


class FolderHost:
    """See `contract.Host`."""

    at_once = False

    def __init__(self, folder: Path) -> None:
        """The site in `folder`, which is made when something is put there."""
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
            for folder in (place.parent, incoming.parent):
                folder.mkdir(parents=True, exist_ok=True)
            self._refuse_links(place)
            with open_source(upload) as source, incoming.open("wb") as copy:
                shutil.copyfileobj(source, copy)
            write_through([str(incoming)])
            incoming.replace(place)
        except OSError as error:
            with suppress(OSError):
                incoming.unlink()
            raise _trouble(error, upload.file) from error

    def remove(self, files: Sequence[str]) -> Iterator[str]:
        """See `contract.Host`."""
        for file in files:
            self._refuse_links(self._place(file))
            try:
                remove_files(self._folder, [file])
            except OSError as error:
                raise _trouble(error, file) from error
            yield file

    def listing(self) -> Iterator[Held]:
        """See `contract.Host`. Each file is read."""
        for root, folders, names in os.walk(self._folder):
            folders[:] = sorted(name for name in folders if Path(root) != self._folder or name != NOTES)
            for name in sorted(names):
                path = Path(root) / name
                if path.is_file() and not path.is_symlink():
                    file = path.relative_to(self._folder).as_posix()
                    yield Held(file, path.stat().st_size, self.fingerprint(path))

    def fingerprint(self, source: Path) -> str:
        """See `contract.Host`."""
        return digest_file(source)

    def read(self, file: str) -> bytes | None:
        """See `contract.Host`."""
        return _read(self._place(file))

    def note(self, name: str) -> Note | None:
        """See `contract.Host`."""
        content = _read(self._notes / check_name(name))
        return None if content is None else Note(content, digest_bytes(content))

    def leave_note(self, name: str, content: bytes, seen: str | None) -> str:
        """See `contract.Host`. Deployers on other machines are told from each other by a lock file's own lock."""
        try:
            self._notes.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self._notes / ".lock", timeout=LOCK_S):
                there = self.note(name)
                if (there.tag if there else None) != seen:
                    raise Overtaken("Another deploy was there meanwhile.", "Deploy again.")
                incoming = self._notes / f"{name}.{token_hex(4)}"
                incoming.write_bytes(content)
                write_through([str(incoming)])
                incoming.replace(self._notes / name)
        except filelock.Timeout as error:
            raise Passing("Another deploy holds the folder's notes.") from error
        except OSError as error:
            raise _trouble(error, name) from error
        return digest_bytes(content)

    def drop_note(self, name: str) -> None:
        """See `contract.Host`."""
        with suppress(OSError):
            (self._notes / name).unlink()

    def settle(self, message: str) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Nothing is held."""

    def _place(self, file: str) -> Path:
        return self._folder.joinpath(*check_name(file).split("/"))

    def _refuse_links(self, place: Path) -> None:
        for folder in place.parents:
            if folder == self._folder:
                return
            if folder.is_symlink():
                raise HostTrouble(
                    f"{folder} is a link to another place, so nothing was sent there.", "Delete the link."
                )


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise _trouble(error, path.name) from error


def _trouble(error: OSError, file: str) -> HostTrouble:
    return HostTrouble(
        f"{file} can't be written or read there: {error.strerror or error}.", "Is there room, and leave to?"
    )
