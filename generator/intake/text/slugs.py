"""Make slugs, the names in addresses: lower-case letters, digits and hyphens, whatever the text is."""

import hashlib
import re
from functools import lru_cache
from typing import Final

MAX_READ_CHARS = 1000
"""The rest of a longer text is ignored, since hostile texts are long."""
PLAIN = re.compile(r"[A-Za-z0-9 _-]*")
PLAIN_WORD = re.compile(r"[a-z0-9]+")
"""A word of plain text, from which python-slugify makes just its words in small letters, joined by hyphens."""
APOSTROPHES = str.maketrans("", "", "'’‘ʼ")
"""Removes apostrophes, so that “council's” becomes councils and not council-s."""
BACKEND: Final = "text-unidecode"
"""Named, since python-slugify otherwise uses Unidecode where that is installed, and addresses would differ."""
DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
"""The names under which Windows opens a device instead of a file, whatever the ending."""


def slug_of(text: str, max_chars: int = 80) -> str:
    """Return `text` in a-z, 0-9 and single hyphens, cut at a hyphen; empty when it has no letters or digits (emoji)."""
    if len(text) <= max_chars and PLAIN.fullmatch(text):
        return "-".join(PLAIN_WORD.findall(text.lower()))
    return _slugify(text[:MAX_READ_CHARS].translate(APOSTROPHES), max_chars)


@lru_cache(maxsize=1024)
def _slugify(plain: str, max_chars: int) -> str:
    from slugify import slugify  # noqa: PLC0415 (its tables take 5 ms to import, and plain names need none)

    return slugify(plain, max_length=max_chars, word_boundary=True, save_order=True, backend=BACKEND).strip("-")


def safe_slug(text: str, identity: str) -> str:
    """Return a slug of `text` that is a valid file name on any system: not empty, no Windows device, at most 80 long.

    For text without letters or digits the slug is made of `identity`, so that it stays when the text is edited.
    """
    slug = slug_of(text)
    if not slug:
        return f"story-{hashlib.blake2b(identity.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"
    return f"{slug}-story" if slug in DEVICES else slug
