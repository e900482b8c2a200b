"""A kill at any instant: no half page is ever seen, and the next build leaves what a clean one would."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story
from extended import use
from histories import site_of
from patience import lines_until, started, until
from places import ROOT

from generator.build import build
from generator.paper import Paper
from generator.workers import WorkerKilled, Workers

KILLS = int(os.environ.get("KILLS", "12"))
BY_HAND = 5
"""One kill in this many is of the real command with its own processes. The others need no new Python each time."""


def write(newsroom: Newsroom, version: int) -> None:
    for number in range(40):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number} of version {version}", Topics="Harbor"))


def whole(newsroom: Newsroom) -> None:
    """Check that every page in the site is whole."""
    for name, content in newsroom.files().items():
        if name.startswith(".broadsheet-staging"):
            continue
        if name.endswith(".html") and not name.startswith("parts/"):
            assert content.rstrip().endswith(b"</html>"), name
        assert content, name


def build_for(job: tuple[Paper, float]) -> float:
    """Build, and be killed by the system after this many seconds of processor time; else return how many it took."""
    paper, limit_s = job
    began_s = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, limit_s)
    build(paper)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - began_s


def kill_the_command(newsroom: Newsroom, after_s: float) -> None:
    command = [sys.executable, "-m", "generator", "build", "--source", str(newsroom.folder), "--now", NOON.isoformat()]
    with started([*command, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        time.sleep(after_s)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_build_is_mended_by_the_next(newsroom: Newsroom, seed: int) -> None:
    draw = random.Random(seed)
    killed, took_s = 0, 0.0
    with Workers(1) as workers:
        for version in (-1, 0):
            write(newsroom, version)
            [outcome] = workers.run(build_for, [(newsroom.paper(), 3600.0)])
            assert isinstance(outcome, float)
            took_s = outcome
        for kill in range(1, KILLS // 2 + 1):
            write(newsroom, kill)
            if kill % BY_HAND:
                [outcome] = workers.run(build_for, [(newsroom.paper(), draw.uniform(0.001, took_s))])
                if isinstance(outcome, WorkerKilled):
                    killed += 1
                else:
                    took_s = outcome
            else:
                kill_the_command(newsroom, draw.uniform(0.3, 1.6))
            whole(newsroom)
    assert killed > KILLS // 8
    newsroom.build()
    mended = site_of(newsroom)
    newsroom.output.rename(newsroom.folder / "old-public")
    (newsroom.folder / ".broadsheet").rename(newsroom.folder / "old-state")
    newsroom.build()
    assert site_of(newsroom) == mended
    assert f"of version {KILLS // 2}" in newsroom.page("/")


ENDLESS = """
@hook
def check(story):
    print("begun", flush=True)
    any(iter(int, 1))
"""


def is_of_session(process: Path, session: int) -> bool:
    """Tell whether a process that /proc names belongs to the session, and runs."""
    try:
        state, _, _, found, *_ = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return state not in "ZX" and int(found) == session


def processes_of(session: int) -> list[Path]:
    return [
        process for process in Path("/proc").iterdir() if process.name.isdigit() and is_of_session(process, session)
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems can't do so")
@pytest.mark.parametrize("command", [["build", "--jobs", "2"], ["extension", "check"]])
def test_a_command_that_is_killed_leaves_no_process_whatever_that_does(newsroom: Newsroom, command: list[str]) -> None:
    """An endless call of C runs no Python: it heeds no signal that Python handles, and notices no closed pipe."""
    newsroom.write("content/world/a.txt", story("A", "2026-11-20"))
    use(newsroom, endless=ENDLESS)
    words = [sys.executable, "-m", "generator", *command, "--source", str(newsroom.folder)]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with started(words, **pipes, cwd=ROOT, start_new_session=True) as process:
        process.stdout = process.stderr
        lines_until(process, "begun")
        assert len(processes_of(process.pid)) > 1
        process.kill()
        until(lambda: not processes_of(process.pid), "the end of all processes")
