"""The loop: what changed is built soon, once, and nothing is missed whatever the watcher hears."""

import os
import random
import resource
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story
from histories import History, clean_build, site_of
from patience import PATIENCE_S, until
from pictured import picture
from preview.conftest import write_atomically
from watchdog.observers import Observer

from generator.build import Outcome
from generator.intake import survey
from generator.preview import loop as preview_loop
from generator.preview import watcher
from generator.preview.loop import BuildLoop
from generator.preview.state import PreviewState

EDITING_S = float(os.environ.get("EDITING_S", "10"))
BURST = int(os.environ.get("BURST", "600"))


class Loop:
    """BuildLoop at work in a thread, and what they told."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.told: list[PreviewState] = []
        self.now = NOON
        self.builds = BuildLoop(newsroom.paper(NOON), lambda: self.now, self.told.append, pages_first=True)

    @property
    def edition(self) -> int:
        return self.builds.state.edition

    @property
    def outcome(self) -> Outcome:
        return outcome_of(self.builds.state)

    def shows(self, words: str, url: str) -> Callable[[], bool]:
        """A check that the page at `url` has these words."""
        file = self.newsroom.output / (url.lstrip("/") + "index.html")
        return lambda: file.is_file() and words in file.read_text()

    def problems(self) -> list[str]:
        """The files that something is wrong with."""
        return [problem.path for problem in self.outcome.problems]

    def rest(self) -> None:
        """Until nothing more happens."""
        while True:
            until(self.is_idle, "the loop's rest")
            before = len(self.told)
            time.sleep(0.4)
            if len(self.told) == before and self.is_idle():
                return

    def is_idle(self) -> bool:
        """Tell whether nothing is left to check or to build, as far as the loop knows."""
        waits = self.builds._pending or self.builds._photos_left
        return not waits and self.builds._pending is not None and self.builds._hints.due_s() is None


def outcome_of(state: PreviewState) -> Outcome:
    """The outcome of the last build, which there must have been."""
    assert state.outcome is not None
    return state.outcome


@contextmanager
def running(newsroom: Newsroom) -> Iterator[Loop]:
    loop = Loop(newsroom)
    thread = threading.Thread(target=loop.builds.run)
    thread.start()
    try:
        until(lambda: loop.told, "the first round")
        yield loop
    finally:
        loop.builds.stop()
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


@pytest.fixture
def loop(newsroom: Newsroom) -> Iterator[Loop]:
    for number in range(4):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}", f"2026-11-1{number}"))
    with running(newsroom) as started:
        yield started


def test_a_save_is_built_and_names_what_changed(loop: Loop) -> None:
    loop.newsroom.write("content/world/s1.txt", story("Story 1, corrected", "2026-11-11"))
    until(loop.shows("Story 1, corrected", "/world/2026/11/11/s1/"))
    state = until(lambda: loop.builds.state.edition == 2 and loop.builds.state)
    assert state.sources == ("content/world/s1.txt",)
    assert "world/2026/11/11/s1/index.html" in state.changed


def test_an_atomic_save_never_takes_the_story_away(loop: Loop) -> None:
    path = loop.newsroom.folder / "content/world/s1.txt"
    page = loop.newsroom.output / "world/2026/11/11/s1/index.html"
    for number in range(20):
        write_atomically(path, story(f"Version {number}", "2026-11-11"))
        time.sleep(0.03)
        assert page.is_file()
    until(loop.shows("Version 19", "/world/2026/11/11/s1/"))
    assert all(not state.outcome or state.outcome.stories == 4 for state in loop.told)


def test_a_half_written_file_waits_until_it_is_whole(loop: Loop) -> None:
    whole = story("A long story", "2026-11-15", body="One.\n\nTwo.\n\nThe very end.")
    with (loop.newsroom.folder / "content/world/long.txt").open("w") as file:
        for piece in (whole[:40], whole[40:60], whole[60:]):
            file.write(piece)
            file.flush()
            time.sleep(0.4)
            assert not (loop.newsroom.output / "world/2026/11/15/long").exists()
    until(loop.shows("The very end.", "/world/2026/11/15/long/"))
    assert all("long" not in problem.path for state in loop.told for problem in outcome_of(state).problems)


def test_litter_and_reading_wake_nobody(loop: Loop) -> None:
    loop.rest()
    before = len(loop.told)
    for name in (".s1.txt.swp", "s1.txt~", "#s1.txt#", "~$s1.txt", ".DS_Store"):
        loop.newsroom.write(f"content/world/{name}", "litter")
    for path in (loop.newsroom.folder / "content").rglob("*.txt"):
        path.read_text()
    list(os.scandir(loop.newsroom.folder / "content"))
    time.sleep(0.6)
    assert loop.builds._hints.due_s() is None
    assert len(loop.told) == before


def test_many_files_at_once_make_two_builds_at_most(loop: Loop) -> None:
    before = loop.edition
    for number in range(BURST):
        loop.newsroom.write(f"content/town/b{number}.txt", story(f"Of many {number}", "2026-11-16"))
    until(lambda: loop.outcome.stories == 4 + BURST)
    assert loop.edition - before <= 2


def test_a_sweep_gives_way_to_a_save_and_comes_back_to_it(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each folder takes a while to look at; the save is shown sooner, and so is, in the end, what no event told of."""
    walked: list[str] = []
    list_folder = survey._list_folder

    def slowly(folder: str, reached: Callable[[str], bool] | None) -> list[os.DirEntry[str]]:
        walked.append(folder)
        time.sleep(0 if reached else 0.3)
        return list_folder(folder, reached)

    for number in range(8):
        loop.newsroom.write(f"content/deep{number}/a.txt", story(f"Deep {number}", "2026-11-15"))
    loop.rest()
    monkeypatch.setattr(survey, "_list_folder", slowly)
    monkeypatch.setattr(preview_loop, "SWEEP_S", 0.0)
    monkeypatch.setattr(preview_loop, "SWEEP_SHARE", 0)
    until(lambda: walked, "a sweep")
    swept_s = loop.builds._last_sweep_s
    loop.newsroom.write("content/world/s1.txt", story("Sooner", "2026-11-11"))
    until(loop.shows("Sooner", "/world/2026/11/11/s1/"))
    assert loop.builds._last_sweep_s == swept_s
    until(lambda: loop.builds._last_sweep_s > swept_s, "a whole sweep")


