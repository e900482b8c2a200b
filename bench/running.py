"""Run and measure one command: its seconds, and the processor time and peak memory of all its processes together."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

PR_SET_CHILD_SUBREAPER = 36
"""See prctl(2)."""
SAMPLE_S = 0.05
REST_TIMES = 50
"""The sampler rests so many times as long as a look took it: it costs a fiftieth of a core at most."""


class Run(msgspec.Struct, frozen=True):
    """The time and the memory that a command took."""

    seconds: float
    processor_s: float
    """Of the whole session, in user and system mode. Without Linux, processes that outlive the command don't count."""
    peak_bytes: int
    """Proportional set size, summed over the processes of the command's session; 0 where the system doesn't tell."""


class Unfinished(Exception):
    """The command was stopped at its limit."""


class Failed(Exception):
    """The command ended with an exit code other than 0. Holds the end of its output."""


def run_measured(command: Sequence[str], limit_s: float) -> Run:
    """Run `command` in a separate session. Raises Unfinished or Failed."""
    os.sync()  # what the run before has left to write is not this one's cost
    used = _processor_s()
    with tempfile.TemporaryFile() as said, _adopting_orphans():
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, start_new_session=True)
        limit = threading.Timer(limit_s, end_session, [process.pid])
        limit.start()
        with Scale(process.pid) as scale:
            code = process.wait()  # without a limit of its own: that would look every twentieth of a second only
            seconds = time.monotonic() - began
            _wait_for_rest(process.pid)
        limit.cancel()
        if seconds >= limit_s:
            raise Unfinished(f"not finished in {limit_s:g} s")
        if code:
            said.seek(0)
            raise Failed(f"{command[0]}: exit code {code}\n{said.read().decode(errors='replace')[-2000:]}")
    return Run(round(seconds, 3), round(_processor_s() - used, 2), scale.peak_bytes)


@contextmanager
def _adopting_orphans() -> Iterator[None]:
    """Make processes whose parent has ended children of this one, so that their processor time is counted."""
    if sys.platform != "linux":
        yield
        return
    system = ctypes.CDLL(None)
    system.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        system.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _wait_for_rest(group: int) -> None:
    """Wait for the processes of a group that have outlived its leader, such as the server of worker processes."""
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-group, 0)


def _processor_s() -> float:
    """Return the seconds of all children that were waited for, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Scale(threading.Thread):
    """Measures the memory of a session's processes again and again during the `with` block."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session = session
        self.peak_bytes = 0
        self._done = threading.Event()

    def run(self) -> None:
        """Measure and rest in turn."""
        rest_s = SAMPLE_S
        while not self._done.wait(rest_s):
            began = time.monotonic()
            self.peak_bytes = max(self.peak_bytes, sum(map(weigh, processes_of(self.session))))
            rest_s = max(SAMPLE_S, REST_TIMES * (time.monotonic() - began))

    def __enter__(self) -> "Scale":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self.join()


def processes_of(session: int) -> Iterator[int]:
    """Return the processes of a session, from /proc, also those whose parent has ended."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # the name, in brackets, may itself hold blanks and brackets: proc(5)
            fields = entry.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                yield int(entry.parent.name)


def weigh(process: int) -> int:
    """Return a process's share of memory in bytes: its own, and its part of what it shares."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def end_session(session: int) -> None:
    """Kill all processes of a session."""
    for process in processes_of(session):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
