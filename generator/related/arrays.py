"""Write arrays to files that several processes map into memory, so that each array is in memory only once.

A file holds the bare numbers, without a header.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

if TYPE_CHECKING:
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


def write_arrays(folder: str, name: str, arrays: Arrays) -> None:
    """Write each array of a record to a file of its own."""
    for field in arrays.__struct_fields__:
        getattr(arrays, field).tofile(array_file(folder, name, field))


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
