"""How tests wait: for the thing itself, and so long at most that a busy machine of one core gets there."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from leaks import OWNED

PATIENCE_S = 120.0
"""The one limit of every wait. It is met only when what is waited for never comes."""
LOOK_S = 0.01


def until(check: Callable[[], Any], what: str = "it") -> Any:
    """What `check` gives, as soon as that is something."""
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        if found := check():
            return found
        time.sleep(LOOK_S)
    raise AssertionError(f"{what} did not come in {PATIENCE_S:.0f} s")


@contextmanager
def started(command: list[str], **options: Any) -> Iterator["subprocess.Popen[str]"]:
    """A process, which is killed at the end of the block if it still runs, waited for, and its streams closed."""
    with subprocess.Popen(command, text=True, **options) as process:
        OWNED.add(process.pid)
        try:
            yield process
        finally:
            process.kill()
    OWNED.discard(process.pid)


def lines_until(process: "subprocess.Popen[str]", words: str) -> str:
    """What a process says, up to the line with `words`."""
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
