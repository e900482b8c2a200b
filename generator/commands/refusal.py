"""The error of a command that can't do what it was asked to do."""

from generator.errors import CommandRefused
from generator.model import Problem


def refuse(path: str, message: str, hint: str = "") -> CommandRefused:
    """Return the error to raise: what is wrong with `path`, and how to fix it."""
    return CommandRefused(Problem(path, 0, message, hint))
