"""The error of a command that can't do what it was asked to do."""

from generator.model import Problem


class CommandRefused(Exception):
    """Raised when a command can't do what was asked; nothing was changed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.where}: {problem.message}")
        self.problem = problem


def refuse(path: str, message: str, hint: str = "") -> CommandRefused:
    """Return the error to raise: what is wrong with `path`, and how to fix it."""
    return CommandRefused(Problem(path, 0, message, hint))
