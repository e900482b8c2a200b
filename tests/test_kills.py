"""A kill at any instant: no half page is ever seen, and the next build leaves what a clean one would."""

import os
import random
import subprocess
import sys
import time

import pytest
from conftest import NOON, Newsroom, story
from histories import site_of

KILLS = int(os.environ.get("KILLS", "40"))


def write(newsroom: Newsroom, version: int) -> None:
    for number in range(40):
        newsroom.write(f"content/world/s{number}.txt", story(f"Story {number} of version {version}", Topics="Harbor"))


def whole(newsroom: Newsroom) -> None:
    """Every page that is there is a whole one."""
    for name, content in newsroom.files().items():
        if name.startswith(".broadsheet-staging"):
            continue
        if name.endswith(".html") and not name.startswith("parts/"):
            assert content.rstrip().endswith(b"</html>"), name
        assert content, name


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_build_is_mended_by_the_next(newsroom: Newsroom, seed: int) -> None:
    draw = random.Random(seed)
    write(newsroom, 0)
    newsroom.build()
    command = [sys.executable, "-m", "generator", "build", "--source", str(newsroom.folder), "--now", NOON.isoformat()]
    for kill in range(1, KILLS // 2 + 1):
        write(newsroom, kill)
        with subprocess.Popen([*command, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            time.sleep(draw.uniform(0.3, 1.6))
            running.kill()
        whole(newsroom)
    newsroom.build()
    mended = site_of(newsroom)
    newsroom.output.rename(newsroom.folder / "old-public")
    (newsroom.folder / ".broadsheet").rename(newsroom.folder / "old-state")
    newsroom.build()
    assert site_of(newsroom) == mended
    assert f"of version {KILLS // 2}" in newsroom.page("/")
