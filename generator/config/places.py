"""Find the line of site.toml that holds a setting: Python's TOML library gives values without their lines."""

import re
from collections import Counter
from collections.abc import Iterable

from generator.model import Problem

FILE = "site.toml"

Mistake = tuple[str, str, str]
"""The dotted key of a setting, what is wrong with it, and how to fix it."""

TABLE = re.compile(r"[ \t]*(\[\[?)([^\[\]\n]+)\]")
SETTING = re.compile(r"[ \t]*([\w.\"' -]+?)[ \t]*=")


def locate_mistakes(text: str, mistakes: Iterable[Mistake]) -> list[Problem]:
    """Return the mistakes in `text`, a whole site.toml, as problems with their lines, sorted."""
    lines = find_lines(text)
    return sorted(
        Problem(FILE, line_of(lines, key), message, hint, code="setting-wrong") for key, message, hint in mistakes
    )


def line_of(lines: dict[str, int], key: str) -> int:
    """Return the line, counted from 1, that sets `key` or else its table; 0 when neither is written.

    `lines` comes from `find_lines`. A key in an inline table has the line of that table.
    """
    rest = _plain(key)
    while rest and rest not in lines:
        rest = rest[:-1].rpartition("[")[0] if rest.endswith("]") else rest.rpartition(".")[0]
    return lines.get(rest, 0)


def find_lines(text: str) -> dict[str, int]:
    """Map each dotted key and each table in `text` to the number of the first line that sets or opens it.

    Lines are counted from 1. `[1]` after a name stands for the second table of a list of tables.
    """
    found: dict[str, int] = {}
    counts: Counter[str] = Counter()
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if opened := TABLE.match(line):
            table = _plain(opened[2])
            if opened[1] == "[[":
                found.setdefault(table, number)
                counts[table] += 1
                table = f"{table}[{counts[table] - 1}]"
            found.setdefault(table, number)
        elif setting := SETTING.match(line):
            found.setdefault(f"{table}.{_plain(setting[1])}".lstrip("."), number)
    return found


def _plain(name: str) -> str:
    """Return the key without the spaces and quotation marks that TOML allows in it."""
    return re.sub(r"[\s\"']", "", name)
