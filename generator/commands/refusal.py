"""Why a command did nothing."""

from generator.errors import CommandRefused
from generator.model import Problem


def refuse(path: str, message: str, hint: str = "") -> CommandRefused:
    """A refusal in an editor's words."""
    return CommandRefused(Problem(path, 0, message, hint))
