"""What an extension imports: `from generator.extensions import Copy, Figure, hook`. docs/extensions.md describes it.

What stands in `__all__` is for extensions; the modules of this folder are the program's own and may change.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.extensions.hooks import hook
    from generator.extensions.records import Changes, Copy, Figure, Html
    from generator.model import Body, Gravity, Problem, Story

__all__ = ["Body", "Changes", "Copy", "Figure", "Gravity", "Html", "Problem", "Story", "hook"]

HOMES = {
    "Body": "generator.model",
    "Changes": "generator.extensions.records",
    "Copy": "generator.extensions.records",
    "Figure": "generator.extensions.records",
    "Gravity": "generator.model",
    "Html": "generator.extensions.records",
    "Problem": "generator.model",
    "Story": "generator.model",
    "hook": "generator.extensions.hooks",
}
"""Public name -> the module that defines it, loaded when first asked for: without extensions nobody needs pluggy."""


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(HOMES[name]), name)
