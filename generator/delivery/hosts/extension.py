"""Hosts of a kind that an extension adds. What an extension's host raises beside HostError is one of the host's."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any, cast, get_args, get_origin, get_type_hints

import msgspec

from generator.config import Target, read_config
from generator.delivery.hosts.contract import Host
from generator.errors import HostError
from generator.extensions.calls import call_freely
from generator.extensions.faults import ExtensionFault, describe_error
from generator.extensions.opening import open_extensions
from generator.extensions.used import Extension
from generator.press.extended import taken_names
from generator.workers import Workers

RESULTS = {name: get_type_hints(method)["return"] for name, method in vars(Host).items() if not name.startswith("_")}
"""What each method of a host gives. What one gives that should give nothing isn't looked at."""
MEMBERS = (*Host.__annotations__, *RESULTS)


def open_extension(target: Target, name: str, paper: Path, state: Path) -> Host:  # noqa: ARG001 (every kind is opened alike)
    """Return the host of `[deploy.NAME]` as an extension opens it. Raises HostError, ExtensionError."""
    with Workers(1) as workers:
        used = open_extensions(paper, read_config(paper), None, workers, taken_names)
    owner = next((one for one in used.extensions if target.kind in one.hosts), None)
    if owner is None:
        known = ", ".join(kind for one in used.extensions for kind in one.hosts) or "none"
        message = f"[deploy.{name}]: no extension in use adds a host of the kind “{target.kind}”."
        raise HostError(message, f"Kinds that extensions add: {known}. Look at `use` in [extensions] of site.toml.")
    with _as_host_trouble(owner):
        functions = call_freely(owner, "host_kinds")
        host = functions[target.kind](msgspec.to_builtins(target.options), name, paper)
        missing = ", ".join(member for member in MEMBERS if not hasattr(host, member))
    if missing:
        raise _unfit(owner, f"opened a host of type {type(host).__name__}, which has no {missing}")
    return cast("Host", _Guarded(host, owner))


class _Guarded:
    """An extension's host; see `contract.Host`."""

    def __init__(self, host: Any, extension: Extension) -> None:
        self._host, self._extension = host, extension

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._host, name)
        return self._guard(name, value) if name in RESULTS else value

    def _guard(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            with _as_host_trouble(self._extension):
                result = method(*arguments, **named)
            if get_origin(RESULTS[name]) is Iterator:
                return self._guard_each(name, self._checked(name, result, Iterable), *get_args(RESULTS[name]))
            return None if RESULTS[name] is type(None) else self._checked(name, result, RESULTS[name])

        return call

    def _guard_each(self, name: str, results: Iterable[Any], kind: Any) -> Iterator[Any]:
        with _as_host_trouble(self._extension), _closing(results):
            for one in results:
                yield self._checked(name, one, kind)

    def _checked(self, name: str, value: Any, kind: Any) -> Any:
        """Return what a method gave if it is of its kind. Raises HostError."""
        if not isinstance(value, kind):
            raise _unfit(self._extension, f"gave a value of type {type(value).__name__} in “{name}” of its host")
        return value


def _closing(results: Iterable[Any]) -> Any:
    """Return a block that closes an iterator which was not read to its end: no further file is begun then."""
    return closing(results) if hasattr(results, "close") else nullcontext()


def _unfit(extension: Extension, what: str) -> HostError:
    hint = f"Correct {extension.shown}: generator/delivery/hosts/contract.py says what each must be."
    return HostError(f"The extension “{extension.name}” {what}.", hint)


@contextmanager
def _as_host_trouble(extension: Extension) -> Iterator[None]:
    """Turn what the extension raises meanwhile into a HostError, also when it tries to end the program."""
    try:
        yield
    except (HostError, KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as error:
        what = error.what if isinstance(error, ExtensionFault) else describe_error(error)
        hint = f"Correct {extension.shown}, then deploy again."
        raise HostError(f"The extension “{extension.name}” {what}.", hint) from error
