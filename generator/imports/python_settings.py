"""Read the settings of programs that keep them in a Python file. The file is parsed, never run."""

import ast
from pathlib import Path
from typing import Any

from generator.files import read_whole

MAX_BYTES = 1_000_000


def read_settings(*files: Path) -> dict[str, Any]:
    """Return what the files assign to plain names, as far as it is written out; of two files, the later counts.

    A value that would have to be computed is left out, and so is a file that isn't Python.
    """
    found: dict[str, Any] = {}
    for file in files:
        try:
            tree = ast.parse(read_whole(file, MAX_BYTES))
        except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for one in tree.body:
            if isinstance(one, ast.Assign) and len(one.targets) == 1 and isinstance(one.targets[0], ast.Name):
                try:
                    found[one.targets[0].id] = ast.literal_eval(one.value)
                except (ValueError, TypeError, RecursionError, MemoryError):
                    continue
    return found


def text_setting(settings: dict[str, Any], name: str, default: str = "") -> str:
    """Return a setting that is a text; `default` for any other."""
    value = settings.get(name)
    return value.strip() if isinstance(value, str) and value.strip() else default
