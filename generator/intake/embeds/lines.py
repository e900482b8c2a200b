"""How an embed is written on a line of its own: as its address, or as `[title](address)`."""

import re
from html import unescape

import msgspec

from generator.intake.embeds.recognise import may_be_embed

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\[\]()]{1,1000}")
MARKS = "\u200e\u200f\u061c\ufeff\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
"""Marks of direction, which programs put around an address in Arabic or Hebrew text."""
BARE = re.compile(r"<?((?:https?://)?[A-Za-z0-9-]+\.[^\s<>\"]{3,1000}?)>?")
NAMED = re.compile(r"\[([^\[\]]{1,500})\]\(<?(https?://[^\s<>\"()]{1,1000})>?(?: +(?:\"[^\"]*\"|'[^']*'))?\)")
PICTURED = re.compile(r"\[!\[[^\[\]]{0,500}\]\([^()]{1,500}\)\]\((https?://[^\s<>\"()]{1,1000})\)")
BRACKETS = {ord("["): "(", ord("]"): ")"}


def titled(title: str, address: str) -> str:
    """Return the line `[title](address)`; without a title, the address alone."""
    words = " ".join(title.translate(BRACKETS).split())
    return f"[{words}]({address})" if words else address


class EmbedLine(msgspec.Struct, frozen=True):
    """A line that may be an embed: nothing is on it but one address, which may have a title."""

    text: str
    """The line without what is around it."""
    address: str
    is_bare: bool
    """True if it has no title and no picture."""


def read_embed_line(text: str) -> EmbedLine | None:
    """Return what stands alone on a line; None if it isn't one address."""
    words = unescape(text.strip().strip(MARKS).strip())
    named = NAMED.fullmatch(words) or PICTURED.fullmatch(words)
    bare = BARE.fullmatch(words)
    if named is None and bare is None:
        return None
    given = named[named.lastindex or 0] if named else bare[1] if bare else ""
    address = given if "://" in given else f"https://{given}"
    is_bare = named is None or (named.re is NAMED and BARE.fullmatch(named[1]) is not None)
    return EmbedLine(address if is_bare else words, address, is_bare)


def is_embed_line(text: str) -> bool:
    """Tell whether a line may be an embed, whatever the paper's settings."""
    if "." not in text or ("/" not in text):
        return False
    line = read_embed_line(text)
    return line is not None and may_be_embed(line.address)
