"""How the preview stands: what the last build came to, and what is wrong."""

from datetime import datetime

import msgspec

from generator.build import Outcome
from generator.model import Problem


class PreviewState(msgspec.Struct, frozen=True, kw_only=True):
    """What people and browsers are told after each look at the paper."""

    run: str = ""
    """Tells the process that watches from another that did before."""
    watch_failure: str = ""
    """Why the system tells of no changes, so that the paper is looked through time and again; or empty."""
    round: int = 0
    """Counts the looks that found something to say."""
    edition: int = 0
    """Counts the editions that differ from the one before; 0: nothing stands yet."""
    troubles: tuple[Problem, ...] = ()
    """What keeps the site from being built: it stays as it was."""
    outcome: Outcome | None = None
    """Of the last build that ended well."""
    sources: tuple[str, ...] | None = None
    """Files of the paper that this look was for; None: all."""
    changed: tuple[str, ...] | None = None
    """Files of the site that this edition wrote; None: too many to name."""
    built: datetime | None = None
    seconds: float = 0.0

    @property
    def is_restyled(self) -> bool:
        """Whether nothing but style sheets made this edition."""
        return bool(self.sources) and all(one.endswith(".css") for one in self.sources or ())
