"""Nothing early, nothing left behind."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.gate import is_public, next_change
from generator.model import Story

INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
STORIES = st.builds(
    Story,
    path=st.just("world/a"),
    file=st.just("content/world/a.txt"),
    headline=st.just("A"),
    slug=st.just("a"),
    section=st.just("world"),
    published=INSTANTS,
    embargo=st.none() | INSTANTS,
    expires=st.none() | INSTANTS,
    draft=st.booleans(),
)
MOMENT = timedelta(microseconds=1)


@given(STORIES, INSTANTS)
def test_a_draft_is_never_public(story: Story, now: datetime) -> None:
    assert not (story.draft and is_public(story, now))


@given(STORIES, INSTANTS)
def test_nothing_is_public_before_its_embargo_or_from_its_expiry_on(story: Story, now: datetime) -> None:
    if is_public(story, now):
        assert story.published <= now
        assert story.embargo is None or story.embargo <= now
        assert story.expires is None or now < story.expires


@given(st.lists(STORIES, max_size=5), INSTANTS)
def test_between_now_and_the_next_change_the_gate_stays_as_it_is(stories: list[Story], now: datetime) -> None:
    turn = next_change(stories, now)
    before = [is_public(story, now) for story in stories]
    if turn is None:
        assert before == [is_public(story, datetime(2050, 1, 1, tzinfo=UTC)) for story in stories]
    else:
        assert turn > now
        assert before == [is_public(story, turn - MOMENT) for story in stories]
        assert any(turn in {story.opens, story.expires} for story in stories)


def test_a_story_opens_at_the_very_instant_of_its_embargo() -> None:
    embargo = datetime(2026, 11, 23, 6, tzinfo=UTC)
    story = Story(
        path="a",
        file="content/a.txt",
        headline="A",
        slug="a",
        section="news",
        published=embargo - timedelta(days=1),
        embargo=embargo,
    )
    assert not is_public(story, embargo - MOMENT)
    assert is_public(story, embargo)
