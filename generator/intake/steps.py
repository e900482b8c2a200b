"""Work in steps, so that many files can go through each step together.

Reading one file is a generator: it yields between its steps, and returns the result. A processor does one step for many
files faster than all steps for one file, because its caches then hold the code and the tables that the step needs.
"""

from collections.abc import Generator, Iterable
from typing import TypeVar

T = TypeVar("T")
Steps = Generator[None, None, T]


def finish(steps: Steps[T]) -> T:
    """Return the result of one reading, all steps of which are done at once."""
    [result] = finish_together([steps])
    return result


def finish_together(readings: Iterable[Steps[T]]) -> list[T]:
    """Return the results in the order of the readings. Each step is done in all of them before the next one.

    An error of one reading ends all of them.
    """
    running = dict(enumerate(readings))
    results: dict[int, T] = {}
    while running:
        for at, steps in list(running.items()):
            try:
                next(steps)
            except StopIteration as end:
                results[at] = end.value
                del running[at]
    return [results[at] for at in sorted(results)]
