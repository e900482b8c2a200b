"""Take out of Ghost's cards what belongs to the page where they were: controls of players, icons, sizes of files."""

import re

CONTROLS = re.compile(
    r"<(div|span|button|svg|input)\b[^<>]{0,300}\bclass=\"[^\"]{0,200}\bkg-(?:audio|video)-(?:player|overlay|thumbnail|time|"
    r"current-time|duration|playback-rate|(?:play|pause|unmute|mute|large-play)-icon|seek-slider|volume-slider)\b(?!-container)"
)
"""Where the controls of a player begin."""
SMALL_PRINT = re.compile(
    r"<(div)\b[^<>]{0,300}\bclass=\"[^\"]{0,200}\bkg-(?:bookmark-(?:metadata|thumbnail)|file-card-(?:metadata|icon)|"
    r"product-card-rating)\b"
)
"""Where the small print of a card begins, or its icon."""
ICON = re.compile(r"<img\b[^<>]{0,500}\bkg-(?:audio-thumbnail|bookmark-icon)\b[^<>]{0,500}>")
PORTAL = re.compile(r"<a\b[^<>]{0,500}\bhref=\"#/(?:portal|search)\b[^<>]{0,500}>.{0,500}?</a>", re.DOTALL)
"""A button for readers who sign up."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b([^<>]*)>")
VOID = {"input", "img", "br", "path", "source"}


def without_controls(html: str) -> str:
    """Return the HTML of a post with the words and links of its cards alone."""
    if "kg-" not in html:
        return html
    text = PORTAL.sub("", ICON.sub("", html))
    for opening in (CONTROLS, SMALL_PRINT):
        at = 0
        while found := opening.search(text, at):
            text = text[: found.start()] + text[_end_of(text, found) :]
            at = found.start()
    return text


def _end_of(text: str, found: re.Match[str]) -> int:
    """Return where the element ends that begins at a match."""
    name, depth = found[1], 0
    for tag in TAG.finditer(text, found.start()):
        if tag[2].lower() != name:
            continue
        depth += -1 if tag[1] else 1
        if depth <= 0 or name in VOID or tag[3].endswith("/"):
            return tag.end()
    return found.end()
