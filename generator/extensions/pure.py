"""What keeps an extension's results a function of its arguments: the clock, chance, files and the network are refused.

An extension is a program that the paper's owner trusts; these are fences against slips, which would make two builds of
the same paper differ. The file of an extension gets the modules below with the impure part taken out. What it opens
or calls while it gives a result, also through other modules, is refused by an audit hook.
"""

import builtins
import datetime as real_datetime
import importlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn


class Impure(Exception):
    """An extension asked for something that isn't among its arguments: `str()` goes on after “The extension …”."""


def _refuse(what: str) -> NoReturn:
    raise Impure(f"uses {what}, so that it would give another result each time")


def _refused(what: str) -> Callable[..., NoReturn]:
    def call(*_arguments: Any, **_named: Any) -> NoReturn:
        _refuse(what)

    return call


def _asking(real: Callable[..., Any], least: int, what: str) -> Callable[..., Any]:
    """Return `real`, which may be called with at least so many arguments; with fewer it would read the clock."""

    def call(*arguments: Any, **named: Any) -> Any:
        return real(*arguments, **named) if len(arguments) + len(named) >= least else _refuse(what)

    return call


# --- modules --------------------------------------------------------------------------------------

CLOCK, CHANCE, MACHINE = "the clock", "chance", "this process's own facts"
CLOCKS = (
    "time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time",
    "process_time_ns", "thread_time", "thread_time_ns",
)  # fmt: skip
CLOCK_UNLESS_GIVEN = {"localtime": 1, "gmtime": 1, "ctime": 1, "asctime": 1, "strftime": 2}
"""Functions of `time` that read the clock unless they get so many arguments."""


class _LooksReal(type):
    """A class whose instances are those of the class that it stands for."""

    def __instancecheck__(cls, value: Any) -> bool:
        if cls.__module__ == __name__:
            return isinstance(value, cls.__mro__[1])
        return super().__instancecheck__(value)


class datetime(real_datetime.datetime, metaclass=_LooksReal):  # noqa: N801 (it takes the place of the real one)
    """A point in time, which can't be asked for the present one."""

    @classmethod
    def now(cls, tz: Any = None) -> NoReturn:  # noqa: ARG003 (as the real one has it)
        """Refuse."""
        _refuse(CLOCK)

    @classmethod
    def utcnow(cls) -> NoReturn:
        """Refuse."""
        _refuse(CLOCK)

    @classmethod
    def today(cls) -> NoReturn:
        """Refuse."""
        _refuse(CLOCK)


class date(real_datetime.date, metaclass=_LooksReal):  # noqa: N801
    """A day, which can't be asked for the present one."""

    @classmethod
    def today(cls) -> NoReturn:
        """Refuse."""
        _refuse(CLOCK)


def _clock(real: ModuleType) -> dict[str, Any]:
    pure: dict[str, Any] = {name: _refused(CLOCK) for name in CLOCKS}
    pure |= {name: _asking(getattr(real, name), least, CLOCK) for name, least in CLOCK_UNLESS_GIVEN.items()}
    return pure


def _dates(_real: ModuleType) -> dict[str, Any]:
    return {"datetime": datetime, "date": date}


def _chance(real: ModuleType) -> dict[str, Any]:
    """Return what an extension may use of `random`: a generator with a seed."""
    pure: dict[str, Any] = {name: _refused(CHANCE) for name in real.__all__ if name != "Random"}
    return pure | {"Random": _asking(real.Random, 1, CHANCE)}


def _secrets(real: ModuleType) -> dict[str, Any]:
    return {name: _refused(CHANCE) for name in real.__all__ if name != "compare_digest"}


def _identifiers(real: ModuleType) -> dict[str, Any]:
    names = ("getnode", "uuid1", "uuid4", "uuid6", "uuid7")
    return {name: _refused(CHANCE) for name in names if hasattr(real, name)}


def _system(real: ModuleType) -> dict[str, Any]:
    chance = {name: _refused(CHANCE) for name in ("urandom", "getrandom") if hasattr(real, name)}
    return chance | {"getpid": _refused(MACHINE), "times": _refused(CLOCK)}


PURE: Mapping[str, Callable[[ModuleType], dict[str, Any]]] = {
    "time": _clock,
    "datetime": _dates,
    "random": _chance,
    "secrets": _secrets,
    "uuid": _identifiers,
    "os": _system,
}
"""Module -> what the extension's file gets in place of some of its names."""


