"""The gate lets nothing out early and leaves nothing behind."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.gate import is_public, moment_of, order_of, turns_of
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


@given(STORIES, INSTANTS, INSTANTS)
def test_the_gate_changes_its_mind_at_a_turn_alone(story: Story, now: datetime, later: datetime) -> None:
    now, later = sorted([now, later])
    if is_public(story, now) != is_public(story, later):
        assert any(now < turn <= later for turn in turns_of(story))


@given(INSTANTS)
def test_the_catalogues_order_of_instants_can_be_read_back(moment: datetime) -> None:
    assert moment_of(order_of(moment)) == moment


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
