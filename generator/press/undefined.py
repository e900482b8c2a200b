"""Say in plain words which name a template uses that isn't there; Jinja names the program's own classes."""

import re
from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

import jinja2
from jinja2.utils import missing

MISSING = re.compile(r"'(?:[\w.]+\.)?(\w+)(?: object)?' (?:object )?has no attribute '([^']+)'")
UNKNOWN = re.compile(r"'([^']+)' is undefined")
TABLE = "there is no “{}” in the table that is asked for it"
RECORDS = {
    "Site": "“site” has no “{}”",
    "PageFacts": "“page” has no “{}”",
    "dict": TABLE,
    "Own": TABLE,
    "Data": "data/ holds no file “{}” (its name without the ending)",
    "TemplateReference": "this template has no block “{}”",
    "list": "a list has no “{}”",
    "tuple": "a list has no “{}”",
    "str": "a text has no “{}”",
    "Markup": "a text has no “{}”",
    "None": "something that is empty is asked for “{}”",
    "NoneType": "something that is empty is asked for “{}”",
}
"""The class of what lacks a name -> what to say of that."""
KINDS_OF_VALUES = {
    "NoneType": "nothing",
    "str": "a text",
    "Markup": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "a yes or no",
    "list": "a list",
    "tuple": "a list",
    "dict": "a table",
    "Own": "a table",
    "Lenient": "a table",
    "datetime": "a time",
    "Macro": "a macro",
    "QuickMacro": "a macro",
}
"""The classes of values, as those who write templates call them."""


def describe(message: str) -> str:
    """Return Jinja's or Python's message in plain words, if it is about a name; any other as it stands."""
    if found := MISSING.fullmatch(message):
        return RECORDS.get(found[1], f"a record of the kind {found[1]} has no “{{}}”").format(found[2])
    if found := UNKNOWN.fullmatch(message):
        return f"there is no “{found[1]}” here"
    return message


class NotThereError(jinja2.UndefinedError):
    """A name that isn't there was used, and `thing` was asked for it."""

    def __init__(self, thing: Any, name: str, message: str) -> None:
        super().__init__(message)
        self.thing = thing
        self.name = name


class Absent(jinja2.StrictUndefined):
    """What stands for a name that isn't there. Whoever uses it gets an error that remembers what was asked for it."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if exc is jinja2.UndefinedError:
            self._undefined_exception = partial(NotThereError, obj, str(name))  # type: ignore[assignment]


def asked_of(error: Exception) -> tuple[Any, str]:
    """Return what was asked for a name that it lacks, and the name; empty if the error isn't about that."""
    if isinstance(error, NotThereError):
        return error.thing, error.name
    return (error.obj, error.name or "") if isinstance(error, AttributeError) else (None, "")


def names_of(thing: Any) -> Collection[str]:
    """Return the names that something has in templates."""
    if isinstance(thing, Mapping):
        return [key for key in thing if isinstance(key, str)]
    return getattr(thing, "__struct_fields__", ())
