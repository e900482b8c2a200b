"""Regular expressions that are compiled when they are first used.

To compile all of them takes a quarter of a second, a third of what it takes to load the program. One that names many
letters of other writings takes some milliseconds alone, and most commands never use it.
"""

import re
from functools import cached_property
from typing import Any, cast


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used as `re.compile(source, flags)` can, through its methods and attributes.

    A mistake in `source` raises re.error at the first use.
    """
    return cast("re.Pattern[str]", LazyPattern(source, flags))


class LazyPattern:
    """A pattern that takes each method from the compiled one at its first use. Later uses are as quick as usual."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
