"""Write arrays to files that several processes map into memory, so that each array is in memory only once.

A file holds the bare numbers, without a header.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, Generic, Protocol, TypeVar, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import DTypeLike, NDArray


class Arrays(Protocol):
    """A record of arrays that belong together."""

    __struct_fields__: ClassVar[tuple[str, ...]]
    types: ClassVar[tuple[str, ...]]
    """The type of the numbers in each array, in the order of the fields."""


Kind = TypeVar("Kind", bound=Arrays)


def array_file(folder: str, name: str, field: str) -> str:
    """Return the path of the file that holds the array `field` of the record called `name`."""
    return f"{folder}/{name}.{field}"


def map_arrays(folder: str, name: str, kind: type[Kind]) -> Kind:
    """Map the arrays of a record into memory. They stay readable after their files have been deleted."""
    pairs = zip(kind.__struct_fields__, kind.types, strict=True)
    return kind(*(map_array(array_file(folder, name, field), of_numbers) for field, of_numbers in pairs))


def map_array(file: str, of_numbers: "DTypeLike") -> "NDArray[Any]":
    """Map the array in `file` into memory."""
    import numpy as np

    if not Path(file).stat().st_size:
        return np.zeros(0, of_numbers)
    return np.asarray(np.memmap(file, of_numbers, mode="r"))


class ArrayWriter(Generic[Kind]):
    """Writes records one after the other as one record, to files or, without a folder, to memory.

    Their first array tells where each row of the record ends in its other arrays; before that, where the first one
    begins. To join the arrays at the end would take twice the memory.
    """

    def __init__(self, folder: str, name: str, kind: type[Kind]) -> None:
        """Write to the files of the record called `name`."""
        self._folder, self._name, self._kind = folder, name, kind
        self._ends, *self._others = (self._open(field) for field in kind.__struct_fields__)
        self._cells = 0
        self._ends.write(bytes(8))

    def _open(self, field: str) -> BinaryIO:
        return Path(array_file(self._folder, self._name, field)).open("wb") if self._folder else BytesIO()

    def add(self, record: Kind) -> None:
        """Append the rows of `record`."""
        ends, *others = (getattr(record, field) for field in self._kind.__struct_fields__)
        self._ends.write((ends[1:] + self._cells).tobytes())
        for file, array in zip(self._others, others, strict=True):
            file.write(array.tobytes())
        self._cells += int(ends[-1])

    def finish(self, **last: "NDArray[Any]") -> Kind:
        """Return all rows that were added, after arrays were written that are not in rows."""
        import numpy as np

        files = dict(zip(self._kind.__struct_fields__, (self._ends, *self._others), strict=True))
        for field, array in last.items():
            files[field].write(array.tobytes())
        if self._folder:
            for file in files.values():
                file.close()
            return map_arrays(self._folder, self._name, self._kind)
        pairs = zip(files.values(), self._kind.types, strict=True)
        return self._kind(*(np.frombuffer(cast("BytesIO", file).getbuffer(), of) for file, of in pairs))


def ranks_of(counts: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Return 0, 1, 2 ... for each of so many things of one story, then of the next one."""
    import numpy as np

    ranks: NDArray[np.int64] = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return ranks


def stable_order(values: "NDArray[np.integer[Any]]", end: int) -> "NDArray[np.intp]":
    """Return the positions of the values, each less than `end`, from the smallest to the greatest; of equals in order.

    Numbers of 16 bits are sorted in a tenth of the time of longer ones, and these are sorted 16 bits at a time.
    """
    import numpy as np

    order = np.argsort(values.astype(np.uint16), kind="stable")
    for shift in range(16, (end - 1).bit_length(), 16):
        digits = (values >> shift).astype(np.uint16)
        order = order.take(np.argsort(digits.take(order), kind="stable"))
    return order
