"""Change one line of a story's header, in whatever form it is written. Nothing else of the text is touched.

All functions take and return texts with lines that end with a line feed. Whether the result says what it should is for
the caller to check, by reading it as a build would.
"""

import json
import re
from collections.abc import Mapping, Sequence

from generator.intake.header.split import TOML, YAML, read_fence
from generator.intake.html.markdown import read_heading

VALUE = re.compile(
    r"""(?P<key>\s*["']?[^:="']{1,40}["']?\s*[:=]\s*)(?P<quote>["']?).*?(?P=quote)(?P<end>\s*,?(?:\s+#.*)?)"""
)
"""A line `Key: value`, in quotation marks or not, with what may follow in YAML, TOML and JSON: a comma, a remark."""
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
    return (f"{found['key']}{found['quote']}{value}{found['quote']}{found['end']}",)


def dropped(text: str, number: int) -> tuple[str, ...]:
    """Return what is left of line `number` of `text` without its field: in YAML and TOML, a remark at its end."""
    remark = REMARK.search(text.split("\n")[number - 1]) if fence_of(text) else None
    return (remark[0].strip(),) if remark else ()


def add_paragraph(text: str, paragraph: str) -> str:
    """Return `text` with a paragraph at its end."""
    return f"{text.rstrip()}\n\n{paragraph}\n"
