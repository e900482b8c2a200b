"""A small paper, built; and two editions of it."""

import subprocess
from pathlib import Path

import pytest
from conftest import NOON, Newsroom, story


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    for number in range(3):
        newsroom.write(f"content/town/s{number}.txt", story(f"Story number {number}", topics="Harbor"))
    newsroom.build()
    return newsroom


@pytest.fixture
def editions(paper: Newsroom, tmp_path: Path) -> list[Newsroom]:
    """The same paper on two desks, the second of which built later, with another headline on many pages."""
    desks = []
    for number in range(2):
        folder = tmp_path / f"desk-{number}"
        subprocess.run(["cp", "-a", str(paper.folder), str(folder)], check=True)
        desk = Newsroom(tmp_path / f"empty-{number}")
        desk.folder, desk.output = folder, folder / "public"
        desk.write("content/town/s1.txt", story(f"Edition {number}", topics=f"Harbor {number}"))
        desk.build(now=NOON.replace(minute=number))
        desks.append(desk)
    return desks
