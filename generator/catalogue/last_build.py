"""The last finished build, whose site may be deployed."""

from datetime import datetime

import msgspec

from generator.catalogue.store import Store, keep_fact, recall_fact

FACT = "finished"


class LastBuild(msgspec.Struct, frozen=True):
    """A finished build: the whole site is in place."""

    now: datetime
    """The time that the build took as now."""
    address: str
    """The address of the site, as its pages name it."""
    drafts: bool


def keep_last_build(store: Store, finished: LastBuild | None) -> None:
    """Note that a build finished, or, for None, that one began, in the caller's transaction."""
    keep_fact(store, FACT, msgspec.json.encode(finished).decode())


def last_build(store: Store) -> LastBuild | None:
    """Return the build that left the site as it is; None when a build began and did not finish, or none ran."""
    found = recall_fact(store, FACT)
    return msgspec.json.decode(found, type=LastBuild | None) if found else None
