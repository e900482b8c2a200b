"""What a worker of a cluster does: it gives each job to a process of its own, which may be killed.

A worker of dask runs jobs in threads, and a thread can't be stopped. So each thread has a child process, started for
one build, that does the jobs and is killed at their limits. The child has the program as it is installed when the build
begins, and SQLite's objects never meet another thread.
"""

import multiprocessing
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from generator.catalogue.schema import generator_digest
from generator.config import FILE
from generator.digests import digest_bytes
from generator.files import read_if_there
from generator.workers import WorkerKilled, Workers


class Place(msgspec.Struct, frozen=True):
    """The folders of the build, which each worker must have under the same paths."""

    paper: str
    state: str
    output: str
    token: str
    """The name of a file in `state` that was made for this build alone; it holds its own name."""


class Facts(msgspec.Struct, frozen=True):
    """What a worker sees. All workers of a build must see the same as the process that builds."""

    program: str
    """The digest of the program, of Python and of its libraries."""
    settings: str
    """The digest of site.toml."""
    token: str
    """The digest of the file that was made for this build alone."""
    has_output: bool
    """Whether the output folder is there. Before the first build of a paper it is nowhere."""
    may_write: bool
    """Whether the state can be written, and the output if it is there."""

    def lacks(self, expected: "Facts") -> str:
        """Return what is wrong with a worker that sees this; empty if nothing is."""
        if self.program != expected.program:
            return "it runs another version of Broadsheet, of Python or of a library"
        if (self.token, self.settings) != (expected.token, expected.settings):
            return "it doesn't see the paper and its state under the same paths"
        if expected.has_output and not self.has_output:
            return "it doesn't see the output folder under the same path"
        return "" if self.may_write else "it may not write into the state or the output folder"


class Errand(msgspec.Struct, frozen=True):
    """A job for a child: `function` gets `batch`, within the limit that Workers.submit describes."""

    build: str
    """The build that it belongs to: another one has other children."""
    function: Callable[[Any], Any]
    batch: Any
    limit_s: float | None = None
    by_clock: bool = False


class Killed(msgspec.Struct, frozen=True):
    """The answer for a job whose child was killed or died. The batch stays where it is known."""


class Alien(Exception):
    """This worker sees something else than the process that builds: the name of its host, and what is wrong."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(host, reason)
        self.host, self.reason = host, reason


class Task(msgspec.Struct, frozen=True):
    """An errand, with what the worker that does it must see."""

    errand: Errand
    place: Place
    expected: Facts


_children: dict[int, tuple[str, Workers]] = {}
"""Thread -> its build and its child."""
_guard = threading.Lock()


def look_at(place: Place) -> Facts:
    """Return what this process sees at `place`."""
    output = Path(place.output)
    return Facts(
        program=generator_digest(),
        settings=digest_bytes(read_if_there(Path(place.paper, FILE))),
        token=digest_bytes(read_if_there(Path(place.state, place.token))),
        has_output=output.is_dir(),
        may_write=os.access(place.state, os.W_OK) and (not output.is_dir() or os.access(output, os.W_OK)),
    )


def do_task(task: Task) -> Any:
    """Have this thread's child do the errand. Return its result, or Killed.

    Raises Alien when a new child doesn't see what it must see, and whatever the errand raises.
    """
    child = _child_for(task)
    errand = task.errand
    [outcome] = child.run(errand.function, [errand.batch], errand.limit_s, by_clock=errand.by_clock)
    return Killed() if isinstance(outcome, WorkerKilled) else outcome


def end_children(build: str) -> None:
    """End the children of a build, whichever thread has them."""
    with _guard:
        ended = [thread for thread, (owner, _) in _children.items() if owner == build]
        children = [_children.pop(thread)[1] for thread in ended]
    for child in children:
        child.renew(at_once=True)


def _child_for(task: Task) -> Workers:
    thread = threading.get_ident()
    with _guard:
        build, child = _children.get(thread, ("", None))
    if child is not None and build == task.errand.build:
        return child
    if child is not None:
        child.renew(at_once=True)
    # A nanny starts its worker as a daemon, which may have no children. Ours end by themselves when their pipe closes.
    multiprocessing.current_process().daemon = False
    child = Workers(1, start_method="spawn")
    [seen] = child.run(look_at, [task.place])
    reason = seen.lacks(task.expected) if isinstance(seen, Facts) else "its process died"
    if reason:
        child.renew(at_once=True)
        raise Alien(socket.gethostname(), reason)
    with _guard:
        _children[thread] = (task.errand.build, child)
    return child
