"""The program of an extension, loaded from its own path in the process that calls it."""

import builtins
import importlib
import importlib.abc
import importlib.util
import inspect
import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from generator.config.wording import nearest
from generator.digests import digest_bytes
from generator.extensions import hooks
from generator.extensions.faults import ExtensionFault, blamed_on
from generator.extensions.pure import BUILTINS, fenced, print_aside
from generator.extensions.used import Extension

PREFIX = "broadsheet_extension_"
"""Before the name of an extension's module, so that it takes no other module's place."""


class _OneFile(importlib.abc.InspectLoader):
    """Runs the bytes that were digested. Python's own loader would prefer a compiled file that lies beside."""

    def __init__(self, source: bytes, file: str, *, pure: bool) -> None:
        self._source, self._file, self._pure = source, file, pure

    def get_source(self, fullname: str) -> str:  # noqa: ARG002 (importlib's own call)
        """Return the text, which tracebacks show."""
        return importlib.util.decode_source(self._source)

    def exec_module(self, module: ModuleType) -> None:
        """Run the file as the body of `module`."""
        module.__dict__["__builtins__"] = BUILTINS if self._pure else {**vars(builtins), "print": print_aside}
        code = compile(self._source, self._file, "exec", dont_inherit=True)
        exec(code, module.__dict__)  # noqa: S102 (the owner's own program, named in site.toml)


@lru_cache(maxsize=64)
def load(extension: Extension, *, pure: bool = True) -> pluggy.PluginManager:
    """Load an extension and check its functions. `pure`: without clock and chance. Raises ExtensionFault."""
    _print_aside_from_now_on()
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    with blamed_on(extension):
        with _trusted_path(extension):
            plugin = _load_file(extension, pure=pure) if extension.file else _load_entry(extension, pure=pure)
        _check_hooks(extension, plugin)
        manager.register(plugin)
    return manager


@lru_cache(maxsize=1)
def _print_aside_from_now_on() -> None:
    """Have what extensions print in this worker, and what libraries of theirs print, go to standard error.

    Standard output is the command's own: with `--json`, whatever else came there would spoil it.
    """
    if multiprocessing.parent_process() is not None and sys.stdout and sys.stderr:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def _check_hooks(extension: Extension, plugin: Any) -> None:
    """Raise ExtensionFault for a marked function that is no hook, or asks for something that it doesn't get."""
    for name in dir(plugin):
        function = getattr(plugin, name)
        if not _is_marked(function):
            continue
        if not inspect.isroutine(function):
            raise ExtensionFault(extension, f"marks “{name}” with @hook, which is no function")
        line = inspect.unwrap(function).__code__.co_firstlineno
        if name not in hooks.HOOKS:
            hint = nearest(name, hooks.HOOKS) or f"The hooks are {', '.join(hooks.HOOKS)}."
            raise ExtensionFault(extension, f"defines “{name}”, which is no hook. {hint.rstrip('.')}", line)
        given = inspect.signature(getattr(hooks, name)).parameters
        asked = inspect.signature(function).parameters
        for argument in asked.keys() - given.keys():
            what = f"asks for “{argument}” in {name}, which gets {', '.join(given)}"
            raise ExtensionFault(extension, what, line)


def _is_marked(value: Any) -> bool:
    """Tell whether `@hook` marks it. Other values of an extension answer whatever they like when they are asked."""
    try:
        return isinstance(getattr(value, f"{hooks.PROJECT}_impl", None), dict)
    except Exception:
        return False


def _load_file(extension: Extension, *, pure: bool) -> ModuleType:
    source = read_source(extension.file)
    if digest_bytes(source) != extension.source:
        raise ExtensionFault(extension, "was changed while it was read; build again")
    name = f"{PREFIX}{extension.name.replace('-', '_')}"
    loader = _OneFile(source, extension.file, pure=pure)
    spec = importlib.util.spec_from_file_location(name, extension.file, loader=loader)
    if spec is None:
        raise ImportError(extension.file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    with _fence_of(extension, pure=pure):
        loader.exec_module(module)
    return module


def read_source(file: str) -> bytes:
    """Return the bytes of an extension's file. Raises OSError."""
    return Path(file).read_bytes()


def _load_entry(extension: Extension, *, pure: bool) -> Any:
    module, _, attribute = extension.entry.partition(":")
    with _fence_of(extension, pure=pure):
        found: Any = importlib.import_module(module)
    for part in filter(None, attribute.split(".")):
        found = getattr(found, part)
    return found


def _fence_of(extension: Extension, *, pure: bool) -> AbstractContextManager[None]:
    """Return what keeps a pure extension from reading files of the paper as it is loaded: nobody would see a change."""
    return fenced(extension.paper, extension.search, is_loading=True) if pure else nullcontext()


@contextmanager
def _trusted_path(extension: Extension) -> Iterator[None]:
    """Look for modules in the extension's search folders alone. A worker process does so from then on."""
    before = list(sys.path)
    sys.path[:] = extension.search
    try:
        yield
    finally:
        if multiprocessing.parent_process() is None:
            sys.path[:] = before
