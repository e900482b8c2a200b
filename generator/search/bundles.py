"""Keep bundles by key, each in a folder of its own that outlives the catalogue."""

import shutil
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from generator.digests import digest_bytes

DONE = ".done"
"""A file that says that the bundle is whole, and which files it has."""


class BundleFile(msgspec.Struct, frozen=True):
    """A file of a bundle."""

    name: str
    """Relative to the bundle: `fragment/en_1b9b89c.pf_fragment`."""
    digest: str


class BundleStore:
    """A folder of bundles by key, `.broadsheet/search/`. It may be deleted at any time; that costs time only."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which is made when the first bundle is kept."""
        self.folder = folder

    def files(self, key: str) -> tuple[BundleFile, ...] | None:
        """Return the files of the bundle with that key; None if it isn't there whole."""
        try:
            listed = msgspec.json.decode((self.folder / key / DONE).read_bytes(), type=tuple[BundleFile, ...])
        except (OSError, msgspec.DecodeError):
            return None
        return listed if all((self.folder / key / one.name).is_file() for one in listed) else None

    def path_of(self, key: str, name: str) -> Path:
        """Return the path of a file of a bundle."""
        return self.folder / key / name

    def make(self, key: str, fill: Callable[[Path], None]) -> tuple[BundleFile, ...]:
        """Make the bundle with that key by `fill`, in a fresh folder, and return its files. Raises OSError."""
        folder = self.folder / key
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        fill(folder)
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        files = tuple(
            BundleFile(path.relative_to(folder).as_posix(), digest_bytes(path.read_bytes())) for path in paths
        )
        (folder / DONE).write_bytes(msgspec.json.encode(files))
        return files

    def prune(self, keep: Collection[str]) -> None:
        """Remove all bundles but those in `keep`, so that no copy of a story that was withdrawn is left."""
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.iterdir()):
            if path.name not in keep and path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
