"""The form in which it is told that a template can't be used. Jinja isn't loaded for it."""

from typing import NamedTuple

from generator.model import Problem

STAYS = "The site stays as it was until the template is fixed."


class Advice(NamedTuple):
    """What is wrong with a template, and how to mend it."""

    what: str
    fix: str = ""


def template_problem(name: str, line: int, advice: Advice) -> Problem:
    """Return the problem of a template that can't be used."""
    message = f"The template can't be used: {advice.what.rstrip('.')}."
    return Problem(f"templates/{name}", line, message, f"{advice.fix} {STAYS}".lstrip(), code="template-broken")
