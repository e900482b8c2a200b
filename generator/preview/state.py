"""The state of the preview: the result of the last build, and what is wrong."""

from datetime import datetime

import msgspec

from generator.build import Outcome
from generator.model import Problem


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

    @property
    def is_restyled(self) -> bool:
        """True when this edition only changed style sheets."""
        return bool(self.sources) and all(one.endswith(".css") for one in self.sources or ())
