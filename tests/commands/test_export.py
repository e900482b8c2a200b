"""An export holds no word of what isn't public, and touches nothing of the paper."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import NOON, Newsroom, story
from leaving import fill, leave

from generator import cli
from generator.commands.export import KINDS, export_paper
from generator.errors import CommandRefused


@pytest.fixture
def room(session_newsroom: Newsroom) -> Newsroom:
    fill(session_newsroom)
    return session_newsroom


def contents(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize("kind", KINDS)
def test_no_byte_and_no_name_is_of_what_is_not_public(room: Newsroom, kind: str) -> None:
    folder, _ = leave(room, kind)
    found = contents(folder)
    assert found
    assert [name for name, content in found.items() if "canary" in name.lower() or b"anary" in content] == []


@pytest.mark.parametrize("kind", KINDS)
def test_with_all_there_is_everything_but_what_was_taken_down(room: Newsroom, kind: str) -> None:
    folder, done = leave(room, kind, everything=True)
    whole = b"".join(contents(folder).values())
    for word in ("draft", "scheduled", "embargoed", "expired"):
        assert f"Canaryword{word}".encode() in whole
    assert b"Canaryworddown" not in whole
    assert done.stories == 6


@pytest.mark.parametrize("kind", KINDS)
def test_the_paper_stays_as_it_is_and_an_export_is_the_same_each_time(room: Newsroom, kind: str) -> None:
    before = contents(room.folder)
    folder, done = leave(room, kind)
    again = room.folder.parent / "again"
    assert export_paper(room.paper(), kind, again).files == done.files
    assert contents(again) == contents(folder)
    assert contents(room.folder) == before
    assert sorted(contents(folder)) == sorted(done.files)


@pytest.mark.parametrize("name", ["content/new", "static", "public/x", ".broadsheet/x", ".", "content/world"])
def test_a_folder_of_the_paper_or_with_files_is_refused(room: Newsroom, name: str) -> None:
    before = contents(room.folder)
    with pytest.raises(CommandRefused):
        export_paper(room.paper(), "wxr", room.folder / name)
    assert contents(room.folder) == before


def test_the_command_says_what_it_did_and_what_is_held(room: Newsroom) -> None:
    room.write("content/world/broken.txt", story("Broken", date="31 February 2026"))
    folder = room.folder.parent / "out"
    ran = CliRunner().invoke(
        cli.main, ["export", "wxr", os.fspath(folder), "--source", os.fspath(room.folder), "--now", NOON.isoformat()]
    )
    assert ran.exit_code == 1, ran.output
    assert "Stories: 2, pages of the paper's own: 1, files: 1" in ran.output
    assert "content/world/broken.txt" in ran.output
