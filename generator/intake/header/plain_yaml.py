"""YAML headers of plain lines, read without the YAML library: that takes 100 us a header even in C, this 10 us.

Plain are `key: value` lines whose value is bare words, a text in double quotation marks without an escape, or a list
of such in one line. What this reader takes, it takes as the library does (tests/intake/header/test_plain_yaml.py).
"""

import re
from collections.abc import Sequence

from generator.intake.header.lines import HeaderEntry

BARE_ITEM = r"[A-Za-z0-9](?:[\w .'-]*\w)?"
ITEM = rf'(?:"[^"\\]*"|{BARE_ITEM})'
LINE = re.compile(
    r"([A-Za-z][\w-]{0,60}): "
    rf'(?:"([^"\\]*)"|([A-Za-z0-9](?:[^:#]|:(?! ))*)|\[({ITEM}(?:, {ITEM})*)\])'
)
"""Key; text in quotation marks; bare text; list. A colon with a space, or `#`, in bare text may mean something else."""
LISTED = re.compile(rf'"([^"\\]*)"|({BARE_ITEM})')


def read_plain_yaml(block: Sequence[str], first_line: int) -> list[HeaderEntry] | None:
    """Entries of a header of plain lines; None when any line is something else."""
    if not "".join(block).isprintable():  # tabs, strange blanks
        return None
    entries = []
    for number, line in enumerate(block, first_line):
        found = LINE.fullmatch(line)
        if found is None:
            return None
        key, quoted, bare, items = found.groups()
        if bare is not None and bare[-1] in ": ":
            return None
        value = _read_items(items) if items else _settle_null(bare) if quoted is None else quoted
        entries.append(HeaderEntry(_settle_null(key), value, number))
    return entries


def _read_items(items: str) -> tuple[str, ...]:
    return tuple(_settle_null(found[2]) if found[2] else found[1] for found in LISTED.finditer(items))


def _settle_null(bare: str) -> str:
    """In YAML the bare word `null` is nothing."""
    return "" if bare == "null" else bare
