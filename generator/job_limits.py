"""What a worker process may take of the processor and of memory: limits that it sets itself, for one job."""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

if sys.platform == "linux":
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
