"""A command that is forked from a loaded process ends, speaks and is stopped as one that a new Python runs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Newsroom, story
from leaks import children, left_running
from patience import PATIENCE_S, lines_until
from places import ROOT
from warm import Command, run_command, started_command


@pytest.mark.parametrize(
    "words", [["--version"], ["bild"], ["check", "--source", "nowhere"], ["check", "--source", "{paper}"]]
)
def test_it_says_what_a_new_python_says(newsroom: Newsroom, tmp_path: Path, words: list[str]) -> None:
    newsroom.write("content/world/a.txt", story("A", By="Jane Roe"))
    words = [word.replace("{paper}", newsroom.folder.name) for word in words]
    command = [sys.executable, "-m", "generator", *words]
    paths = os.environ | {"PYTHONPATH": str(ROOT)}
    new = subprocess.run(command, cwd=tmp_path, env=paths, capture_output=True, text=True, check=False)
    warm = run_command(*words, cwd=tmp_path, env=paths)
    assert (warm.returncode, warm.stdout, warm.stderr) == (new.returncode, new.stdout, new.stderr)


def test_it_has_the_environment_that_it_is_given(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    state = tmp_path / "state"
    run_command("build", "--source", newsroom.folder, env=os.environ | {"BROADSHEET_STATE": str(state)})
    assert state.is_dir()
    assert not (newsroom.folder / ".broadsheet").exists()


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0), (signal.SIGKILL, -9)])
def test_it_is_stopped_as_every_process(newsroom: Newsroom, sign: signal.Signals, code: int) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    words = ["watch", "--source", str(newsroom.folder)]
    at_once = os.environ | {"PYTHONUNBUFFERED": "1"}
    with started_command(*words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=at_once) as process:
        lines_until(process, "Ctrl-C")
        assert process.poll() is None
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.01)
        process.send_signal(sign)
        assert process.wait(PATIENCE_S) == code
        assert process.poll() == code


def test_one_that_is_left_running_is_found(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    run_command("--version")
    before = children()
    with Command(["watch", "--source", str(newsroom.folder)], stdout=subprocess.DEVNULL) as process:
        try:
            assert len(left_running(before)) == 1
        finally:
            process.kill()
    assert left_running(before) == []
