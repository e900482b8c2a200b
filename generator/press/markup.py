"""HTML that is ready to be printed."""

from collections.abc import Callable

import markupsafe
from markupsafe import Markup, escape

quoted: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""Escapes a text. MarkupSafe's own function for that takes half the time of `escape`, which makes it Markup as well."""


def as_html(text: str) -> Markup:
    """Return a text that is HTML already, to be printed as it stands: `Markup(text)` in a third of the time."""
    return text if type(text) is Markup else str.__new__(Markup, text)


def escaped(value: object) -> Markup:
    """Return `markupsafe.escape(value)`, which would make a copy of what is HTML already."""
    if type(value) is Markup:
        return value
    return str.__new__(Markup, quoted(value)) if type(value) is str else escape(value)