@lru_cache
def pure_module(name: str) -> ModuleType:
    """Return the module `name` without what isn't pure in it."""
    real = importlib.import_module(name)
    pure = ModuleType(name, real.__doc__)
    pure.__dict__.update(real.__dict__)
    pure.__dict__.update(PURE[name](real))
    return pure


def _import(name: str, *arguments: Any, **named: Any) -> ModuleType:
    module: ModuleType = builtins.__import__(name, *arguments, **named)
    return pure_module(module.__name__) if module.__name__ in PURE else module


def print_aside(*values: object, **options: Any) -> None:
    """Print as Python does, but to standard error unless told otherwise: standard output is the command's own."""
    print(*values, **{"file": sys.stderr, **options})  # noqa: T201 (it is what it is for)


BUILTINS = {**vars(builtins), "__import__": _import, "print": print_aside}
"""Python's own names, for the file of an extension."""


# --- what is opened and called --------------------------------------------------------------------

OUTSIDE = {
    "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "subprocess.Popen", "pty.spawn",
    "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request",
}  # fmt: skip
"""Events (docs.python.org, audit events table) by which other programs and the network are reached."""
PROGRAM = str(Path(__file__).parents[1])
"""The folder of this program, whose modules are loaded as they are needed."""
LOOKS = {
    "open": 1, "os.listdir": 1, "os.scandir": 1, "os.mkdir": 1, "os.remove": 1, "os.rename": 2, "os.rmdir": 1,
    "os.link": 2, "os.symlink": 2, "os.truncate": 1, "os.utime": 1, "os.chmod": 1, "sqlite3.connect": 1,
}  # fmt: skip
"""Events by which files are read or changed, and how many of the first arguments are paths; others may be words."""
IN_MEMORY = ("sqlite3.connect", ":memory:")
"""A database that is no file, although its name is given where a path would be."""


class _Fence:
    """Where the extension that is at work may not look, and what is installed there; empty while none is."""

    paper = ""
    installed: tuple[Path, ...] = ()
    is_loading = False


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if not _Fence.paper:
        return
    if event in OUTSIDE and not _Fence.is_loading:
        raise Impure("calls another program or the network, and may do so in after_deploy and in hosts alone")
    if event == "os.chdir":
        raise Impure("changes the folder in which its process works, where paths of the paper may begin")
    if event in LOOKS and any(map(_is_changeable, _paths_in(event, arguments))):
        raise Impure("reads or writes a file of the paper, which it may do in after_deploy and in hosts alone")


def _paths_in(event: str, arguments: tuple[Any, ...]) -> Iterator[str | bytes]:
    """Yield the paths that an event is about. None stands for the current folder; a number for what is open already."""
    if (event, *arguments[:1]) == IN_MEMORY:
        return
    for path in arguments[: LOOKS[event]]:
        if not isinstance(path, int):
            yield os.curdir if path is None else os.fspath(path)


def _is_changeable(path: str | bytes) -> bool:
    """Tell whether the file is the paper's own; what is installed in a folder of the paper is not."""
    named = Path(path.decode(errors="replace") if isinstance(path, bytes) else path).absolute()
    whole = Path(os.path.normpath(named))
    return whole.is_relative_to(_Fence.paper) and not any(map(whole.is_relative_to, _Fence.installed))


@lru_cache(maxsize=64)
def _installed_in(paper: str, search: tuple[str, ...]) -> tuple[Path, ...]:
    """Return the folders of the paper in which Python finds modules: its own, this program's and those of `search`."""
    folders = map(Path, (sys.prefix, sys.base_prefix, PROGRAM, *search))
    return tuple(folder for folder in folders if folder.is_relative_to(paper) and folder != Path(paper))


@lru_cache(maxsize=1)
def _put_up_fence() -> None:
    sys.addaudithook(_audit)


@contextmanager
def fenced(paper: str, search: tuple[str, ...] = (), *, is_loading: bool = False) -> Iterator[None]:
    """Refuse files of the paper, other programs and the network meanwhile. Modules are found in `search`.

    While an extension is loaded, files alone are refused: libraries may ask the system where they are installed.
    Python's limit of recursion is afterwards what it was: with a low one, nothing could go on.
    """
    _put_up_fence()
    recursion = sys.getrecursionlimit()
    before = _Fence.paper, _Fence.installed, _Fence.is_loading
    _Fence.paper, _Fence.installed, _Fence.is_loading = paper, _installed_in(paper, search), is_loading
    try:
        yield
    finally:
        _Fence.paper, _Fence.installed, _Fence.is_loading = before
        sys.setrecursionlimit(recursion)
