"""Read the title and the fields at the top of a text in reStructuredText."""

import re

from generator.imports.front_matter import FrontMatter
from generator.intake.header.keys import fold_key

RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*")
FIELD = re.compile(r":([A-Za-z][\w -]{0,40}):(?:[ \t]+(.*))?")


def read_fields(text: str) -> FrontMatter:
    """Return the title and the fields of a text as its header, and the rest of it as its body."""
    lines = text.lstrip("\ufeff").split("\n")
    at = _skip_blank(lines, 0)
    values: dict[str, str] = {}
    title, at = _title_at(lines, at)
    if title:
        values["title"] = title
    at = key_at = _skip_blank(lines, at)
    key = ""
    while at < len(lines):
        found = FIELD.fullmatch(lines[at].rstrip())
        if found:
            key = fold_key(found[1])
            values[key] = (found[2] or "").strip()
        elif key and lines[at].startswith((" ", "\t")) and lines[at].strip():
            values[key] = f"{values[key]} {lines[at].strip()}".strip()
        else:
            break
        at += 1
    return FrontMatter(values, "\n".join(lines[at if key else key_at :]), has_header=bool(values))


def _skip_blank(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _title_at(lines: list[str], at: int) -> tuple[str, int]:
    """Return the title that is at a line, under a rule or between two, and the line behind it; empty without one."""
    window = [*lines[at : at + 3], "", "", ""]
    if RULE.fullmatch(window[0]) and window[1].strip() and RULE.fullmatch(window[2]):
        return window[1].strip(), at + 3
    if window[0].strip() and not window[0].startswith((" ", ":")) and RULE.fullmatch(window[1]):
        return window[0].strip(), at + 2
    return "", at
