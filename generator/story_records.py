"""What stories of some kinds have besides text: what a fact check finds, what takes place when and where."""

from datetime import datetime

import msgspec


class Event(msgspec.Struct, frozen=True):
    """Something that takes place, as a story announces it."""

    start: datetime
    end: datetime | None = None
    no_hour: bool = False
    """True if it takes whole days; the end is then the start of the last one."""
    place: str = ""


class FactCheck(msgspec.Struct, frozen=True):
    """What a fact check is about, and what it finds."""

    claim: str
    """What was said."""
    claimant: str
    """Who said it; may be empty."""
    verdict: str
    """What is true of it, in a word or two: `False`, `Mostly true`."""
