"""Change the order in the text of content/front.toml, and leave everything else in it as people wrote it.

A remark at the end of a story's line goes where the story goes, and is deleted with it. A remark on a line of its own
stays above the story that it stands above, or above the next one if that story is removed.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Table

from generator.edition.front import TOML_FILE
from generator.errors import refuse

OPENING = (
    "# The stories that stand first on the front page, in this order. Each is named by its path in content/.\n"
    "# `broadsheet front` and the desk change the order. You may add remarks like this one.\n"
)
LEADS, SECTIONS = "leads", "sections"
QUOTED = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*')"""
LINE = re.compile(rf"\s*(?P<names>(?:{QUOTED}\s*,?\s*)*)(?P<remark>#.*)?")
"""Matches a line of a list: names in quotation marks, and then a remark."""
MOST_CHARS = 100
"""A list that had one line keeps one line up to this length."""
HINT = "Change it by hand: leads = [“world/summit”], with straight quotation marks."


class Remarks(msgspec.Struct, frozen=True):
    """The remarks in a list of names."""

    above: dict[str, tuple[str, ...]]
    """Each name -> the lines above it. Those after the last name stand under an empty one."""
    beside: dict[str, str]
    """Each name -> what follows it on its line."""


def order_in(text: str, section: str = "") -> tuple[str, ...]:
    """Return the names that front.toml puts first on a section's front, or on the paper's. Raises CommandRefused."""
    table = _parse(text)
    holder = table.get(SECTIONS, {}).get(section, {}) if section else table
    return tuple(holder.get(LEADS, ()))


def with_order(text: str, section: str, names: Sequence[str]) -> str:
    """Return the text of front.toml with these names first on a section's front, or on the paper's, in this order.

    Raises CommandRefused when the file is written in a way that can't be changed here.
    """
    names = list(dict.fromkeys(names))
    if order_in(text, section) == tuple(names):
        return text
    before = _parse(text)
    try:
        document = tomlkit.parse(text or OPENING)
        holder = _section_table(document, section) if section else document
        holder[LEADS] = _new_list(holder.get(LEADS), names)
        changed = tomlkit.dumps(document)
    except (TOMLKitError, ValueError, TypeError):
        raise _unchangeable() from None
    if _parse(changed) != _expected(before, section, names):
        raise _unchangeable()
    return changed


def _parse(text: str) -> dict[str, Any]:
    """Return what the file says. Raises CommandRefused when it can't be read, or isn't what a build understands."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise refuse(TOML_FILE, f"The file can't be read: {error}.", "Fix it by hand first.") from None
    sections = table.get(SECTIONS, {})
    tables = [table, *sections.values()] if isinstance(sections, dict) else [sections]
    lists = [one.get(LEADS, []) if isinstance(one, dict) else None for one in tables]
    if not all(isinstance(one, list) and all(isinstance(name, str) for name in one) for one in lists):
        raise _unchangeable()
    return table


def _expected(before: dict[str, Any], section: str, names: list[str]) -> dict[str, Any]:
    """Return what the file has to say after the change."""
    if not section:
        return {**before, LEADS: names}
    sections = before.get(SECTIONS, {})
    return {**before, SECTIONS: {**sections, section: {**sections.get(section, {}), LEADS: names}}}


def _section_table(document: tomlkit.TOMLDocument, section: str) -> Table:
    if SECTIONS not in document:
        document[SECTIONS] = tomlkit.table(is_super_table=True)
    sections = document[SECTIONS]
    if not isinstance(sections, Table | Container) or not isinstance(sections.get(section, tomlkit.table()), Table):
        raise _unchangeable()
    if section not in sections:
        sections[section] = tomlkit.table()
    found: Table = sections[section]
    return found


def _new_list(former: Any, names: Sequence[str]) -> Array:
    """Return the list of `names` with the remarks of the former list."""
    text = former.as_string() if isinstance(former, Array) else ""
    remarks = _read_remarks(text)
    quoted = {name: tomlkit.item(name).as_string() for name in names}
    line = f"[{', '.join(quoted.values())}]"
    if text and "\n" not in text and len(line) <= MOST_CHARS:
        return _as_list(line)
    lines = list(_written(remarks, quoted)) if names or remarks.above else []
    return _as_list("\n".join(["[", *lines, "]"]) if lines else "[]")


def _as_list(text: str) -> Array:
    found = tomlkit.parse(f"{LEADS} = {text}\n").item(LEADS)
    if not isinstance(found, Array):
        raise TypeError(text)
    return found


def _written(remarks: Remarks, quoted: dict[str, str]) -> Iterator[str]:
    """Yield the lines of a list: each name with its remarks, and those of removed ones before the next."""
    names, left = list(quoted), list(remarks.above)
    for name in names:
        while left and left[0] not in quoted:
            yield from (f"    {line}" for line in remarks.above[left.pop(0)])
        if name in left:
            left.remove(name)
        yield from (f"    {line}" for line in remarks.above.get(name, ()))
        beside = remarks.beside.get(name, "")
        yield f"    {quoted[name]},{f'  {beside}' if beside else ''}"
    yield from (f"    {line}" for name in left for line in remarks.above[name])


def _read_remarks(text: str) -> Remarks:
    """Return the remarks in the text of a list. Raises CommandRefused for a line that isn't understood."""
    above: dict[str, tuple[str, ...]] = {}
    beside: dict[str, str] = {}
    waiting: list[str] = []
    for line in text.strip().removeprefix("[").removesuffix("]").splitlines():
        found = LINE.fullmatch(line.replace("\t", " ").rstrip())
        if found is None:
            raise _unchangeable()
        names = [tomllib.loads(f"name = {quoted}")["name"] for quoted in re.findall(QUOTED, found["names"])]
        for name in names:
            above[name], waiting = (*above.get(name, ()), *waiting), []
        if found["remark"] and names:
            beside[names[-1]] = found["remark"]
        elif found["remark"]:
            waiting.append(found["remark"])
    return Remarks({**above, "": tuple(waiting)} if waiting else above, beside)


def _unchangeable() -> Exception:
    return refuse(TOML_FILE, "Its list of stories is written in a way that can't be changed here.", HINT)
