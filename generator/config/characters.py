"""Find characters that no page or feed may hold: XML has no way to write them, so a feed with one can't be read."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.config.places import Mistake

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, halves of characters, and codes that are none. XML and HTML refuse or discourage them."""


def forbidden_in(text: str) -> str:
    """Return the first character of `text` that no page may hold, as its code: `U+0000`. Empty if there is none."""
    found = FORBIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def find_unprintable(value: Any, key: str = "") -> Iterator[Mistake]:
    """Yield each text at or below `key` that has a character which no page may hold, be it a value or a name."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            inner = f"{key}.{name}".lstrip(".")
            yield from _of_text(name, inner)
            yield from find_unprintable(item, inner)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from find_unprintable(item, f"{key}[{index}]")
    elif isinstance(value, str):
        yield from _of_text(value, key)


def _of_text(text: str, key: str) -> Iterator[Mistake]:
    code = forbidden_in(text)
    if code:
        yield key, f"“{key}” has a character ({code}) that pages and feeds can't hold.", "Type the text again."
