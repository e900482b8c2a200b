"""Read blocks that have their text elsewhere: reusable ones in a post of their own, plugins' in their settings."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import msgspec

from generator.imports.parts import Tell
from generator.imports.xml_stream import read_elements

KIND = "wp_block"
SHOWN = re.compile(r"<!--\s*wp:block\s+(\{[^<>]{0,4000}\})\s*/-->")
"""The mention of a block. WordPress writes `<` and `>` in its arguments as `\\u003c` and `\\u003e`."""
NUMBER = re.compile(r'"ref":\s*(\d{1,20})')
SETTINGS = re.compile(
    r"<!--\s*wp:((?!core|jetpack/|woocommerce/|yoast|block\b)[a-z][a-z0-9-]{0,60}/[a-z0-9-]{1,80})\s+(\{[^<>]{0,100000}\})\s*/-->"
)
"""A block of a plugin that has no HTML: a program made it of the settings."""
FEWEST_WORDS = 3
"""The fewest words of a setting that is a text."""
TAGGED = re.compile(r"</(?:p|ul|ol|h[1-6]|blockquote|figure|div)>")
UNSHOWN = "Blocks of plugins, of which the texts were kept"
MAX_DEPTH = 3
"""How deep blocks may be in blocks."""
MAX_CHARS = 4_000_000
CHUNK_BYTES = 1 << 20


def read_blocks(files: Iterable[Path]) -> dict[str, str]:
    """Return the texts of the published reusable blocks in the exports, by their numbers."""
    blocks: dict[str, str] = {}
    for file in filter(_has_blocks, files):
        for element in read_elements(file):
            if element.name == "item" and element.first("wp:post_type") == KIND:
                is_public = element.first("wp:status") == "publish"
                blocks[element.first("wp:post_id")] = element.first("content:encoded") if is_public else ""
    return blocks


def _has_blocks(file: Path) -> bool:
    """Tell whether the name of the kind is anywhere in a file, which is faster than to parse it."""
    sign = KIND.encode()
    with file.open("rb") as opened:
        end = b""
        while chunk := opened.read(CHUNK_BYTES):
            if sign in end + chunk:
                return True
            end = chunk[-len(sign) :]
    return False


def fill_blocks(body: str, blocks: Mapping[str, str]) -> str:
    """Return a body in which each mention of a reusable block is the text of it."""
    for _ in range(MAX_DEPTH):
        shown = missing_blocks(body)
        if not shown or len(body) + sum(len(blocks.get(one, "")) for one in shown) > MAX_CHARS:
            break
        body = SHOWN.sub(lambda found: blocks.get(_number_in(found), found[0]), body)
    return body


def missing_blocks(body: str) -> list[str]:
    """Return the numbers of the reusable blocks that a body mentions."""
    return [_number_in(found) for found in SHOWN.finditer(body)] if "wp:block" in body else []


def _number_in(found: re.Match[str]) -> str:
    number = NUMBER.search(found[1])
    return number[1] if number else ""


def words_of_blocks(body: str, tell: Tell) -> str:
    """Return a body with the words that blocks of plugins have in their settings, since a program showed them."""
    return SETTINGS.sub(lambda found: _words_in(found, tell), body)


def _words_in(found: re.Match[str], tell: Tell) -> str:
    try:
        said: Any = msgspec.json.decode(found[2])
    except (msgspec.DecodeError, RecursionError):
        return found[0]
    data = said.get("data") if isinstance(said, dict) and isinstance(said.get("data"), dict) else said
    texts = [value for key, value in data.items() if not key.startswith("_")] if isinstance(data, dict) else []
    words = [one.strip() for one in texts if isinstance(one, str) and len(one.split()) >= FEWEST_WORDS]
    tell(UNSHOWN, found[1])
    return "\n\n".join(one if TAGGED.search(one) else f"<p>{escape(one, quote=False)}</p>" for one in words)
