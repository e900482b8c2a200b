"""The last build that ended: what may be brought to a host."""

from datetime import datetime

import msgspec

from generator.catalogue.store import Store, keep_fact, recall_fact

FACT = "finished"


class LastBuild(msgspec.Struct, frozen=True):
    """A build that ended: the site is in place, whole."""

    now: datetime
    """Its clock."""
    address: str
    """Of the site, as its pages name it."""
    drafts: bool


def keep_last_build(store: Store, finished: LastBuild | None) -> None:
    """Note that a build ended, or, for None, that one began. The caller's transaction holds it."""
    keep_fact(store, FACT, msgspec.json.encode(finished).decode())


def last_build(store: Store) -> LastBuild | None:
    """The build that left the site as it stands; None while none has ended since the site was last touched."""
    found = recall_fact(store, FACT)
    return msgspec.json.decode(found, type=LastBuild | None) if found else None
