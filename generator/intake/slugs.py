"""Names for addresses: lower-case letters, digits and hyphens, whatever the text was."""

import hashlib
from typing import Final

from slugify import slugify

MAX_READ_CHARS = 1000
"""More of a text than this is not looked at: hostile ones are long."""
APOSTROPHES = str.maketrans("", "", "'’‘ʼ")
"""Taken out, so that “council's” gives councils and not council-s."""
BACKEND: Final = "text-unidecode"
"""Named, since python-slugify would otherwise take Unidecode where that is installed, and addresses would differ."""
DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
"""Windows opens a device, not a file, under these names, whatever their ending."""


def slug_of(text: str, max_chars: int = 80) -> str:
    """`text` in a-z, 0-9 and single hyphens, cut at a hyphen; empty when it has no letter or digit (emoji)."""
    plain = text[:MAX_READ_CHARS].translate(APOSTROPHES)
    return slugify(plain, max_length=max_chars, word_boundary=True, save_order=True, backend=BACKEND).strip("-")


def safe_slug(text: str, identity: str) -> str:
    """A slug of `text` that can be a file's name anywhere: never empty, never a Windows device, at most 80 characters.

    Text without letters or digits gives a name made of `identity`, so that it stays when the text is edited.
    """
    slug = slug_of(text)
    if not slug:
        return f"story-{hashlib.blake2b(identity.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"
    return f"{slug}-story" if slug in DEVICES else slug
