"""Why a template stops a build."""

from generator.model import Problem


class TemplateError(Exception):
    """A template can't be used. `problem` names its file and line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.where}: {problem.message}")
        self.problem = problem

    def __reduce__(self) -> tuple[type["TemplateError"], tuple[Problem]]:
        return TemplateError, (self.problem,)
