"""Where a paper lies, how it is to be built, and who holds its lock."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import filelock
import msgspec

from generator.errors import Locked
from generator.workers import Workers, never

STATE = ".broadsheet"


class Paper(msgspec.Struct, frozen=True):
    """Where a paper is, and how it is to be built."""

    folder: Path
    output: Path
    now: datetime
    jobs: int = 0
    drafts: bool = False
    strict: bool = False
    confirmed_removals: int | None = None
    aside: Path | None = None
    """Where the catalogue is kept, when not in the paper's own `.broadsheet`."""
    wait_s: float = 0
    """How long to wait for another build of the same paper to end; -1 for as long as it takes."""

    @property
    def state(self) -> Path:
        """The folder of the catalogue and the lock."""
        return self.aside or self.folder / STATE


def folder_of_readers(paper: Paper) -> Path:
    """Where what is known of readers between two counts lies. It is made when it isn't there."""
    folder = paper.state / "trending"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def hold_lock(state: Path, wait_s: float = 0) -> Iterator[None]:
    """Hold the lock of the paper's builds; it dies with its holder.

    Raises Locked when another build has it and still does after `wait_s`; -1 waits for as long as it takes.
    """
    state.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(state / "lock", timeout=wait_s)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise Locked from None
    try:
        yield
    finally:
        lock.release()


def theme_folder() -> Path:
    """Where the default theme's templates/ and static/ lie: in the installed package, else in the checkout."""
    packaged = Path(__file__).parent / "theme"
    return packaged if packaged.is_dir() else Path(__file__).parents[1]


class BuildSession(msgspec.Struct, frozen=True):
    """What a process that goes on working lends to each build of its own."""

    workers: Workers
    """At hand already."""
    places: tuple[str, ...] | None = None
    """Files and folders of content/ that may have changed since the last build, `content/world/a.txt`; None: all may.

    With some named, neither the rest of content/ nor the site is looked through."""
    placing: Callable[[], AbstractContextManager[Any]] = nullcontext
    """Is entered while files are put in place or removed."""
    patient: bool = False
    """Whether a large removal waits until it is confirmed while all else is published; else the build is refused."""
    is_urged: Callable[[], bool] = never
    """Asked while all of content/ is looked through; to say yes ends the build: Interrupted, and nothing was done."""
    trace: str = ""
    """A folder in which each call of an extension is noted with a digest of what it gave; empty: none is."""
