"""A paper's folders, how it is to be built, and its lock."""

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
PLACES = ("folder", "output", "kept", "aside")
"""The folders of a `Paper`; the first two must be given."""


class CallLimits(msgspec.Struct, frozen=True):
    """How many seconds an extension may take. One that takes longer has failed."""

    call_s: float = 2.5
    """For one call of a function of it."""
    load_s: float = 2.5
    """For its program to be loaded."""


class Paper(msgspec.Struct, frozen=True):
    """A paper's folder, and how it is to be built."""

    folder: Path
    output: Path
    now: datetime
    jobs: int = 0
    drafts: bool = False
    strict: bool = False
    confirmed_removals: int | None = None
    aside: Path | None = None
    """The folder of the catalogue of a build that is only compared with another; nothing is recorded as published."""
    kept: Path | None = None
    """The folder of all that is kept between builds, if it isn't the paper's own `.broadsheet` (`--state`)."""
    wait_s: float = 0
    """How long to wait for another build of the same paper to end; -1 for as long as it takes."""
    call_limits: CallLimits = CallLimits()
    """How long extensions may take."""

    def __post_init__(self) -> None:
        """Refuse what programs without type checks pass by mistake. Raises TypeError, ValueError."""
        for name in PLACES:
            place = getattr(self, name)
            if not isinstance(place, Path) and (place is not None or name in PLACES[:2]):
                raise TypeError(f"Paper: {name} must be a pathlib.Path, not {type(place).__name__}")
        if not isinstance(self.now, datetime):
            raise TypeError(f"Paper: now must be a datetime, not {type(self.now).__name__}")
        if self.now.tzinfo is None:
            raise ValueError("Paper: now must have a time zone: datetime.now(UTC)")
        if not isinstance(self.jobs, int) or self.jobs < 0:
            raise ValueError("Paper: jobs must be a number of processes, or 0 for one a core")

    @property
    def state(self) -> Path:
        """The folder of the catalogue and the lock."""
        return self.aside or self.kept or self.folder / STATE

    @property
    def record_folders(self) -> tuple[Path, ...]:
        """The folders that may hold a published.csv. Lines are added in the last one."""
        return (self.folder, self.kept) if self.kept else (self.folder,)


def trending_folder(paper: Paper) -> Path:
    """Return the folder that keeps the counts of readers between two counts. It is made if it doesn't exist."""
    folder = paper.state / "trending"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def hold_lock(state: Path, wait_s: float = 0) -> Iterator[None]:
    """Hold the lock of the paper's builds, which the system frees when its holder ends.

    Raises Locked when another build still holds it after `wait_s` seconds; -1 waits for as long as it takes.
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
    """Return the folder of the default theme's templates/ and static/: in the installed package, or in the checkout."""
    packaged = Path(__file__).parent / "theme"
    return packaged if packaged.is_dir() else Path(__file__).parents[1]


class BuildSession(msgspec.Struct, frozen=True):
    """The session of a process that builds again and again, such as `serve`, which it passes to each build."""

    workers: Workers
    """The worker processes, which go on running from build to build."""
    places: tuple[str, ...] | None = None
    """Files and folders that may have changed since the last build, such as `content/world/a.txt`; None: all may.

    If there are some, neither the rest of content/ nor the output folder is searched."""
    placing: Callable[[], AbstractContextManager[Any]] = nullcontext
    """Makes a context manager that is entered while output files are moved or removed."""
    patient: bool = False
    """True if a large removal waits to be confirmed while all else is published; otherwise the build fails."""
    is_urged: Callable[[], bool] = never
    """Asked while all of content/ is searched. True ends the build with Interrupted, before anything was changed."""
    most_photos: int | None = None
    """Of how many photos the sizes may be made, so that pages needn't wait for them; None: of all.

    The sizes of others stay in doubt for the next build, and until then the build doesn't count as finished."""
    records: bool = True
    """Whether what is published is added to published.csv. A preview publishes nothing."""
    trace: str = ""
    """A folder in which each call of an extension is recorded with a digest of its result; empty: none is."""
