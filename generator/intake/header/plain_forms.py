"""Turn what editors write in headers between `---` into YAML: wide colons of East Asia, and hashtags as topics."""

import re
from collections.abc import Sequence

from generator.intake.header.keys import KNOWN_KEYS, fold_key

WIDE_COLON = "："
"""What stands behind keys in headers of East Asia."""
WIDE_KEY = re.compile(r"([^\s:：]{1,20})：[ 　]*")
HASHTAGS = re.compile(r"([^\W\d_][\w -]{0,20}):[ \t]+(#[^\W_][^\n]{0,400})")
"""A key and hashtags, which YAML takes for a comment: `tags: #ferry, #council`."""
BETWEEN_TAGS = re.compile(r"\s*[,;]\s*|\s+(?=#)")


def as_yaml(block: Sequence[str]) -> list[str]:
    """Return the lines of a header as YAML reads them. Of most headers these are the same."""
    text = "\n".join(block)
    if text.isascii() and " #" not in text:
        return list(block)  # most headers
    lines = _with_plain_colons(block) if WIDE_COLON in text else list(block)
    return [_without_hashes(line) for line in lines] if " #" in text else lines


def _with_plain_colons(lines: Sequence[str]) -> list[str]:
    """Return the lines with plain colons behind keys, if one of the keys is known: `標題：渡輪`."""
    keys = [WIDE_KEY.match(line) for line in lines]
    if not any(found and fold_key(found[1]) in KNOWN_KEYS for found in keys):
        return list(lines)
    return [f"{found[1]}: {line[found.end() :]}" if found else line for line, found in zip(lines, keys, strict=True)]


def _without_hashes(line: str) -> str:
    found = HASHTAGS.fullmatch(line.rstrip())
    if found is None or KNOWN_KEYS.get(fold_key(found[1])) != "topics" or '"' in found[2]:
        return line
    tags = [tag.removeprefix("#") for tag in BETWEEN_TAGS.split(found[2])]
    return f'{found[1]}: "{", ".join(tags)}"'
