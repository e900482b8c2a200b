"""Broadsheet makes a whole news site from a folder of text files.

Other programs may use the names in `__all__`, which docs/python.md describes. Everything else may change at any time.

    from generator import Paper, build

    outcome = build(Paper(folder=Path("my-paper"), output=Path("my-paper/public"), now=datetime.now(UTC)))
"""

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.build import Outcome, build
    from generator.model import Gravity, Problem
    from generator.paper import Paper

__version__ = "0.1.0"

__all__ = ["Gravity", "Outcome", "Paper", "Problem", "build"]

HOMES = {
    "Gravity": "generator.model",
    "Outcome": "generator.build",
    "Paper": "generator.paper",
    "Problem": "generator.model",
}
"""For each public name, the module that defines it. A module is loaded when its name is first used, so a command that
needs none of them starts in a tenth of a second."""


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(HOMES[name]), name)


class _Package(ModuleType):
    """This package, in which `build` is the function and never the module of the same name.

    When a submodule is first imported, Python sets it as an attribute of its package. Without this class it would
    depend on earlier imports which of the two `from generator import build` gives.
    """

    @property
    def build(self) -> Any:
        return importlib.import_module("generator.build").build

    @build.setter
    def build(self, module: ModuleType) -> None:
        """Ignore the submodule. It stays in `sys.modules`, where imports find it."""


sys.modules[__name__].__class__ = _Package
