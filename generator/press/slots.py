"""Put what a paper adds with `slots/after-lede.html` behind the first paragraph of a story."""

import re

from markupsafe import Markup

from generator.press.markup import as_html

CONTAINERS = "blockquote|ul|ol|dl|table|figure|div|details|section|aside|pre"
TAG = re.compile(rf"<(?P<end>/?)(?P<name>p|{CONTAINERS})(?:\s[^<>]*)?>")


def after_lede(html: str, slot: str) -> Markup:
    """Return sanitised `html` with `slot` after its first paragraph, or at its end without one."""
    if not slot.strip():
        return as_html(html)
    at = _end_of_lede(html)
    return as_html(f"{html[:at]}\n{slot.strip()}{html[at:]}")


def _end_of_lede(html: str) -> int:
    """Return where the first paragraph that is in no list, quotation or other container ends."""
    depth = 0
    for tag in TAG.finditer(html):
        if tag["name"] != "p":
            depth += -1 if tag["end"] else 1
        elif tag["end"] and depth == 0:
            return tag.end()
    return len(html)
