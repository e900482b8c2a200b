"""Keep published sizes of pictures by key, in files of their own that outlive the catalogue."""

from collections.abc import Collection
from pathlib import Path


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
        raise NotImplementedError

    def has(self, key: str) -> bool:
        """Tell whether a rendition seems to be kept, without reading it."""
        raise NotImplementedError

    def put(self, key: str, content: bytes) -> None:
        """Keep a rendition. Raises OSError."""
        raise NotImplementedError

    def prune(self, keep: Collection[str]) -> int:
        """Remove all renditions but those in `keep`, and what an interrupted process left. Return how many went."""
        raise NotImplementedError
