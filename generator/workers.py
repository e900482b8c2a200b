"""A pool of processes for the costly stages: parsing, relating and rendering.

A batch goes to a module-level function, which returns a plain result. Results come in the order of the batches,
whatever the order of work, so any number of workers gives the same bytes. A time limit in seconds is enforced by
killing the worker, because neither a thread nor a signal can stop a regular expression. What counts is the time that
the worker has had of a processor: a job's result mustn't depend on how much else the machine has to do.

Another executor of concurrent.futures, such as a cluster's, can replace the processes. It only needs
`submit(function, batch)`, which returns a Future, and its workers must see the paper's folder, its state and its output
under the same paths. It enforces no limit, and whoever made it shuts it down.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager, ExitStack, contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.process import BaseProcess
from pkgutil import resolve_name
from types import TracebackType
from typing import Any, Generic, TypeVar

import msgspec

from generator.job_limits import HAS_TIMER, InProcessorTime, end_with_parent

Batch = TypeVar("Batch")
Result = TypeVar("Result")


PRELOADED = "generator.preload"
"""The module that the process from which workers are forked imports first."""
SAFE_PATH = "PYTHONSAFEPATH"

MAX_BREAKS = 2
"""A batch whose pool broke as often as this is taken for the cause."""
MAX_EARLY_BREAKS = 6
"""When the pool broke so often and no job has ever ended, processes can't start."""
PATIENCE = 12
"""A job may take so many times its limit by the clock: on a busy machine, or while it waits for a slow disk."""
LOOK_S = 0.5
"""While a result is awaited, the pool is looked at as often as this."""
HOPELESS = (
    "The worker processes end as soon as they start. A script must call this under “if __name__ == '__main__':”:"
    " each of them imports the script first."
)

Progress = Callable[[str, int, int], None]
"""A function that gets the progress of a stage: its name, how many are done, how many there are (0: unknown)."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Report no progress."""


class WorkerKilled(msgspec.Struct, Generic[Batch], frozen=True):
    """A batch without a result: its worker was killed after too long a time, died, or ran out of memory."""

    batch: Batch


class Named(Generic[Batch, Result]):
    """A function that is loaded where it is called: a process that only has workers call it needn't load its module."""

    def __init__(self, name: str) -> None:
        """`name`: its module and its name there, as in `generator.intake.entries:read_entries`."""
        self._name = name
        self.__name__ = name.rpartition(":")[2]

    def __call__(self, batch: Batch) -> Result:
        """Call the function."""
        result: Result = resolve_name(self._name)(batch)
        return result

    def __reduce__(self) -> tuple[Callable[[str], Any], tuple[str]]:
        """Have a worker load the function when it receives a job: the time limit begins after that."""
        return resolve_name, (self._name,)


