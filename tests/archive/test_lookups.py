"""Pages show the same whether their stories are looked up one by one or many at once; many at once cost few queries."""

from collections.abc import Mapping, Sequence

import msgspec
import pytest
from conftest import SITE, Newsroom, story
from histories import History
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.lookups import Lookup
from generator.catalogue.store import open_reader
from generator.edition.edition import Edition, open_edition
from generator.edition.last import open_last, recall_settings
from generator.edition.plan import gather, look_ahead, plan_all, plan_some
from generator.model import Page

PATHS = [f"world/s{number}" for number in range(12)]


@given(
    st.lists(st.one_of(st.sampled_from(PATHS), st.lists(st.sampled_from(PATHS)))),
    st.integers(1, 12),
)
def test_a_lookup_gives_its_answer_whatever_was_asked_before(asked: list[str | list[str]], most: int) -> None:
    def ask(paths: Sequence[str]) -> Mapping[str, int]:
        assert len(set(paths)) == len(paths)
        return {path: PATHS.index(path) for path in paths if path != PATHS[3]}

    lookup = Lookup(ask, -1, most)
    for one in asked:
        if isinstance(one, list):
            lookup.ahead(one)
        else:
            assert lookup.of(one) == (-1 if one == PATHS[3] else PATHS.index(one))


def test_what_is_known_is_not_asked_again_and_what_is_kept_is_bounded() -> None:
    asked: list[list[str]] = []

    def ask(paths: Sequence[str]) -> Mapping[str, str]:
        asked.append(list(paths))
        return {path: path for path in paths}

    lookup = Lookup(ask, "", 4)
    lookup.ahead(PATHS[:8])
    lookup.ahead(PATHS[2:8])
    assert [lookup.of(path) for path in PATHS[:8]] == PATHS[:8]
    assert asked == [PATHS[:8]]
    lookup.ahead([PATHS[0], *PATHS[8:10]])  # the first four are left out, but for the one that is asked about
    assert [lookup.of(path) for path in (PATHS[0], *PATHS[4:10])] == [PATHS[0], *PATHS[4:10]]
    assert asked == [PATHS[:8], PATHS[8:10]]
    lookup.of(PATHS[1])
    assert asked[-1] == [PATHS[1]]


def grown(newsroom: Newsroom, seed: int) -> None:
    """Build a paper with stories of many kinds."""
    history = History(newsroom, seed)
    for change in (history.add_story, *([history.put_into_series, history.pin_stories, history.translate_story] * 2)):
        for _ in range(6):
            history.add_story()
        change()
    for _ in range(40):
        history.step()
    for change in (history.file_again, history.go_live, history.drop_sound, history.drop_photo, history.correct_story):
        change()
    newsroom.build(history.now)


@pytest.mark.parametrize("seed", [3, 4])
def test_every_page_is_made_of_the_same_alone_and_among_others(newsroom: Newsroom, seed: int) -> None:
    grown(newsroom, seed)
    store, edition = open_last(newsroom.paper())
    settings, pages = recall_settings(store), list(plan_all(edition))
    alone = [msgspec.msgpack.encode(gather(open_edition(store, settings), page)) for page in pages]
    for size in (1, 7, len(pages)):
        for start in range(0, len(pages), size):
            look_ahead(edition, pages[start : start + size])
            found = [msgspec.msgpack.encode(gather(edition, page)) for page in pages[start : start + size]]
            assert found == alone[start : start + size]
        edition = open_edition(store, settings)
    store.close()
    assert {"story", "section", "topic", "byline", "day", "edition", "rss", "home"} <= {one.kind for one in pages}


def count_queries(edition: Edition, pages: Sequence[Page]) -> int:
    """Return how many queries it takes to gather these pages together."""
    queries: list[str] = []
    edition.store.set_trace_callback(queries.append)
    look_ahead(edition, pages)
    for page in pages:
        gather(edition, page)
    edition.store.set_trace_callback(None)
    return len(queries)


def test_more_pages_of_stories_in_a_batch_take_no_more_queries(newsroom: Newsroom) -> None:
    for number in range(24):
        day = f"2026-11-{number // 2 + 1:02} 09:{number:02}"
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}", day, Topics="Harbor, Ferry"))
    newsroom.build()
    counts = []
    for many in (1, 8, 24):
        store, edition = open_last(newsroom.paper())
        pages = [page for page in plan_all(edition) if page.kind == "story"]
        counts.append(count_queries(edition, pages[:many]))
        store.close()
    assert counts == [9, 9, 9]


def test_a_feed_takes_as_many_queries_as_it_has_questions(newsroom: Newsroom) -> None:
    for number in range(12):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}", f"2026-11-20 09:{number:02}"))
    newsroom.build()
    store = open_reader(newsroom.paper().state / "catalogue.sqlite")
    edition = open_edition(store, recall_settings(store))
    [paper, world] = [
        page for page in plan_all(edition) if page.kind == "rss" and page.subject in {"", "section:world"}
    ]
    assert count_queries(edition, [paper]) <= 6
    assert count_queries(edition, [world]) <= 3  # its items are made already
    store.close()


def test_many_pages_in_doubt_are_found_as_each_alone_and_take_no_more_queries(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", f"{SITE}\n[feeds]\nninjs = true\n")
    for number in range(24):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}", f"2026-11-20 09:{number:02}"))
    newsroom.build()
    store, edition = open_last(newsroom.paper())
    pages = [page for page in plan_all(edition) if page.kind in {"story", "ninjs"}]
    names, gone = sorted(page.name for page in pages), [("ninjs", "world/no", 0), ("story", "world/no", 0)]
    settings, counts = recall_settings(store), []
    for some in (names[:1] + names[-1:], names):
        queries: list[str] = []
        edition = open_edition(store, settings)
        store.set_trace_callback(queries.append)
        found, missing = plan_some(edition, [*some, *gone])
        store.set_trace_callback(None)
        assert sorted(found) == sorted(page for page in pages if page.name in some)
        assert missing == gone
        counts.append(len([one for one in queries if "FROM cards" in one]))
    assert len(names) == 48
    assert counts[1] <= counts[0] <= 3
    store.close()
