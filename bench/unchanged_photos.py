#!/usr/bin/env python3
"""What photos cost a build in which none of them changed: unchanged_photos.py [--photos 10000] [--pairs 7]

Two papers have the same stories, ten a day, filed in a folder for each month; in one of them each story has a photo of
its own, a small one, since only their number counts here. Both are built from nothing, and then repeatedly in turn:
with nothing changed, with one story more that is the newest, and with one story more of an old date, for which hundreds
of pages that list stories (and their pictures) are printed again. Prints the medians by the clock and by the processor,
and those of the quotients of neighbours: with photos to without. The processor's time is that of the command's own
process, without the workers that print pages.
"""

import argparse
import io
import resource
import statistics
import tempfile
from datetime import date, timedelta
from pathlib import Path

import msgspec
from machine import RESULTS, Sitting, describe_sitting, keep
from photos import build_paper, make_paper, with_comment
from PIL import Image

SMALL = (64, 48)
COLOURS = 12
STORIES_A_DAY = 10
LAST_DAY = date(2026, 11, 29)
CASES = {"nothing changed": None, "the newest story": 0.0, "a story of an old date": 0.5}
"""Each case, and how far back in the paper's time the story is that it adds; None if it adds none."""


class Cost(msgspec.Struct, frozen=True):
    """Seconds that a build took, by the clock and of the processor in the command's own process."""

    wall_s: float
    processor_s: float


class Pair(msgspec.Struct, frozen=True):
    """Two builds, one after the other."""

    without: Cost
    with_photos: Cost


class Measurement(msgspec.Struct, frozen=True):
    """The results."""

    sitting: Sitting
    photos: int
    cases: dict[str, list[Pair]]


def small_photos() -> list[bytes]:
    """Return a few photos of a plain colour."""
    made = []
    for number in range(COLOURS):
        written = io.BytesIO()
        Image.new("RGB", SMALL, (20 * number, 90, 200 - 10 * number)).save(written, "JPEG")
        made.append(written.getvalue())
    return made


def add_story(paper: Path, number: int, day: date) -> Path:
    """Add a short story to the folder of its month. Return its file."""
    file = paper / "content" / "town" / f"{day:%Y-%m}" / f"s{number}.txt"
    file.parent.mkdir(exist_ok=True)
    time = f"{day:%B} {day.day}, {day.year} at {1 + number % 11}:{number % 60:02} AM"
    file.write_text(f"Story {number}\nBy Jane Roe\n{time}\n\nThe text of story {number}.\n")
    return file


def measure(folder: Path, photos: int, pairs: int) -> dict[str, list[Pair]]:
    """Build both papers, then time builds of them in turn, case by case."""
    papers, kinds = (folder / "without", folder / "with"), small_photos()
    for paper in papers:
        make_paper(paper)
        for number in range(photos):
            file = add_story(paper, number, LAST_DAY - timedelta(days=1 + number // STORIES_A_DAY))
            if paper == papers[1]:
                file.with_suffix(".jpg").write_bytes(with_comment(kinds[number % COLOURS], number))
        build_paper(paper)
    found: dict[str, list[Pair]] = {case: [] for case in CASES}
    for number in range(photos, photos + pairs):
        for case, back in CASES.items():
            for paper in papers:
                if back is not None:
                    days = int(back * photos / STORIES_A_DAY)
                    add_story(paper, number, LAST_DAY - timedelta(days=days))
            found[case].append(Pair(*map(build_timed, papers)))
    return found


def build_timed(paper: Path) -> Cost:
    """Build the paper as it is, and return what that took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = build_paper(paper).seconds
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(seconds, round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 3))


def describe(case: str, pairs: list[Pair]) -> str:
    """Return one line for people."""
    parts = []
    for clock, name in (("wall_s", "clock"), ("processor_s", "processor")):
        times = [(getattr(pair.without, clock), getattr(pair.with_photos, clock)) for pair in pairs]
        without, with_photos = (statistics.median(column) for column in zip(*times, strict=True))
        quotient = statistics.median(second / first for first, second in times)
        parts.append(f"{name} {without:.2f} s without photos, {with_photos:.2f} s with them, quotient {quotient:.3f}")
    return f"{case}: {'; '.join(parts)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the figures are kept")
    given = parser.parse_args()
    sitting = describe_sitting()
    with tempfile.TemporaryDirectory() as scratch:
        cases = measure(Path(scratch), given.photos, given.pairs)
    for case, found in cases.items():
        print(describe(case, found))
    keep(given.results, "photos-unchanged", Measurement(sitting, given.photos, cases))


if __name__ == "__main__":
    main()
