"""The one place that writes files of the newsroom: over nothing newer, nowhere else, and so that it can be undone."""

import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOON, Newsroom

from generator.cli.exit_codes import FAILED
from generator.errors import ChangedMeanwhile, CommandRefused
from generator.newsroom import writing
from generator.newsroom.former_texts import FormerText, drop_old, former_texts, keep
from generator.newsroom.places import locate, name_in
from generator.newsroom.writing import NONE, bring_back, digest_of, read_file, write_file

FILE = "content/world/bridge.txt"


def test_a_new_text_comes_into_place_whole_with_the_files_permissions(newsroom: Newsroom) -> None:
    path = newsroom.write(FILE, "Old\n")
    path.chmod(0o640)
    saved = write_file(newsroom.paper(), FILE, b"New\n", seen=digest_of(b"Old\n"), action="edit")
    assert path.read_bytes() == b"New\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert saved.digest == digest_of(b"New\n")
    assert [one.name for one in path.parent.iterdir()] == ["bridge.txt"]


def test_nothing_is_written_over_a_text_that_changed_meanwhile(newsroom: Newsroom) -> None:
    path = newsroom.write(FILE, "As it was read\n")
    seen = digest_of(path.read_bytes())
    path.write_text("As somebody saved it\n")
    for content in (b"Mine\n", None):
        with pytest.raises(ChangedMeanwhile):
            write_file(newsroom.paper(), FILE, content, seen=seen, action="edit")
    with pytest.raises(ChangedMeanwhile):
        write_file(newsroom.paper(), FILE, b"Mine\n", seen=NONE, action="new")
    path.unlink()
    with pytest.raises(ChangedMeanwhile):
        write_file(newsroom.paper(), FILE, b"Mine\n", seen=seen, action="edit")
    assert not path.exists()
    assert former_texts(newsroom.paper().state, FILE) == ()


def test_a_save_by_another_program_in_the_last_moment_is_not_lost(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = newsroom.write(FILE, "As it was read\n")

    def keep_while_somebody_saves(state: Path, entry: FormerText, former: bytes | None) -> None:
        keep(state, entry, former)
        path.write_text("As somebody saved it\n")

    monkeypatch.setattr(writing, "keep", keep_while_somebody_saves)
    for content, seen in ((b"Mine\n", digest_of(b"As it was read\n")), (b"Mine\n", NONE)):
        if seen == NONE:
            path.unlink()
        with pytest.raises(ChangedMeanwhile):
            write_file(newsroom.paper(), FILE, content, seen=seen, action="edit")
        assert path.read_text() == "As somebody saved it\n"
    assert former_texts(newsroom.paper().state, FILE) == ()


def test_of_many_who_save_at_once_one_wins_and_all_others_are_told(newsroom: Newsroom) -> None:
    path = newsroom.write(FILE, "Old\n")
    paper, seen, told = newsroom.paper(), digest_of(b"Old\n"), []

    def save(number: int) -> None:
        try:
            told.append(write_file(paper, FILE, f"{number}\n".encode(), seen=seen, action="edit").digest)
        except ChangedMeanwhile:
            told.append("")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told)[:-1] == [""] * 7
    assert max(told) == digest_of(path.read_bytes())


def test_every_write_can_be_undone_and_undoing_too(newsroom: Newsroom) -> None:
    paper, path = newsroom.paper(), newsroom.folder / FILE
    made = write_file(paper, FILE, b"One\n", seen=NONE, action="new")
    changed = write_file(paper, FILE, b"Two\n", seen=made.digest, action="edit")
    undone = bring_back(paper, FILE, changed.undo, seen=changed.digest)
    assert path.read_bytes() == b"One\n"
    again = bring_back(paper, FILE, undone.undo, seen=undone.digest)
    assert path.read_bytes() == b"Two\n"
    gone = bring_back(paper, FILE, made.undo, seen=again.digest)
    assert not path.exists()
    bring_back(paper, FILE, gone.undo, seen=gone.digest)
    assert path.read_bytes() == b"Two\n"
    assert {one.action for one in former_texts(paper.state, FILE)} == {"new", "edit", "undo"}
    with pytest.raises(ChangedMeanwhile):
        bring_back(paper, FILE, changed.undo, seen=NONE)


def test_a_write_that_changes_nothing_leaves_no_trace(newsroom: Newsroom) -> None:
    path = newsroom.write(FILE, "Same\n")
    before = path.stat().st_ino
    assert write_file(newsroom.paper(), FILE, b"Same\n", seen=digest_of(b"Same\n"), action="edit").undo == ""
    assert path.stat().st_ino == before
    assert former_texts(newsroom.paper().state, FILE) == ()


def test_former_texts_are_kept_for_30_days_and_no_longer(newsroom: Newsroom) -> None:
    paper = newsroom.paper()
    saved = write_file(paper, FILE, b"One\n", seen=NONE, action="new")
    write_file(newsroom.paper(NOON + timedelta(days=2)), FILE, b"Two\n", seen=saved.digest, action="edit")
    drop_old(paper.state, NOON + timedelta(days=29))
    assert [one.action for one in former_texts(paper.state, FILE)] == ["edit", "new"]
    drop_old(paper.state, NOON + timedelta(days=31))
    [kept] = former_texts(paper.state, FILE)
    assert kept.action == "edit"
    drop_old(paper.state, NOON + timedelta(days=33))
    assert [one.name for one in (paper.state / "undo").iterdir()] == ["lock"]
    with pytest.raises(CommandRefused, match="isn't kept any more"):
        bring_back(paper, FILE, kept.name, seen=digest_of(b"Two\n"))


