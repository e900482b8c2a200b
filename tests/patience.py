"""Wait for the thing itself, for as long as a busy machine with one core may need."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

from leaks import OWNED

PATIENCE_S = 120.0
"""The one limit of every wait. It is met only when what is waited for never comes."""
LOOK_S = 0.01
Process = TypeVar("Process", bound="subprocess.Popen[Any]")


def until(check: Callable[[], Any], what: str = "it") -> Any:
    """Wait until `check` returns something true, and return that."""
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        if found := check():
            return found
        time.sleep(LOOK_S)
    raise AssertionError(f"{what} did not come in {PATIENCE_S:.0f} s")


def started(command: list[str], **options: Any) -> AbstractContextManager["subprocess.Popen[str]"]:
    """Start a process, and return a block that owns it: see `owned`."""
    return owned(subprocess.Popen(command, text=True, **options))


@contextmanager
def owned(process: Process) -> Iterator[Process]:
    """Yield a process. At the end of the block it is killed if it still runs, and its streams are closed."""
    with process:
        OWNED.add(process.pid)
        try:
            yield process
        finally:
            process.kill()
    OWNED.discard(process.pid)


def lines_until(process: "subprocess.Popen[str]", words: str) -> str:
    """Read what a process prints, up to the line with `words`."""
    said = ""
    assert process.stdout
    limit = threading.Timer(PATIENCE_S, process.kill)
    limit.start()
    try:
        for line in process.stdout:
            said += line
            if words in line:
                return said
    finally:
        limit.cancel()
    raise AssertionError(f"It ended without “{words}”: {said}")
