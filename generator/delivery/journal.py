"""What a deployer remembers of a host in .broadsheet/deploy/NAME/. It may be deleted at any time."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.digests import digest_bytes

JOURNAL, PENDING_PURGE = "journal", "owed"


class FileChange(msgspec.Struct, frozen=True, array_like=True):
    """That a file was put in place, or, with no digest, deleted."""

    file: str
    digest: str


class DeployJournal:
    """A folder for one target."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when something is to be kept."""
        self._folder = folder

    def read_cached(self, digest: str) -> bytes | None:
        """The note of that digest, if it was kept whole."""
        with suppress(OSError):
            content = (self._folder / digest).read_bytes()
            return content if digest_bytes(content) == digest else None
        return None

    def cache(self, *contents: bytes) -> None:
        """Keep these notes, and no others."""
        self._folder.mkdir(parents=True, exist_ok=True)
        names = {digest_bytes(content): content for content in contents if content}
        for name, content in names.items():
            (self._folder / name).write_bytes(content)
        for other in self._folder.iterdir():
            if other.name not in {*names, JOURNAL, PENDING_PURGE}:
                other.unlink(missing_ok=True)

    def save_pending_purge(self, files: Sequence[str]) -> None:
        """Keep that caches are still to be emptied of these files, and of no others."""
        if not files:
            (self._folder / PENDING_PURGE).unlink(missing_ok=True)
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / PENDING_PURGE).write_bytes(msgspec.json.encode(files))

    def pending_purge(self) -> list[str]:
        """The files that caches are still to be emptied of."""
        with suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode((self._folder / PENDING_PURGE).read_bytes(), type=list[str])
        return []

    # --- what was done since the state at the host was last written ---

    def begin(self, base: str) -> None:
        """Begin to write down what is done at a host whose changes have the digest `base`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / JOURNAL).write_bytes(msgspec.json.encode(base) + b"\n")

    def append(self, done: FileChange) -> None:
        """Write down that something was done."""
        with (self._folder / JOURNAL).open("ab") as journal:
            journal.write(msgspec.json.encode(done) + b"\n")

    def done_since(self, base: str) -> Iterator[FileChange]:
        """What was done since the host's changes had the digest `base`; a last line that doesn't end doesn't count."""
        try:
            first, *lines = (self._folder / JOURNAL).read_bytes().split(b"\n")[:-1]
            if msgspec.json.decode(first, type=str) != base:
                return
            yield from [msgspec.json.decode(line, type=FileChange) for line in lines]
        except (OSError, ValueError, msgspec.DecodeError):
            return
