"""Multiply a sparse table with a sparse row."""

# ruff: noqa: PLC0415 -- scipy takes a third of a second to import, and most builds have nothing to relate

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int32]


def find_product() -> "Callable[[int, int, Integers, Integers, Integers, Integers, Integers], None]":
    """Return scipy's own loop of a table with a row, or `add_product` where a release of scipy has it no more.

    scipy's public functions refuse a table whose columns run backwards, and its loop isn't public.
    """
    try:
        from scipy.sparse._sparsetools import csc_matvec
    except ImportError:
        return add_product
    return csc_matvec  # type: ignore[no-any-return]


def add_product(
    _rows: int,
    columns: int,
    bounds: "Integers",
    stories: "Integers",
    weights: "Integers",
    factors: "Integers",
    similarity: "Integers",
) -> None:
    """Add to `similarity`, by story, the weights of each column times the factor of the column.

    Column n is at `bounds[n]` to `bounds[n + 1]` in `stories` and `weights`, and is empty if these run backwards.
    """
    import numpy as np

    for column in range(columns):
        span = slice(bounds[column], bounds[column + 1])
        np.add.at(similarity, stories[span], weights[span] * factors[column])
