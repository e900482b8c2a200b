"""Nothing is removed that may still have a source, and waiting removals keep nothing else from readers."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import NOON, Newsroom, story
from histories import clean_build, site_of
from pictured import picture

from generator.build import Outcome, build
from generator.edition.last import open_kept
from generator.errors import ConfigError, OutputError, TemplateError
from generator.paper import BuildSession
from generator.press.removals import asks_for_confirmation, waiting_pages
from generator.workers import Workers


def page_of(section: str, number: int) -> str:
    return f"{section}/2026/11/20/s{number}/index.html"


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    """Return a paper with seventy stories in one section and ten in the other."""
    for number in range(80):
        section = "town" if number < 10 else "world"
        text = story(f"Story {number}", body=f"What was said of {number}.", Topics=f"T{number % 3}")
        newsroom.write(f"content/{section}/s{number}.txt", text)
    newsroom.build()
    return newsroom


def patient(newsroom: Newsroom, places: tuple[str, ...] | None = None) -> Outcome:
    """Build as `serve` and `watch` do."""
    with Workers(1) as workers:
        return build(newsroom.paper(), session=BuildSession(workers, places, patient=True))


def number_told(outcome: Outcome) -> int:
    [problem] = [problem for problem in outcome.problems if asks_for_confirmation(problem)]
    found = re.search(r"--confirm-deletions (\d+)$", problem.hint)
    assert found
    return int(found[1])


def clean(newsroom: Newsroom, folder: Path) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    return clean_build(newsroom, folder, NOON)


# --- addresses that change ------------------------------------------------------------------------


def other_permalink(newsroom: Newsroom) -> None:
    text = (newsroom.folder / "site.toml").read_text()
    newsroom.write("site.toml", f'permalink = "/{{section}}/{{slug}}/"\n{text}')


def test_stories_that_lose_their_address_count_where_nothing_leads_on(paper: Newsroom) -> None:
    (paper.folder / "published.csv").unlink()
    before = site_of(paper)
    other_permalink(paper)
    with pytest.raises(OutputError) as refused:
        paper.build()
    found = re.search(r"--confirm-deletions (\d+)$", refused.value.problems[0].hint)
    assert found
    assert int(found[1]) >= 80
    assert site_of(paper) == before
    paper.build(confirmed_removals=int(found[1]))
    assert (paper.output / "world/s70/index.html").is_file()


def test_stories_whose_former_address_leads_on_do_not_count(paper: Newsroom) -> None:
    other_permalink(paper)
    paper.build()
    assert "url=/world/s70/" in paper.page(f"/{page_of('world', 70)}")


# --- deliberate deletions -------------------------------------------------------------------------


def test_later_saves_go_out_while_a_large_deletion_waits(paper: Newsroom, tmp_path: Path) -> None:
    shutil.rmtree(paper.folder / "content/world")
    assert number_told(patient(paper)) == 70
    for number in range(3):
        file = paper.write(f"content/town/new{number}.txt", story(f"News {number}", "2026-11-22 10:00"))
        outcome = patient(paper, (file.relative_to(paper.folder).as_posix(),))
        assert f"News {number}" in paper.page("/")
        assert number_told(outcome) == 70
    assert all((paper.output / page_of("world", number)).exists() for number in range(10, 80))
    assert "Story 50" not in paper.page("/") + paper.page("/feed.xml")
    with pytest.raises(OutputError) as trouble:
        paper.build()
    assert "--confirm-deletions 70" in trouble.value.problem.hint
    assert len(paper.build(confirmed_removals=70).removed) == 70
    assert site_of(paper) == clean(paper, tmp_path / "clean")
    assert not any(asks_for_confirmation(problem) for problem in patient(paper).problems)


def test_what_waits_goes_on_waiting_when_little_of_it_is_left(paper: Newsroom, tmp_path: Path) -> None:
    for number in range(10, 80):
        paper.delete(f"content/world/s{number}.txt")
    assert number_told(patient(paper)) == 70
    for number in range(13, 80):
        paper.write(f"content/world/s{number}.txt", story(f"Story {number}", body="It is back."))
    assert number_told(patient(paper)) == 3
    assert (paper.output / page_of("world", 11)).exists()
    with pytest.raises(OutputError):
        paper.build()
    assert len(paper.build(confirmed_removals=3).removed) == 3
    assert site_of(paper) == clean(paper, tmp_path / "clean")


def test_stories_that_come_back_are_as_if_they_had_never_gone(paper: Newsroom, tmp_path: Path) -> None:
    before = site_of(paper)
    (paper.folder / "content/world").rename(tmp_path / "unmounted")
    assert number_told(patient(paper)) == 70
    (tmp_path / "unmounted").rename(paper.folder / "content/world")
    outcome = patient(paper)
    assert not any(asks_for_confirmation(problem) for problem in outcome.problems)
    assert site_of(paper) == before


def test_with_no_copy_at_all_nothing_is_touched(paper: Newsroom) -> None:
    before = site_of(paper)
    shutil.rmtree(paper.folder / "content")
    (paper.folder / "content").mkdir()
    with pytest.raises(OutputError):
        patient(paper)
    assert site_of(paper) == before


def test_a_withdrawn_story_never_waits_and_what_leads_to_it_goes_too(paper: Newsroom) -> None:
    url = f"/{page_of('world', 40)}".removesuffix("index.html")
    linking = [name for name, content in site_of(paper).items() if f'"{url}"'.encode() in content]
    assert page_of("world", 39) in linking
    for number in range(10, 80):
        if number != 40:
            paper.delete(f"content/world/s{number}.txt")
    patient(paper)
    paper.write("takedowns.toml", f'[[takedowns]]\nstory = "world/s40"\ndate = 2026-11-23\naddresses = ["{url}"]\n')
    assert number_told(patient(paper)) > 0
    assert paper.mentions("Story 40") == []
    assert paper.mentions(url) == []
    assert (paper.output / page_of("world", 79)).exists()


@pytest.mark.parametrize("line", ["Draft: yes", "Embargo: 2026-12-24", "Expires: 2026-11-22"])
def test_what_the_gate_keeps_from_readers_never_waits(paper: Newsroom, line: str) -> None:
    for path in sorted((paper.folder / "content/world").iterdir()):
        path.write_text(path.read_text().replace("Date:", f"{line}\nDate:"))
    outcome = patient(paper)
    assert not any(asks_for_confirmation(problem) for problem in outcome.problems)
    assert paper.mentions("Story 40") == []


def test_static_files_wait_and_settings_do_not(paper: Newsroom, tmp_path: Path) -> None:
    for number in range(60):
        paper.write(f"static/files/f{number}.txt", "a file")
    paper.build()
    shutil.rmtree(paper.folder / "static/files")
    paper.write("site.toml", "page_size = 3\n" + (paper.folder / "site.toml").read_text())
    assert number_told(patient(paper)) == 60
    assert (paper.output / "files/f1.txt").exists()
    paper.build(confirmed_removals=60)
    assert site_of(paper) == clean(paper, tmp_path / "clean")


def test_with_a_new_catalogue_they_wait_too(paper: Newsroom, tmp_path: Path) -> None:
    shutil.rmtree(paper.folder / ".broadsheet")
    shutil.rmtree(paper.folder / "content/world")
    for number in range(2):
        file = paper.write("content/town/new.txt", story(f"News {number}", "2026-11-22 10:00"))
        told = number_told(patient(paper, (file.relative_to(paper.folder).as_posix(),) if number else None))
        assert told >= 70
        assert f"News {number}" in paper.page("/")
    assert (paper.output / page_of("world", 40)).exists()
    assert len(paper.build(confirmed_removals=told).removed) == told
    assert site_of(paper) == clean(paper, tmp_path / "clean")


# --- places that can't be read --------------------------------------------------------------------


@contextmanager
def unreadable(place: Path) -> Iterator[None]:
    """Make a folder unreadable, as it is for a user without the right to read it."""
    scandir = os.scandir

    def refuse(folder: Any = ".") -> Any:
        if str(folder) == str(place):
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return scandir(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        yield


@pytest.mark.parametrize("kept", [True, False], ids=["the catalogue is there", "the catalogue is new"])
def test_nothing_below_a_folder_that_cannot_be_read_is_removed(paper: Newsroom, tmp_path: Path, kept: bool) -> None:
    before = site_of(paper)
    if not kept:
        shutil.rmtree(paper.folder / ".broadsheet")
    with unreadable(paper.folder / "content/world"):
        for number in range(3):
            paper.write("content/town/new.txt", story(f"News {number}", "2026-11-22 10:00"))
            outcome = paper.build()
            assert outcome.removed == ()
            assert f"News {number}" in paper.page("/")
            assert "content/world" in paper.held(outcome)
            assert all(paper.file(name) == before[name] for name in before if name.startswith("world/2026/11/20/s"))
    paper.delete("content/town/new.txt")
    paper.build()
    assert site_of(paper) == clean(paper, tmp_path / "clean")


def test_a_few_stories_below_it_are_not_removed_either(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("Apart"))
    newsroom.write("content/town/b.txt", story("Beside"))
    newsroom.build()
    shutil.rmtree(newsroom.folder / ".broadsheet")
    with unreadable(newsroom.folder / "content/world"):
        outcome = newsroom.build()
    assert outcome.removed == ()
    [told] = [problem for problem in outcome.problems if "stay" in problem.message]
    assert "right to read" in told.hint
    assert "Apart" in newsroom.page("/world/2026/11/20/a/")


def test_a_file_that_cannot_be_read_is_not_taken_for_gone(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("content/world/a.txt", story("Apart"))
    newsroom.write("content/town/b.txt", story("Beside"))
    newsroom.build()
    shutil.rmtree(newsroom.folder / ".broadsheet")
    opened = os.open

    def refuse(path: Any, *rest: Any, **options: Any) -> int:
        if str(path).endswith("content/world/a.txt"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *rest, **options)

    monkeypatch.setattr(os, "open", refuse)
    outcome = newsroom.build()
    assert "content/world/a.txt" in newsroom.held(outcome)
    assert outcome.removed == ()
    assert "Apart" in newsroom.page("/world/2026/11/20/a/")


def test_a_content_folder_that_cannot_be_read_leaves_the_site_alone(paper: Newsroom) -> None:
    before = site_of(paper)
    shutil.rmtree(paper.folder / ".broadsheet")
    with unreadable(paper.folder / "content"), pytest.raises(OutputError):
        paper.build()
    assert site_of(paper) == before


@pytest.mark.parametrize(("place", "trouble"), [("static", ConfigError), ("templates", TemplateError)])
def test_an_unreadable_folder_of_the_theme_stops_the_build(
    newsroom: Newsroom, place: str, trouble: type[Exception]
) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.write(f"{place}/mine/x.html", "<p>mine</p>")
    newsroom.build()
    before = newsroom.files()
    newsroom.write("content/world/a.txt", story("B"))
    with unreadable(newsroom.folder / place / "mine"), pytest.raises(trouble) as told:
        newsroom.build()
    assert "mine" in str(told.value)
    assert newsroom.files() == before


def test_the_number_told_is_the_one_that_lets_pages_with_photos_go(newsroom: Newsroom) -> None:
    for number in range(60):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number}"))
    for number in range(3):
        newsroom.write(f"content/world/s{number}.jpg", picture(400, 300, seed=number))
    newsroom.write("content/town/stays.txt", story("Stays"))
    newsroom.build()
    shutil.rmtree(newsroom.folder / "content/world")
    waiting = patient(newsroom)
    assert number_told(waiting) == 63
    store = open_kept(newsroom.paper())
    with closing(store):
        assert {page.subject for page in waiting_pages(store)} == {f"world/s{number}" for number in range(60)}
    with Workers(1) as workers:
        paper = newsroom.paper(confirmed_removals=number_told(waiting))
        build(paper, session=BuildSession(workers, patient=True))
    assert not list((newsroom.output / "world").rglob("s*/index.html"))
    assert newsroom.mentions("Story 7") == []
