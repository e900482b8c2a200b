"""Decide what becomes of a story whose header has an entry that can't be read.

Such an entry is left out and told. The story is held only when it can't be published without it as it is meant to be.
"""

import re

from generator.intake.header.fields import DECIDING, NEEDED
from generator.intake.header.keys import KNOWN_KEYS, find_misspelled_key, fold_key
from generator.intake.header.lines import BrokenEntry
from generator.intake.text.shorten import shorten
from generator.model import Gravity, Problem

UNREADABLE = "The header can't be read: "
MAX_NAMED_CHARS = 60
KEY = re.compile(r"""[\s-]*["']?([^\W\d_][\w '’-]{0,60}?)["']?\s*[:=]""")
RESTRAINT = re.compile(r"embargo|draft|expir|hold|publish|release|before|sperrfrist|borrador|brouillon", re.IGNORECASE)


def report_broken(broken: BrokenEntry, first_line: int, file: str) -> Problem:
    """Return the problem with an entry of the header that begins at `first_line` of the file."""
    line = first_line + broken.line
    if is_needed(broken):
        return Problem(file, line, broken.message, broken.hint, code="header-unreadable")
    text = broken.key or shorten(broken.lines[0].strip(), MAX_NAMED_CHARS)
    message = f"“{text}” was left out of the header: {broken.message.removeprefix(UNREADABLE)}"
    return Problem(file, line, message, broken.hint, Gravity.WARNING, code="header-unreadable")


def is_needed(broken: BrokenEntry) -> bool:
    """Tell whether the entry names the story or may keep it back, so that the story can't do without it."""
    folded = fold_key(broken.key.partition(".")[0])
    if KNOWN_KEYS.get(folded) in NEEDED or find_misspelled_key(folded):
        return True
    if not broken.key and (RESTRAINT.search(broken.lines[0]) or _opening_word(broken.lines[0]) in NEEDED):
        return True
    within = (fold_key(found[1]) for line in broken.lines[1:] if (found := KEY.match(line)))
    return any(KNOWN_KEYS.get(key) in DECIDING or find_misspelled_key(key) for key in within)


def _opening_word(line: str) -> str:
    """Return the canonical key that the first word of `line` is; empty when it is none."""
    found = re.match(r"\W*(\w+)", line)
    return KNOWN_KEYS.get(fold_key(found[1]), "") if found else ""
