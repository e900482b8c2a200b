"""The table `[extensions]` of site.toml: which extensions are used, and the settings of each, as plain values."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from generator.config.places import Mistake
from generator.config.wording import nearest, shown

KEY = "extensions"
NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")
"""A name has no dot and no slash, so that none leads out of the folder `extensions/`."""
LARGEST = 2**63
"""Whole numbers beyond it can't be kept in the catalogue."""


def gather_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the whole of site.toml with the settings of extensions under one key, as `ExtensionSettings` has them."""
    found = table.get(KEY)
    if not isinstance(found, Mapping):
        return dict(table)
    tables = {name: values for name, values in found.items() if name != "use" and isinstance(values, Mapping)}
    use = {"use": found["use"]} if "use" in found else {}
    return {**table, KEY: {**use, "tables": tables}}


def find_extension_mistakes(found: Any) -> Iterator[Mistake]:
    """Yield what is wrong in the table as it was written; the form of `use` itself is checked with all other forms."""
    if not isinstance(found, Mapping):
        return
    use = found.get("use", [])
    names = [name for name in use if isinstance(name, str)] if isinstance(use, list) else []
    for name in dict.fromkeys(names):
        yield from _name_mistakes(name, names.count(name))
    for name, values in found.items():
        if name == "use":
            continue
        if not isinstance(values, Mapping):
            message = f"There is no setting “extensions.{name}”."
            yield f"{KEY}.{name}", message, f"The settings of an extension stand in a table: [extensions.{name}]"
        elif name not in names:
            hint = nearest(name, names) or f"Add “{name}” to use, or take the table out."
            yield f"{KEY}.{name}", f"There are settings for the extension “{name}”, which isn't in use.", hint
        else:
            yield from find_unplain(values, f"{KEY}.{name}")


def _name_mistakes(name: str, count: int) -> Iterator[Mistake]:
    if not NAME.fullmatch(name) or name == "use":
        hint = "A name has small letters, digits, _ and -: reading_level stands for extensions/reading_level.py"
        yield f"{KEY}.use", f"“{name}” can't be the name of an extension.", hint
    elif count > 1:
        yield f"{KEY}.use", f"The extension “{name}” is named twice.", "Take one of the two out."


def find_unplain(value: Any, key: str) -> Iterator[Mistake]:
    """Yield each value below `key` that isn't plain: text, number, true, false, or lists and tables of these."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from find_unplain(item, f"{key}.{name}")
    elif isinstance(value, list):
        for item in value:
            yield from find_unplain(item, key)
    elif isinstance(value, date | time):
        yield (
            key,
            f"“{key}” can't be {shown(str(value))}.",
            "Dates and times are texts here: put it in quotes.",
        )
    elif isinstance(value, float) and not math.isfinite(value):
        yield key, f"“{key}” can't be {value}.", "Write a number."
    elif isinstance(value, int) and not -LARGEST <= value < LARGEST:
        yield key, f"The number in “{key}” is too large.", "Write it in quotation marks."
