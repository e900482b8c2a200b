"""The files of the site that requests may get: only those with a receipt in the catalogue."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from generator.catalogue.receipts import receipt_at
from generator.catalogue.store import FILE, CatalogueFault, Store, open_reader
from generator.edition.pages.kinds import media_type
from generator.model import Receipt

KEPT_BYTES = 32 << 20
"""The most bytes of assets kept, so that a page served just before a build still finds its own after it."""


class Served(msgspec.Struct, frozen=True):
    """A file of the site with its content."""

    content: bytes
    media_type: str
    digest: str
    """The digest of the content."""
    kind: str
    """The kind of page; `static` for a copied file."""


class ServedSite:
    """Reads the site's files. While a build moves files into place, requests wait."""

    def __init__(self, output: Path, state: Path) -> None:
        """Serve the site in the folder `output`, whose catalogue is in the folder `state`."""
        self._output, self._catalogue = output, state / FILE
        self._lock = threading.Lock()
        """Held while the site's files or the kept assets are read or changed: requests come in many threads."""
        self._kept: dict[str, Served] = {}

    @contextmanager
    def hold_requests(self) -> Iterator[None]:
        """Make requests wait while the site's files change."""
        with self._lock:
            yield

    def read(self, file: str) -> Served | None:
        """Return the file of the site, named relative to the output folder, or None when there is no such file now."""
        with self._lock:
            served = self._read(file)
            if served is None:
                return self._kept.get(file)
            if served.kind == "static":
                self._keep(file, served)
            return served

    def _read(self, file: str) -> Served | None:
        receipt = self._receipt(file)
        if receipt is None:
            return None
        try:
            content = (self._output / receipt.file).read_bytes()
        except OSError:
            return None
        return Served(content, media_type(receipt.kind, receipt.file), receipt.digest, receipt.kind)

    def _receipt(self, file: str) -> Receipt | None:
        try:
            with closing(open_reader(self._catalogue)) as store:
                return receipt_at(store, file)
        except (FileNotFoundError, CatalogueFault):
            return None

    def _keep(self, file: str, served: Served) -> None:
        """Keep the asset as the newest. The caller holds the lock."""
        self._kept.pop(file, None)
        self._kept[file] = served
        while sum(len(one.content) for one in self._kept.values()) > KEPT_BYTES:
            del self._kept[next(iter(self._kept))]

    def keep_assets(self) -> None:
        """Keep the assets of this edition, for pages that ask for them after the next build has replaced them."""
        for file in self._assets():
            self.read(file)

    def _assets(self) -> list[str]:
        try:
            with closing(open_reader(self._catalogue)) as store:
                return asset_files(store)
        except (FileNotFoundError, CatalogueFault):
            return []


def asset_files(store: Store) -> list[str]:
    """Return the site's style sheets and scripts that have a fingerprint in their name."""
    rows = store.execute("SELECT file FROM receipts WHERE kind = 'static' AND file GLOB 'assets/*' ORDER BY file")
    return [file for (file,) in rows if file.endswith((".css", ".js"))]
