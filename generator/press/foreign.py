"""Values of extensions as templates get them."""

from typing import Any

from markupsafe import Markup

from generator.extensions.records import Html
from generator.intake.html.sanitise import sanitise


class Foreign(str):
    """A text that an extension gave. The filter `sanitised` doesn't take it for HTML that intake has cleaned."""

    __slots__ = ()


def for_templates(value: Any) -> Any:
    """Return plain values with their HTML sanitised, so that templates print it as it stands."""
    if isinstance(value, Html):
        return Markup(sanitise(value.html).html)  # noqa: S704 (sanitised)
    if isinstance(value, str):
        return Foreign(value)
    if isinstance(value, list):
        return [for_templates(item) for item in value]
    if isinstance(value, dict):
        return {key: for_templates(item) for key, item in value.items()}
    return value
