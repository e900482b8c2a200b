"""Change one line of a story's header, in whatever form it is written. Nothing else of the text is touched.

All functions take and return texts with lines that end with a line feed. Whether the result says what it should is for
the caller to check, by reading it as a build would.
"""

import json
import re
from collections.abc import Mapping, Sequence

from generator.intake.header.split import TOML, YAML, read_fence
from generator.intake.html.markdown import read_heading

KEY = r"""(?P<key>\s*(?:\.\. )?["']?[^\W\d_][^\W\d]*(?:[ -][^\W\d]+){0,3}["']?\s*[:=]\s*)"""
END = r"(?P<end>\s*,?(?:\s+#.*)?)"
"""What may follow a value in YAML, TOML and JSON: a comma, a remark."""
VALUE = re.compile(rf"""{KEY}(?P<quote>["']?).*?(?P=quote){END}""")
"""A line `Key: value`, with the value in quotation marks or not."""
STRINGS = re.compile(rf"""{KEY}(?:\[(?P<items>.+)\]|(?P<item>"(?:[^"\\]|\\.)*")){END}""")
"""A line with a list of strings in brackets, or with one string in quotation marks."""
REMARK = re.compile(r"\s+#.*")


def fence_of(text: str) -> str:
    """Return the fence with which the header of a text begins, `---` or `+++`; empty if it has no such header."""
    return read_fence(next((line for line in text.split("\n") if line.strip()), ""))


def write_field(text: str, key: str, value: str, *, quoted: bool = False) -> str:
    """Return the line `Key: value` in the form that the header of `text` has.

    With `quoted`, the value may hold any characters, which YAML then needs quotation marks for.
    """
    fence = fence_of(text)
    if fence == TOML:
        return f"{key.lower()} = {json.dumps(value, ensure_ascii=False)}"
    if fence == YAML:
        return f"{key.lower()}: {json.dumps(value, ensure_ascii=False) if quoted else value}"
    return f"{key}: {value}"


def add_line(text: str, line: str) -> str:
    """Return `text` with `line` at the top of its header, or under the headline when there is no header."""
    lines = text.split("\n")
    first = next((number for number, one in enumerate(lines) if one.strip()), 0)
    if read_heading(lines[first : first + 2])[1]:
        return "\n".join([*lines[:first], line, "", *lines[first:]])
    if len(lines) == first + 1:
        lines.append("")
    return "\n".join([*lines[: first + 1], line, *lines[first + 1 :]])


def with_lines(text: str, changes: Mapping[int, Sequence[str]]) -> str:
    """Return `text` with other lines, or none, in place of those with these numbers, counted from 1."""
    lines = text.split("\n")
    return "\n".join(new for number, line in enumerate(lines, 1) for new in changes.get(number, (line,)))


def valued(text: str, number: int, value: str, whole: str) -> tuple[str, ...]:
    """Return line `number` of `text` with another value.

    A line that isn't `Key: value`, such as a date as newspapers print it, becomes `whole`.
    """
    found = VALUE.fullmatch(text.split("\n")[number - 1])
    if found is None:
        return (whole,)
    quote = found["quote"] or ('"' if fence_of(text) == TOML else "")
    return (f"{found['key']}{quote}{value}{quote}{found['end']}",)


def joined(text: str, number: int, more: str) -> tuple[str, ...]:
    """Return line `number` of `text` with one more string in its list; nothing for a line in another form."""
    found = STRINGS.fullmatch(text.split("\n")[number - 1])
    if found is None:
        return ()
    items = f"{found['items'] or found['item']}, {json.dumps(more, ensure_ascii=False)}"
    return (f"{found['key']}[{items}]{found['end']}",)


def dropped(text: str, number: int) -> tuple[str, ...]:
    """Return what is left of line `number` of `text` without its field: in YAML and TOML, a remark at its end."""
    remark = REMARK.search(text.split("\n")[number - 1]) if fence_of(text) else None
    return (remark[0].strip(),) if remark else ()


def add_paragraph(text: str, paragraph: str) -> str:
    """Return `text` with a paragraph at its end."""
    return f"{text.rstrip()}\n\n{paragraph}\n"