@pytest.mark.parametrize("name", ["", ".", "..", "../..", "x", "20261123T120000000000-00000000/../.."])
def test_no_name_of_a_former_text_leads_elsewhere(newsroom: Newsroom, name: str) -> None:
    newsroom.write(FILE, "One\n")
    with pytest.raises(CommandRefused, match="isn't kept any more"):
        bring_back(newsroom.paper(), FILE, name, seen=digest_of(b"One\n"))


OUTSIDE = [
    "", "content", "content/", "site.toml", "/etc/passwd", "content/../site.toml", "content/./a.txt", "content//a.txt",
    "content/world/../../site.toml", "content/world/", "content/.hidden.txt", "content/.git/config", "content/a\0.txt",
    "content/a\nb.txt", "content/\ud800.txt", "content/ /a.txt", f"content/{'a' * 300}.txt", "../content/a.txt",
    "Content/a.txt", "content/world", "content\\a.txt", "static/a.txt", f"content/{'a/' * 600}a.txt",
]  # fmt: skip


@pytest.mark.parametrize("file", OUTSIDE)
def test_no_other_place_is_written_or_read(newsroom: Newsroom, file: str) -> None:
    newsroom.write(FILE, "One\n")
    before = sorted(newsroom.folder.rglob("*"))
    for content, seen in ((b"x", NONE), (b"x", digest_of(b"One\n")), (None, NONE)):
        with pytest.raises(CommandRefused):
            write_file(newsroom.paper(), file, content, seen=seen, action="edit")
    with pytest.raises(CommandRefused):
        read_file(newsroom.paper(), file)
    assert sorted(newsroom.folder.rglob("*")) == before


def test_links_are_neither_followed_nor_replaced(newsroom: Newsroom, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("Secret\n")
    content = newsroom.folder / "content"
    (content / "link.txt").symlink_to(outside / "secret.txt")
    (content / "dead.txt").symlink_to(outside / "none.txt")
    (content / "folder").symlink_to(outside)
    os.mkfifo(content / "pipe.txt")
    for name in ("link.txt", "dead.txt", "folder/secret.txt", "folder/new.txt", "pipe.txt"):
        for seen in (NONE, digest_of(b"Secret\n")):
            with pytest.raises(CommandRefused):
                write_file(newsroom.paper(), f"content/{name}", b"x", seen=seen, action="edit")
    assert [one.name for one in outside.iterdir()] == ["secret.txt"]
    assert (outside / "secret.txt").read_text() == "Secret\n"


def test_the_folder_content_itself_may_be_a_link(newsroom: Newsroom, tmp_path: Path) -> None:
    (newsroom.folder / "content").rename(tmp_path / "copy")
    (newsroom.folder / "content").symlink_to(tmp_path / "copy")
    write_file(newsroom.paper(), FILE, b"One\n", seen=NONE, action="new")
    assert (tmp_path / "copy/world/bridge.txt").read_bytes() == b"One\n"
    assert name_in(newsroom.folder, newsroom.folder / FILE) == FILE
    assert name_in(newsroom.folder, Path(FILE)) == FILE


def test_a_write_that_fails_leaves_the_old_text_and_nothing_else(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = newsroom.write(FILE, "Old\n")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for broken in ("_check", "keep"):
        monkeypatch.setattr(writing, broken, fail)
        with pytest.raises((OSError, CommandRefused), match=r"(?i)no space left"):
            write_file(newsroom.paper(), FILE, b"New\n", seen=digest_of(b"Old\n"), action="edit")
        monkeypatch.undo()
    assert path.read_bytes() == b"Old\n"
    assert [one.name for one in path.parent.iterdir()] == ["bridge.txt"]
    assert [one.name for one in (newsroom.paper().state / "undo").iterdir()] == ["lock"]


def test_where_no_former_text_can_be_kept_nothing_is_written(newsroom: Newsroom) -> None:
    path = newsroom.write(FILE, "Old\n")
    newsroom.write(".broadsheet", "A file where the folder should be.")
    with pytest.raises(CommandRefused, match="can't be kept") as refused:
        write_file(newsroom.paper(), FILE, b"New\n", seen=digest_of(b"Old\n"), action="edit")
    assert refused.value.exit_code == FAILED
    assert path.read_bytes() == b"Old\n"


def test_a_file_where_a_folder_should_be_is_told(newsroom: Newsroom) -> None:
    newsroom.write("content/world", "A file.")
    with pytest.raises(CommandRefused, match="“world” is a file and no folder"):
        write_file(newsroom.paper(), FILE, b"x", seen=NONE, action="new")


def test_a_place_is_the_one_that_a_build_reads(newsroom: Newsroom) -> None:
    assert locate(newsroom.folder, "content/world/é it’s (1).txt") == newsroom.folder / "content/world/é it’s (1).txt"
