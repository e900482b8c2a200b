"""Set the addresses of embeds that stand alone on a line apart from the paragraphs around them.

A line is alone if it holds one address, or `[title](address)`, and nothing else. It may be the first or the last of a
paragraph; one in the middle of a sentence that was wrapped stays there. A single line directly under a bare address is
its title. What comes out is lines that every reader of text takes for a paragraph: `[title](address)`.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import groupby, takewhile

from generator.config.embed_settings import EmbedSettings
from generator.intake.embeds.lines import WEB_ADDRESS, titled
from generator.intake.embeds.pasted import read_pasted
from generator.intake.embeds.recognise import recognise
from generator.intake.html.shortcodes import FENCE
from generator.intake.wire.lines import CopyLine

SIGNS = (
    "youtu",
    "vimeo",
    "spotify",
    "soundcloud",
    "datawrapper",
    "flourish",
    "flo.uri.sh",
    "openstreetmap",
    "/@",
    "/users/",
    "bsky.app",
    "wp:",
)
"""What a text with anything to embed has somewhere; few others do."""
MARKS = "\u200e\u200f\u061c\ufeff\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
"""Marks of direction, which programs put around an address in Arabic or Hebrew text."""
BARE = re.compile(r"<?((?:https?://)?[A-Za-z0-9-]+\.[^\s<>\"]{3,1000}?)>?")
NAMED = re.compile(r"\[([^\[\]]{1,500})\]\(<?(https?://[^\s<>\"()]{1,1000})>?(?: +(?:\"[^\"]*\"|'[^']*'))?\)")
PICTURED = re.compile(r"\[!\[[^\[\]]{0,500}\]\([^()]{1,500}\)\]\((https?://[^\s<>\"()]{1,1000})\)")
STRUCTURE = re.compile(r"\s{2,}|\t|[-*+>|#:]|\d{1,9}[.)]\s|<(?!https?:)")
"""The beginning of lines that belong to a list, a quotation, a table or code."""
MAX_TITLE_CHARS = 250


def set_embeds_apart(lines: Sequence[CopyLine], settings: EmbedSettings, *, is_markdown: bool) -> tuple[CopyLine, ...]:
    """Return the lines with an empty one before and after each that is an embed."""
    given = tuple(lines)
    if not settings.services or not any(sign in line.text for line in given for sign in SIGNS):
        return given
    parts: list[CopyLine] = []
    for is_code, run in groupby(_with_code(given, is_markdown=is_markdown), key=lambda pair: pair[0]):
        found = [line for _, line in run]
        parts += found if is_code else _set_apart_all(read_pasted(found, settings), settings)
    return tuple(parts)


def _with_code(lines: Sequence[CopyLine], *, is_markdown: bool) -> Iterator[tuple[bool, CopyLine]]:
    """Yield each line, and whether it belongs to a fenced block of code."""
    fence = ""
    for line in lines:
        found = FENCE.match(line.text) if is_markdown else None
        opens = bool(found) and not fence
        yield bool(fence) or opens, line
        if found and opens:
            fence = found[1]
        elif found and fence and found[1].startswith(fence):
            fence = ""


def _set_apart_all(lines: Sequence[CopyLine], settings: EmbedSettings) -> Iterator[CopyLine]:
    for is_blank, run in groupby(lines, key=lambda line: not line.words):
        block = list(run)
        yield from block if is_blank or STRUCTURE.match(block[0].text) else _set_apart(block, settings)


def _set_apart(block: list[CopyLine], settings: EmbedSettings) -> Iterator[CopyLine]:
    """Yield the lines of a paragraph, or of several without empty lines between them."""
    found = [_read_line(line.words, settings) for line in block]
    first = len(list(takewhile(bool, found)))
    last = len(list(takewhile(bool, reversed(found)))) if first < len(block) else 0
    if first == 1 and len(block) == 2 and _is_title(block[1].words) and WEB_ADDRESS.fullmatch(found[0] or ""):
        yield _with_text(block[0], titled(block[1].words, found[0] or ""))
        yield _with_text(block[1], "")
        return
    for number, (line, text) in enumerate(zip(block, found, strict=True)):
        if text is None or first <= number < len(block) - last:
            yield line
            continue
        yield from [_with_text(line, "")] if number else []
        yield _with_text(line, text)
        yield from [_with_text(line, "")] if number < len(block) - 1 else []


def _read_line(words: str, settings: EmbedSettings) -> str | None:
    """Return a line that is an embed as it is to be read on; None for any other line."""
    words = unescape(words.strip(MARKS).strip())
    pictured = PICTURED.fullmatch(words)
    if pictured:
        return words if recognise(pictured[1], settings) else None
    named, bare = NAMED.fullmatch(words), BARE.fullmatch(words)
    given = named[2] if named else bare[1] if bare else ""
    address = given if "://" in given else f"https://{given}"
    if not recognise(address, settings):
        return None
    is_titled = named is not None and not BARE.fullmatch(named[1])
    return words if is_titled else address


def _is_title(words: str) -> bool:
    return len(words) <= MAX_TITLE_CHARS and "://" not in words and not STRUCTURE.match(words)


def _with_text(line: CopyLine, text: str) -> CopyLine:
    return CopyLine(line.number, text, text)
