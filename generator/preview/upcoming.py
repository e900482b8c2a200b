"""What the clock alone changes: the stories that go live, and those that expire."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from generator.archive.takedowns import withdrawn_paths
from generator.catalogue.copy import stories_at
from generator.catalogue.store import Store
from generator.gate import is_public, moment_of, order_of
from generator.model import Story


class Upcoming(msgspec.Struct, frozen=True, kw_only=True):
    """A story that appears on the site or disappears from it at a known time."""

    headline: str
    moment: datetime
    goes_live: bool
    """True when readers will see it from then on; False when it expires."""
    path: str = ""
    file: str = ""
    section: str = ""
    """The section's slug."""
    is_embargo: bool = False
    """True when an embargo ends then."""
    is_draft: bool = False
    """True when the story is a draft, so that nothing happens unless somebody publishes it."""

    @property
    def verb(self) -> str:
        """What happens to the story."""
        return "goes live" if self.goes_live else "expires"


def find_upcoming(store: Store, now: datetime) -> Upcoming | None:
    """Return the first story that goes live or expires after `now`; None when there is no such story."""
    return next((one for one in turns_after(store, now) if not one.is_draft), None)


def turns_after(store: Store, now: datetime) -> Iterator[Upcoming]:
    """Yield the stories that go live or expire after `now`, in order."""
    yield from _turns(store, "moment > ?", (order_of(now),))


def turns_between(store: Store, begins: datetime, ends: datetime, now: datetime) -> Iterator[Upcoming]:
    """Yield the stories that went or go live, or expire, from `begins` on and before `ends`, in order.

    A draft whose time is over at `now` is left out: nothing happened then.
    """
    for one in _turns(store, "moment >= ? AND moment < ?", (order_of(begins), order_of(ends))):
        if one.moment > now or not one.is_draft:
            yield one


def _turns(store: Store, when: str, bounds: tuple[int, ...]) -> Iterator[Upcoming]:
    withdrawn = withdrawn_paths(store)
    query = f"SELECT moment, path, draft FROM turns WHERE {when} ORDER BY moment, path"  # noqa: S608
    for order, path, draft in store.execute(query, bounds).fetchall():
        for story in stories_at(store, [path]):
            moment = moment_of(order)
            is_live = is_public(story, moment, drafts=True, withdrawn=withdrawn)
            was_live = story.opens < moment and path not in withdrawn
            if (is_live and moment == story.opens) or (was_live and moment == story.expires):
                yield _describe(story, moment, is_draft=bool(draft))


def _describe(story: Story, moment: datetime, *, is_draft: bool) -> Upcoming:
    goes_live = moment == story.opens
    return Upcoming(
        headline=story.headline,
        moment=moment,
        goes_live=goes_live,
        path=story.path,
        file=story.file,
        section=story.section,
        is_embargo=goes_live and story.embargo == moment,
        is_draft=is_draft,
    )
