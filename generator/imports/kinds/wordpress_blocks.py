"""Put the text of reusable blocks into the posts that show them. WordPress keeps such a block as a post of its own."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.imports.xml_stream import read_elements

KIND = "wp_block"
SHOWN = re.compile(r"<!--\s*wp:block\s+(\{[^<>]{0,4000}\})\s*/-->")
"""The mention of a block. WordPress writes `<` and `>` in its arguments as `\\u003c` and `\\u003e`."""
NUMBER = re.compile(r'"ref":\s*(\d{1,20})')
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
