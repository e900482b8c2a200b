"""Read the cells of a table as days, so that readers can sort by them. None is guessed."""

import re
from collections.abc import Sequence

from generator.intake.charts.numbers import MIN_SHARE, is_missing
from generator.intake.text.dates import day_of

SAMPLE = 20
"""If none of the first filled cells is a day, the others aren't looked at."""
NUMBERED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2\d{2,4}")
MONTHS = 12


def read_days(cells: Sequence[str], language: str) -> tuple[int | None, ...]:
    """Return the cells of a column as days, counted from the year 1; nothing if it isn't a column of days."""
    filled = [cell for cell in cells if not is_missing(cell)]
    order = _order_in(filled)
    if not any(day_of(cell, order, language) for cell in filled[:SAMPLE]):
        return ()
    days = tuple(_day(cell, order, language) for cell in cells)
    found = sum(day is not None for day in days)
    return days if found >= len(filled) * MIN_SHARE else ()


def _day(cell: str, order: str, language: str) -> int | None:
    found = None if is_missing(cell) else day_of(cell, order, language)
    return found.toordinal() if found else None


def _order_in(cells: Sequence[str]) -> str:
    """Return `dmy` or `mdy` if some cells can only be read so and none only in the other way; else nothing."""
    found = [match for match in map(NUMBERED.fullmatch, cells) if match]
    orders = {"dmy" for one in found if int(one[1]) > MONTHS} | {"mdy" for one in found if int(one[3]) > MONTHS}
    return orders.pop() if len(orders) == 1 else ""
