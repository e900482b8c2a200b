#!/usr/bin/env python3
"""How a clean build of Broadsheet grows with its stories, stage by stage: growth.py [--stories 1000 3000 10000]

Each size is built once in a new process, as it always runs, with a stopwatch on each stage (bench/stages.py); with
--parts in one process that does all of it, by the processor's time, so that other work on the machine doesn't count.
The slope is that of the line through the logarithms of stories and seconds: 1 means in proportion, 2 with the square,
0 not at all. Stages under a tenth of a second at the largest size get none. Keeps what it measured in
bench/results/growth.json.
"""

import argparse
import math
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from machine import RESULTS, Sitting, describe_sitting, keep
from peers import set_up_broadsheet
from stages import Timed

LEAST_S = 0.1
TOTAL = "all"


class Growth(msgspec.Struct, frozen=True):
    """The result that is written."""

    sitting: Sitting
    corpus: str
    builds: list[Timed]
    slopes: dict[str, float]
    """For each stage, the slope between the logarithms of stories and of seconds, by least squares."""


def time_one(count: int, scratch: Path, options: Sequence[str]) -> tuple[Timed, str]:
    """Build `count` stories in a new process, and return the seconds and where the stories come from."""
    _, corpus = set_up_broadsheet(scratch, count)
    command = [sys.executable, str(Path(__file__).with_name("stages.py")), str(scratch), "--json", *options]
    done = subprocess.run(command, check=True, capture_output=True)
    return msgspec.json.decode(done.stdout, type=Timed), corpus


def find_slopes(builds: Sequence[Timed]) -> dict[str, float]:
    """Return the slope of each stage that takes long enough to have one."""
    largest = max(builds, key=lambda build: build.stories)
    stages = [stage for stage, seconds in largest.seconds.items() if seconds >= LEAST_S]
    slopes = {stage: _slope([(build.stories, build.seconds[stage]) for build in builds]) for stage in stages}
    return {**slopes, TOTAL: _slope([(build.stories, build.total_s) for build in builds])}


def _slope(points: Sequence[tuple[int, float]]) -> float:
    """Return the slope by least squares through the logarithms, or 0 for a single point."""
    logs = [(math.log(stories), math.log(max(seconds, 1e-4))) for stories, seconds in points]
    middle_x, middle_y = (sum(axis) / len(logs) for axis in zip(*logs, strict=True))
    spread = sum((x - middle_x) ** 2 for x, _ in logs)
    return round(sum((x - middle_x) * (y - middle_y) for x, y in logs) / spread, 2) if spread else 0.0


def describe(growth: Growth) -> str:
    """Return a Markdown table with a row for each stage, a column for each size, and the slope."""
    head = " | ".join(f"{build.stories:,}" for build in growth.builds)
    lines = [f"| stage, seconds | {head} | slope |", "|---" * (len(growth.builds) + 2) + "|"]
    for stage in growth.builds[0].seconds:
        cells = " | ".join(f"{build.seconds[stage]:.2f}" for build in growth.builds)
        lines.append(f"| {stage} | {cells} | {growth.slopes.get(stage, '')} |")
    cells = " | ".join(f"{build.total_s:.2f}" for build in growth.builds)
    return "\n".join([*lines, f"| {TOTAL} | {cells} | {growth.slopes[TOTAL]} |"])


def main() -> None:
    """Measure every size, from the smallest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, nargs="+", default=[1_000, 3_000, 10_000])
    parser.add_argument("--parts", action="store_true", help="one process, reading and printing in their parts")
    parser.add_argument("--folder", type=Path, help="where the papers are built; default: the system's folder for such")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the figures are kept")
    given = parser.parse_args()
    sitting, corpus, builds = describe_sitting(), "", []
    for count in sorted(given.stories):
        with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
            timed, corpus = time_one(count, Path(scratch), ["--parts"] if given.parts else [])
        builds.append(timed)
        print(f"{timed.stories:,} stories: {timed.total_s:.2f} s", flush=True)
    growth = Growth(sitting, corpus, builds, find_slopes(builds))
    keep(given.results, "growth", growth)
    print(describe(growth))


if __name__ == "__main__":
    main()
