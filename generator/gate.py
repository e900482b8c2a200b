"""The gate: the only code that decides whether a story may be in the output."""

from collections.abc import Container, Iterator
from datetime import UTC, datetime, timedelta

from generator.model import Story

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def is_public(story: Story, now: datetime, *, drafts: bool = False, withdrawn: Container[str] = ()) -> bool:
    """Tell whether `story` may be in any output byte at `now`.

    With `drafts`, drafts with a date count as approved; `withdrawn` are the paths of stories that were taken down.
    """
    if story.path in withdrawn or story.undated or (story.draft and not drafts):
        return False
    return story.opens <= now and (story.expires is None or now < story.expires)


def turns_of(story: Story) -> Iterator[datetime]:
    """Yield the instants at which `story` must be shown, hidden or shown otherwise only because time has passed."""
    yield story.opens
    if story.expires is not None:
        yield story.expires
    if story.updated is not None:
        yield story.updated
    if story.ends is not None:
        yield story.ends
    yield from (moment for moment in story.entries if moment > story.opens)


def order_of(moment: datetime) -> int:
    """Return `moment` in microseconds since 1970, as the catalogue stores and sorts it."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(order: int) -> datetime:
    """Return the instant that is `order` microseconds after 1970. This is the inverse of `order_of`."""
    return EPOCH + timedelta(microseconds=order)
