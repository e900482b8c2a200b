#!/usr/bin/env python3
"""From save to browser: preview.py [--stories 1000 | --source FOLDER] [--saves 50]

Starts `broadsheet serve` on that many invented stories, listens as a browser does, saves one after the other and takes
the time from the save to the event that has a browser load the page again. The settling time, which is part of it, is
taken off. Prints the median and the 95th percentile.
"""

import argparse
import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from invented import fill

from generator.preview.hints import SETTLE_S

PAPER = 'name = "The Bench"\naddress = "https://bench.example"\ntime_zone = "UTC"\n'


def write_paper(folder: Path, stories: int) -> list[Path]:
    """Make a paper with that many stories, and return their files."""
    (folder / "site.toml").write_text(PAPER)
    fill(folder / "content", stories)
    return stories_of(folder)


def stories_of(folder: Path) -> list[Path]:
    """Return the paper's Markdown files."""
    return sorted((folder / "content").rglob("*.md"))


def listen(port: int) -> Iterator[dict[str, object]]:
    """Yield the events that a browser gets."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", "/_desk/live")
    answer = connection.getresponse()
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


def time_saves(files: list[Path], port: int, saves: int) -> list[float]:
    """Return the milliseconds beyond settling of each save."""
    events, draw, taken = listen(port), random.Random(2), list[float]()
    edition = 0
    while not edition:
        edition = int(str(next(events)["edition"]))
    for number in range(saves):
        time.sleep(0.3)
        file = draw.choice(files)
        text = file.read_text() + f"\nAnd one more sentence, the {number}th.\n"
        began = time.perf_counter()
        file.write_text(text)
        while True:
            state = next(events)
            if int(str(state["edition"])) > edition:
                break
        taken.append((time.perf_counter() - began - SETTLE_S) * 1000)
        edition = int(str(state["edition"]))
    return sorted(taken)


def measure(folder: str, files: list[Path], saves: int) -> list[float]:
    """Return the milliseconds beyond settling of each save, in the preview of the paper in `folder`."""
    command = [sys.executable, "-m", "generator", "serve", "--source", folder, "--port", "0", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        found = re.search(r":(\d+)/", process.stdout.readline()) if process.stdout else None
        taken = time_saves(files, int(found[1]), saves) if found else []
        process.terminate()
    return taken


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--stories", type=int, default=1000)
    arguments.add_argument("--saves", type=int, default=50)
    arguments.add_argument("--source", type=Path, help="a paper that is there already; its stories are changed")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = given.source or Path(folder)
        files = stories_of(source) if given.source else write_paper(source, given.stories)
        taken = measure(str(source), files, given.saves)
    median, late = taken[len(taken) // 2], taken[len(taken) * 95 // 100]
    print(f"{len(files):,} stories, {len(taken)} saves, beyond {SETTLE_S * 1000:.0f} ms of settling:")
    print(f"median {median:.0f} ms, 95 in a hundred {late:.0f} ms at most")


if __name__ == "__main__":
    main()
