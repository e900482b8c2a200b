"""Take out of Markdown what HTML in it did on the old page: controls, drawings, and blocks that hold Markdown."""

import re

from generator.imports.parts import Parts
from generator.imports.players import video_in

CONTROL = re.compile(
    r"<(select|datalist|textarea|svg|canvas|object|applet)\b[^<>]{0,3000}>.*?</\1\s*>[ \t]*", re.DOTALL | re.IGNORECASE
)
"""Elements that go with all that is in them."""
TAG_OF_CONTROL = re.compile(r"</?(form|fieldset|input|label|button|embed)\b[^<>]{0,3000}>", re.IGNORECASE)
"""Tags that go while the words between them stay."""
TOLD = {"svg": "Drawings in texts", "canvas": "Drawings in texts", "object": "Embedded objects in texts"}
BLOCK = re.compile(r"<(/?)(div|section|aside|article|figure|p|span)\b([^<>]{0,1000})>", re.IGNORECASE)
IS_OPEN = re.compile(r"\smarkdown\s*=\s*[\"']?(?:1|block|span|true)", re.IGNORECASE)


def drop_controls(text: str, parts: Parts) -> str:
    """Return a text without what readers filled in or pressed. The words of labels and buttons stay."""

    def drop(found: re.Match[str]) -> str:
        name = found[1].casefold()
        if name in {"object", "applet", "embed"} and (address := video_in(found[0])):
            return f"\n\n{address}\n\n"
        if not found[0].startswith("</"):
            parts.leave(TOLD.get(name, "Forms in texts"), found[0].partition(">")[0][:100] + ">")
        return ""

    return TAG_OF_CONTROL.sub(drop, CONTROL.sub(drop, text))


def open_blocks(text: str) -> str:
    """Return a text without the tags around Markdown, `<div markdown="1">`, since what is in them is to be read."""
    open_tags: list[tuple[str, bool]] = []

    def replace(found: re.Match[str]) -> str:
        name = found[2].casefold()
        if not found[1]:
            is_open = bool(IS_OPEN.search(found[3]))
            open_tags.append((name, is_open))
            return "\n" if is_open else found[0]
        at = next((at for at in range(len(open_tags) - 1, -1, -1) if open_tags[at][0] == name), -1)
        return "\n" if at >= 0 and open_tags.pop(at)[1] else found[0]

    return BLOCK.sub(replace, text)
