"""The pages of a batch go through each step together, and only what is out of date goes through all of them."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import pytest
from conftest import Newsroom, story

from generator.press import page_jobs, render_build
from generator.press.render import Typesetter

STEPS = ((page_jobs, "gather"), (page_jobs, "page_key"), (Typesetter, "set_with_extras"), (page_jobs, "write_staged"))


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which each step of a page adds its name."""
    taken: list[str] = []

    def counted(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            taken.append(name)
            return step(*args, **named)

        return call

    for owner, name in STEPS:
        monkeypatch.setattr(owner, name, counted(name, getattr(owner, name)))
    return taken


def runs(taken: list[str]) -> Iterator[tuple[str, int]]:
    """Yield each step and how many pages take it one after the other."""
    yield from ((name, len(list(group))) for name, group in groupby(taken))


def test_all_pages_of_a_batch_take_each_step_together(newsroom: Newsroom, steps: list[str]) -> None:
    for number in range(6):
        newsroom.write(f"content/world/{number}.txt", story(f"Story {number}", "2026-11-20"))
    newsroom.build()
    taken = list(runs(steps))
    batches = len(taken) // len(STEPS)
    assert [name for name, _ in taken] == [name for _, name in STEPS] * batches
    assert 1 <= batches < 4, "the few pages of such a paper are a batch or two"
    counts = dict(taken[: len(STEPS)])
    assert counts["gather"] == counts["page_key"] >= 12


def test_a_page_that_is_the_same_is_neither_set_nor_written(newsroom: Newsroom, steps: list[str]) -> None:
    newsroom.write("content/world/a.txt", story("First", "2026-11-20"))
    newsroom.write("content/world/b.txt", story("Second", "2026-11-21"))
    newsroom.build()
    steps.clear()
    newsroom.write("content/world/b.txt", story("Second", "2026-11-21", body="Another text."))
    newsroom.build()
    counts = {name: steps.count(name) for _, name in STEPS}
    assert counts["gather"] == counts["page_key"] > counts["set_with_extras"] >= counts["write_staged"] >= 1


@pytest.mark.parametrize("size", [10, page_jobs.COPIED_AT_ONCE, 3 * page_jobs.COPIED_AT_ONCE + 1])
def test_a_static_file_that_changes_during_the_build_never_stands_under_another_ones_address(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    first, second = "a" * size, "b" * size
    newsroom.write("static/assets/data.txt", first)
    newsroom.write("content/world/vote.txt", story("Vote"))
    open_source = page_jobs._open_source

    def edited(press: Any, page: Any, inputs: Any) -> Any:
        if getattr(inputs, "source", "").endswith("data.txt"):
            newsroom.write("static/assets/data.txt", second)
        return open_source(press, page, inputs)

    with monkeypatch.context() as patch:
        patch.setattr(page_jobs, "_open_source", edited)
        with pytest.raises(OSError, match="a static file was changed while the site was built"):
            newsroom.build()
    for text in (first, second):
        newsroom.write("static/assets/data.txt", text)
        newsroom.build()
        [file] = (newsroom.output / "assets").glob("data.*.txt")
        assert file.read_text() == text


def test_a_static_file_that_changes_all_the_time_is_published_and_copied_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program may write the weather each second. Its address stays, so that no reader keeps it under a wrong one."""
    newsroom.write("static/weather.json", "1")
    newsroom.write("content/world/vote.txt", story("Vote"))
    open_source = page_jobs._open_source

    def edited(press: Any, page: Any, inputs: Any) -> Any:
        if getattr(inputs, "source", "").endswith("weather.json"):
            newsroom.write("static/weather.json", "2")
        return open_source(press, page, inputs)

    with monkeypatch.context() as patch:
        patch.setattr(page_jobs, "_open_source", edited)
        newsroom.build()
    assert (newsroom.output / "weather.json").read_text() == "2"
    newsroom.write("static/weather.json", "1")
    newsroom.build()
    assert (newsroom.output / "weather.json").read_text() == "1"


@pytest.mark.parametrize("name", ["slots/head.html", "slots/rail.html"])
def test_pages_made_with_a_template_that_changes_during_the_build_are_not_published(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    newsroom.write("templates/slots/head.html", "<!-- first -->")
    newsroom.write("content/world/vote.txt", story("Vote"))
    render = render_build._render

    def edited(*args: Any) -> Any:
        newsroom.write(f"templates/{name}", "<!-- Zweites -->")
        return render(*args)

    with monkeypatch.context() as patch:
        patch.setattr(render_build, "_render", edited)
        with pytest.raises(OSError, match="a template was changed while the site was built"):
            newsroom.build()
    newsroom.delete(f"templates/{name}")
    newsroom.write("templates/slots/head.html", "<!-- first -->")
    newsroom.build()
    assert "<!-- first -->" in newsroom.page("/world/2026/11/20/vote/")
    assert newsroom.mentions("Zweites") == []
