"""The next story that goes live or expires: what the desk says of the site's next change."""

from datetime import datetime

import msgspec

from generator.archive.takedowns import withdrawn_paths
from generator.catalogue.copy import story_of
from generator.catalogue.store import Store
from generator.gate import is_public, moment_of, order_of


class Upcoming(msgspec.Struct, frozen=True):
    """A story that appears on the site or disappears from it at a known time."""

    headline: str
    moment: datetime
    goes_live: bool
    """True when readers will see it from then on; False when it expires."""


def find_upcoming(store: Store, now: datetime) -> Upcoming | None:
    """Return the first story that goes live or expires after `now`; None when there is no such story."""
    withdrawn = withdrawn_paths(store)
    rows = store.execute(
        "SELECT moment, path FROM turns WHERE moment > ? AND NOT draft ORDER BY moment, path", (order_of(now),)
    )
    for order, path in rows:
        moment, story = moment_of(order), story_of(store, path)
        is_live = is_public(story, moment, withdrawn=withdrawn)
        was_live = story.opens < moment and path not in withdrawn
        if is_live and moment == story.opens:
            return Upcoming(story.headline, moment, goes_live=True)
        if was_live and moment == story.expires:
            return Upcoming(story.headline, moment, goes_live=False)
    return None
