"""Find misspelled keys at the top of pages and of what describes a section: such a line is text, or is lost.

Any line may be the text of a page (`Telephone: 555 0100`), so only a word that is nearly one of the keys is told.
"""

import difflib
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from generator.intake.header.keys import DESK_KEYS, FIELD, find_key, fold_key
from generator.intake.header.split import Header
from generator.model import Gravity, Problem

PAGE_WORDS = (
    "Date",
    "Deck",
    "Description",
    "Expires",
    "Language",
    "Menu",
    "Noindex",
    "Order",
    "Slug",
    "Title",
    "Translation-Of",
    "Updated",
)
SECTION_WORDS = ("Description", "Lead", "Title")
"""The keys of each, in English, as docs/editors.md names them. Those that keep a page back are watched elsewhere."""
NEAR = 0.75
"""How much alike two words are: 1 for the same, 0 for no letter in common."""


def find_slips(text: str, header: Header, file: str, words: Collection[str]) -> Iterator[Problem]:
    """Yield a warning for each key in the header, or in the first paragraph under it, that probably is misspelled.

    `text` is the whole file; `words` are the keys that may be meant.
    """
    for number, line in _places(text.split("\n"), header):
        found = FIELD.fullmatch(line.strip())
        meant = _meant(found[1], found[2], words) if found else ""
        if found and meant:
            message = f"There is no key “{found[1]}”."
            yield Problem(
                file, number, message, f"If you mean “{meant}”, write that.", Gravity.WARNING, code="header-misspelled"
            )


def _places(lines: Sequence[str], header: Header) -> Iterator[tuple[int, str]]:
    """Yield the lines of the header, and those under it to the end of the first paragraph, with their numbers."""
    start = header.body_line - 1
    yield from enumerate(lines[:start], 1)
    while start < len(lines) and not lines[start].strip():
        start += 1
    yield from enumerate(takewhile(str.strip, lines[start:]), start + 1)


def _meant(key: str, value: str, words: Collection[str]) -> str:
    """Return the key that an unknown one nearly is; empty for any other."""
    written = fold_key(key)
    if written in DESK_KEYS or find_key(key, value):
        return ""
    folded = {fold_key(word): word for word in words if fold_key(word)[0] == written[0]}
    near = difflib.get_close_matches(written, folded, 1, NEAR)
    return folded[near[0]] if near and near[0] != written else ""
