"""Arrays in files that several processes map into their memory, so that each is there once; bare, without a header."""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray


class Arrays(Protocol):
    """Several that belong together."""

    __struct_fields__: ClassVar[tuple[str, ...]]
    types: ClassVar[tuple[str, ...]]
    """Of their numbers, one an array."""


Kind = TypeVar("Kind", bound=Arrays)


def file_of(folder: str, name: str, field: str) -> str:
    """The file of one of the arrays that are kept in `folder` under `name`."""
    return f"{folder}/{name}.{field}"


def lay_out(folder: str, name: str, arrays: Arrays) -> None:
    """Put arrays into files, one each."""
    for field in arrays.__struct_fields__:
        getattr(arrays, field).tofile(file_of(folder, name, field))


def pick_up(folder: str, name: str, kind: type[Kind]) -> Kind:
    """The arrays of that name. They are read as far as they are needed, and stay when the files are deleted."""
    pairs = zip(kind.__struct_fields__, kind.types, strict=True)
    return kind(*(map_file(file_of(folder, name, field), of_numbers) for field, of_numbers in pairs))


def map_file(file: str, of_numbers: "DTypeLike") -> "NDArray[Any]":
    """The array in a file."""
    import numpy as np

    if not Path(file).stat().st_size:
        return np.zeros(0, of_numbers)
    return np.asarray(np.memmap(file, of_numbers, mode="r"))
