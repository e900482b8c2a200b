"""List in plain words what sanitising will remove from a text. This is a report only; no safety depends on it."""

import re
from collections.abc import Collection, Iterator
from html import unescape

MAX_REPORTED = 12
OPENING = re.compile(r"<([A-Za-z][A-Za-z0-9:-]{0,30})([^<>]*)")
"""An opening tag. A match never reaches beyond the next `<`, so that matching `<a <a <a` takes linear time."""
EVENT = re.compile(r"""[\s"'/](on[a-z]{2,30})\s{0,9}=""", re.IGNORECASE)
STYLE = re.compile(r"""[\s"'/]style\s{0,9}=""", re.IGNORECASE)
ADDRESS = re.compile(
    r"""[\s"'/](?:href|src|action|formaction|data|poster|background|xlink:href)\s{0,9}=\s{0,9}["']?([^"'>]{1,200})""",
    re.IGNORECASE,
)
SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,30}):")
IGNORED_IN_URLS = re.compile(r"[\x00-\x20]+")
"""Characters that browsers skip in addresses: `java&#10;script:` is one word to them."""
RUNNING = {"javascript", "vbscript", "data", "livescript", "mocha"}

NAMES = {
    "script": "a script",
    "style": "a style sheet",
    "link": "a style sheet",
    "svg": "a drawing that can run programs (svg)",
    "math": "a formula (math)",
    "form": "a form",
    "input": "a form",
    "button": "a form",
    "textarea": "a form",
    "select": "a form",
    "iframe": "an embedded page (iframe)",
    "object": "an embedded page (object)",
    "embed": "an embedded page (embed)",
    "video": "a video player (video)",
    "audio": "an audio player (audio)",
}


def list_removed(html: str, tags: Collection[str], schemes: Collection[str]) -> tuple[str, ...]:
    """Return in plain words the tags that aren't in `tags` and the addresses whose scheme isn't in `schemes`.

    Each is listed once, in the order of the text. The search ends once `MAX_REPORTED` are found.
    """
    found: dict[str, None] = {}
    for opening in OPENING.finditer(html):
        found.update(dict.fromkeys(_removed_from_tag(opening[1].lower(), opening[2], tags, schemes)))
        if len(found) >= MAX_REPORTED:
            break
    return tuple(found)


def _removed_from_tag(tag: str, attributes: str, tags: Collection[str], schemes: Collection[str]) -> Iterator[str]:
    if tag not in tags:
        yield NAMES.get(tag, f"the tag <{tag}>")
    if "=" not in attributes:
        return
    for event in EVENT.finditer(attributes):
        yield f"an event attribute ({event[1].lower()})"
    if STYLE.search(attributes):
        yield "an inline style (style)"
    for address in ADDRESS.finditer(attributes):
        scheme = SCHEME.match(IGNORED_IN_URLS.sub("", unescape(address[1])).lower())
        if scheme and scheme[1] not in schemes:
            runs = "an address that runs code" if scheme[1] in RUNNING else "an address that isn't a web address"
            yield f"{runs} ({scheme[1]}:)"
