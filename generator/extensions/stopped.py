"""Jobs whose worker had to be stopped: done once more by themselves, to learn whether an extension was at work."""

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from generator.errors import ExtensionError
from generator.extensions.calls import blamed_call, took_too_long
from generator.extensions.faults import ExtensionFault
from generator.extensions.used import Used
from generator.workers import WorkerKilled, Workers

Job = TypeVar("Job", bound=msgspec.Struct)
Result = TypeVar("Result")

MOST_STOPPED = 8
"""How often one extension may be stopped in one build. More would hold the build up for hours."""


class Again(msgspec.Struct, Generic[Result], frozen=True):
    """What came of a job that was done once more."""

    result: Result | None = None
    """None when it had to be stopped again."""
    fault: ExtensionFault | None = None
    """The fault of the extension that was at work then, if any."""
    hook: str = ""
    """What it was asked for."""


class StoppedJobs:
    """Does stopped jobs of one build once more, and counts whose fault it was."""

    def __init__(self, used: Used, workers: Workers) -> None:
        self._extensions = {one.name: one for one in used.extensions}
        self._used = used
        self._workers = workers
        self._counts: Counter[str] = Counter()

    @property
    def by_clock(self) -> bool:
        """Whether the limit of a batch of stories is by the clock: an extension takes part, which may wait for ever."""
        return self._used.on_stories

    def batch_limit(self, usual_s: float) -> float:
        """Return how long a batch of stories may take: `usual_s`, or less if one call of an extension has less."""
        return min(usual_s, self._used.call_s) if self._used.on_stories else usual_s

    def do_again(self, function: Callable[[Job], Result], job: Job, limit_s: float = 0) -> Again[Result]:
        """Have a worker call `function` with a job that has a field `blame`. Raises ExtensionError.

        It may take `limit_s` seconds by the clock; 0 stands for as long as a job of one file or page takes.
        """
        limit_s = limit_s or self._used.alone_s
        with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
            note = Path(folder, "call")
            noting = msgspec.structs.replace(job, blame=str(note))
            [outcome] = self._workers.run(function, [noting], limit_s, by_clock=True)
            if not isinstance(outcome, WorkerKilled):
                return Again(outcome)
            call = blamed_call(note)
        if call is None or call.extension not in self._extensions:
            return Again()
        extension = self._extensions[call.extension]
        what = f"{took_too_long(extension.limits.call_s)}, or ended the process that called it"
        fault = ExtensionFault(extension, what)
        self._count(fault)
        return Again(None, fault, call.hook)

    def _count(self, fault: ExtensionFault) -> None:
        name = fault.extension.name
        self._counts[name] += 1
        if self._counts[name] > MOST_STOPPED:
            what = f"had to be stopped {self._counts[name]} times in one build"
            raise ExtensionError([ExtensionFault(fault.extension, what).of_itself()])
