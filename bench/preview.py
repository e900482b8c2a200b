#!/usr/bin/env python3
"""From save to browser: preview.py [--stories 1000] [--saves 50]

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

from generator.preview.hints import SETTLE_S

SITE = 'name = "The Bench"\naddress = "https://bench.example"\ntime_zone = "UTC"\n'
BEGINNINGS = ("har", "fer", "coun", "bud", "til", "mor", "san", "vel")
ENDINGS = ("bor", "ry", "cil", "get", "den", "ning", "dal", "ton", "mark", "low")
WORDS = [beginning + ending for beginning in BEGINNINGS for ending in ENDINGS]
SECTIONS = ("world", "town", "business", "culture")


def write_paper(folder: Path, stories: int) -> list[Path]:
    """A paper with that many stories of some 300 words; gives their files."""
    draw = random.Random(1)
    (folder / "site.toml").write_text(SITE)
    files = []
    for number in range(stories):
        day = f"20{20 + number % 6:02}-{1 + number % 12:02}-{1 + number % 28:02}"
        file = folder / "content" / SECTIONS[number % 4] / day[:4] / f"story-{number:06}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        body = "\n\n".join(" ".join(draw.choices(WORDS, k=50)).capitalize() + "." for _ in range(6))
        headline = " ".join(draw.sample(WORDS, 6)).capitalize()
        header = f"title: {headline} {number}\ndate: {day} 09:00\ntags: [{draw.choice(WORDS)}]"
        file.write_text(f"---\n{header}\n---\n\n{body}\n")
        files.append(file)
    return files


def listen(port: int) -> Iterator[dict[str, object]]:
    """What a browser is told."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", "/_desk/live")
    answer = connection.getresponse()
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


def time_saves(files: list[Path], port: int, saves: int) -> list[float]:
    """Milliseconds beyond settling, of each save."""
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


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--stories", type=int, default=1000)
    arguments.add_argument("--saves", type=int, default=50)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = write_paper(Path(folder), given.stories)
        command = [sys.executable, "-m", "generator", "serve", "--source", folder, "--port", "0", "--quiet"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            found = re.search(r":(\d+)/", process.stdout.readline()) if process.stdout else None
            taken = time_saves(files, int(found[1]), given.saves) if found else []
            process.terminate()
    median, late = taken[len(taken) // 2], taken[len(taken) * 95 // 100]
    print(f"{given.stories:,} stories, {len(taken)} saves, beyond {SETTLE_S * 1000:.0f} ms of settling:")
    print(f"median {median:.0f} ms, 95 in a hundred {late:.0f} ms at most")


if __name__ == "__main__":
    main()
