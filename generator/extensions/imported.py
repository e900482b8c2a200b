"""Modules that an extension imports and that have no version: a package in development, or what PYTHONPATH names.

A package that is installed with a version counts as changed when that does. These don't, so their files are digested.
Nothing of them is run.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

from generator.digests import digest_bytes

VERSION = ".dist-info"
"""The ending of folders that stand beside installed packages, with their versions in their names."""
COMPILED = "__pycache__"
OWN = {"generator", *sys.stdlib_module_names}
"""Modules that change with this program or with Python."""


def loose_files(sources: Iterable[bytes], search: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the files, each with its digest, of the modules without a version that programs import, also by others."""
    seen: set[str] = set()
    found: dict[str, str] = {}
    waiting = list(sources)
    while waiting:
        new = imported_modules(waiting.pop()) - OWN - seen
        seen |= new
        for path in (path for module in new if not _has_version(module, search) for path in files_of(module, search)):
            content = Path(path).read_bytes()
            found[path] = digest_bytes(content)
            waiting += [content] if path.endswith(".py") else []
    return sorted(found.items())


def imported_modules(source: bytes) -> set[str]:
    """Return the first parts of the names that a program imports anywhere; none when it isn't Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()  # loading it tells what is wrong
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def files_of(module: str, search: tuple[str, ...]) -> Iterator[str]:
    """Yield the files of the package, or the one file, that a module is in. Nothing is imported."""
    spec = _find_spec(module.partition(".")[0], search)
    if spec is None:
        return
    folders = list(spec.submodule_search_locations or ())
    files = [path for folder in folders for path in Path(folder).rglob("*")] if folders else [Path(spec.origin or "")]
    yield from sorted(str(path) for path in files if path.is_file() and COMPILED not in path.parts)


def _has_version(module: str, search: tuple[str, ...]) -> bool:
    """Tell whether the module lies where packages are installed, each beside a folder that names its version."""
    spec = _find_spec(module, search)
    places = [*(spec.submodule_search_locations or ()), spec.origin or ""] if spec else []
    return not places or any(_holds_versions(str(Path(place).parent)) for place in places if place)


@lru_cache
def _holds_versions(folder: str) -> bool:
    return any(path.name.endswith(VERSION) for path in Path(folder).iterdir()) if Path(folder).is_dir() else False


def _find_spec(name: str, search: tuple[str, ...]) -> ModuleSpec | None:
    """Return where the module lies; packages that are being worked on may have a finder of their own."""
    found = PathFinder.find_spec(name, list(search))
    others = (finder for finder in sys.meta_path if finder is not PathFinder)
    return found or next((spec for finder in others if (spec := finder.find_spec(name, None))), None)
