"""Deploy from the desk: what would be sent, then sent, one deploy at a time, in a thread of its own."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from generator.commands.deploy import DeployRequest, deploy_paper
from generator.commands.foresee_deploy import foresee_deploy, read_at_host
from generator.config import read_config
from generator.delivery.deploy import DeployResult
from generator.delivery.last_deploy import words_of
from generator.errors import BroadsheetError, refuse
from generator.paper import Paper
from generator.preview.auto_deploy import STOP_LIMIT_S, DeployStopped
from generator.preview.page_titles import name_in_address, title_in_page

MOST_TITLES = 200
"""Of so many pages that would be deleted the titles are read from the host."""
WAIT_S = 300
"""How long a deploy that nobody looks at waits for another one of the same build, in seconds."""
BUSY = "A deploy is under way."
STOPPED = "The deploy was stopped."
STEPS = 20
"""Browsers are told so many times how far one step of a deploy is."""
LOG = logging.getLogger(__name__)


class DeployJob(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk is doing, or did last, for one host."""

    target: str
    phase: str
    """`looking`, `ready` (to be sent), `sending`, `done` or `failed`."""
    began: datetime
    edition: int = 0
    """The preview's edition that was looked at."""
    step: str = ""
    """What is being done, such as `Sending new stories`."""
    done: int = 0
    total: int = 0
    result: DeployResult | None = None
    to_confirm: int = 0
    """The number of deletions that need a yes."""
    leaving: tuple[tuple[str, str], ...] = ()
    """The pages that would be deleted: file and title."""
    message: str = ""
    """Why it failed."""
    hint: str = ""

    @property
    def is_busy(self) -> bool:
        """Tell whether something is going on."""
        return self.phase in {"looking", "sending"}


class DeployDesk:
    """Looks at hosts and deploys to them, one at a time. Several threads may call it."""

    def __init__(self, paper: Paper, clock: Callable[[], datetime], tell: Callable[[], None]) -> None:
        """Create a desk for the hosts of `paper`. `tell` is called whenever a job changes."""
        self._paper, self._clock, self._tell = paper, clock, tell
        self._busy = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self.jobs: dict[str, DeployJob] = {}
        """The last job for each host."""
        self.changes = 0
        """How many times browsers were told of news."""

    @property
    def is_busy(self) -> bool:
        """Tell whether a job is under way."""
        return self._busy.locked()

    def to_confirm(self, target: str) -> int:
        """Return the number of deletions that need a yes, as the last look at the host found."""
        job = self.jobs.get(target)
        return job.to_confirm if job and job.phase == "ready" else 0

    def look(self, target: str, edition: int) -> None:
        """Begin to find out what would be sent of an edition. Raises CommandRefused while another job is under way."""
        self._begin(target, "looking", self._look, edition)

    def send(self, target: str, confirmed: int | None) -> None:
        """Begin to deploy. Raises CommandRefused while another job is under way."""
        self._begin(target, "sending", lambda name: self._send(name, confirmed))

    def send_edition(self, target: str) -> DeployResult:
        """Deploy in this thread, after a job that is under way. Raises as `deploy_paper` does, and DeployStopped."""
        while not self._busy.acquire(timeout=1):
            self.pause(0)
        try:
            self._put(DeployJob(target=target, phase="sending", began=self._clock()))
            result = self._deploy(target, None, WAIT_S)
            self._put(msgspec.structs.replace(self.jobs[target], phase="done", result=result))
        except Exception as error:
            self._fail(target, error)
            raise
        finally:
            self._busy.release()
        return result

    def stop(self) -> None:
        """End the job that is under way after its current file."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(STOP_LIMIT_S)

    def pause(self, seconds: float) -> None:
        """Wait during a deploy. Raises DeployStopped when the preview stops."""
        if self._stopping.wait(seconds):
            raise DeployStopped

    # --- one job ---

    def _begin(self, target: str, phase: str, work: Callable[[str], None], edition: int = 0) -> None:
        if not self._busy.acquire(blocking=False):
            raise refuse("", BUSY, "Wait until it has ended. This page shows how far it is.")
        self._put(DeployJob(target=target, phase=phase, began=self._clock(), edition=edition))

        def run() -> None:
            try:
                work(target)
            except Exception as error:
                self._fail(target, error)
            finally:
                self._busy.release()
                self._tell_news()

        self._thread = threading.Thread(target=run, name="deploy", daemon=True)
        self._thread.start()

    def _look(self, target: str) -> None:
        result, to_confirm = foresee_deploy(self._paper, target, self._clock, self.pause)
        pages = [file for file in (*result.plan.taken_down, *result.plan.deletions) if file.endswith(".html")]
        job = msgspec.structs.replace(self.jobs[target], phase="ready", result=result, to_confirm=to_confirm)
        self._put(msgspec.structs.replace(job, leaving=self._titled(target, pages)))

    def _titled(self, target: str, pages: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return these pages of the host with their titles, the first ones as they are there."""
        paper = read_config(self._paper.folder).name
        read = read_at_host(self._paper, target, pages[:MOST_TITLES], self.pause)
        titles = {file: title_in_page(content, paper) for file, content in read}
        return tuple((file, titles.get(file) or name_in_address(file)) for file in pages)

    def _send(self, target: str, confirmed: int | None) -> None:
        result = self._deploy(target, confirmed)
        self._put(msgspec.structs.replace(self.jobs[target], phase="done", result=result))

    def _deploy(self, target: str, confirmed: int | None, wait_s: float = 0) -> DeployResult:
        request = DeployRequest(target, confirmed_deletions=confirmed, wait_s=wait_s)
        return deploy_paper(self._paper, request, self._clock, self.pause, self._watch(target))

    def _watch(self, target: str) -> Callable[[str, int, int], None]:
        """Return a `Progress` that shows how far the deploy is, and stops it when the preview stops."""

        def watch(step: str, done: int, total: int) -> None:
            if self._stopping.is_set():
                raise DeployStopped
            before = self.jobs[target]
            job = msgspec.structs.replace(before, step=step, done=done, total=total)
            self.jobs[target] = job
            if (step, _share(job)) != (before.step, _share(before)):
                self._tell_news()

        return watch

    def _fail(self, target: str, error: Exception) -> None:
        if isinstance(error, DeployStopped):
            message, hint = STOPPED, "The next one sends the rest."
        elif isinstance(error, BroadsheetError | OSError):
            message, hint = words_of(error)
        else:
            LOG.error("The deploy failed.", exc_info=error)
            message, hint = f"This is a bug in Broadsheet: {type(error).__name__}: {error}.", "Please report it."
        self._put(msgspec.structs.replace(self.jobs[target], phase="failed", message=message, hint=hint))

    def _put(self, job: DeployJob) -> None:
        self.jobs[job.target] = job
        self._tell_news()

    def _tell_news(self) -> None:
        self.changes += 1
        self._tell()


def _share(job: DeployJob) -> int:
    """Return how far the step is, from 0 to STEPS."""
    return job.done * STEPS // max(job.total, 1)
