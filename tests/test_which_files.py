"""Which files of content/ are stories, and what happens when they can't be looked at."""

import errno
import os
from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story

from generator.build import build
from generator.intake import survey
from generator.model import Gravity
from generator.paper import BuildSession
from generator.workers import Workers

LONG = "The council voted five to two on Monday to lease the landing for ten years, and many spoke before it did. " * 3


def test_the_list_for_the_front_page_is_no_story(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.txt", story("Council votes"))
    newsroom.write("content/front.txt", "town/vote\n")
    outcome = newsroom.build()
    assert (outcome.stories, outcome.held) == (1, [])


def test_a_copy_that_a_program_made_is_held_and_named(newsroom: Newsroom) -> None:
    newsroom.write("content/town/vote.txt", story("Council votes"))
    newsroom.write("content/town/vote (1).txt", story("Council votes", body="The council met twice."))
    outcome = newsroom.build()
    assert outcome.stories == 1
    [problem] = outcome.held
    assert problem.path == "content/town/vote (1).txt"
    assert "second copy" in problem.message


def test_a_folder_of_one_story_gives_it_name_and_date(newsroom: Newsroom) -> None:
    newsroom.write("content/town/2026-11-20-vote/index.md", "# Council votes\n\nThe council met.\n")
    outcome = newsroom.build()
    assert outcome.held == []
    assert "Council votes" in newsroom.page("/town/2026/11/20/vote/")


def test_the_text_that_describes_a_section_is_no_story(newsroom: Newsroom) -> None:
    newsroom.write("content/harbor/_index.md", "---\ntitle: The old harbor\n---\nNews of *ships* and tides.\n")
    newsroom.write("content/harbor/a.txt", story("Ferry stays"))
    newsroom.write("content/town/_index.md", "# Another name\n")
    newsroom.write("content/town/b.txt", story("Vote"))
    outcome = newsroom.build()
    assert (outcome.stories, outcome.held) == (2, [])
    front = newsroom.page("/harbor/")
    assert "<h1>The old harbor</h1>" in front
    assert '<meta name="description" content="News of ships and tides.">' in front
    assert "The old harbor" in newsroom.page("/")
    assert "<h1>Town</h1>" in newsroom.page("/town/")
    newsroom.write("content/harbor/_index.md", "---\ntitle: The new harbor\n---\n")
    newsroom.build()
    assert "<h1>The new harbor</h1>" in newsroom.page("/harbor/")
    assert "The new harbor" in newsroom.page("/harbor/2026/11/20/a/")
    newsroom.delete("content/harbor/_index.md")
    newsroom.build()
    assert "<h1>Harbor</h1>" in newsroom.page("/harbor/")


@pytest.mark.parametrize(("body", "headline"), [(LONG, "Another headline"), ("They met.", "Council votes")])
def test_two_files_that_say_the_same_are_told_at_once(newsroom: Newsroom, body: str, headline: str) -> None:
    newsroom.write("content/town/a.txt", story("Council votes", body=body))
    newsroom.build()
    newsroom.write("content/world/b.txt", story(headline, body=body))
    [told] = [one for one in newsroom.build().problems if "the same as" in one.message]
    assert (told.path, told.gravity) == ("content/world/b.txt", Gravity.WARNING)
    assert "content/town/a.txt" in told.message
    newsroom.delete("content/world/b.txt")
    assert not [one for one in newsroom.build().problems if "the same as" in one.message]


def test_short_texts_under_different_headlines_are_not_the_same(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.txt", story("Births in May", body="There were none."))
    newsroom.write("content/town/b.txt", story("Births in June", body="There were none."))
    assert not [one for one in newsroom.build().problems if "the same as" in one.message]


# --- what can't be looked at ----------------------------------------------------------------------


@pytest.fixture
def shut(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Return a paper of thirty stories in a folder whose files the system no longer lets anybody look at."""
    for number in range(30):
        newsroom.write(f"content/town/s{number}.txt", story(f"Story {number}", body=f"What was said of {number}."))
    assert newsroom.build().stories == 30
    locked = str(newsroom.folder / "content" / "town")
    look = os.lstat

    def refuse(path: str, **options: object) -> os.stat_result:
        if str(path).startswith(f"{locked}/"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return look(path)

    class Shut:
        """An entry of a folder that can be listed but not entered."""

        def __init__(self, entry: "os.DirEntry[str]") -> None:
            self.name, self.path = entry.name, entry.path
            self.is_symlink, self.is_dir = entry.is_symlink, entry.is_dir

        def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
            raise PermissionError(errno.EACCES, "Permission denied", self.path)

    def list_folder(folder: str, reached: object) -> list[object]:
        entries = listed(folder, reached)  # type: ignore[arg-type]
        return [Shut(entry) for entry in entries] if folder == locked else list(entries)

    listed = survey._list_folder
    monkeypatch.setattr(os, "lstat", refuse)
    monkeypatch.setattr(survey, "_list_folder", list_folder)
    return newsroom


@pytest.mark.parametrize("places", [None, ("content/town/s3.txt",)])
def test_files_that_cannot_be_looked_at_are_not_gone(shut: Newsroom, places: tuple[str, ...] | None) -> None:
    with Workers(1) as workers:
        outcome = build(shut.paper(NOON), session=BuildSession(workers, places, patient=True))
    assert (outcome.stories, outcome.removed) == (30, ())
    assert any(one.path == "content/town/s3.txt" and "can't be read" in one.message for one in outcome.held)


def test_a_folder_on_the_way_that_cannot_be_looked_at_is_not_gone(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("content/town/harbor/vote.txt", story("Council votes"))
    newsroom.build()
    look, scan = os.lstat, os.scandir
    town = str(newsroom.folder / "content" / "town")

    def refuse(path: "str | Path", *rest: object, **options: object) -> os.stat_result:
        if str(path).startswith(f"{town}/"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return look(path)

    def refuse_to_list(folder: str) -> object:
        refuse(f"{folder}/" if str(folder).startswith(town) else folder)
        return scan(folder)

    monkeypatch.setattr(os, "lstat", refuse)
    monkeypatch.setattr(os, "scandir", refuse_to_list)
    with Workers(1) as workers:
        outcome = build(newsroom.paper(NOON), session=BuildSession(workers, ("content/town/harbor/vote.txt",)))
    assert (outcome.stories, outcome.removed) == (1, ())
    assert outcome.held


def test_a_change_that_only_the_ctime_tells_is_found(newsroom: Newsroom) -> None:
    file = newsroom.write("content/town/vote.txt", story("Council votes", body="They said yes at noon."))
    long_ago = 1_700_000_000_000_000_000
    os.utime(file, ns=(long_ago, long_ago))
    newsroom.build()
    file.write_text(file.read_text().replace("yes at noon", "no at night"[:11]))
    os.utime(file, ns=(long_ago, long_ago))
    newsroom.build()
    assert "They said no at night" in newsroom.page("/town/2026/11/20/vote/")


def test_a_key_that_nobody_knows_is_told_once(newsroom: Newsroom) -> None:
    for number in range(3):
        head = f"---\ntitle: Story {number}\ndate: 2026-11-20\nmood: good\nlayout: post\n---\n"
        newsroom.write(f"content/town/s{number}.md", f"{head}It was {number}.\n")
    [told] = [one for one in newsroom.build().problems if "mood" in one.message]
    assert (told.path, told.gravity) == ("content/town/s0.md", Gravity.NOTE)
    assert "2 more files" in told.message
    newsroom.delete("content/town/s0.md")
    [told] = [one for one in newsroom.build().problems if "mood" in one.message]
    assert (told.path, "1 more file has" in told.message) == ("content/town/s1.md", True)