def test_what_no_event_told_of_is_found_by_the_sweep(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview_loop, "SWEEP_S", 0.5)
    monkeypatch.setattr(preview_loop, "SWEEP_SHARE", 0)
    monkeypatch.setattr(watcher._Handler, "on_any_event", lambda *_: None)
    loop.newsroom.write("content/world/quiet.txt", story("Nobody heard of it", "2026-11-17"))
    until(loop.shows("Nobody heard of it", "/world/2026/11/17/quiet/"))


def test_the_sweep_comes_within_thirty_seconds() -> None:
    assert preview_loop.SWEEP_S + preview_loop.TICK_S < 30


def test_a_replaced_folder_is_watched_again(loop: Loop) -> None:
    content = loop.newsroom.folder / "content"
    shutil.copytree(content, loop.newsroom.folder / "copy")
    content.rename(loop.newsroom.folder / "old")
    (loop.newsroom.folder / "copy").rename(content)
    loop.newsroom.write("content/world/after.txt", story("After the move", "2026-11-18"))
    until(loop.shows("After the move", "/world/2026/11/18/after/"))
    loop.rest()
    loop.newsroom.write("content/world/after.txt", story("Heard again", "2026-11-18"))
    until(loop.shows("Heard again", "/world/2026/11/18/after/"))
    until(lambda: loop.builds.state.sources == ("content/world/after.txt",))


def test_a_folder_that_vanished_takes_nothing_with_it(loop: Loop) -> None:
    (loop.newsroom.folder / "content").rename(loop.newsroom.folder / "away")
    until(lambda: "content" in loop.problems())
    assert loop.shows("Story 1", "/world/2026/11/11/s1/")()
    (loop.newsroom.folder / "away").rename(loop.newsroom.folder / "content")
    until(lambda: not loop.problems())
    assert loop.shows("Story 1", "/world/2026/11/11/s1/")()


def test_an_embargo_lifts_when_its_hour_comes_and_nobody_edits(loop: Loop) -> None:
    loop.newsroom.write("content/world/e.txt", story("The embargoed", "2026-11-20", Embargo="2026-11-23T13:00:00Z"))
    until(lambda: loop.outcome.next_change == datetime(2026, 11, 23, 13, tzinfo=UTC))
    page = loop.shows("The embargoed", "/world/2026/11/23/e/")
    loop.now = NOON + timedelta(minutes=59)
    time.sleep(2 * preview_loop.TICK_S)
    assert not page()
    loop.now = NOON + timedelta(hours=9)
    until(page)
    loop.now = NOON
    loop.newsroom.write("content/world/s1.txt", story("After the clock went back", "2026-11-11"))
    until(loop.shows("After the clock went back", "/world/2026/11/11/s1/"))
    assert page()


def test_a_broken_template_keeps_the_old_site_and_loses_no_change(loop: Loop) -> None:
    loop.newsroom.write("templates/story.html", "{{ broken")
    trouble = until(lambda: loop.builds.state.troubles)[0]
    assert trouble.where == "templates/story.html:1"
    loop.newsroom.write("content/world/s1.txt", story("Meanwhile", "2026-11-11"))
    time.sleep(0.5)
    assert loop.shows("Story 1", "/world/2026/11/11/s1/")()
    loop.newsroom.delete("templates/story.html")
    until(loop.shows("Meanwhile", "/world/2026/11/11/s1/"))
    until(lambda: not loop.builds.state.troubles)


