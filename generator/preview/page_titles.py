"""The titles of finished pages: what a deletion takes away is shown by headline."""

import re
from html import unescape
from urllib.parse import unquote

TITLE = re.compile(rb"<title>([^<]{1,2000})</title>")
SEARCHED_BYTES = 16_384


def title_in_page(content: bytes, paper: str) -> str:
    """Return the title of a page without the paper's name; empty when the bytes are no page."""
    found = TITLE.search(content[:SEARCHED_BYTES])
    title = " ".join(unescape(found[1].decode("utf-8", "replace")).split()) if found else ""
    return title.removesuffix(f" – {paper}")


def name_in_address(file: str) -> str:
    """Return a title for a file of the site that can't be read: the last part of its address in words."""
    name = unquote(file).removesuffix("/index.html").removesuffix(".html").rpartition("/")[2]
    return name.replace("-", " ").capitalize() if file.endswith(".html") else file
