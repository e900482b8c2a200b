"""Former addresses, as headers and redirects.csv name them."""

import unicodedata

MAX_CHARS, MAX_BYTES = 200, 240
"""The longest part of a former address. File systems take 255 bytes, of which an ending needs some."""
SIGNS = frozenset("~-‐‑–—‘’‚“”„‹›«»…·′″")
"""The signs that a part may have besides letters, digits, their accents and `_`. Others of ASCII have a meaning in
addresses or in files that hosts read. Without dots, it can't be a hidden file, `..` or a file of another type."""


def former_address(words: str) -> str:
    """Return a former address as a path of the site that begins with `/`; empty when it can't be one.

    One that ends in `.html` or `.htm` is a page's own file; any other is a folder's and ends in `/`.
    """
    parts = [part for part in words.split("/") if part]
    if not parts or not all(_can_be_part(part) for part in [*parts[:-1], _without_html(parts[-1])]):
        return ""
    is_page = _without_html(parts[-1]) != parts[-1]
    return "/" + "/".join(parts) + ("" if is_page else "/")


def _can_be_part(part: str) -> bool:
    """Tell whether a part of an address has only signs that can be redirected. Many scripts write vowels as accents."""
    if not part or part[0] in "~-" or len(part) > MAX_CHARS:
        return False
    is_plain = all(one.isalnum() or one == "_" or one in SIGNS or unicodedata.category(one)[0] == "M" for one in part)
    return is_plain and len(part.encode()) <= MAX_BYTES


def _without_html(part: str) -> str:
    """Return the last part of an address without `.html` or `.htm`. Other endings can't be redirected."""
    return part.removesuffix(".html").removesuffix(".htm")
