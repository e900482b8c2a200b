"""Keep the items of a source in a temporary file, so that an archive of any size takes little memory."""

import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import IO

import msgspec

from generator.imports.records import Item

ENCODER = msgspec.msgpack.Encoder()
DECODER = msgspec.msgpack.Decoder(Item)
LENGTH_BYTES = 4


class Spool:
    """A file of items, which is deleted when the `with` block ends."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed by __exit__)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, item: Item) -> int:
        """Add an item and return its place, by which it is found again."""
        place = self._file.tell()
        data = ENCODER.encode(item)
        self._file.write(len(data).to_bytes(LENGTH_BYTES, "big"))
        self._file.write(data)
        return place

    def read(self, places: Iterable[int]) -> Iterator[Item]:
        """Yield the items at these places."""
        for place in places:
            self._file.seek(place)
            length = int.from_bytes(self._file.read(LENGTH_BYTES), "big")
            yield DECODER.decode(self._file.read(length))