class Workers(AbstractContextManager["Workers"]):
    """A pool of processes that start when first needed and end with the `with` block."""

    def __init__(
        self, jobs: int = 0, *, executor: Executor | None = None, start_method: str = "", tasks: int = 0
    ) -> None:
        """Use `jobs` processes (0: one for each core) with multiprocessing's `start_method`, or else `executor`.

        A process is replaced after `tasks` jobs (0: never).
        """
        self.jobs = jobs or _count_cores()
        self._executor = executor
        self._tasks = tasks
        self._start_method = start_method or _start_method()
        self._starter = _Starter(self._start_method)
        self._pool: Any = None
        self._is_light = False
        self._under_way: dict[Future[Any], Any] = {}
        """The pool of each job that isn't done."""
        self._early_breaks: int | None = 0
        """How often the pool broke before any job ended; None as soon as one did, however that was."""
        self._is_abandoned = False
        self._load = ""
        self._precaution = ExitStack()

    def submit(
        self,
        function: Callable[[Batch], Result],
        batch: Batch,
        limit_s: float | None = None,
        *,
        by_clock: bool = False,
        light: bool = False,
    ) -> Future[Result]:
        """Have a process call `function`, which must be at module level.

        The process is killed after `limit_s` seconds of a processor or, `by_clock`, after as much time by the clock:
        that is for functions that may wait for ever, as those of extensions do.

        A `light` function loads few modules by itself. If no process runs yet, one that has nothing loaded begins with
        it a good while earlier than one that is forked from a process which loads everything.
        """
        if self._executor is not None:
            return self._executor.submit(function, batch)
        self._prepare_pool(light=light)
        if limit_s and not by_clock and HAS_TIMER:
            function, limit_s = InProcessorTime(function, limit_s), limit_s * PATIENCE
        try:
            future: Future[Result] = self._pool.schedule(function, args=(batch,), timeout=limit_s)
        except RuntimeError as error:  # it broke in this moment
            future = Future()
            future.set_exception(BrokenExecutor(str(error)))
        return self._tracked(future, self._pool)

    def _tracked(self, future: Future[Result], pool: Any) -> Future[Result]:
        """Remember a job of `pool` until it is done. It is cancelled at once if all jobs are."""
        self._under_way[future] = pool
        future.add_done_callback(lambda done: self._under_way.pop(done, None))
        if self._is_abandoned:
            future.cancel()
        return future

    def run(
        self,
        function: Callable[[Batch], Result],
        batches: Iterable[Batch],
        limit_s: float | None = None,
        *,
        by_clock: bool = False,
        light: bool = False,
    ) -> Iterator[Result | WorkerKilled[Batch]]:
        """Yield the result of each batch, in order. At most three batches a worker are under way at once.

        `limit_s`, `by_clock` and `light` are those of `submit`.
        """

        def submit(batch: Batch) -> Future[Any]:
            return self.submit(function, batch, limit_s, by_clock=by_clock, light=light)

        under_way: deque[tuple[Batch, Future[Any]]] = deque()
        for batch in batches:
            under_way.append((batch, submit(batch)))
            if len(under_way) > 3 * self.jobs:
                yield self._outcome(*under_way.popleft(), submit)
        while under_way:
            yield self._outcome(*under_way.popleft(), submit)

    @property
    def are_here(self) -> bool:
        """Whether the processes are this machine's own, which see each file's times and inode as this process does."""
        return self._executor is None

    def load_early(self) -> None:
        """Begin to load what processes need, beside all that this process still has to do before their first job."""
        if self._executor is None and self._pool is None and self._start_method == "forkserver":
            with _trust_no_folder():
                self._start_forkserver()

    def renew(self, *, at_once: bool = False) -> None:
        """End the processes, so that new ones do the next jobs: a process gives back all its memory only at its end.

        With `at_once`, jobs that are under way are cut off.
        """
        self._end(at_once=at_once)

    def renew_unless(self, load: str) -> None:
        """End the processes unless what they may have loaded is still `load`: Python loads no module a second time."""
        if load != self._load:
            self._load = load
            self.renew()

    def abandon(self) -> None:
        """Kill the processes, from any thread. Waiting jobs and later ones raise CancelledError."""
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

    def _outcome(
        self, batch: Batch, future: Future[Result], submit: Callable[[Batch], Future[Result]]
    ) -> Result | WorkerKilled[Batch]:
        """Return the result of `batch`, which is submitted again if the pool broke before it was done.

        A worker that dies without a job takes the pool along, with all batches that wait in it.
        """
        for _ in range(MAX_BREAKS):
            try:
                result, self._early_breaks = self._answer(future), None
                return result
            except (TimeoutError, MemoryError, load_pebble().ProcessExpired):
                self._raise_if_abandoned()  # the batch is not to blame
                self._early_breaks = None
                return WorkerKilled(batch)
            except BrokenExecutor:
                self._raise_if_abandoned()
                if self._executor is not None:
                    raise
                self._count_break()
            future = submit(batch)
        return WorkerKilled(batch)

    def _raise_if_abandoned(self) -> None:
        if self._is_abandoned:
            raise CancelledError from None

    def _count_break(self) -> None:
        """Count that the pool broke. Raises ChildProcessError if processes end before they take a job."""
        if self._early_breaks is None:
            return
        self._early_breaks += 1
        if self._early_breaks >= MAX_EARLY_BREAKS:
            raise ChildProcessError(HOPELESS)

    def _answer(self, future: Future[Result]) -> Result:
        """Wait for the result. A pool that breaks forgets the jobs that no process has taken yet."""
        pool, looks = self._under_way.get(future), 0
        while not wait([future], LOOK_S).done:
            looks += pool is not None and not pool.active
            if looks > 1:  # it has answered what it remembers
                raise BrokenExecutor("The pool broke and forgot a job.")
        return future.result()

    def _prepare_pool(self, *, light: bool) -> None:
        """Open a pool if there is none that works; one that is light does no other work."""
        if self._pool is not None and not self._is_abandoned and not self._pool.active:
            self.renew(at_once=True)  # it broke
        if self._is_light and not light and not self._is_abandoned:
            self.renew()
        if self._pool is None:
            self._is_light = light and self._start_method == "forkserver"
            self._starter = _Starter("spawn" if self._is_light else self._start_method)
            self._pool = self._open_pool()

    def _open_pool(self) -> Any:
        self._precaution.enter_context(_trust_no_folder())
        pool = load_pebble().ProcessPool(self.jobs, self._tasks, initializer=end_with_parent, context=self._starter)
        if self._is_light:
            with _without_interrupt():
                pool.active  # noqa: B018 (asking starts its processes)
        elif self._start_method == "forkserver":
            with self._precaution:
                self._start_forkserver()
        return pool

    def _start_forkserver(self) -> None:
        """Start the process that workers are forked from, unless it runs. It loads the modules by itself."""
        with _without_interrupt():
            self._starter.set_forkserver_preload([PRELOADED])
            forkserver.ensure_running()

    def _end(self, *, at_once: bool = False) -> None:
        """Let the processes end; with `at_once`, or when the wait for them is interrupted, kill them."""
        pool, self._pool = self._pool, None
        self._is_light = False
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
                self._starter.kill()  # a process that the pool started while it closed finds nothing to work with


