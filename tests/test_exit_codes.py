"""A command that can't print its report, or that meets a bug, never ends as if a site were published."""

import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from unittest.mock import Mock

import click
import pytest
from click.testing import CliRunner, Result
from conftest import Newsroom, story
from delivered import name_host
from places import ROOT

from generator.cli import main
from generator.cli.exit_codes import FAILED
from generator.cli.loop_report import LoopReporter, PlainTeller
from generator.preview.state import PreviewState

NOW = ("--now", "2026-11-23T12:00:00Z")
BUFFERED = {**os.environ, "PYTHONUNBUFFERED": ""}
"""Output is written when the buffer is full or the program ends, as for whoever didn't ask for anything else."""
SOURCED = [
    *(["build", *NOW], ["build", "--json", *NOW], ["check", *NOW], ["check", "--json", *NOW], ["verify", *NOW]),
    *(["explain", "/"], ["explain", "--json", "/"], ["new", "Another"], ["stamp", "content/world/a.txt"]),
    *(
        ["takedown", "content/world/a.txt"],
        ["trending", "log"],
        ["trending", "--json", "log"],
        ["watch"],
        ["serve", "--port", "0"],
    ),
    *(["deploy", "--dry-run"], ["deploy", "--json"]),
]


@pytest.fixture
def paper(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    newsroom.write("content/world/a.txt", story("A"))
    toml = (newsroom.folder / "site.toml").read_text()
    newsroom.write("site.toml", f'{toml}\n[deploy.live]\nto = "folder"\nfolder = "{tmp_path / "www"}"\n')
    newsroom.write("log", "url,views,time\n/world/a/,3,2026-11-22T10:00:00Z\n")
    newsroom.build()
    return newsroom


@contextmanager
def full() -> Iterator[IO[str]]:
    with Path("/dev/full").open("w") as stream:
        yield stream


@contextmanager
def closed() -> Iterator[IO[str]]:
    """Yield a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        yield stream


OUTLETS = [
    pytest.param(full, 4, marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")),
    pytest.param(closed, 141),
]


def end_of(words: list[str], monkeypatch: pytest.MonkeyPatch, stream: IO[str], name: str = "stdout") -> object:
    """Return the exit code of a command whose standard output (or errors) goes to `stream`."""
    with monkeypatch.context() as patch, pytest.raises(SystemExit) as end:
        patch.setattr(sys, name, stream)
        main.main(words, prog_name="broadsheet")
    return end.value.code


@pytest.mark.parametrize(("outlet", "code"), OUTLETS)
@pytest.mark.parametrize("words", [["--help"], ["--version"], *([name, "--help"] for name in main.commands)])
def test_every_command_ends_by_its_own_code_when_its_help_cannot_be_written(
    words: list[str], outlet: Callable[[], IO[str]], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with outlet() as stream:
        assert end_of(words, monkeypatch, stream) == code


@pytest.mark.parametrize(("outlet", "code"), OUTLETS)
@pytest.mark.parametrize("words", SOURCED, ids=" ".join)
def test_what_a_command_did_stands_when_it_cannot_be_said(
    words: list[str],
    outlet: Callable[[], IO[str]],
    code: int,
    paper: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    before = paper.files()
    monkeypatch.chdir(paper.folder)
    with outlet() as stream:
        assert end_of([*words, "--source", str(paper.folder)], monkeypatch, stream) == code
    errors = capfd.readouterr().err
    assert "Traceback" not in errors
    assert "The disk or the system refused" not in errors
    assert ("Standard output can't be written: No space left on device." in errors) == (code == 4)
    assert paper.files() == before


@pytest.mark.parametrize(("outlet", "code"), OUTLETS)
def test_problems_that_cannot_be_told_end_a_command_likewise(
    outlet: Callable[[], IO[str]], code: int, paper: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.write("content/world/b.txt", story("B", date="yesterday"))
    with outlet() as stream:
        words = ["build", *NOW, "--source", str(paper.folder)]
        assert end_of(words, monkeypatch, stream, "stderr") == code


@pytest.mark.parametrize(("outlet", "code"), OUTLETS)
def test_a_program_of_its_own_ends_so_too_and_shows_no_traceback(
    outlet: Callable[[], IO[str]], code: int, paper: Newsroom
) -> None:
    for words in (["build", "--json", *NOW], ["serve", "--port", "0"]):
        command = [sys.executable, "-m", "generator", *words, "--source", str(paper.folder)]
        with outlet() as stream:
            done = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, text=True, check=False, env=BUFFERED)
            unheard = subprocess.run(command, stdout=stream, stderr=stream, text=True, check=False, env=BUFFERED)
        assert (done.returncode, unheard.returncode) == (code, code)
        assert len(done.stderr.splitlines()) == (1 if code == 4 else 0)


LATE = """
import sys, threading
from generator.cli.streams import watching_output_streams

def late():
    over.wait()
    print("late")

over = threading.Event()
threading.Thread(target=late).start()
try:
    with watching_output_streams():
        print("first", file=sys.stderr, flush=True)
finally:
    over.set()
"""


def test_what_a_thread_says_after_the_end_changes_no_exit_code() -> None:
    with full() as stream:
        command = [sys.executable, "-c", LATE]
        done = subprocess.run(command, stdout=stream, stderr=stream, check=False, cwd=ROOT, env=BUFFERED)
    assert done.returncode == FAILED


def test_a_preview_whose_words_nobody_hears_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[int] = []
    monkeypatch.setattr("signal.raise_signal", raised.append)
    monkeypatch.setattr(click, "echo", refuse)
    thread = threading.Thread(
        target=LoopReporter(PlainTeller(quiet=False)).report, args=[PreviewState(watch_failure="The disk is far away")]
    )
    thread.start()
    thread.join()
    assert len(raised) == 1
    with pytest.raises(BrokenPipeError):
        LoopReporter(PlainTeller(quiet=False)).report(PreviewState(watch_failure="The disk is far away"))


def refuse(*_: object, **__: object) -> None:
    raise BrokenPipeError(errno.EPIPE, "Broken pipe")


# --- bugs -----------------------------------------------------------------------------------------


def fail(*_: object, **__: object) -> None:
    raise RuntimeError("The moon fell down")


def leaves(group: click.Group, *before: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command that does something, with the words that name it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, *before, name)
        else:
            yield (*before, name), command


@pytest.mark.parametrize(
    ("words", "command"), list(leaves(main)), ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_a_bug_in_any_command_ends_with_70_and_words(
    words: tuple[str, ...], command: click.Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "callback", fail)
    monkeypatch.setattr(command, "params", [])
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 70
    assert "This is a bug in Broadsheet: RuntimeError: The moon fell down" in result.output
    assert "Traceback" not in result.output
    in_full = CliRunner().invoke(main, ["--debug", *words])
    assert in_full.exit_code == 70
    assert "Traceback" in in_full.output
    assert "test_exit_codes.py" in in_full.output


def run(newsroom: Newsroom, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--source", str(newsroom.folder)])


def test_a_bug_is_said_in_json_where_that_is_asked_for(paper: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["generator.build"], "render_edition", fail)
    result = run(paper, "build", "--json", *NOW)
    assert result.exit_code == 70
    assert json.loads(result.stdout)["error"].startswith("This is a bug in Broadsheet: RuntimeError")
    assert "build.py line" in json.loads(result.stdout)["error"]


def test_a_pipe_to_another_program_that_breaks_is_no_end_of_ours(
    paper: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["generator.build"], "render_edition", refuse)
    result = run(paper, "build", *NOW)
    assert result.exit_code == 4
    assert "The disk or the system refused: Broken pipe" in result.output


@pytest.mark.parametrize(
    ("options", "state"),
    [
        ((), "Deploy again to send the rest."),
        (("--dry-run",), "Nothing was sent."),
        (("--check",), "Nothing was sent."),
    ],
)
def test_a_deploy_that_the_system_stops_doesnt_speak_of_builds(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], state: str
) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.build()
    name_host(newsroom, "folder", folder=str(tmp_path / "www"))
    monkeypatch.setattr("generator.commands.deploy.open_host", Mock(side_effect=OSError(28, "No space left on device")))
    result = CliRunner().invoke(main, ["deploy", "--source", str(newsroom.folder), *options])
    assert result.exit_code == 4
    assert result.output.startswith("The disk or the system refused: No space left on device. ")
    assert result.output.strip().endswith(state)
