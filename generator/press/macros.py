"""Macros of templates and the variables that templates see, as Jinja has them, with less work for each call."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup


class QuickMacro(Macro):
    """A macro with named arguments alone, whose result is HTML. Jinja's own also takes callers and settings."""

    def __init__(self, macro: Macro) -> None:
        self.__dict__.update(macro.__dict__)
        self._absent = (missing,) * self._argument_count

    @staticmethod
    def can_replace(macro: Macro) -> bool:
        """Tell whether the macro takes nothing but its named arguments."""
        return macro._default_autoescape is True and not (macro.caller or macro.catch_kwargs or macro.catch_varargs)

    def __call__(self, *args: Any, **named: Any) -> str:
        """Return the macro's HTML."""
        left = self._argument_count - len(args)
        if named:
            args += tuple(map(named.pop, self.arguments[len(args) :], self._absent))
        elif left:
            args += self._absent[:left]
        if named or left < 0:
            return super().__call__(*args, **named)
        return str.__new__(Markup, self._func(*args))

    def __repr__(self) -> str:
        return super().__repr__().replace("QuickMacro", "Macro", 1)


MACROS = (QuickMacro, Macro, type(lru_cache(str)))
"""The types of macros, remembered ones among them."""

BUILT_IN = type("".startswith)
"""The type of methods of Python's own values."""


class Pieces(list[str]):
    """What a template or a block prints, as a list in the place of the generator that Jinja expects."""

    def close(self) -> None:
        """Do nothing: a list has no work left."""


class Variables(Context):
    """The variables of a template."""

    def bound(self, called: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that calls `called` as Jinja does: with the variables, if it asks for them."""
        return called if type(called) is BUILT_IN else partial(self.call, called)
