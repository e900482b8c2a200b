"""Make links of the addresses in plain text."""

import re
from html import escape

from generator.intake.text.addresses import find_links, may_hold_address

SAFE = re.compile(r"https?://[A-Za-z0-9_.~:/?#!$*+,;=%()&-]+|mailto:[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+")
"""An address in which nothing must be escaped or refused, apart from `&`."""


def link_addresses(text: str) -> tuple[str, bool]:
    """Return plain `text` as HTML with its addresses as links, and whether that needs no sanitising."""
    if not may_hold_address(text):
        return escape(text, quote=False), True  # most paragraphs
    parts: list[str] = []
    at = 0
    is_safe = True
    for link in find_links(text):
        shown = escape(text[link.begin : link.end], quote=False)
        rel = "" if link.href.startswith("mailto:") else ' rel="noopener"'
        parts += [escape(text[at : link.begin], quote=False), f'<a href="{escape(link.href)}"{rel}>{shown}</a>']
        at = link.end
        is_safe = is_safe and SAFE.fullmatch(link.href) is not None
    return "".join([*parts, escape(text[at:], quote=False)]), is_safe
