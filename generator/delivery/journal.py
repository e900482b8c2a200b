"""Keep what this machine knows of a host, in .broadsheet/deploy/NAME/. It may be deleted at any time."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.digests import digest_bytes

T = TypeVar("T")
JOURNAL, PENDING_PURGE, UNTOLD = "journal", "owed", "untold"


class FileChange(msgspec.Struct, frozen=True, array_like=True):
    """A file that was put in place or, with an empty digest, deleted."""

    file: str
    digest: str


class DeployJournal:
    """The journal of one target: copies of notes, changes since they were written, and pending purges."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which is made when something is first written."""
        self._folder = folder

    def read_cached(self, digest: str) -> bytes | None:
        """Return the copy of the note with that digest; None when there is none or it is damaged."""
        with suppress(OSError):
            content = (self._folder / digest).read_bytes()
            return content if digest_bytes(content) == digest else None
        return None

    def cache(self, *contents: bytes) -> None:
        """Keep copies of these notes, and of no others."""
        self._folder.mkdir(parents=True, exist_ok=True)
        names = {digest_bytes(content): content for content in contents if content}
        for name, content in names.items():
            (self._folder / name).write_bytes(content)
        for other in self._folder.iterdir():
            if other.name not in {*names, JOURNAL, PENDING_PURGE, UNTOLD}:
                other.unlink(missing_ok=True)

    def save_pending_purge(self, files: Sequence[str]) -> None:
        """Replace the list of files that are still to be purged from caches."""
        self._keep(PENDING_PURGE, files)

    def pending_purge(self) -> list[str]:
        """Return the files that are still to be purged from caches."""
        return self._kept(PENDING_PURGE, list[str])

    def save_untold(self, changes: Iterable[FileChange]) -> None:
        """Replace the changes of stopped deploys, of which nobody was told. The last change of a file counts."""
        self._keep(UNTOLD, list({change.file: change for change in changes}.values()))

    def untold(self) -> list[FileChange]:
        """Return the changes of which nobody was told yet."""
        return self._kept(UNTOLD, list[FileChange])

    def _keep(self, name: str, values: Sequence[object]) -> None:
        if not values:
            (self._folder / name).unlink(missing_ok=True)
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / name).write_bytes(msgspec.json.encode(values))

    def _kept(self, name: str, type_: type[list[T]]) -> list[T]:
        with suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode((self._folder / name).read_bytes(), type=type_)
        return []

    # --- changes since the state at the host was last written ---

    def begin(self, base: str) -> None:
        """Begin the list of changes to a host whose own note of changes has the digest `base`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / JOURNAL).write_bytes(msgspec.json.encode(base) + b"\n")

    def append(self, change: FileChange) -> None:
        """Append a change."""
        with (self._folder / JOURNAL).open("ab") as journal:
            journal.write(msgspec.json.encode(change) + b"\n")

    def changes_since(self, base: str) -> Iterator[FileChange]:
        """Yield the changes that were made since `begin(base)`. An unfinished last line is ignored."""
        try:
            first, *lines = (self._folder / JOURNAL).read_bytes().split(b"\n")[:-1]
            if msgspec.json.decode(first, type=str) != base:
                return
            yield from [msgspec.json.decode(line, type=FileChange) for line in lines]
        except (OSError, ValueError, msgspec.DecodeError):
            return
