"""Compare stories by all their words that have a weight.

Words get consecutive numbers, their places, as they come: so the table in which a story's weights are looked up is
small enough for the processor's cache.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

import msgspec

from generator.intake.text.terms import NUMBERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

PLACE_SHIFT = 16
"""A cell is the place of a word, shifted by so many bits, and the word's weight in a story."""
WEIGHT_MASK = (1 << PLACE_SHIFT) - 1


class Vocabulary:
    """The words of stories in the order in which they come."""

    def __init__(self) -> None:
        """Begin without any word."""
        import numpy as np

        self._next = np.zeros(NUMBERS, np.int32)
        """For each word's number the place after its own, or 0."""
        self._numbers = [np.zeros(0, np.uint32)]
        self._size = 0

    def places_of(self, numbers: "NDArray[np.uint32]") -> "Numbers":
        """Return the place of each word, and give one to those that are new."""
        import numpy as np

        found = self._next.take(numbers)
        if not found.all():
            new = numbers[found == 0]
            self._next[new] = order = np.arange(len(new))
            new = new[self._next.take(new) == order]  # each word once
            self._next[new] = np.arange(self._size, self._size + len(new)) + 1
            self._numbers.append(new)
            self._size += len(new)
            found = self._next.take(numbers)
        return found.astype(np.int64) - 1

    def numbers(self) -> "NDArray[np.uint32]":
        """Return the number of the word at each place."""
        import numpy as np

        return np.concatenate(self._numbers)


class WeightedWords(msgspec.Struct, frozen=True):
    """The words of stories that have a weight, one story after the other."""

    types: ClassVar[tuple[str, ...]] = ("i8", "i8", "u4")
    ends: "Numbers"
    cells: "Numbers"
    """The place and the weight of each word."""
    numbers: "NDArray[np.uint32]"
    """The number of the word at each place."""


class Overlaps(msgspec.Struct, frozen=True):
    """What pairs of stories have in common."""

    similarities: "Numbers"
    """The similarity of each pair."""
    strongest: "Numbers"
    """What the strongest word of each pair adds to its similarity."""
    strongest_word: Callable[[int], int]
    """Function that returns the number of the strongest word of the pair at a position."""


class Comparison:
    """Compares stories with others. One table serves many comparisons."""

    def __init__(self, words: WeightedWords) -> None:
        """Make an empty table with a place for each word."""
        import numpy as np

        self._words = words
        self._table = np.zeros(len(words.numbers), np.int64)

    def compare(self, stories: "Numbers", others: "Numbers") -> Overlaps:
        """Compare each of `stories` with the other one at its position. Equal stories must stand together."""
        import numpy as np

        bounds = [0, *(np.flatnonzero(np.diff(stories)) + 1).tolist(), len(stories)] if len(stories) else [0]
        similarities, strongest = np.zeros((2, len(stories)), np.int64)
        for first, end in pairwise(bounds):
            products, starts = self._products(int(stories[first]), others[first:end])
            similarities[first:end] = np.add.reduceat(products, starts)
            strongest[first:end] = np.maximum.reduceat(products, starts)
        return Overlaps(similarities, strongest, lambda at: self._strongest_word(int(stories[at]), int(others[at])))

    def _products(self, story: int, others: "Numbers") -> tuple["Numbers", "Numbers"]:
        """Return what the words of others, none of which is empty, add to their similarity, and where each begins."""
        import numpy as np

        cells, table = self._words.cells, self._table
        own = cells[self._words.ends[story] : self._words.ends[story + 1]]
        places = own >> PLACE_SHIFT
        table[places] = own & WEIGHT_MASK
        starts, ends = self._words.ends[others], self._words.ends[others + 1]
        theirs = np.concatenate([cells[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)])
        products = table.take(theirs >> PLACE_SHIFT)
        theirs &= WEIGHT_MASK
        products *= theirs
        table[places] = 0
        return products, np.cumsum(ends - starts) - (ends - starts)

    def _strongest_word(self, story: int, other: int) -> int:
        import numpy as np

        products, _ = self._products(story, np.array([other]))
        cell = self._words.cells[self._words.ends[other] + products.argmax()]
        return int(self._words.numbers[cell >> PLACE_SHIFT])
