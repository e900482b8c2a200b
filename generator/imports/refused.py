"""The error for a source that can't be read."""

from pathlib import Path

from generator.errors import CommandRefused
from generator.model import Problem


def refuse_source(path: Path, message: str, hint: str = "") -> CommandRefused:
    """Return the error to raise: what is wrong with the source at `path`, and how to fix it."""
    return CommandRefused(Problem(str(path), 0, message, hint))
