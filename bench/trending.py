#!/usr/bin/env python3
"""Measure how fast readers are counted, and in how much memory: trending.py [MEGABYTES ...]

Without arguments 200 and 1,000. Builds a paper of 2,000 stories, writes logs in the combined format (three lines in
ten ask for a story, one in ten for what isn't there, the others for style sheets; 65,000 addresses, 300 user agents)
and runs the command on each.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36"
STORIES = 2_000
SITE = 'name = "Bench"\naddress = "https://bench.example"\ntime_zone = "UTC"\npermalink = "/{section}/{slug}/"\n'


def write_paper(folder: Path) -> None:
    """Make a built paper in `folder`."""
    (folder / "site.toml").write_text(SITE + "[story]\nrelated = 0\n")
    (folder / "content" / "world").mkdir(parents=True)
    for number in range(STORIES):
        text = f"Headline {number}\n\nDate: 2026-11-20 09:00\n\nThe council met.\n"
        (folder / "content" / "world" / f"s{number}.txt").write_text(text)
    run("build", folder, "--quiet")


def write_log(path: Path, size_bytes: int) -> None:
    """Make a log of about `size_bytes`, with lines in order of time."""
    draw = random.Random(1)
    lines = size_bytes // 236
    step = timedelta(hours=20) / lines
    with path.open("w") as log:
        for number in range(lines):
            kind = number % 10
            story = f"/world/s{min(STORIES - 1, int(draw.expovariate(0.01)))}/"
            url = (
                story if kind < 3 else f"/nothing/{number}" if kind == 3 else f"/assets/part{number % 50}.1f2e3d4c.css"
            )
            when = NOW - timedelta(hours=20) + step * number
            log.write(
                f"10.0.{draw.randrange(256)}.{draw.randrange(256)} - - [{when:%d/%b/%Y:%H:%M:%S} +0000] "
                f'"GET {url} HTTP/1.1" 200 5120 "https://bench.example/" "{AGENT.format(number % 300)}"\n'
            )


def run(command: str, folder: Path, *arguments: str) -> int:
    """Run the command line and return its peak memory in bytes."""
    whole = [sys.executable, "-m", "generator", command, "--source", str(folder), "--now", NOW.isoformat(), *arguments]
    started = subprocess.Popen(whole, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(started.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return usage.ru_maxrss * 1024


def main() -> None:
    """Print one line for each size."""
    print("| log | seconds | MB/s | most memory |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_paper(folder)
        for megabytes in map(int, sys.argv[1:] or ["200", "1000"]):
            log = folder / "access.log"
            write_log(log, megabytes * 1_000_000)
            size = log.stat().st_size / 1e6
            began = time.monotonic()
            peak = run("trending", folder, "--dry-run", str(log))
            seconds = time.monotonic() - began
            print(f"| {size:,.0f} MB | {seconds:.1f} | {size / seconds:.0f} | {peak / 1e6:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
