"""What is wrong with a template, told by file and line."""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import jinja2

from generator.errors import TemplateError
from generator.press.template_advice import Known, advise, lacking_template
from generator.press.template_problems import Advice, template_problem

TEMPLATE_FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
"""The exceptions that mistakes in a template raise. A filter that gets `none` raises AttributeError."""
SLOTS = "slots/"
EXPORT = re.compile(r"\{%-?\s*(?:macro|set)\s+(\w+)")
ROOT = "top-level template code"
"""What Jinja calls a template's own lines, outside its blocks and macros, in the trace of an error."""


class Place(NamedTuple):
    """A line of a template that was at work when the error was raised."""

    folder: str
    name: str
    line: int
    function: str


def locate_trouble(
    error: Exception, folders: Sequence[str], name: str, environment: jinja2.Environment, variables: Collection[str]
) -> TemplateError:
    """Return `error`, raised while template `name` was rendered, with the file and line where it is mended.

    That is the innermost line of the paper's own templates: what is wrong is what they give to the theme's. If the
    error was raised in a template that this line uses, the message names that, too.
    """
    places = list(_places(error, folders))
    mended = _mended(places, folders, rounds=isinstance(error, RecursionError))
    place = mended or Place("", name, 0, ROOT)
    lacking = lacking_template(error)
    if place.folder != folders[0] and (Path(folders[0]) / lacking).is_file():  # the paper's own lacks it
        place = Place(folders[0], lacking, 0, ROOT)
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = place._replace(name=error.name or place.name, line=error.lineno)
    known = Known(
        variables=[one for one in {*environment.globals, *variables} if one.isidentifier()],
        filters=environment.filters,
        tests=environment.tests,
        templates=environment.list_templates,
        exports=lambda template: _exports(folders, template),
        is_slot=place.name.startswith(SLOTS),
    )
    return TemplateError(
        template_problem(place.name, place.line, _with_inner(advise(error, known), error, place, places))
    )


def _with_inner(advice: Advice, error: Exception, place: Place, places: Sequence[Place]) -> Advice:
    """Return the advice with the line that raised the error, if that is in another template than `place`."""
    inner = places[-1] if places else place
    if inner.name == place.name or isinstance(error, RecursionError | jinja2.TemplateSyntaxError):
        return advice
    why = "which this line uses" if place.line else "which needs it"
    return advice._replace(what=f"{advice.what} (in {inner.name}, line {inner.line}, {why})")


def _places(error: Exception, folders: Sequence[str]) -> Iterable[Place]:
    """Yield the lines of templates that were at work, the outermost first."""
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        for folder in folders:
            if code.co_filename.startswith(folder):
                path = Path(code.co_filename).relative_to(folder)
                yield Place(folder, path.as_posix(), trace.tb_lineno, code.co_name)
        trace = trace.tb_next


def _mended(places: Sequence[Place], folders: Sequence[str], *, rounds: bool) -> Place | None:
    """Return the innermost line of the paper's own, or of the theme. What goes round does so in a block or a macro."""
    own = [place for place in places if place.folder == folders[0]] or places
    inner = [place for place in own if place.function != ROOT] if rounds else ()
    return next(reversed(inner or own), None)


def _exports(folders: Sequence[str], template: str) -> list[str]:
    """Return the names of the macros and values that a template has."""
    files = (Path(folder) / template for folder in folders)
    text = next((file.read_text(encoding="utf-8-sig") for file in files if file.is_file()), "")
    return EXPORT.findall(text)
