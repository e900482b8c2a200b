"""Keep published sizes of pictures by key, in files of their own that outlive the catalogue."""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from generator.digests import SIZE_BYTES, digest_bytes
from generator.files import write_whole

MARK = b"BSR1"
"""The first bytes of each file; another form gets another mark."""
HEAD_BYTES = len(MARK) + SIZE_BYTES
KEY = re.compile(r"[0-9a-f]{32}")


class RenditionStore:
    """A folder of renditions by key, `.broadsheet/photos/`. It may be deleted at any time; that costs time only.

    Several processes may read and write at once. Each file holds its content and a checksum: a damaged one counts as
    absent.
    """

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which is made when the first rendition is kept."""
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """Return the rendition with that key; None if it isn't kept, is damaged or can't be read."""
        try:
            kept = self._path(key).read_bytes()
        except OSError:
            return None
        content = kept[HEAD_BYTES:]
        return content if kept[:HEAD_BYTES] == _head(key, content) else None

    def has(self, key: str) -> bool:
        """Tell whether a rendition seems to be kept, without reading it."""
        return self._path(key).is_file()

    def size_of(self, key: str) -> int:
        """Return the bytes of a rendition that seems to be kept; 0 if it isn't."""
        try:
            return max(0, self._path(key).stat().st_size - HEAD_BYTES)
        except OSError:
            return 0

    def put(self, key: str, content: bytes) -> None:
        """Keep a rendition. Raises OSError."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, _head(key, content) + content)

    def remove(self, start: str) -> None:
        """Remove the renditions whose keys begin with `start`, at least two digits."""
        for path in (self.folder / start[:2]).glob(f"{start}*"):
            path.unlink(missing_ok=True)

    def prune(self, keep: Collection[str]) -> int:
        """Remove all renditions but those in `keep`, and what interrupted processes left. Return how many files went.

        No process may be writing meanwhile: the paper's lock is held, and its workers have nothing to do.
        """
        removed = 0
        for path in list(self._files()):
            if path.name not in keep or path.parent.name != path.name[:2]:
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def _files(self) -> Iterator[Path]:
        """Yield the files of the store. Folders of other names are none of its own, and are left alone."""
        for number in range(256):
            folder = self.folder / f"{number:02x}"
            if folder.is_dir() and not folder.is_symlink():
                with os.scandir(folder) as entries:
                    yield from (folder / entry.name for entry in entries if entry.is_file(follow_symlinks=False))

    def _path(self, key: str) -> Path:
        """Return the file of a key. Raises ValueError for what is no key."""
        if not KEY.fullmatch(key):
            raise ValueError(f"no key of a rendition: {key!r}")
        return self.folder / key[:2] / key


def _head(key: str, content: bytes) -> bytes:
    return MARK + bytes.fromhex(digest_bytes(key.encode() + content))
