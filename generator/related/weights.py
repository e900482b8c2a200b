"""Weights of words: how rare each is among the oldest stories. They stay the same while stories come."""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from generator.intake.text.terms import NUMBERS
from generator.related.documents import HasWords, unpack_batches, unpack_words
from generator.related.footers import are_in_footers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COMMON_SHARE = 0.3
"""A word in more than this share of the sample has no weight."""
COMMON_STORIES = 5
"""A word in no more stories than this is never too common, however small the sample is."""
RANDOM_SIMILARITIES = 2
"""Stories that are shown together are at least so many times as similar as two that are drawn at random ..."""
MIN_FLOOR, MAX_FLOOR = 2, 10
"""... within these bounds, in hundredths. Most related stories are more similar than the upper one."""
FEW_STORIES = 1 << 6
"""So few stories tell little about chance. A sample of no more has a higher floor ..."""
FEW_RANDOM_SIMILARITIES, MIN_FLOOR_OF_FEW = 2.5, 8
"""... by these figures, and a larger one by a part of the difference, which gets smaller as the sample grows."""
MAX_RARITY = 8
"""The highest rarity: words that are rarer than this have no more weight."""
MAX_FOOTER_RARITY = 5
"""The highest rarity at which words are searched for footers: a 16th of the stories or more hold them."""
MIN_LEADING_RARITY = 5
"""The lowest rarity of a leading word: less than an eighth of the stories hold it."""
SMALL_SAMPLE_STORIES = 1 << 10
"""In a smaller sample any word that has a weight may be a leading word."""
MANY_WORDS = 1 << 14
"""From so many words on, a table of all numbers is faster than to search or to sort those of the words."""


class Weights(msgspec.Struct, frozen=True):
    """The rarity of words. A word of rarity r is in less than one in 2^(r-2) stories of the sample."""

    stories: int
    """The number of stories in the sample: a power of two."""
    numbers: "NDArray[np.uint32]"
    """The sorted numbers of the words that are less rare than the rarest."""
    rarities: "NDArray[np.uint8]"
    """The rarity of each of these words; 0 for words too common to help."""
    floor: int
    """The least similarity of stories that are shown together, in hundredths."""
    window_days: int
    """Only stories less than so many days apart are compared; 0 means all."""

    @property
    def rarest(self) -> int:
        """Return the rarity of all other words."""
        return min(self.stories.bit_length(), MAX_RARITY)

    @property
    def min_leading(self) -> int:
        """Return the lowest rarity of a leading word."""
        return MIN_LEADING_RARITY if self.stories >= SMALL_SAMPLE_STORIES else 1

    def of(self, numbers: "NDArray[np.uint32]") -> "NDArray[np.uint8]":
        """Return the rarity of each of the words with these numbers."""
        import numpy as np

        if not len(self.numbers):
            return np.full(len(numbers), self.rarest, np.uint8)
        if len(numbers) > max(len(self.numbers), MANY_WORDS):
            return self._table()[numbers]
        at = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        found = self.numbers[at] == numbers
        return np.where(found, self.rarities[at], self.rarest).astype(np.uint8)

    def are_rare(self, numbers: "NDArray[np.uint32]") -> "NDArray[np.bool_]":
        """Tell for each of the words whether it has the greatest weight, so that it says something even alone."""
        rarest: NDArray[np.bool_] = self.of(numbers) == MAX_RARITY
        return rarest

    def equals(self, other: "Weights") -> bool:
        """Tell whether every word has the same weight in both, and stories are compared in the same way."""
        import numpy as np

        same = np.array_equal(self.numbers, other.numbers) and np.array_equal(self.rarities, other.rarities)
        ours, theirs = ((one.stories, one.floor, one.window_days) for one in (self, other))
        return same and ours == theirs

    def _table(self) -> "NDArray[np.uint8]":
        import numpy as np

        table = np.full(NUMBERS, self.rarest, np.uint8)
        table[self.numbers] = self.rarities
        return table


