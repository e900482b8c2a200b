"""The state of the preview: the result of the last build, and what is wrong."""

from datetime import datetime

import msgspec

from generator.build import Outcome
from generator.model import Problem, Reason


class PrintedBuild(msgspec.Struct, frozen=True, kw_only=True):
    """The last build that changed the site. Those that only add sizes of photos to it count as a part of it."""

    at: datetime
    seconds: float
    written: tuple[str, ...]
    """The files of the site that were written."""
    removed: tuple[str, ...]
    unchanged: int
    reasons: tuple[tuple[str, Reason], ...]
    """The address of each page that was examined, and why it was printed or left alone."""

    @property
    def pages(self) -> int:
        """How many pages were written, without photos, feeds and other files."""
        return sum(file.endswith(".html") for file in self.written)


def note_printed(
    before: PrintedBuild | None, outcome: Outcome, at: datetime, seconds: float, *, goes_on: bool
) -> PrintedBuild | None:
    """Return the last build that changed the site, now that there is another build with this outcome.

    `goes_on` says that the build before left photos to this one.
    """
    if not (outcome.written or outcome.removed):
        return before
    former = before if goes_on else None
    return PrintedBuild(
        at=at,
        seconds=seconds + (former.seconds if former else 0),
        written=(*(former.written if former else ()), *outcome.written),
        removed=(*(former.removed if former else ()), *outcome.removed),
        unchanged=former.unchanged if former else outcome.unchanged,
        reasons=former.reasons if former else outcome.reasons,
    )


class PreviewState(msgspec.Struct, frozen=True, kw_only=True):
    """The state that people and browsers get after each check of the paper that has news."""

    run: str = ""
    """An identifier of this run of the program, which tells browsers of a restart."""
    watch_failure: str = ""
    """Why the system can't report changes, so that all files are checked every few seconds; or empty."""
    round: int = 0
    """The number of checks that had news so far."""
    edition: int = 0
    """The number of editions that differed from the one before; 0 before the first."""
    troubles: tuple[Problem, ...] = ()
    """The problems that stop the site from being built; it stays as it was."""
    outcome: Outcome | None = None
    """The result of the last successful build."""
    sources: tuple[str, ...] | None = None
    """The changed files of the paper that were checked; None means all files."""
    changed: tuple[str, ...] | None = None
    """The files of the site that this edition wrote or removed; None when they are too many."""
    built: datetime | None = None
    """The time of the last build that had news."""
    seconds: float = 0.0
    """The duration of that build, in seconds."""
    printed: PrintedBuild | None = None
    """The last build that changed the site; None before the first."""

    @property
    def is_restyled(self) -> bool:
        """True when this edition only changed style sheets."""
        return bool(self.sources) and all(one.endswith(".css") for one in self.sources or ())
