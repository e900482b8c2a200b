"""Keep the newest entries of a table."""

from typing import TypeVar

Value = TypeVar("Value")


def keep_newest(table: dict[str, Value], name: str, value: Value, most: int) -> None:
    """Add an entry to a table of at most so many, the oldest of which go."""
    for old in list(table)[: 1 - most]:
        table.pop(old, None)
    table[name] = value
