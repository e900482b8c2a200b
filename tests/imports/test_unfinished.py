"""What a killed import leaves half written is removed by the next one, and nothing else is."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOON, Newsroom
from moving import move_in, write_site
from pictured import picture

from generator.files import name_beside

FEW = timedelta(minutes=2)
SITE = {
    "pelicanconf.py": "",
    "content/ferry.md": "Title: Ferry\nDate: 2020-01-01\n\n![Dock]({static}/images/dock.jpg)\n",
}


def put(newsroom: Newsroom, path: Path, age: timedelta) -> Path:
    path = newsroom.write(path.relative_to(newsroom.folder).as_posix(), "half")
    when = (NOON - age).timestamp()
    os.utime(path, (when, when))
    return path


def test_half_written_files_go_with_the_next_import(newsroom: Newsroom, tmp_path: Path) -> None:
    site = write_site(tmp_path / "old", SITE)
    places = ["content/news/ferry.md", "content/images/dock.jpg", "static/files/paper.pdf", "imports.csv"]
    left = [put(newsroom, name_beside(newsroom.folder / place), FEW) for place in places]
    kept = [
        put(newsroom, name_beside(newsroom.folder / "content/news/other.md"), timedelta()),
        put(newsroom, newsroom.folder / "content/news/ferry.md.new", FEW),
        put(newsroom, newsroom.folder / "content/news/.notes.new", FEW),
        put(newsroom, name_beside(newsroom.folder / "content/.trash/old.md"), FEW),
        put(newsroom, name_beside(newsroom.folder / "static/logo.svg"), FEW),
    ]
    move_in(newsroom, "", site)
    assert all(path.exists() for path in left)
    move_in(newsroom, "pelican", site)
    assert not any(path.exists() for path in left)
    assert all(path.read_text() == "half" for path in kept)


def test_a_picture_that_cannot_be_copied_leaves_nothing_behind(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(tmp_path / "old", {**SITE, "content/images/dock.jpg": picture(80, 50)})

    def fail(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(OSError, match="No space"):
        move_in(newsroom, "pelican", site)
    assert [one.name for one in newsroom.folder.rglob("*.new")] == []
    monkeypatch.undo()
    move_in(newsroom, "pelican", site)
    assert (newsroom.folder / "content/images/dock.jpg").read_bytes() == picture(80, 50)
