"""Put what a paper adds with `slots/after-lede.html` behind the first paragraph of a story."""

import re

from markupsafe import Markup

CONTAINERS = "blockquote|ul|ol|dl|table|figure|div|details|section|aside|pre"
TAG = re.compile(rf"<(?P<end>/?)(?P<name>p|{CONTAINERS})(?:\s[^<>]*)?>")


def after_lede(html: str, slot: str) -> Markup:
    """Return sanitised `html` with `slot` after its first paragraph, or at its end without one."""
    if not slot.strip():
        return Markup(html)  # noqa: S704 -- sanitised
    at = _end_of_lede(html)
    return Markup(f"{html[:at]}\n{slot.strip()}{html[at:]}")  # noqa: S704 -- the slot is rendered by a template


def _end_of_lede(html: str) -> int:
    """Return where the first paragraph that is in no list, quotation or other container ends."""
    depth = 0
    for tag in TAG.finditer(html):
        if tag["name"] != "p":
            depth += -1 if tag["end"] else 1
        elif tag["end"] and depth == 0:
            return tag.end()
    return len(html)
