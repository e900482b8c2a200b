"""Related stories after any history of changes are those that a fresh start finds."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count

import pytest
from examples import examples
from filed import FIRST, gate, story
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive.admission import admit
from generator.catalogue.copy import remove_files, save_entries
from generator.catalogue.store import Store, open_memory
from generator.intake.entries import entry_of
from generator.intake.text.terms import count_terms
from generator.model import Parsed, Story
from generator.related import batch, footers, index, links, lists, postings, scoring, selection, update, vectors, window
from generator.related.index import RelatedIndex
from generator.related.lists import RelatedSettings, update_related

WORDS = [f"{first}{second}" for first in "bcdfglm" for second in "aeiou"]
PATHS = st.builds("world/{}".format, st.integers(0, 30))
COPY = st.tuples(
    PATHS,
    st.sampled_from(["One", "Two", "Three", "Four", "Five", "Six"]),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.integers(0, 40),
    st.lists(st.sampled_from(["Ferry", "School"]), max_size=1).map(tuple),
)
STEP = st.tuples(st.lists(COPY, max_size=4), st.lists(PATHS, max_size=2))
Copy = tuple[str, str, str, int, tuple[str, ...]]


@pytest.fixture(autouse=True)
def small_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measures at which a dozen stories are many."""
    for module, name, value in [
        *((scoring, "SAMPLE_STORIES", 4), (scoring, "KEPT_VERSIONS", 2)),
        *((links, "KEPT_LINKS", 4), (links, "KEPT_VERSIONS", 2), (links, "GROUPS", 9), (batch, "LINKS", 3)),
        *((scoring, "SEARCHED_STORIES", 3), (footers, "MIN_STORIES", 2), (footers, "MIN_WORDS", 3)),
        *(
            (update, "LINKS", 3),
            (update, "KEPT_LINKS", 4),
            (update, "RECIPROCAL_LINKS", 2),
            (update, "KEPT_VERSIONS", 2),
        ),
        *((batch, "RECIPROCAL_LINKS", 2), (selection, "LINKS", 3), (vectors, "LEADING_WORDS", 7)),
        *((index, "CHUNK", 3), (index, "BUCKETS", 4), (lists, "ALWAYS_UPDATED_STORIES", 9)),
        *((window, "COMPARED_STORIES", 2), (window, "MIN_WINDOW_DAYS", 8), (postings, "SEGMENT", 5)),
    ]:
        monkeypatch.setattr(module, name, value)


def build_story(copy: Copy) -> Parsed:
    path, headline, text, day, topics = copy
    filed: Story = story(path, day=day, headline=headline, topics=topics)
    return Parsed(file=filed.file, digest="x", story=filed, terms=count_terms(headline, text))


def bring_in(store: Store, copies: Iterable[Copy], gone: Iterable[str]) -> list[str]:
    """Add and remove stories, and return those whose list changed."""
    remove_files(store, [f"content/{path}.txt" for path in gone])
    save_entries(store, [entry_of(build_story(copy)) for copy in copies], [], 0)
    with store:
        admission = admit(store, gate(90))
        changes = None if admission.everything else admission.changes
        return update_related(store, gate(90).addresses, changes, RelatedSettings(3))


def shown_lists(store: Store) -> dict[str, list[str]]:
    """Return what each page shows: its related stories, and after `>` its newer version."""
    found: dict[str, list[str]] = {}
    for path, other in store.execute("SELECT path, other FROM related ORDER BY path, rank"):
        found.setdefault(path, []).append(other)
    for path, other in store.execute("SELECT path, other FROM updates"):
        found.setdefault(path, []).append(f"> {other}")
    return found


@pytest.mark.parametrize("compared", [2, 1 << 13])
@settings(max_examples=examples(60), deadline=None)
@given(
    first=st.lists(COPY, min_size=8, max_size=20, unique_by=lambda copy: copy[0]),
    steps=st.lists(STEP, min_size=1, max_size=5),
)
def test_after_any_history_the_lists_are_those_of_a_fresh_start(
    first: list[Copy], steps: list[tuple[list[Copy], list[str]]], compared: int
) -> None:
    """With a window of some days, and where all stories are compared."""
    with closing(open_memory()) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(window, "COMPARED_STORIES", compared)
        on_file: dict[str, Copy] = {}
        for copies, gone in [(first, []), *steps]:
            before = shown_lists(store)
            changed = bring_in(store, copies, gone)
            on_file = {path: copy for path, copy in on_file.items() if path not in gone}
            on_file |= {copy[0]: copy for copy in copies}
            with closing(open_memory()) as fresh:
                bring_in(fresh, on_file.values(), [])
                after = shown_lists(fresh)
            assert shown_lists(store) == after
            assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == set(
                changed
            )


def beats() -> Iterator[Copy]:
    for number in count():
        words = " ".join(WORDS[number % 7 * 5 : number % 7 * 5 + 5] + WORDS[number % 3 :: 7])
        yield f"world/{number}", f"Headline {number}", words, 0, ()


def test_a_new_story_does_not_have_all_stories_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [copy for copy, _ in zip(beats(), range(33), strict=False)]
    with closing(open_memory()) as store:
        bring_in(store, stories[:32], [])

        def refuse(*_: object) -> list[str]:
            raise AssertionError("all were compared")

        monkeypatch.setattr(lists, "_relate_all", refuse)
        path, headline, words, _, topics = stories[32]
        assert path in bring_in(store, [(path, headline, words, 7, topics)], [])
        assert path in bring_in(store, [], [path])
    assert FIRST + timedelta(days=7) < gate(90).now


def test_when_the_archive_has_doubled_the_window_is_that_of_all_even_if_the_same_stories_set_it() -> None:
    paths = sorted((f"world/{number}" for number in range(16)), key=scoring.hash_text)
    days = [0, 10, 20, 30, *range(31, 43)]
    copies = [(path, *copy[1:3], day, ()) for path, copy, day in zip(paths, beats(), days, strict=False)]
    with closing(open_memory()) as store:
        bring_in(store, copies[:15], [])
        before = RelatedIndex(store)
        bring_in(store, copies[15:], [])
        after = RelatedIndex(store)
    assert [one.weights.window_days for one in (before, after)] == [24, 12]
    assert [span_of_sample(one) for one in (before, after)] == [30, 30]


def span_of_sample(index: RelatedIndex) -> int:
    """Return how many days the stories that set the weights of words span."""
    opens = index.metadata["opens"][index.metadata["sampled"]]
    return int(opens.max() - opens.min()) // scoring.DAY_US