def test_broken_settings_keep_the_old_site(loop: Loop) -> None:
    settings = (loop.newsroom.folder / "site.toml").read_text()
    loop.newsroom.write("site.toml", settings + "nmae = 'x'\n")
    until(lambda: loop.builds.state.troubles)
    loop.newsroom.write("site.toml", settings.replace("The Test Courier", "The New Courier"))
    until(loop.shows("The New Courier", "/world/2026/11/11/s1/"))


def test_another_ranking_is_shown_as_it_is_written(loop: Loop) -> None:
    ranking = '{"counted": "", "stories": [{"story": "world/s2", "score": 2.0}, {"story": "world/s1", "score": 1.0}]}'
    loop.newsroom.write("trending.json", ranking)
    part = loop.newsroom.output / "parts" / "trending.html"
    until(lambda: part.is_file() and part.read_text().find("Story 2") < part.read_text().find("Story 1"))


@pytest.mark.parametrize("reason", ["limit", "network"])
def test_where_the_system_tells_nothing_the_paper_is_looked_through(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    if reason == "limit":
        monkeypatch.setattr(Observer, "start", refuse)
    else:
        monkeypatch.setattr(watcher, "read_mounts", lambda: "1 1 0:1 / / rw - nfs4 server:/ rw\n")
    monkeypatch.setattr(preview_loop, "UNWATCHED_SWEEP_S", 0.3)
    monkeypatch.setattr(preview_loop, "SWEEP_SHARE", 0)
    with running(newsroom) as loop:
        assert {"limit": "watch limit", "network": "nfs4"}[reason] in loop.builds.state.watch_failure
        newsroom.write("content/world/a.txt", story("Found by looking", "2026-11-19"))
        until(loop.shows("Found by looking", "/world/2026/11/19/a/"))


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_after_random_editing_the_site_is_that_of_a_clean_build(newsroom: Newsroom, tmp_path: Path) -> None:
    """For `EDITING_S` seconds; memory and open files stay what they were."""
    draw = random.Random(3)
    history = History(newsroom, 3)
    for name in ("lose_a_page", "turn_back_time", "change_drafts", "pass_time"):
        setattr(history, name, history.edit_body)
    for folder in ("templates", "static"):  # each has a watcher
        (newsroom.folder / folder).mkdir(exist_ok=True)
    newsroom.write("content/world/table.md", "Title: T\nDate: 2026-11-01\n\n| a |\n|---|\n| 1 |\n")  # starts workers
    with running(newsroom) as loop:
        loop.now = history.now
        ends, halfway = time.monotonic() + EDITING_S, time.monotonic() + EDITING_S / 2
        opened = memory = 0
        while time.monotonic() < ends:
            history.step()
            time.sleep(draw.choice([0, 0, 0.02, 0.1, 0.3]))
            if not opened and time.monotonic() > halfway:
                opened, memory = open_files(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        loop.rest()
        for held in loop.outcome.held:  # which stay at their last good version; a clean build has none
            (newsroom.folder / held.path).unlink(missing_ok=True)
        loop.rest()
        assert open_files() <= opened + 3
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < memory * 1.2 + 20_000
        assert len(loop.told) > 5
    if not loop.builds.state.troubles:
        (tmp_path / "clean").mkdir()
        clean = clean_build(newsroom, tmp_path / "clean", loop.now)
        warm = site_of(newsroom)
        assert sorted(name for name in clean.keys() | warm.keys() if clean.get(name) != warm.get(name)) == []


def test_pages_are_there_before_the_sizes_of_their_photos(newsroom: Newsroom, tmp_path: Path) -> None:
    for number in range(6):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}", f"2026-11-1{number}"))
        newsroom.write(f"content/world/s{number}.jpg", picture(seed=number))
    with running(newsroom) as loop:
        loop.rest()
        editions = [(outcome_of(state).photos_left, state.changed) for state in loop.told]
    assert [left for left, _ in editions] == [6, 2, 0]
    first, *later = [changed or () for _, changed in editions]
    assert {"index.html", "world/2026/11/15/s5/index.html"} <= {*first}
    assert not any(file.startswith("assets/photos/") or file == "feed.xml" for file in first)
    assert all(file.startswith("assets/photos/") for file in later[0])
    assert "feed.xml" in later[1], "feeds tell the size of photos"
    (tmp_path / "clean").mkdir()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)


def test_while_a_large_deletion_waits_saves_go_on_appearing(newsroom: Newsroom) -> None:
    for number in range(60):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}"))
    newsroom.write("content/town/stays.txt", story("Stays"))
    newsroom.build()
    shutil.rmtree(newsroom.folder / "content/world")
    with running(newsroom) as loop:
        for number in range(3):
            newsroom.write("content/town/new.txt", story(f"News {number}", "2026-11-22 10:00"))
            until(loop.shows(f"News {number}", "/"), "the saved story")
        loop.rest()
        [told] = [problem for problem in loop.outcome.problems if "--confirm-deletions" in problem.hint]
        assert told.hint.endswith("--confirm-deletions 60")
        assert not loop.builds.state.troubles
        assert (newsroom.output / "world/2026/11/20/s7/index.html").exists()
