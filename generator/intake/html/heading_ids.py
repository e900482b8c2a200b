"""Give headings ids, so that links inside of a page have somewhere to lead: `{#later}`, or one made of their words.

It works on finished HTML, so that all ways to make HTML give the same.
"""

import re
from html import unescape

HEADING = re.compile(r"<h([2-6])>([^\n]{0,2000}?)</h\1>")
GIVEN = re.compile(r"[ \t]*\{#([\w:.-]{1,80})[^{}<>\n]{0,200}\}[ \t]*$")
TAG = re.compile(r"<[^<>]*>")
NO_ID_CHAR = re.compile(r"[^\w\- ]+")
PREFIX = "s-"
"""The prefix of the sanitiser, which keeps ids apart from those of the page."""
MAX_ID_CHARS = 80


def set_heading_ids(html: str) -> str:
    """Return `html` with an id at each heading that has none. The second of two equal ones gets `-1`, as on GitHub."""
    if "<h" not in html:
        return html
    counts: dict[str, int] = {}

    def set_id(heading: re.Match[str]) -> str:
        words = heading[2]
        given = GIVEN.search(words) if words.endswith("}") else None
        if given:
            words = words[: given.start()]
        name = given[1] if given else id_of(words)
        if not name:
            return heading[0]
        counts[name] = counts.get(name, -1) + 1
        number = f"-{counts[name]}" if counts[name] else ""
        return f'<h{heading[1]} id="{PREFIX}{name}{number}">{words}</h{heading[1]}>'

    return HEADING.sub(set_id, html)


def id_of(words: str) -> str:
    """Return the id made of a heading's words: small letters, hyphens for spaces, no other signs."""
    text = unescape(TAG.sub("", words)).casefold().strip()
    return NO_ID_CHAR.sub("", text).replace(" ", "-")[:MAX_ID_CHARS].strip("-")
