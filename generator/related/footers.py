"""Find the words of footers: those that stand together in the same stories, whatever these are about.

An agency closes its stories with its name and a note on rights. Each of these words looks rare enough to mean
something, and twenty of them would relate all stories of the agency. The words of a subject come together as well, but
some of them again and again: those of a footer come once.
"""
# ruff: noqa: PLC0415 -- numpy takes a tenth of a second to import, and most builds have nothing to relate

from typing import TYPE_CHECKING

from generator.related.documents import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

MIN_STORIES = 4
"""The words of a footer are in no fewer of the stories that are searched."""
MAX_COUNT = 2
"""A word of a footer counts once, or twice where it belongs to the opening of a short story ..."""
SELDOM = 0.8
"""... in this share of the stories that hold it."""
SHARED = 0.7
"""Two words come together if they share this part of the stories of the more frequent one."""
MIN_WORDS = 8
"""Words make a footer if no fewer than these come together."""
COLUMNS = 1 << 9
"""The number of words that are compared with all others at a time."""


def are_in_footers(words: "NDArray[np.uint32]", stories: Words) -> "NDArray[np.bool_]":
    """Tell for each of the words, which must be sorted, whether it stands in a footer of the stories.

    All numbers are counts of stories. Floating point holds them exactly, and has the quickest products.
    """
    import numpy as np

    often, seldom = _holders(words, stories)
    held = often + seldom.sum(axis=0)
    likely = np.flatnonzero((held >= MIN_STORIES) & (held - often >= SELDOM * held))
    seldom, held = seldom[:, likely], held[likely]
    together = np.zeros(len(likely), np.int64)
    for start in range(0, len(likely), COLUMNS):
        some = slice(start, start + COLUMNS)
        shared = seldom[:, some].T @ seldom
        together[some] = (shared >= SHARED * np.maximum.outer(held[some], held)).sum(axis=1)
    found = np.zeros(len(words), np.bool_)
    found[likely[together >= MIN_WORDS]] = True
    return found


def _holders(words: "NDArray[np.uint32]", stories: Words) -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
    """Return for each word how many stories hold it often, and a table of the others that hold it.

    The table has a row for each story and a column for each word: 1 where the story holds the word seldom.
    """
    import numpy as np

    table = np.zeros((len(stories.ends) - 1, len(words)), np.float32)
    if not len(words):
        return np.zeros(0, np.int64), table
    columns = np.minimum(np.searchsorted(words, stories.numbers), len(words) - 1)
    rows = np.repeat(np.arange(len(table)), np.diff(stories.ends))
    asked = words[columns] == stories.numbers
    is_often = asked & (stories.counts > MAX_COUNT)
    table[rows[asked], columns[asked]] = 1
    table[rows[is_often], columns[is_often]] = 0
    often = np.zeros_like(table, np.bool_)
    often[rows[is_often], columns[is_often]] = True
    return often.sum(axis=0), table
