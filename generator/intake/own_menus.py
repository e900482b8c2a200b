"""Read `Menu:` and `Order:` in the header of a page of the paper's own."""

import re

from generator.intake.build_story import Copy, StoryReader
from generator.model import Gravity, Problem

MENUS = {
    "header": "header", "main": "header", "top": "header", "footer": "footer", "bottom": "footer", "more": "more",
    "support": "support",
}  # fmt: skip
"""Each name of a menu, also as other programs call it -> its own name."""
MENU_KEYS = {"menu", "menus", "order", "weight"}
"""The keys in the header of a page that only pages have. `weight` is what Hugo calls the order."""
NO_MENU = {"none", "no", "false", "-"}
ENTRY = re.compile(r"([^\W\d_]+)(?:\s+(-?\d{1,4}))?")
"""`footer`, or `footer 20`."""


def read_menus(copy: Copy, reader: StoryReader) -> tuple[tuple[str, int], ...]:
    """Return the menus that the page is in, each with its order there, which is 0 where the header has none."""
    order = _read_order(copy, reader)
    menus: dict[str, int] = {}
    for entry in _written(copy, "menu", "menus"):
        found = ENTRY.fullmatch(entry.casefold())
        menu = MENUS.get(found[1]) if found else None
        if menu and found:
            menus.setdefault(menu, int(found[2]) if found[2] else order)
        elif entry.casefold() not in NO_MENU:
            _report(reader, f"There is no menu “{entry}”.", "Write header, footer, more or support: Menu: footer")
    return tuple(menus.items())


def _read_order(copy: Copy, reader: StoryReader) -> int:
    for entry in _written(copy, "order", "weight"):
        if re.fullmatch(r"-?\d{1,4}", entry):
            return int(entry)
        _report(reader, f"“{entry}” isn't a place in a menu.", "Write a whole number; lower ones come first: Order: 10")
    return 0


def _written(copy: Copy, *keys: str) -> list[str]:
    """Return the entries under the first of these keys that the header has."""
    value = next((copy.extra[key] for key in keys if key in copy.extra), "")
    entries = re.split("[,;]", value) if isinstance(value, str) else value
    return [" ".join(entry.split()) for entry in entries if entry.strip()]


def _report(reader: StoryReader, message: str, hint: str) -> None:
    reader.problems.append(Problem(reader.file, 0, message, hint, Gravity.WARNING, code="header-menu"))
