"""Tell whether two texts say the same in the same words, whatever their typography is."""

import re
from html import unescape

from generator.digests import digest_bytes

TAG = re.compile(r"<[^>]*>")
NO_NUMBER = re.compile(r"[.,:](?:(?!\d)|(?<=[^\d].))")
"""A mark that isn't within a number: `1.5` isn't `15`."""
MINUS = re.compile(r"(?<!\S)-(?=\d)")
"""The sign of a number: `-5` isn't `5`."""
KEPT_SIGN = "~"
MARKS = b" \t\r\n'\"()[]{}<>!?;*_-/\\|`^#&"
TYPOGRAPHIC = re.compile("[“”„‚‘’‹›«»–—‐‑…·•\u00a0\u2009\u202f\u00ad。、，！？；（）「」『』]+")


def digest_words(html: str) -> str:
    """Return a digest of the words in sanitised `html`, which quotation marks, dashes, spaces and tags don't change."""
    return digest_bytes(words_in(html))


def words_in(html: str) -> bytes:
    """Return the words and numbers in sanitised `html`, without anything between them. Deleting signs is quickest."""
    plain = TAG.sub(" ", html)
    plain = unescape(plain) if "&" in plain else plain
    plain = plain if plain.isascii() else TYPOGRAPHIC.sub("", plain.replace("−", "-"))
    plain = MINUS.sub(KEPT_SIGN, plain) if " -" in plain or plain.startswith("-") else plain
    return NO_NUMBER.sub("", plain).encode().translate(None, MARKS)
