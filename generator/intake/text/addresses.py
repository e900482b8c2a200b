"""Find the addresses of pages and mailboxes in text."""

import re
from collections.abc import Iterator

import msgspec

PAGE = r"(?:https?://|www\.(?=[^\W_]))[^\s\x00-\x1f<>\"“”„«»‘’{}|\\^`]{2,2000}"
MAILBOX = r"[\w.+-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}"
ADDRESS = re.compile(rf"(?<![\w@/.+-])(?:{PAGE}|{MAILBOX})(?![\w@])", re.IGNORECASE)
"""An address that stands by itself in a text."""
AFTER = ".,;:!?…'*_~。，、；：！？"
"""Signs at the end of an address that belong to the sentence."""
PAIRS = {")": "(", "]": "[", "）": "（", "」": "「", "】": "【"}
HOST = re.compile(
    r"(?:https?://|(?=www\.))(?:[^\W_](?:[\w-]*[^\W_])?\.)*[^\W_](?:[\w-]*[^\W_])?(?::\d{1,5})?(?:[/?#]|$)",
    re.IGNORECASE,
)
"""The beginning of an address with a host that can exist."""
SIGNS = ("://", "www.", "@", "WWW.", "Www.")


class Link(msgspec.Struct, frozen=True):
    """An address in a text."""

    begin: int
    end: int
    """The place in the text; `end` is behind the last character."""
    href: str
    """What the link leads to: with `https://` or `mailto:` where the text has neither."""


def find_links(text: str) -> Iterator[Link]:
    """Yield the addresses in `text`, without the marks of the sentence that they stand in."""
    if not may_hold_address(text):
        return
    for found in ADDRESS.finditer(text):
        words = _trim(found[0])
        href = _href_of(words)
        if href:
            yield Link(found.start(), found.start() + len(words), href)


def may_hold_address(text: str) -> bool:
    """Tell quickly whether an address may be in `text`."""
    for sign in SIGNS:  # noqa: SIM110 (every paragraph is asked, and a generator takes four times as long)
        if sign in text:
            return True
    return False


def _trim(address: str) -> str:
    """Return an address without the marks behind it, and without a bracket that it doesn't open."""
    while address:
        last = address[-1]
        if last in AFTER or (last in PAIRS and address.count(last) > address.count(PAIRS[last])):
            address = address[:-1]
        else:
            break
    return address


def _href_of(words: str) -> str:
    if "@" in words and "/" not in words.partition("@")[0]:
        return f"mailto:{words}"
    if not HOST.match(words) or "." not in words:
        return ""
    return words if words[:4].casefold() == "http" else f"https://{words}"
