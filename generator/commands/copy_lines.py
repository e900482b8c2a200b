"""Find the lines of a file of copy in which something stands."""

import re
from functools import cached_property
from pathlib import Path


class CopyLines:
    """The lines of one file of copy, which is opened only when something in it is to be told with its line."""

    def __init__(self, folder: Path, file: str) -> None:
        self.file = file
        self._path = folder / file

    @cached_property
    def lines(self) -> list[str]:
        """The lines; none if the file can't be read or is a document of another kind than text."""
        try:
            text = self._path.read_bytes()
        except OSError:
            return []
        return [] if b"\0" in text else text.decode("utf-8-sig", "replace").splitlines()

    def find(self, pattern: re.Pattern[str], after: int = 0) -> int:
        """Return the first line behind line `after` in which the pattern is found, counted from 1; 0 without one."""
        behind = enumerate(self.lines[after:], after + 1)
        return next((number for number, line in behind if pattern.search(line)), 0)
