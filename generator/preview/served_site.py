"""The site as it stands: what a request may get of it. Nothing is served but what a receipt was written for."""

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
"""Of assets that were served, so that a page which is on its way to a reader finds its own after the next build."""


class Served(msgspec.Struct, frozen=True):
    """A file of the site, whole."""

    content: bytes
    media_type: str
    digest: str
    kind: str
    """Of the page; `static` for a file that is copied."""


class ServedSite:
    """Reads the site between builds: while files are put in place, requests wait."""

    def __init__(self, output: Path, state: Path) -> None:
        """The site in `output`, whose catalogue lies in `state`."""
        self._output, self._catalogue = output, state / FILE
        self._placing = threading.Lock()
        """Held by whoever reads or changes the site's files, or what is kept of them: requests come in many threads."""
        self._kept: dict[str, Served] = {}

    @contextmanager
    def placing(self) -> Iterator[None]:
        """Holds requests back while the site's files change."""
        with self._placing:
            yield

    def read(self, file: str) -> Served | None:
        """The file of the site, relative to the output folder, or None when no page stands there now."""
        with self._placing:
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
        """Keep it as the newest; the lock is held."""
        self._kept.pop(file, None)
        self._kept[file] = served
        while sum(len(one.content) for one in self._kept.values()) > KEPT_BYTES:
            del self._kept[next(iter(self._kept))]

    def keep_assets(self) -> None:
        """Have at hand what pages of this edition will ask for, for those that are on their way when the next comes."""
        for file in self._assets():
            self.read(file)

    def _assets(self) -> list[str]:
        try:
            with closing(open_reader(self._catalogue)) as store:
                return asset_files(store)
        except (FileNotFoundError, CatalogueFault):
            return []


def asset_files(store: Store) -> list[str]:
    """The style sheets and scripts of the site that carry a fingerprint."""
    rows = store.execute("SELECT file FROM receipts WHERE kind = 'static' AND file GLOB 'assets/*' ORDER BY file")
    return [file for (file,) in rows if file.endswith((".css", ".js"))]
