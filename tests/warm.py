"""Commands of the program, in processes of their own that have it loaded already.

To load the program takes longer than most commands of a test. So one process loads it, once a test run, and each command
is a fork of it, with the arguments, the environment, the folder and the streams that the test gives. What a new Python
does first (its own options, the hash seed, the locale) is not tried by such a command: whoever tests that starts one.
"""

import atexit
import gc
import io
import json
import os
import runpy
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import traceback
from contextlib import AbstractContextManager, suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from leaks import OWNED, WARM
from patience import PATIENCE_S, owned
from places import ROOT

LARGEST = 200_000
"""A request has fewer bytes."""
NUMBER = struct.Struct("=i")
LOADER = "import sys; sys.path.insert(0, sys.argv[2]); import warm; warm.answer(int(sys.argv[1])); warm.run()"
ENVIRONMENT = dict(os.environ)
"""That of the test run, before any test changed it."""
PYTHON = [sys.executable, "-m", "generator"]


class Command(subprocess.Popen[str]):
    """A command of the program; `args` are the words after its name."""

    def _execute_child(self, args: Any, executable: Any, preexec_fn: Any, *rest: Any) -> None:
        """Have the process that has the program loaded fork, in place of this one. Popen has opened the pipes."""
        assert executable is None and preexec_fn is None, "a command is no other program"
        (_, _, cwd, env, _, _, _, *pipes) = rest[:13]
        of_child = (pipes[0], pipes[3], pipes[5])
        streams = [own if given == -1 else given for own, given in enumerate(of_child)]
        self._status, told = os.pipe()
        try:
            request = {
                "words": args,
                "cwd": os.fspath(cwd or Path.cwd()),
                "env": dict(os.environ if env is None else env),
            }
            socket.send_fds(_line(), [json.dumps(request).encode()], [*streams, told])
        finally:
            os.close(told)
            self._close_pipe_fds(*pipes)  # type: ignore[attr-defined]
        self.pid = _number(self._status)
        self._child_created = True

    def _internal_poll(self, *_: Any, **__: Any) -> int | None:
        if self.returncode is None and select.select([self._status], [], [], 0)[0]:
            self._end()
        return self.returncode

    def _wait(self, timeout: float | None) -> int:
        if self.returncode is None:
            if not select.select([self._status], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self._end()
        return self.returncode

    def _end(self) -> None:
        self.returncode = os.waitstatus_to_exitcode(_number(self._status))
        os.close(self._status)


def run_command(*words: str | Path, **options: Any) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end, and return what it wrote and its exit code, as `subprocess.run` does."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | options
    with started_command(*words, **options) as process:
        out, err = process.communicate(timeout=PATIENCE_S)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def started_command(*words: str | Path, **options: Any) -> AbstractContextManager[Command]:
    """Start a command, and return a block that owns it: see `patience.owned`."""
    return owned(Command([str(word) for word in words], **{"text": True, **options}))


def _number(pipe: int) -> int:
    """Return the next number that the loaded process tells."""
    told = os.read(pipe, NUMBER.size)
    assert told, "the process that has the program loaded is gone"
    number: int = NUMBER.unpack(told)[0]
    return number


# --- the process that has the program loaded ------------------------------------------------------

_loaded: list[tuple[socket.socket, "subprocess.Popen[bytes]"]] = []


def _line() -> socket.socket:
    """Return the line to the process that has the program loaded, which starts when it is first needed."""
    if not _loaded:
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            command = [sys.executable, "-c", LOADER, str(there.fileno()), str(ROOT / "tests")]
            paths = filter(None, (str(ROOT), ENVIRONMENT.get("PYTHONPATH")))
            environment = ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(paths)}
            process = subprocess.Popen(command, pass_fds=[there.fileno()], cwd=ROOT, env=environment)
        OWNED.add(process.pid)
        WARM.add(process.pid)
        _loaded.append((here, process))
    return _loaded[0][0]


def end_warm() -> None:
    """End the process that has the program loaded, if there is one."""
    while _loaded:
        line, process = _loaded.pop()
        line.close()
        process.wait(PATIENCE_S)
        OWNED.discard(process.pid)
        WARM.discard(process.pid)


def load_program() -> None:
    """Import what the commands import, and what these import when they begin to work."""
    import generator  # noqa: PLC0415 (it isn't to be loaded by tests that start no command)

    for module in walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in (
        "anyio._backends._asyncio",
        "numpy",
        "PIL.AvifImagePlugin",
        "PIL.JpegImagePlugin",
        "PIL.PngImagePlugin",
    ):
        import_module(name)
    gc.freeze()


def answer(file: int) -> None:
    """Fork for each request. This returns in the forks alone, which are then as if they had just begun."""
    sys.path.remove(str(ROOT / "tests"))
    load_program()
    line = socket.socket(fileno=file)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    running: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([line.fileno(), woken], [], [])
        if woken in ready:
            os.read(woken, 1)
            _tell_of_the_ended(running)
        if line.fileno() in ready:
            request, files, _, _ = socket.recv_fds(line, LARGEST, 4)
            if not request:
                os._exit(0)
            if not (process := os.fork()):
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                line.close()
                for one in (*running.values(), woken, wake, files.pop()):
                    os.close(one)
                return _become(json.loads(request), files)
            for one in files[:3]:
                os.close(one)
            running[process] = files[3]
            os.write(files[3], NUMBER.pack(process))


def _tell_of_the_ended(running: dict[int, int]) -> None:
    """Tell whoever waits for them of the processes that have ended."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            pipe = running.pop(ended[0])
            with suppress(BrokenPipeError):
                os.write(pipe, NUMBER.pack(ended[1]))
            os.close(pipe)


def _become(request: dict[str, Any], files: list[int]) -> None:
    """Take on the arguments, the folder, the environment and the streams of a command."""
    for own, given in enumerate(files):
        os.dup2(given, own)
        os.close(given)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    time.tzset()
    sys.orig_argv[:] = [*PYTHON, *request["words"]]
    sys.argv[:] = ["generator", *request["words"]]
    is_plain = bool(os.environ.get("PYTHONUNBUFFERED"))
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115
    sys.stdout = sys.__stdout__ = _stream(1, is_plain=is_plain, errors="strict")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _stream(2, is_plain=is_plain, errors="backslashreplace")  # type: ignore[misc]


def _stream(file: int, *, is_plain: bool, errors: str) -> io.TextIOWrapper:
    """Return what Python makes of a file to write to when it begins."""
    raw = open(file, "wb", 0 if is_plain else -1, closefd=False)  # noqa: SIM115 (it stays open)
    return io.TextIOWrapper(raw, "utf-8", errors, write_through=is_plain, line_buffering=file == 2)


def run() -> None:
    """Run the program as `python -m generator` does, and end without the clearing up that Python would do of all it has."""
    code = 1
    try:
        runpy.run_module("generator", run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # Python itself would print it
        traceback.print_exc()
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
