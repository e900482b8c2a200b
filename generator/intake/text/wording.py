"""Tell whether two texts say the same in the same words, whatever their typography is."""

import re
from html import unescape

from generator.digests import digest_bytes

TAG = re.compile(r"<[^>]*>")
TOKEN = re.compile(r"(?:(?<!\S)-)?[\w%$€£¥]+(?:(?<=\d)[.,:](?=\d)\w+)*")
"""A word, or a number with its sign and its separators: `1.5` isn't `15`, and `-5` isn't `5`."""


def digest_words(html: str) -> str:
    """Return a digest of the words in sanitised `html`, which quotation marks, dashes, spaces and tags don't change."""
    return digest_bytes(" ".join(words_in(html)).encode())


def words_in(html: str) -> list[str]:
    """Return the words and numbers in sanitised `html`, in order."""
    return TOKEN.findall(unescape(TAG.sub(" ", html)).replace("−", "-"))
