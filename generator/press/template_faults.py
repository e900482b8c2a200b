"""What is wrong with a template, told by file and line."""

from collections.abc import Sequence
from pathlib import Path

import jinja2

from generator.errors import TemplateError
from generator.model import Problem
from generator.press.undefined import describe

TEMPLATE_FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""The exceptions that mistakes in a template raise. A filter that gets `none` raises AttributeError."""


def locate_trouble(error: Exception, folders: Sequence[str], name: str) -> TemplateError:
    """Return `error`, raised while template `name` was rendered, with file and line of the innermost template."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        for folder in folders:
            if file.startswith(folder):
                name, line = Path(file).relative_to(folder).as_posix(), trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, jinja2.TemplateSyntaxError):
        name, line = error.name or name, error.lineno
    return TemplateError(template_problem(name, line, describe(str(error)) or type(error).__name__))


def template_problem(name: str, line: int, what: str) -> Problem:
    """Return the problem of a template that can't be used."""
    hint = "The site stays as it was until the template is fixed."
    return Problem(
        f"templates/{name}", line, f"The template can't be used: {what.rstrip('.')}.", hint, code="template-broken"
    )