class DocumentFrequencies(msgspec.Struct, frozen=True):
    """The number of stories in the sample that hold each word.

    Where two words share a number, a story that holds both counts twice, so a count may exceed the number of stories.
    It is kept like that: only then does `recount` give what a count from scratch gives. `weigh` clips it.
    """

    numbers: "NDArray[np.uint32]"
    """The sorted numbers of the words that occur in the sample."""
    counts: "NDArray[np.uint16]"


def count_frequencies(sample: Iterable[HasWords]) -> DocumentFrequencies:
    """Count the stories of `sample` that hold each word."""
    import numpy as np

    numbers = np.concatenate([np.zeros(0, np.uint32), *(words.numbers for words in unpack_batches(sample))])
    if len(numbers) < MANY_WORDS:
        found, stories = np.unique(numbers, return_counts=True)
        return DocumentFrequencies(found, stories.astype(np.uint16))
    counts = np.zeros(NUMBERS, np.uint16)
    np.add.at(counts, numbers, np.uint16(1))
    return _without_zeros(counts)


def update_frequencies(
    frequencies: DocumentFrequencies, out: "NDArray[np.uint32]", into: "NDArray[np.uint32]"
) -> DocumentFrequencies:
    """Return the frequencies after stories with the words `out` left the sample and stories with `into` joined it.

    Both hold a word once for each story.
    """
    import numpy as np

    counts = np.zeros(NUMBERS, np.uint16)
    counts[frequencies.numbers] = frequencies.counts
    np.add.at(counts, into, np.uint16(1))
    np.subtract.at(counts, out, np.uint16(1))
    return _without_zeros(counts)


def _without_zeros(counts: "NDArray[np.uint16]") -> DocumentFrequencies:
    import numpy as np

    fours = np.flatnonzero(counts.view(np.uint64))  # nearly all counts are zero, and so are four of them at once
    numbers = (4 * fours[:, np.newaxis] + np.arange(4)).ravel()
    numbers = numbers[counts[numbers] > 0]
    return DocumentFrequencies(numbers.astype(np.uint32), counts[numbers])


def make_weights(
    stories: int, frequencies: DocumentFrequencies, searched: Iterable[HasWords], window_days: int = 0
) -> Weights:
    """Compute the weights from a sample of `stories` stories. A word in none of them is as rare as a word in one.

    `searched`: those stories of the sample that are searched for footers. `window_days`: as in `Weights`.
    """
    import numpy as np

    of_count = stories.bit_length() + 1 - np.frexp(np.maximum(np.arange(stories + 1), 1))[1]
    of_count[int(max(COMMON_SHARE * stories, COMMON_STORIES)) + 1 :] = 0
    counts = np.minimum(frequencies.counts, stories)
    rarities = np.minimum(of_count, MAX_RARITY).astype(np.uint8)[counts]
    frequent = np.flatnonzero((rarities > 0) & (rarities <= MAX_FOOTER_RARITY))
    rarities[frequent[are_in_footers(frequencies.numbers[frequent], unpack_words(searched))]] = 0
    listed = rarities < min(stories.bit_length(), MAX_RARITY)
    floor = _find_floor(stories, counts, rarities)
    return Weights(stories, frequencies.numbers[listed], rarities[listed], floor, window_days)


def _find_floor(stories: int, counts: "NDArray[np.uint16]", rarities: "NDArray[np.uint8]") -> int:
    """Return the least similarity of stories that are shown together, in hundredths.

    It is a multiple of the similarity that is expected of two stories of the sample if words occur in them
    independently. `counts`: the number of stories that hold each word.
    """
    import numpy as np

    held = counts.astype(np.int64)
    squares = held * rarities.astype(np.int64) ** 2
    possible = (stories - 1) * int(squares.sum())
    expected = int((squares * (held - 1)).sum()) / possible if possible else 0
    few = min(1, FEW_STORIES / stories)
    multiple = RANDOM_SIMILARITIES + few * (FEW_RANDOM_SIMILARITIES - RANDOM_SIMILARITIES)
    lowest = max(MIN_FLOOR, round(few * MIN_FLOOR_OF_FEW))
    return min(max(round(100 * multiple * expected), lowest), MAX_FLOOR)
