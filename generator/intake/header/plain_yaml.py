"""Read YAML headers of plain lines without the YAML library, which takes 100 us a header even in C; this takes 10 us.

A plain line is `key: value`, where the value is unquoted words, a text in double quotation marks without an escape, or
a list of these on one line. The result is always that of the library (tests/intake/header/test_plain_yaml.py).
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
"""A key and a quoted text, an unquoted text or a list. In unquoted text, a colon with a space and `#` aren't plain."""
LISTED = re.compile(rf'"([^"\\]*)"|({BARE_ITEM})')


def read_plain_yaml(block: Sequence[str], first_line: int) -> list[HeaderEntry] | None:
    """Return the entries of a header of plain lines; None when any line is not plain."""
    if not "".join(block).isprintable():  # tabs and unusual spaces
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
    """Return an unquoted text as YAML reads it: `null` is empty."""
    return "" if bare == "null" else bare