class _Starter:
    """A multiprocessing context that can kill all processes that it started."""

    def __init__(self, method: str) -> None:
        self._context: Any = multiprocessing.get_context(method)
        self._started: list[BaseProcess] = []

    def Process(self, *args: Any, **kwargs: Any) -> BaseProcess:  # noqa: N802 (as its callers know it)
        """Return a process that isn't started yet."""
        self._started = [process for process in self._started if process.exitcode is None]
        process: BaseProcess = self._context.Process(*args, **kwargs)
        self._started.append(process)
        return process

    def kill(self) -> None:
        """Kill the processes, so that none prints an error about its lost connection."""
        for process in self._started:
            if process.pid is not None and process.exitcode is None:
                process.kill()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)


def load_pebble() -> Any:
    """Return the library of the pool. To import it takes a seventh of the start of a build, and few need a pool."""
    import pebble  # noqa: PLC0415

    return pebble


@contextmanager
def _without_interrupt() -> Iterator[None]:
    """Have processes that are started meanwhile ignore Ctrl-C, which a terminal sends to every process.

    Python's resource tracker, which they need, is started first, because starting it unblocks the signal.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _trust_no_folder() -> Iterator[None]:
    """Keep Python processes that are started meanwhile from importing modules from the current folder.

    They would look there before they look among Python's own: a `selectors.py` that somebody dropped there would run.
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
    """Return how many cores this process may use if the system tells, otherwise how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start_method() -> str:
    """Return `forkserver` where it exists, otherwise `spawn`. `fork` is unsafe beside the pool's own threads."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def never() -> bool:
    """Return False: nothing is ever more urgent."""
    return False
