"""A pool of processes for the two costly stages, parsing and rendering.

A batch goes to a module-level function and a plain result comes back, in the batches' order whatever the
order of work, so that any number of workers gives the same bytes. A limit in seconds is kept by killing
the worker: neither a thread nor a signal can stop a regular expression.

Another executor of concurrent.futures, a cluster's perhaps, can take the processes' place. All that is asked of it is
`submit(function, batch)`, which gives a Future; its workers must see the paper's folder, its state and its output under
the same paths. It keeps no limit, and whoever made it shuts it down.
"""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import AbstractContextManager, ExitStack, contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

import msgspec
import pebble

if sys.platform == "linux":
    import resource

Batch = TypeVar("Batch")
Result = TypeVar("Result")


AT_HAND = "generator.preload"
"""What processes that can be forked from one have loaded before their first job."""
SAFE_PATH = "PYTHONSAFEPATH"

Progress = Callable[[str, int, int], None]
"""Told how far a stage is: its name, how many are done, how many there are (0 when that isn't known)."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


class WorkerKilled(msgspec.Struct, Generic[Batch], frozen=True):
    """A batch that came to no end: it took too long or took its worker down, which was killed, or too much memory."""

    batch: Batch


class Workers(AbstractContextManager["Workers"]):
    """Processes that start when first needed and end with the `with` block."""

    def __init__(self, jobs: int = 0, *, executor: Executor | None = None, start_method: str = "") -> None:
        """`jobs` processes, 0 means one a core, started by `start_method` (multiprocessing); or all for `executor`."""
        self.jobs = jobs or _count_cores()
        self._executor = executor
        self._start_method = start_method or _start_method()
        self._starter = _Starter(self._start_method)
        self._pool: Any = None
        self._under_way: set[Future[Any]] = set()
        self._is_abandoned = False
        self._precaution = ExitStack()

    def submit(self, function: Callable[[Batch], Result], batch: Batch, limit_s: float | None = None) -> Future[Result]:
        """Have a process call `function`, which must be a module's own; it is killed after `limit_s`."""
        if self._executor is not None:
            return self._executor.submit(function, batch)
        if self._pool is None:
            self._pool = self._open_pool()
        future: Future[Result] = self._pool.schedule(function, args=(batch,), timeout=limit_s)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        if self._is_abandoned:
            future.cancel()
        return future

    def run(
        self, function: Callable[[Batch], Result], batches: Iterable[Batch], limit_s: float | None = None
    ) -> Iterator[Result | WorkerKilled[Batch]]:
        """The result of each batch, in their order. A few batches a worker are under way at once, never all."""
        under_way: deque[tuple[Batch, Future[Any]]] = deque()
        for batch in batches:
            under_way.append((batch, self.submit(function, batch, limit_s)))
            if len(under_way) > 3 * self.jobs:
                yield self._outcome(*under_way.popleft())
        while under_way:
            yield self._outcome(*under_way.popleft())

    def renew(self, *, at_once: bool = False) -> None:
        """Have new processes do what comes next: what a job took in memory is not all given back until one ends.

        With `at_once` jobs that are under way are cut off.
        """
        self._end(at_once=at_once)

    def abandon(self) -> None:
        """Kill the processes, from any thread; whoever waits for one, or asks for one later, meets an error."""
        self._is_abandoned = True
        if self._pool is not None:
            self._pool.stop()
            self._starter.kill()
        for future in tuple(self._under_way):
            future.cancel()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end(at_once=kind is not None)

    def _outcome(self, batch: Batch, future: Future[Result]) -> Result | WorkerKilled[Batch]:
        try:
            return future.result()
        except (TimeoutError, pebble.ProcessExpired, MemoryError):
            if self._is_abandoned:  # the batch was as good as any other
                raise CancelledError from None
            return WorkerKilled(batch)

    def _open_pool(self) -> Any:
        self._precaution.enter_context(_trust_no_folder())
        if self._start_method == "forkserver":
            with self._precaution:
                self._starter.set_forkserver_preload([AT_HAND])
                _start_forkserver()
        return pebble.ProcessPool(max_workers=self.jobs, context=self._starter)

    def _end(self, *, at_once: bool = False) -> None:
        """Let the processes end; with `at_once`, or when the wait for them is interrupted, kill them."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        has_ended = False
        with self._precaution:
            try:
                if not at_once:
                    pool.close()
                    pool.join()
                    has_ended = True
            finally:
                if not has_ended:
                    pool.stop()
                    self._starter.kill()
                    pool.join()


class _Starter:
    """A way to start processes, as multiprocessing has them, that can kill all that it started."""

    def __init__(self, method: str) -> None:
        self._context: Any = multiprocessing.get_context(method)
        self._started: list[BaseProcess] = []

    def Process(self, *args: Any, **kwargs: Any) -> BaseProcess:  # noqa: N802 (as its callers know it)
        """A process that isn't started yet."""
        self._started = [process for process in self._started if process.exitcode is None]
        process: BaseProcess = self._context.Process(*args, **kwargs)
        self._started.append(process)
        return process

    def kill(self) -> None:
        """Kill them, so that none says a last word about what it was cut off from."""
        for process in self._started:
            if process.pid is not None:
                process.kill()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)


def _start_forkserver() -> None:
    """Start the process that workers are forked from, with Ctrl-C blocked there: a terminal sends it to every process.

    Python's tracker of resources, which it needs, is started first: starting that lets the signal through again.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def limit_memory(more_bytes: int) -> Iterator[None]:
    """Raise MemoryError when this process takes `more_bytes` more of address space than it has now.

    What lies in shared files and libraries counts too, so the limit is set from what is in use, and lifted afterwards.
    Nothing is limited but on Linux, or in a process that isn't a worker: there others may be at work beside.
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
    """Bytes of this process's address space."""
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    return pages * resource.getpagesize()


@contextmanager
def _trust_no_folder() -> Iterator[None]:
    """Have Python processes that are started meanwhile look for no module in the folder where they are started.

    They would, and before they look at Python's own: a `selectors.py` that was dropped there would run.
    """
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


def _count_cores() -> int:
    """The cores that this process may use, where the system tells; else all."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start_method() -> str:
    """`forkserver` where there is one: `fork` is unsafe beside the pool's own threads."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def never() -> bool:
    """Nothing is ever more urgent."""
    return False
