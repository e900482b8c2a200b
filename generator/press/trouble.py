"""Why a template stops a build."""

from generator.model import Problem


class TemplateTrouble(Exception):
    """A template can't be used. `problem` names its file and line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.where}: {problem.message}")
        self.problem = problem

    def __reduce__(self) -> tuple[type["TemplateTrouble"], tuple[Problem]]:
        return TemplateTrouble, (self.problem,)
