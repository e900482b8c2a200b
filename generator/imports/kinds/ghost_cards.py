"""Take out of Ghost's cards what belongs to the page where they were: controls of players, icons, sizes of files."""

import re
from collections import defaultdict

CONTROLS = re.compile(
    r"<(div|span|button|svg|input)\b[^<>]{0,300}\bclass=\"[^\"]{0,200}\bkg-(?:audio|video)-(?:player|overlay|thumbnail|time|"
    r"current-time|duration|playback-rate|(?:play|pause|unmute|mute|large-play)-icon|seek-slider|volume-slider)\b(?!-container)"
)
"""Where the controls of a player begin."""
SMALL_PRINT = re.compile(
    r"<(div)\b[^<>]{0,300}\bclass=\"[^\"]{0,200}\bkg-(?:bookmark-(?:metadata|thumbnail)|file-card-(?:metadata|icon)|"
    r"product-card-rating|signup-card)\b(?!-)"
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
        text = _without(opening, text)
    return text


def _without(opening: re.Pattern[str], text: str) -> str:
    """Return a text without the elements that begin so. Of one that never ends, only the beginning goes."""
    ends = _ends_in(text) if opening.search(text) else {}
    kept: list[str] = []
    at = 0
    for found in opening.finditer(text):
        if found.start() >= at:
            kept.append(text[at : found.start()])
            at = ends.get(found.start(), found.end())
    return "".join([*kept, text[at:]])


def _ends_in(text: str) -> dict[int, int]:
    """Return where each element ends, by where it begins; of one that never ends, where its tag does."""
    ends: dict[int, int] = {}
    open_at: dict[str, list[int]] = defaultdict(list)
    for tag in TAG.finditer(text):
        name = tag[2].lower()
        if tag[1]:
            if open_at[name]:
                ends[open_at[name].pop()] = tag.end()
            continue
        ends[tag.start()] = tag.end()
        if not (name in VOID or tag[3].endswith("/")):
            open_at[name].append(tag.start())
    return ends
