"""Take some values at a time, as `itertools.batched` does from Python 3.12 on."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")


def batches_of(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """Yield the values in lists of `size`; the last may be shorter."""
    left = iter(values)
    while batch := list(islice(left, size)):
        yield batch
