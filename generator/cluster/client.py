"""The cluster as a pool of workers: `broadsheet build --cluster tcp://scheduler:8786`.

All machines see the paper, its state and its output under the same paths, and run the same program with the same
libraries; each worker is asked before it does anything, those that join in the middle of a build too. The bytes of the
site are those of a build on one machine, since results come in the order of the batches.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, wait
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, TypeVar

from generator.cluster.work import Alien, Errand, Killed, Place, Task, do_task, end_children, look_at
from generator.errors import ClusterError, ClusterLost
from generator.paper import Paper
from generator.workers import LOOK_S, Workers

Batch = TypeVar("Batch")
Result = TypeVar("Result")

CONNECT_S = 20
FIRST_ANSWER_S = 120
"""In this time every worker must have said what it sees."""
PATIENCE_S = 60
"""A cluster that has no worker at all for so long is given up."""
EXTRA = 'pip install "broadsheet[cluster]"'


@contextmanager
def open_cluster(address: str, paper: Paper) -> Iterator["ClusterWorkers"]:
    """Connect to the scheduler at `address` and yield its workers, all of which can build this paper.

    Raises ClusterError when there is no such cluster, or when a worker can't build this paper.
    """
    distributed = load_distributed()
    with ExitStack() as stack:
        try:
            client = stack.enter_context(distributed.Client(address, timeout=CONNECT_S, set_as_default=False))
        except (OSError, ValueError, TimeoutError) as error:
            message = f"There is no dask scheduler at {address}: {error or 'it does not answer'}"
            hint = "Start one with “dask scheduler”, and give the address that it prints."
            raise ClusterError(message, hint) from None
        place = stack.enter_context(_place_of(paper))
        workers = ClusterWorkers(client, place)
        stack.callback(workers.end)
        workers.examine()
        yield workers


@contextmanager
def _place_of(paper: Paper) -> Iterator[Place]:
    """Make a file that only those see who share this paper's state."""
    token = f"cluster-{secrets.token_hex(8)}"
    state = paper.state
    state.mkdir(parents=True, exist_ok=True)
    file = state / token
    file.write_text(token, encoding="ascii")
    try:
        yield Place(str(paper.folder.resolve()), str(state.resolve()), str(paper.output.resolve()), token)
    finally:
        file.unlink(missing_ok=True)


def load_distributed() -> Any:
    """Return the library of clusters, which few installations have. Raises ClusterError."""
    try:
        import distributed  # noqa: PLC0415
    except ImportError:
        raise ClusterError("The library for clusters isn't installed.", f"Install it: {EXTRA}") from None
    return distributed


class ClusterWorkers(Workers):
    """The workers of a cluster, as a pool."""

    def __init__(self, client: Any, place: Place) -> None:
        """Use all workers of `client` for the paper at `place`, those that come later too."""
        self._cluster = client.get_executor(pure=False)
        super().__init__(1, executor=self._cluster)
        self._client = client
        self._place = place
        self._expected = look_at(place)
        self._turns = 0
        self._idle_since = 0.0
        self._died = load_distributed().KilledWorker
        self.jobs = max(1, self._threads())

    def examine(self) -> None:
        """Have each worker say what it sees. Raises ClusterError when one of them can't build this paper."""
        addresses = sorted(self._client.scheduler_info(n_workers=-1)["workers"])
        if not addresses:
            raise ClusterError("The cluster has no workers.", "Start some with “dask worker ADDRESS --nthreads 1”.")
        task = self._task(Errand(self._owner, look_at, self._place))
        asked = [self._cluster.submit(do_task, task, workers=[one]) for one in addresses]
        wait(asked, FIRST_ANSWER_S)
        for address, future in zip(addresses, asked, strict=True):
            if not future.done():
                raise ClusterError(f"The worker at {address} doesn't answer.", "End it, or start it again.")
            error = future.exception()
            if error is not None:
                raise _refusal(address, error)

    def submit(
        self,
        function: Callable[[Batch], Result],
        batch: Batch,
        limit_s: float | None = None,
        *,
        by_clock: bool = False,
        light: bool = False,  # noqa: ARG002 (no child is lighter than another)
    ) -> "Future[Result]":
        """Have a child of any worker call `function`, within the limit that Workers.submit describes."""
        errand = Errand(self._owner, function, batch, limit_s, by_clock)
        return self._tracked(self._cluster.submit(do_task, self._task(errand)), None)

    @property
    def are_here(self) -> bool:
        """Return False: the same file may have another inode on each machine."""
        return False

    def renew(self, *, at_once: bool = False) -> None:  # noqa: ARG002 (children always end at once: they hold no work)
        """End the children that have no job, so that new ones do the next jobs."""
        self._end_children()
        self._turns += 1
        self.jobs = max(1, self._threads())

    def end(self) -> None:
        """End all children and forget all jobs. The workers themselves go on."""
        self.abandon()
        self._end_children()

    @property
    def _owner(self) -> str:
        """The name under which workers have their children. It changes with each turn."""
        return f"{self._place.token} {self._turns}"

    def _task(self, errand: Errand) -> Task:
        return Task(errand, self._place, self._expected)

    def _threads(self) -> int:
        return sum(self._client.nthreads().values())

    def _end_children(self) -> None:
        with suppress(OSError, CancelledError, TimeoutError):
            self._client.run(end_children, self._owner, on_error="ignore")

    def _answer(self, future: "Future[Result]") -> Result:
        """Wait for the result. Raises TimeoutError for a job whose worker died or whose child was killed."""
        while not wait([future], LOOK_S).done:
            self._look_for_workers()
        try:
            result = future.result()
        except self._died as error:
            raise TimeoutError(str(error)) from None
        except Alien as error:
            raise _refusal(error.host, error) from None
        except CancelledError:
            if self._is_abandoned:
                raise
            if self._client.status != "running":
                raise ClusterLost("The cluster’s scheduler is gone.", "Start it, and build again.") from None
            raise TimeoutError from None
        if isinstance(result, Killed):
            raise TimeoutError
        return result

    def _look_for_workers(self) -> None:
        """Raise ClusterLost if there has been no worker, or no scheduler, for a while."""
        now = time.monotonic()
        if self._client.status == "running" and self._threads():
            self._idle_since = 0.0
        elif not self._idle_since:
            self._idle_since = now
        elif now - self._idle_since > PATIENCE_S:
            raise ClusterLost("The cluster has lost all its workers.", "Start some, and build again.")


def _refusal(worker: str, error: BaseException) -> ClusterError:
    """Return the error that names a worker which can't build this paper, and what is wrong with it."""
    if isinstance(error, Alien):
        message = f"The worker on {error.host} can't build this paper: {error.reason}."
    elif isinstance(error, ModuleNotFoundError):
        message = f"The worker at {worker} has no Broadsheet: {error}."
    else:
        message = f"The worker at {worker} can't build this paper: {error}"
    hint = "All machines need the same folders under the same paths, and the same Broadsheet, Python and libraries."
    return ClusterError(message, hint)
