"""Names for addresses: lower-case letters, digits and hyphens, whatever the text was."""

import hashlib
import re
from functools import lru_cache
from typing import Final

MAX_READ_CHARS = 1000
"""More of a text than this is not looked at: hostile ones are long."""
PLAIN = re.compile(r"[A-Za-z0-9 _-]*")
PLAIN_WORD = re.compile(r"[a-z0-9]+")
"""Of text that is plain, python-slugify makes nothing but its words in small letters, with hyphens between."""
APOSTROPHES = str.maketrans("", "", "'’‘ʼ")
"""Taken out, so that “council's” gives councils and not council-s."""
BACKEND: Final = "text-unidecode"
"""Named, since python-slugify would otherwise take Unidecode where that is installed, and addresses would differ."""
DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
"""Windows opens a device, not a file, under these names, whatever their ending."""


def slug_of(text: str, max_chars: int = 80) -> str:
    """`text` in a-z, 0-9 and single hyphens, cut at a hyphen; empty when it has no letter or digit (emoji)."""
    if len(text) <= max_chars and PLAIN.fullmatch(text):
        return "-".join(PLAIN_WORD.findall(text.lower()))
    return _slugify(text[:MAX_READ_CHARS].translate(APOSTROPHES), max_chars)


@lru_cache(maxsize=1024)
def _slugify(plain: str, max_chars: int) -> str:
    from slugify import slugify  # noqa: PLC0415 (its tables of letters take 5 ms to import, and plain names need none)

    return slugify(plain, max_length=max_chars, word_boundary=True, save_order=True, backend=BACKEND).strip("-")


def safe_slug(text: str, identity: str) -> str:
    """A slug of `text` that can be a file's name anywhere: never empty, never a Windows device, at most 80 characters.

    Text without letters or digits gives a name made of `identity`, so that it stays when the text is edited.
    """
    slug = slug_of(text)
    if not slug:
        return f"story-{hashlib.blake2b(identity.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"
    return f"{slug}-story" if slug in DEVICES else slug
