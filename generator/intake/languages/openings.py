"""Find the kinds of phrases that may open the lines of a text, in one look at each line.

Most lines open with none. So each reader of copy first asks whether any line may open with a phrase of its kinds, and
reads the lines only then.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from generator.intake.languages.menus import ONWARD
from generator.intake.languages.phrases import GAP, Phrases, fold
from generator.intake.languages.words import phrases

KINDS = (
    "about", "banner", "contact", "device", "farewell", "forwarded", "greeting", "notes", "notice", "press", "private",
    "sender", "sent", "speech", "subject", "to",
)  # fmt: skip
"""The kinds that are looked for, fields of languages.row.Row."""
LEADING_ONWARD = "onward"
"""The kind of phrases such as `Read more`, which lead to other pages."""
HEAD_CHARS = 6
"""So many letters at the beginning of a line tell most lines apart from those that open with a phrase."""
START_CHARS = 4
"""So many letters tell most lines from all phrases, and are remembered."""
FIRST_SIGN = re.compile(r"[^\W_]")
FIRST_WORD = re.compile(r"[a-z]+|.", re.DOTALL)


def find_kinds(lines: Iterable[str]) -> frozenset[str]:
    """Return all kinds of which a phrase opens one of `lines`, whatever marks stand before it."""
    found: set[str] = set()
    heads = _heads()
    openings = [line if line[0].isalnum() else _without_marks(line) for line in lines if line]
    for bare in [bare for bare in openings if _may_open(bare[:START_CHARS])]:
        for key in _keys_of(bare):
            for kind in heads.get(key, ()):
                if kind not in found and _openers()[kind].opens(bare):
                    found.add(kind)
    return frozenset(found)


@lru_cache(maxsize=8192)
def _may_open(start: str) -> bool:
    """Tell whether a phrase may open a line that begins with these letters."""
    folded = fold(start)
    if folded in _first_letters():
        return True
    first_word = FIRST_WORD.match(folded) if folded.isascii() else None
    starts = {folded, first_word[0]} if first_word else {folded[:size] for size in range(1, START_CHARS)}
    return not _heads().keys().isdisjoint(starts)  # the other way round, `isdisjoint` would look at each of the heads


@cache
def _first_letters() -> frozenset[str]:
    """Return the first letters of all phrases."""
    return frozenset(head[:START_CHARS] for head in _heads())


def _keys_of(bare: str) -> Sequence[str]:
    """Return what a phrase that opens the line may be filed under: its first letters, or its first word."""
    head = fold(bare[:HEAD_CHARS])
    if head.isascii():
        return (head,) if head.isalpha() or not head else (head, FIRST_WORD.match(head)[0])  # type: ignore[index]
    if _starts().isdisjoint((head[:1], head[:2])):
        return ()
    return [head[:size] for size in range(1, len(head) + 1)]


def _without_marks(line: str) -> str:
    """Return the line from its first letter or digit."""
    first = FIRST_SIGN.search(line)
    return line[first.start() :] if first else ""


@cache
def _starts() -> frozenset[str]:
    """Return the first two signs of all phrases, or the only one."""
    return frozenset(head[:2] for head in _heads())


@cache
def _openers() -> Mapping[str, Phrases]:
    """Return the phrases of each kind, without marks before them."""
    known = {**{kind: phrases(kind) for kind in KINDS}, LEADING_ONWARD: ONWARD}
    return {kind: Phrases(map(_without_marks, one.all)) for kind, one in known.items()}


@cache
def _heads() -> Mapping[str, tuple[str, ...]]:
    """Return the kinds of phrases by their first letters; of shorter ones by their first word, and by all of it."""
    kinds: dict[str, set[str]] = {}
    for kind, one in _openers().items():
        for phrase in one.all:
            head = phrase.partition(GAP)[0][:HEAD_CHARS]
            word = FIRST_WORD.match(head)
            for key in {head, word[0]} if word and len(head) < HEAD_CHARS else {head}:
                kinds.setdefault(key, set()).add(kind)
    return {head: tuple(sorted(found)) for head, found in kinds.items()}
