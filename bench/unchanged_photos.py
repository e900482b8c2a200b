#!/usr/bin/env python3
"""What photos cost a build in which none of them changed: unchanged_photos.py [--photos 10000] [--pairs 7]

Two papers have the same stories; in one of them each story has a photo of its own, a small one, since only their number
counts here. Both are built from nothing, and then repeatedly in turn, with nothing changed and with one story more.
Prints the medians, and that of the quotients of neighbours: with photos to without.
"""

import argparse
import io
import statistics
import tempfile
from pathlib import Path

import msgspec
from machine import RESULTS, Sitting, describe_sitting, keep
from photos import add_photo, add_story, build_paper, make_paper
from PIL import Image

SMALL = (64, 48)
COLOURS = 12


class Pair(msgspec.Struct, frozen=True):
    """Seconds by the clock of two builds, one after the other."""

    without: float
    with_photos: float


class Measurement(msgspec.Struct, frozen=True):
    """The results."""

    sitting: Sitting
    photos: int
    unchanged: list[Pair]
    one_story: list[Pair]


def small_photos() -> list[bytes]:
    """Return a few photos of a plain colour."""
    made = []
    for number in range(COLOURS):
        written = io.BytesIO()
        Image.new("RGB", SMALL, (20 * number, 90, 200 - 10 * number)).save(written, "JPEG")
        made.append(written.getvalue())
    return made


def measure(folder: Path, photos: int, pairs: int) -> tuple[list[Pair], list[Pair]]:
    """Build both papers, then time builds of them in turn: with nothing changed, and with a story more in each."""
    papers, kinds = (folder / "without", folder / "with"), small_photos()
    for paper in papers:
        make_paper(paper)
        for number in range(photos):
            add_story(paper, number)
    for number in range(photos):
        add_photo(papers[1], number, kinds)
    for paper in papers:
        build_paper(paper)
    unchanged, one_story = [], []
    for number in range(photos, photos + pairs):
        unchanged.append(Pair(*(build_paper(paper).seconds for paper in papers)))
        for paper in papers:
            add_story(paper, number)
        one_story.append(Pair(*(build_paper(paper).seconds for paper in papers)))
    return unchanged, one_story


def describe(what: str, pairs: list[Pair]) -> str:
    """Return one line for people."""
    without, with_photos = (
        statistics.median(getattr(pair, name) for pair in pairs) for name in ("without", "with_photos")
    )
    quotient = statistics.median(pair.with_photos / pair.without for pair in pairs)
    return f"{what}: {without:.2f} s without photos, {with_photos:.2f} s with them; quotient {quotient:.3f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the figures are kept")
    given = parser.parse_args()
    sitting = describe_sitting()
    with tempfile.TemporaryDirectory() as scratch:
        unchanged, one_story = measure(Path(scratch), given.photos, given.pairs)
    print(describe("nothing changed", unchanged))
    print(describe("one new story", one_story))
    keep(given.results, "photos-unchanged", Measurement(sitting, given.photos, unchanged, one_story))


if __name__ == "__main__":
    main()
