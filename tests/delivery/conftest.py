"""A small built paper, and two editions of it."""

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
    """Make two copies of the paper; the second is built later, with another headline on many pages."""
    copies = []
    for number in range(2):
        folder = tmp_path / f"copy-{number}"
        subprocess.run(["cp", "-a", str(paper.folder), str(folder)], check=True)
        copy = Newsroom(tmp_path / f"empty-{number}")
        copy.folder, copy.output = folder, folder / "public"
        copy.write("content/town/s1.txt", story(f"Edition {number}", topics=f"Harbor {number}"))
        copy.build(now=NOON.replace(minute=number))
        copies.append(copy)
    return copies
