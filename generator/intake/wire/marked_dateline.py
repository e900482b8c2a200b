"""Take the dateline off the first paragraph of Markdown: `**MARROW BAY** (AP) — The council met.`"""

import re

import msgspec

from generator.intake.embeds.lines import is_embed_line
from generator.intake.wire.datelines import Dateline, read_dateline
from generator.intake.wire.notes import read_note

EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<words>[^*_]{1,120}?)(?<=\S)(?P=mark)(?![*_])")
ITEM = re.compile(r"[ \t]{0,3}(?:[*+-]|\d{1,3}[.)])[ \t]+\S")
NO_PROSE = re.compile(r"[ ]{4}|\t|[ ]{0,3}(?:#|>|\||```|~~~|<(?!(?:em|strong|i|b)>)|!\[)")
DASHES = (("&mdash;", "—"), ("&ndash;", "–"), ("&#8212;", "—"), ("&#8211;", "–"))


class MarkedOpening(msgspec.Struct, frozen=True):
    """The dateline of a Markdown text, and the text without it."""

    dateline: Dateline
    source: str
    line: int
    """The index of the dateline's line in the text."""
    is_taken: bool
    """False if a note stands before it, so that the dateline stays in its paragraph."""


def take_marked_dateline(source: str) -> MarkedOpening | None:
    """Return the dateline that opens the first paragraph of `source`; None without one.

    Lists, embeds and notes may stand before it.
    """
    lines = source.split("\n")
    at, is_first = _find_paragraph(lines)
    if at < 0:
        return None
    end = next((end for end in range(at, len(lines)) if not lines[end].strip()), len(lines))
    line = _without_entities(lines[at].strip())
    emphasis = EMPHASIS.match(line)
    plain = f"{emphasis['words']}{line[emphasis.end() :]}" if emphasis else line
    found = read_dateline(" ".join([plain, *(one.strip() for one in lines[at + 1 : end])]))
    if found is None or not plain.startswith(found.printed):
        return None
    if not is_first:
        return MarkedOpening(found, source, at, is_taken=False)
    lede = _cut(plain, found.printed, emphasis)
    kept = [lede] if lede else []
    return MarkedOpening(found, "\n".join([*lines[:at], *kept, *lines[at + 1 :]]), at, is_taken=True)


def _find_paragraph(lines: list[str]) -> tuple[int, bool]:
    """Return the index of the first line of the first paragraph, or -1, and whether no note stands before it."""
    is_first = True
    at = 0
    while at < len(lines):
        if not lines[at].strip() or ITEM.match(lines[at]) or is_embed_line(lines[at]):
            at += 1
        elif NO_PROSE.match(lines[at]):
            return -1, False
        elif read_note(lines[at].strip()) is None:
            return at, is_first
        else:
            is_first = False
            at += 1
    return -1, False


def _without_entities(line: str) -> str:
    for entity, dash in DASHES:
        line = line.replace(entity, dash)
    return line


def _cut(plain: str, printed: str, emphasis: re.Match[str] | None) -> str:
    """Return the line without its dateline. Emphasis that goes on behind it stays."""
    rest = plain[len(printed) :].lstrip()
    emphasised = len(emphasis["words"]) - len(printed) if emphasis else 0
    if emphasis is None or emphasised <= 0:
        return rest
    words = emphasis["words"][len(printed) :].strip()
    return f"{emphasis['mark']}{words}{emphasis['mark']}{emphasis.string[emphasis.end() :]}" if words else rest
