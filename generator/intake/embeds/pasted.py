"""Read the code that other sites and programs write for what they embed: WordPress's blocks, and frames.

Only the address and the title are kept. A frame of a site that isn't known stays as it is, for the sanitiser.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

import msgspec

from generator.config.embed_settings import EmbedSettings
from generator.intake.embeds.lines import WEB_ADDRESS, titled
from generator.intake.embeds.recognise import recognise
from generator.intake.wire.lines import CopyLine, fold_blanks

BLOCK = re.compile(r"\s*<!--\s*wp:(?:core-)?embed(?:/[\w-]+)?\s+(\{.*\})\s*(/?)-->\s*")
BLOCK_END = re.compile(r"\s*<!--\s*/wp:(?:core-)?embed(?:/[\w-]+)?\s*-->\s*")
MAX_BLOCK_LINES = 40
FIGCAPTION = re.compile(r"<figcaption[^<>]*>(.*?)</figcaption>", re.DOTALL | re.IGNORECASE)
FRAME = re.compile(
    r"\s*(?:<(?:div|figure|p|center)\b[^<>]{0,500}>\s*)*<iframe\b([^<>]{1,3000})>\s*</iframe>\s*"
    r"(?:</?(?:div|figure|p|center|br|small|script|noscript)\b[^<>]{0,500}>\s*)*",
    re.IGNORECASE,
)
"""A line that is a frame and what its maker put around it."""
ATTRIBUTE = re.compile(r"\b(data-src|src|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
GENERIC = re.compile(
    r"youtube video player|vimeo(?: video)? player|spotify embed(?:: .*)?|soundcloud(?: player)?"
    r"|interactive or visual content|map|line chart|bar chart|chart|table",
    re.IGNORECASE,
)
"""Titles that say no more than what the theme says anyway."""


class Block(msgspec.Struct, frozen=True):
    """What a block of WordPress says of itself."""

    url: str = ""


BLOCKS = msgspec.json.Decoder(Block)


def read_pasted(lines: Sequence[CopyLine], settings: EmbedSettings) -> tuple[CopyLine, ...]:
    """Return the lines with `[title](address)`, or the address, in the place of code that embeds something.

    There are as many lines as before: what the code had more is empty.
    """
    return tuple(_replaced(lines, settings))


def _replaced(lines: Sequence[CopyLine], settings: EmbedSettings) -> Iterator[CopyLine]:
    at = 0
    while at < len(lines):
        line = lines[at]
        end, words = at + 1, None
        if "<!--" in line.text:
            end, words = _read_block(lines, at)
        elif "<iframe" in line.text.casefold():
            words = _read_frame(line.text, settings)
        if words is None:
            yield line
            at += 1
            continue
        yield CopyLine(line.number, words, fold_blanks(words))
        yield from (CopyLine(empty.number, "", "") for empty in lines[at + 1 : end])
        at = end


def _read_block(lines: Sequence[CopyLine], at: int) -> tuple[int, str | None]:
    """Return where a block of WordPress ends, and its address with its caption; None if there is no such block."""
    opening = BLOCK.fullmatch(lines[at].text)
    if opening is None:
        return at + 1, None
    try:
        address = BLOCKS.decode(opening[1]).url
    except msgspec.DecodeError:
        return at + 1, None
    if not WEB_ADDRESS.fullmatch(address):
        return at + 1, None
    if opening[2]:
        return at + 1, address
    below = range(at + 1, min(at + 1 + MAX_BLOCK_LINES, len(lines)))
    end = next((number for number in below if BLOCK_END.fullmatch(lines[number].text)), None)
    if end is None:
        return at + 1, None
    caption = FIGCAPTION.search("\n".join(line.text for line in lines[at + 1 : end]))
    return end + 1, titled(TAG.sub("", caption[1]) if caption else "", address)


def _read_frame(text: str, settings: EmbedSettings) -> str | None:
    frame = FRAME.fullmatch(text)
    if frame is None:
        return None
    found = {name.casefold(): double or single for name, double, single in ATTRIBUTE.findall(frame[1])}
    address = unescape(found.get("src", "") or found.get("data-src", ""))
    address = f"https:{address}" if address.startswith("//") else address
    embed = recognise(address, settings)
    if embed is None:
        return None
    title = found.get("title", "").strip()
    return titled("" if GENERIC.fullmatch(title) else title, embed.url)
