"""Why a command did nothing."""

from generator.model import Problem


class CommandRefused(Exception):
    """What was asked can't be done; nothing was touched."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.where}: {problem.message}")
        self.problem = problem


def refuse(path: str, message: str, hint: str = "") -> CommandRefused:
    """A refusal in an editor's words."""
    return CommandRefused(Problem(path, 0, message, hint))
