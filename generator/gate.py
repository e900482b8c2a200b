"""The one gate before every output."""

from collections.abc import Container, Iterator
from datetime import UTC, datetime, timedelta

from generator.model import Story

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def is_public(story: Story, now: datetime, *, drafts: bool = False, withdrawn: Container[str] = ()) -> bool:
    """Whether `story` may be in any output byte at `now`.

    With `drafts`, drafts count as approved; `withdrawn` are the paths of stories that were taken down.
    """
    if story.path in withdrawn or (story.draft and not drafts):
        return False
    return story.opens <= now and (story.expires is None or now < story.expires)


def turns_of(story: Story) -> Iterator[datetime]:
    """The instants at which the clock alone changes what may be shown of `story`."""
    yield story.opens
    if story.expires is not None:
        yield story.expires
    if story.updated is not None:
        yield story.updated


def order_of(moment: datetime) -> int:
    """`moment` as the catalogue sorts it: microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(order: int) -> datetime:
    """The instant that `order_of` gave `order` for."""
    return EPOCH + timedelta(microseconds=order)
