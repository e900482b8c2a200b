"""Many values in little memory: encoded, some hundred at a time, and decoded again at each look."""

from collections.abc import Iterable, Iterator
from types import GenericAlias
from typing import Generic, TypeVar

import msgspec

from generator.batches import batches_of

PACKED_AT_ONCE = 500
ENCODER = msgspec.msgpack.Encoder()
Value = TypeVar("Value")


class Packed(Generic[Value]):
    """Values of one type in their order. A page's job takes a fifth of the memory that it takes as an object."""

    def __init__(self, kind: type[Value], values: Iterable[Value] = ()) -> None:
        """Pack `values`, each of which is a `kind`: a type that msgspec can encode."""
        self._decoder = msgspec.msgpack.Decoder(GenericAlias(list, (kind,)))
        self._parts: list[bytes] = []
        self._count = 0
        for part in batches_of(values, PACKED_AT_ONCE):
            self.add(part)

    def add(self, values: list[Value]) -> None:
        """Append some values, which are decoded together."""
        self._parts.append(ENCODER.encode(values))
        self._count += len(values)

    def __iter__(self) -> Iterator[Value]:
        for part in self._parts:
            yield from self._decoder.decode(part)

    def __len__(self) -> int:
        return self._count
