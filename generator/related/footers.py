"""Find the words of footers: those that stand together in the same stories, whatever these are about.

An agency closes its stories with its name and a note on rights. Each of these words looks rare enough to mean
something, and twenty of them would relate all stories of the agency. But unlike words of a subject, all come at once.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

MIN_STORIES = 4
"""The words of a footer are in no fewer of the stories that are searched."""
SHARED = 0.6
"""Two words come together if they share this part of the stories of the more frequent one."""
MIN_WORDS = 8
"""Words make a footer if no fewer than these come together."""
COLUMNS = 1 << 9
"""The number of words that are compared with all others at a time."""


class HeldWords(msgspec.Struct, frozen=True):
    """The words that some stories hold, one story after the other."""

    ends: "Numbers"
    """The position of each story's first word, and the end of the last story's words."""
    numbers: "NDArray[np.uint32]"


def are_in_footers(words: "NDArray[np.uint32]", stories: HeldWords) -> "NDArray[np.bool_]":
    """Tell for each of the words, which must be sorted, whether it stands in a footer. Rare words aren't worth asking.

    Counts of stories are exact in floating point, whose products are the quickest.
    """
    import numpy as np

    holds = _holders(words, stories)
    held = holds.sum(axis=0)
    frequent = np.flatnonzero(held >= MIN_STORIES)
    holds, held = holds[:, frequent], held[frequent]
    together = np.zeros(len(frequent), np.int64)
    for start in range(0, len(frequent), COLUMNS):
        some = slice(start, start + COLUMNS)
        shared = holds[:, some].T @ holds
        together[some] = (shared >= SHARED * np.maximum.outer(held[some], held)).sum(axis=1)
    found = np.zeros(len(words), np.bool_)
    found[frequent[together >= MIN_WORDS]] = True
    return found


def _holders(words: "NDArray[np.uint32]", stories: HeldWords) -> "NDArray[np.float32]":
    """Return a table with a row for each story and a column for each word: 1 where the story holds the word."""
    import numpy as np

    table = np.zeros((len(stories.ends) - 1, len(words)), np.float32)
    if len(words):
        columns = np.minimum(np.searchsorted(words, stories.numbers), len(words) - 1)
        rows = np.repeat(np.arange(len(table)), np.diff(stories.ends))
        found = words[columns] == stories.numbers
        table[rows[found], columns[found]] = 1
    return table
