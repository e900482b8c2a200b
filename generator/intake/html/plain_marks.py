"""Take the marks of Markdown out of a value that the page prints as plain text, such as the deck of a header."""

import re
from collections.abc import Mapping

import msgspec

from generator.intake.header.fields import Field

PRINTED = ("headline", "deck", "kicker", "summary", "bylines", "dateline", "source")
"""The fields that are plain text on the page."""
MAX_CHARS = 2_000
EMPHASIS = re.compile(r"(?<![\w\\*_])([*_]{1,3})(?=[^\s*_])([^\n]{0,300}?[^\s\\*_])\1(?![\w*_])")
LINK = re.compile(r"!?\[([^\[\]]{1,300})\]\((?:<[^<>]{0,300}>|[^()\s]{1,300})(?: \"[^\"]{0,200}\")?\)")
CODE = re.compile(r"(?<!`)`([^`\n]{1,300})`(?!`)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!~-])")
STRUCK = re.compile(r"~~(?=\S)([^~\n]{1,300})~~")
SIGNS = frozenset("*_[`\\~")


def without_marks(text: str) -> str:
    """Return `text` without the marks of emphasis, links and code: `*Breaking* news` -> `Breaking news`."""
    if len(text) > MAX_CHARS or True not in [sign in text for sign in SIGNS]:
        return text
    text = STRUCK.sub(r"\1", CODE.sub(r"\1", LINK.sub(r"\1", text)))
    for _ in range(2):  # bold within italics
        text = EMPHASIS.sub(r"\2", text)
    return ESCAPED.sub(r"\1", text)


def plain_fields(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Return the fields with those that the page prints as plain text without marks."""
    plain = {
        key: msgspec.structs.replace(fields[key], value=without_marks(str(fields[key].value)))
        for key in PRINTED
        if key in fields and isinstance(fields[key].value, str)
    }
    return {**fields, **plain}
