"""Set the addresses of embeds that stand alone on a line apart from the paragraphs around them.

A line is alone if it holds one address, or `[title](address)`, and nothing else. It may be the first or the last of a
paragraph; one in the middle of a sentence that was wrapped stays there. A single line directly under a bare address is
its title. What comes out is lines that every reader of text takes for a paragraph: `[title](address)`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from generator.config.embed_settings import EmbedSettings
from generator.intake.embeds.lines import EmbedLine, read_embed_line, titled
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
STRUCTURE = re.compile(r"\s{2,}|\t|[-*+>|#:]|\d{1,9}[.)]\s|<(?!https?:)")
"""The beginning of lines that belong to a list, a quotation, a table or code."""
MAX_TITLE_CHARS = 250


def set_embeds_apart(lines: Sequence[CopyLine], settings: EmbedSettings, *, is_markdown: bool) -> tuple[CopyLine, ...]:
    """Return the lines with an empty one before and after each that is an embed."""
    given = tuple(lines)
    if not settings.services:
        return given
    parts: list[CopyLine] = []
    for is_code, run in groupby(_with_code(given, is_markdown=is_markdown), key=lambda pair: pair[0]):
        found = [line for _, line in run]
        parts += found if is_code else _set_apart_all(read_pasted(found, settings), settings)
    return tuple(parts)


def may_hold_embed(lines: Sequence[CopyLine], text: str, settings: EmbedSettings) -> bool:
    """Tell quickly whether a text, given as lines and whole, may hold the address of what the paper embeds.

    That address is the whole of a line, or stands behind a title in brackets, or in code.
    """
    if not settings.services or not ("/" in text or "&" in text):
        return False
    linked = [words for line in lines if "/" in (words := line.words) or "&" in words]
    if not any(_may_be_address(words) for words in linked):
        return False
    return any(sign in text for sign in SIGNS)


def _may_be_address(words: str) -> bool:
    opens = words[0] in "[<" or not words[0].isascii()
    return opens or " " not in words or "&" in words or "<" in words


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
    found = [_read(line, settings) for line in block]
    first = len(list(takewhile(bool, found)))
    last = len(list(takewhile(bool, reversed(found)))) if first < len(block) else 0
    opening = found[0]
    if len(block) == 2 and first == 1 and opening and opening.is_bare and _is_title(block[1].words):
        yield _with_text(block[0], titled(block[1].words, opening.address))
        yield _with_text(block[1], "")
        return
    for number, (line, embed) in enumerate(zip(block, found, strict=True)):
        if embed is None or first <= number < len(block) - last:
            yield line
            continue
        yield from [_with_text(line, "")] if number else []
        yield _with_text(line, embed.text)
        yield from [_with_text(line, "")] if number < len(block) - 1 else []


def _read(line: CopyLine, settings: EmbedSettings) -> EmbedLine | None:
    found = read_embed_line(line.words)
    return found if found is not None and recognise(found.address, settings) else None


def _is_title(words: str) -> bool:
    return len(words) <= MAX_TITLE_CHARS and "://" not in words and not STRUCTURE.match(words)


def _with_text(line: CopyLine, text: str) -> CopyLine:
    return CopyLine(line.number, text, text)
