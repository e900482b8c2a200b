"""Former addresses, as headers and redirects.csv name them."""

import re

FORMER_PART = re.compile(r"\w[\w~-]{0,100}")
"""One part of a former address. It has no dots, so it can't be a hidden file, `..` or a file of another type."""


def former_address(words: str) -> str:
    """Return a former address as a path of the site that begins with `/`; empty when it can't be one.

    One that ends in `.html` or `.htm` is a page's own file; any other is a folder's and ends in `/`.
    """
    parts = [part for part in words.split("/") if part]
    if not parts or not all(FORMER_PART.fullmatch(part) for part in [*parts[:-1], _without_html(parts[-1])]):
        return ""
    is_page = _without_html(parts[-1]) != parts[-1]
    return "/" + "/".join(parts) + ("" if is_page else "/")


def _without_html(part: str) -> str:
    """Return the last part of an address without `.html` or `.htm`. Other endings can't be redirected."""
    return part.removesuffix(".html").removesuffix(".htm")
