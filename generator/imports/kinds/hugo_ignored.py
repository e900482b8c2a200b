"""Find the files that `ignoreFiles` of a Hugo site leaves out.

Its patterns are regular expressions of strangers. Some would take Python for ever, so workers match them.
"""

import re
from collections.abc import Sequence

from generator.imports.records import Leftover
from generator.workers import WorkerKilled, Workers

LIMIT_S = 5.0
"""How long one pattern may take for all files of a site."""
MOST = 100
"""The most patterns that are read."""
UNREAD = "Patterns in ignoreFiles that can't be read, or that take too long; the files that they name were imported"


def find_ignored(patterns: Sequence[str], names: Sequence[str]) -> tuple[frozenset[str], list[Leftover]]:
    """Return the files that any of these patterns names, and what the report says of patterns that name none."""
    found: set[str] = set()
    unread = [Leftover(UNREAD, pattern) for pattern in patterns[MOST:]]
    patterns = patterns[:MOST]
    if not patterns:
        return frozenset(), unread
    with Workers() as workers:
        batches = [(pattern, names) for pattern in patterns]
        for pattern, result in zip(patterns, workers.run(match_names, batches, LIMIT_S), strict=True):
            if isinstance(result, WorkerKilled) or result is None:
                unread.append(Leftover(UNREAD, pattern))
            else:
                found.update(result)
    return frozenset(found), unread


def match_names(batch: tuple[str, Sequence[str]]) -> list[str] | None:
    """Return the files that a pattern names, below `content` or from there; None if it is no pattern. In a worker."""
    written, names = batch
    try:
        pattern = re.compile(written)
    except (re.error, RecursionError, OverflowError):
        return None
    return [name for name in names if pattern.search(f"content/{name}") or pattern.search(name)]
