"""Find out which files of a folder the old program never showed, going by its settings and by headers of folders."""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import msgspec

from generator.files import read_whole
from generator.imports import toml_table
from generator.imports.values import is_no, is_yes, text_of
from generator.intake.header.keys import fold_key
from generator.intake.header.lines import HeaderError
from generator.intake.header.yaml_header import NotYaml, read_tables
from generator.intake.wire.restrained_names import is_restrained_folder
from generator.intake.wire.restraining_keys import WITHHELD

UNSHOWN = "Texts that the old site didn't show, or that no list of it led to, written as drafts"
"""What the report says of such texts."""
UNSHOWN_SECTION = "Texts about sections that the old site didn't show, left out"
MAX_BYTES = 2_000_000
NEVER = {"never", "false", "no", "link", "off"}
HIDING = {
    "draft", "isdraft", "wip", "hidden", "ishidden", "private", "isprivate", "unlisted", "isunlisted", "secret",
    "deleted", "trashed", "password", "passwordprotected", "protected", "membersonly", "subscribersonly",
    "patronsonly", "paywall", "paywalled", "premium", "ispremium", "paidonly",
}  # fmt: skip
"""Keys of headers that keep a text back with anything but a “no”, whichever theme or plugin they are of."""
SHOWING = {"published", "publish", "ispublished", "public", "ispublic", "visible", "listed"}
"""Keys that keep it back with a “no”."""
STATES = {"status", "state", "visibility", "access", "audience"}
KEEPING = {
    "draft", "drafts", "private", "hidden", "unlisted", "unpublished", "pending", "review", "in review", "idea",
    "trash", "spiked", "killed", "protected", "password", "internal", "members", "subscribers", "paid", "premium",
}  # fmt: skip
"""Their values that keep it back."""
UNREADABLE = (OSError, ValueError, RecursionError, HeaderError, NotYaml)


def read_table(path: Path) -> Mapping[str, Any]:
    """Return settings in YAML with all their tables; empty if there are none that can be read."""
    try:
        return _table(read_tables(read_whole(path, MAX_BYTES).decode("utf-8-sig", "replace")))
    except UNREADABLE:
        return {}


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file that say something; none if there is no such file."""
    try:
        lines = read_whole(path, MAX_BYTES).decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def read_header(path: Path) -> Mapping[str, Any]:
    """Return the header of a file with all its tables, however deep; empty for one that can't be read."""
    try:
        text = read_whole(path, MAX_BYTES).decode("utf-8-sig", "replace").replace("\r\n", "\n").lstrip()
        fence = text[:3]
        if fence in {"---", "+++"}:
            block = text[3:].partition(f"\n{fence}")[0]
            return _table(read_tables(block) if fence == "---" else toml_table.read_table(block))
        return _table(msgspec.json.decode(text[: text.rfind("\n}") + 2])) if fence.startswith("{") else {}
    except UNREADABLE:
        return {}


def _table(value: Any) -> Mapping[str, Any]:
    return {fold_key(str(key)): one for key, one in value.items()} if isinstance(value, dict) else {}


def is_unshown(header: Mapping[str, Any], *, is_listed: bool = True) -> bool:
    """Tell whether a header of Hugo says that a text has no page or, if it would be `is_listed`, that no list shows it.

    The keys of `header` are folded.
    """
    build = header.get("build")
    rules = _table(build)
    wanted = ("render", "list") if is_listed else ("render",)
    hidden = any(text_of(rules.get(name)).casefold() in NEVER for name in wanted)
    return hidden or is_yes(header.get("headless"))


def is_withheld(values: Mapping[str, Any]) -> bool:
    """Tell whether a header says that a text isn't for all readers, in the words of whatever theme or plugin.

    The keys of `values` are folded.
    """
    hiding = any(not is_no(words) for name in HIDING & values.keys() if (words := text_of(values[name])))
    is_off = any(is_no(values[name]) for name in SHOWING & values.keys())
    is_held = any(is_yes(values[name]) for name in WITHHELD & values.keys())
    return (
        hiding
        or is_held
        or is_off
        or any(text_of(values[name]).casefold() in KEEPING for name in STATES & values.keys())
    )


def is_kept_back(values: Mapping[str, Any], path: str) -> bool:
    """Tell whether a file isn't for all readers, going by its header, of which the keys are folded, and its folder."""
    return is_withheld(values) or any(map(is_restrained_folder, path.split("/")[:-1]))


def hides_below(header: Mapping[str, Any]) -> bool:
    """Tell whether the header of a folder's text in Hugo hides the texts in the folder: `cascade` with `draft`."""
    cascade = header.get("cascade")
    rules = map(_table, cascade if isinstance(cascade, list) else [cascade])
    return any(is_unshown(one) or is_withheld(one) for one in rules)


def is_below(path: str, folders: Iterable[str]) -> bool:
    """Tell whether a file is in one of these folders, or anywhere below one. `""` is the folder at the top."""
    return any(not folder or path.startswith(f"{folder}/") for folder in folders)


def is_left_out(path: str, patterns: Iterable[str]) -> bool:
    """Tell whether a list of files and folders to leave out names a path, or a folder above it."""
    parts = path.split("/")
    above = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    for written in patterns:
        pattern = written.removeprefix("./").removeprefix("**/").strip("/").removesuffix("/**").removesuffix("/*")
        names = above if "/" in pattern else [*above, *parts]
        if pattern and any(fnmatchcase(name, pattern) for name in names):
            return True
    return False
