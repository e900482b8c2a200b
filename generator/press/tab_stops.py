"""Let readers without a mouse move what is wider than their screens."""

import re

WIDE = re.compile(r"<(?:table|pre)(?=[\s>])")
"""What the style sheet lets readers move sideways where it is wider than its column."""


def with_tab_stops(html: str) -> str:
    """Return sanitised `html` whose tables and code the keyboard reaches: not every browser lets it by itself."""
    if "<table" not in html and "<pre" not in html:
        return html
    return WIDE.sub(r'\g<0> tabindex="0"', html)
