"""Find the story at an address as a log writes it."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import unquote_to_bytes, urlsplit

from generator.archive import queries
from generator.archive.addresses import fold, url_of
from generator.catalogue.store import Store
from generator.config import machine_host

UNKNOWN = -1
MAX_ADDRESS_BYTES = 1_000
REMEMBERED = 32_768
"""The number of addresses that are cached as they were written: at most 33 MB of them."""


class Pages:
    """The stories of the last build, by number and by address, including former addresses."""

    def __init__(self, paths: list[str], places: Mapping[str, int], prefix: str, origin: str) -> None:
        """`places`: address as `plain_place` gives it -> number of the story, which is its position in `paths`."""
        self.paths = paths
        self._places = places
        self._prefix = prefix
        self._host = urlsplit(origin).netloc.lower()
        self.find: Callable[[bytes], int] = lru_cache(maxsize=REMEMBERED)(self._find)
        """Returns the number of the story at an address as it was requested, or UNKNOWN."""

    def _find(self, raw: bytes) -> int:
        path = self._own_path(raw.partition(b"?")[0].partition(b"#")[0])
        if not path.startswith(b"/") or len(raw) > MAX_ADDRESS_BYTES:
            return UNKNOWN
        try:
            url = unquote_to_bytes(path).decode()
        except UnicodeDecodeError:
            return UNKNOWN
        return self._places.get(plain_place(url, self._prefix), UNKNOWN)

    def _own_path(self, address: bytes) -> bytes:
        """Return the path of an address that may have scheme and host; empty when it is another host's."""
        scheme, found, rest = address.partition(b"://")
        if not found or scheme.lower() not in {b"http", b"https"}:
            return address
        host, slash, path = rest.partition(b"/")
        return slash + path if machine_host(host.lower().decode(errors="replace")) == self._host else b""


def plain_place(url: str, prefix: str) -> str:
    """Return the same for all forms of an address: with `/` at the end or without, or with `index.html`."""
    return fold(url_of(url.removeprefix(prefix).strip("/"), "").strip("/"))


def pages_of(store: Store, prefix: str, origin: str) -> Pages:
    """Return the public stories of the catalogue. What isn't public has no address there, so it can't be counted."""
    stories = queries.public_addresses(store)
    numbers = {path: number for number, (path, _) in enumerate(stories)}
    places = {
        plain_place(url, prefix): numbers[path]
        for url in queries.former_addresses(store)
        if (path := queries.target_of(store, url)) in numbers
    }
    places |= {plain_place(url, prefix): numbers[path] for path, url in stories}
    return Pages([path for path, _ in stories], places, prefix, origin)
