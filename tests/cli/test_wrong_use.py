"""Commands that are called wrongly: in a folder that is no paper, or with options that aren't theirs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from compiled import give_theme
from conftest import Newsroom, story
from patience import PATIENCE_S
from places import ROOT

from generator.cli.app import main

COMMANDS = (
    "build", "check", "stats", "verify", "edition", "explain /", "front", "front --first x", "export files out",
    "import hugo .", "import .", "new Headline", "publish content/a.md", "stamp content/a.md", "takedown x",
    "theme list", "theme eject story.html", "trending x.log", "deploy", "extension check",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_no_paper_is_named_and_nothing_is_left_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, command.split())
    assert done.exit_code == 2
    assert f"There is no site.toml in {tmp_path}" in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_paper_that_was_never_built_is_left_as_it_is(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(newsroom.folder)
    before = sorted(newsroom.folder.rglob("*"))
    for command in ("edition", "explain /", "front"):
        done = CliRunner().invoke(main, command.split())
        assert (done.exit_code, "broadsheet build" in done.output) == (2, True)
    assert sorted(newsroom.folder.rglob("*")) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows words it otherwise")
def test_a_site_toml_that_cannot_be_opened_is_not_said_to_need_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "site.toml").mkdir()
    done = CliRunner().invoke(main, ["build", "--source", str(tmp_path)])
    assert done.exit_code == 2
    assert "site.toml can't be read: is a directory." in done.output
    assert "UTF-8" not in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("build --jobs many --json", "--jobs"),
        ("build --now 2026-11-24 --json", "has no time zone"),
        ("check --nothing --json", "No such option '--nothing'"),
        ("import --json", "Missing argument"),
        ("theme list --json more", "unexpected extra argument"),
        ("biuld --json", "No such command 'biuld'"),
    ],
)
def test_wrong_options_are_told_in_json_where_that_is_asked_for(words: str, said: str) -> None:
    done = CliRunner().invoke(main, words.split())
    assert done.exit_code == 2
    assert said in json.loads(done.stdout)["error"]


def test_an_import_without_a_kind_says_what_it_found_and_writes_nothing(newsroom: Newsroom, tmp_path: Path) -> None:
    old = tmp_path / "old"
    (old / "content" / "posts").mkdir(parents=True)
    (old / "hugo.toml").write_text('title = "Old"\n')
    (old / "content" / "posts" / "a.md").write_text("---\ntitle: A\ndate: 2026-11-01\n---\nThe text.\n")
    content = sorted((newsroom.folder / "content").rglob("*"))
    done = CliRunner().invoke(main, ["import", "--source", str(newsroom.folder), str(old)])
    assert done.exit_code == 0, done.output
    assert "hugo: old: 1 story would be imported. Nothing was written" in done.output
    assert sorted((newsroom.folder / "content").rglob("*")) == content
    several = CliRunner().invoke(main, ["import", "--source", str(newsroom.folder), "hugo", str(old), "more"])
    assert (several.exit_code, "Name one kind and one path" in several.output) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="Streams are closed by a shell of POSIX")
@pytest.mark.parametrize("closed", [">&- 2>&- <&-", ">&-", "2>&-"])
def test_a_command_without_standard_streams_does_its_work(newsroom: Newsroom, closed: str) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    give_theme(newsroom.folder)
    command = f"{sys.executable} -m generator build --source {newsroom.folder} {closed}"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, shell=True, env=environment, check=False, timeout=PATIENCE_S)
    assert done.returncode == 0
    assert newsroom.file("index.html")


def test_words_that_a_stream_cannot_take_are_written_as_escapes(newsroom: Newsroom) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "generator", "explain", "“x”", "--source", str(newsroom.folder)]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, timeout=PATIENCE_S)
    assert done.returncode == 2
    assert b"Run \\u201cbroadsheet build\\u201d first" in done.stderr
