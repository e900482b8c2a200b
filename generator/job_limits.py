"""What a worker process may take of the processor, of memory and of the time after its parent: limits of its own."""

import multiprocessing
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Generic, TypeVar

if sys.platform == "linux":
    import fcntl
    import resource

Batch = TypeVar("Batch")
Result = TypeVar("Result")
HAS_TIMER = hasattr(signal, "setitimer")
"""Whether the system counts the time that a process has of a processor, and can end it then. Windows can't."""


class InProcessorTime(Generic[Batch, Result]):
    """A function whose process the system kills when a call takes too much time of the processor."""

    def __init__(self, function: Callable[[Batch], Result], limit_s: float) -> None:
        self._function, self._limit_s = function, limit_s

    def __call__(self, batch: Batch) -> Result:
        """Call the function. The signal of this timer ends a process that has no use for it."""
        signal.setitimer(signal.ITIMER_PROF, self._limit_s)
        try:
            return self._function(batch)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


def end_with_parent() -> None:
    """Have the system kill this worker when the process that uses it ends, however that ends.

    As long as one worker runs, so does the process that workers are forked from: nobody else would end them.
    """
    parent = multiprocessing.parent_process()
    if parent is not None and isinstance(parent.sentinel, int):
        end_with_pipe(parent.sentinel)


def end_with_pipe(pipe: int) -> None:
    """Have the system kill this process when the other end of `pipe`, from which no more is to come, is closed.

    A thread or a handler couldn't: what is in an endless call of C, such as a regular expression, runs no Python.
    Linux alone can do so. Elsewhere, a process in such a call outlives one that was killed.
    """
    if sys.platform != "linux":
        return
    with suppress(OSError):  # from a system that only claims to be Linux
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([pipe], [], [], 0)[0]:  # it was closed before
        os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def limit_memory(more_bytes: int) -> Iterator[None]:
    """Make this process raise MemoryError when it takes `more_bytes` more of address space than it has now.

    Mapped files and libraries count too, so the limit is computed from what is in use; it is lifted afterwards.
    There is a limit on Linux only, and only in workers: in another process other threads may be at work.
    """
    if sys.platform != "linux" or multiprocessing.parent_process() is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _address_space() + more_bytes
    resource.setrlimit(resource.RLIMIT_AS, (most if soft == resource.RLIM_INFINITY else min(most, soft), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int:
    """Return the size of this process's address space in bytes."""
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    return pages * resource.getpagesize()
