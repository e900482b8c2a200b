#!/usr/bin/env python3
"""What a photo of 12 megapixels costs in all its sizes, beside Hugo: photos.py [--photos 12] [--jobs 1 2] [--alone]

The photos are the real ones of ../shared/material that are at least 1,400 pixels wide, brought to 4,000 x 3,000 pixels;
without them, invented ones. Broadsheet reads the facts of each and makes the thirteen renditions of a lead, with the
functions that a build calls, in so many workers. Hugo makes the same sizes and crops by its image processing, with WebP
in the place of AVIF, which it can't write. Each run is a new process with nothing kept from before. Prints seconds and
processor time for each photo, and the peak of memory of all processes together.

With --leads N, a paper of N stories with a lead each is built instead, from nothing; then a story is added, and then a
photo to a story, three times.
"""

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from machine import RESULTS, Sitting, describe_sitting, keep
from peers import find_hugo, tell_versions
from PIL import Image
from running import Run, run_measured

from generator.photos.encoders import encoders
from generator.photos.facts import Facts
from generator.photos.framing import Framing
from generator.photos.packet import make_packet
from generator.photos.recipes import plan_renditions
from generator.photos.work import PhotoFile, Rendered, RenderJob, read_photo, render_to_store
from generator.workers import Workers

MATERIAL = Path(__file__).parents[2] / "shared" / "material" / "photos"
SIZE = (4000, 3000)
LEAST_WIDTH = 1_400
LIMIT_S = 600
PAPER_LIMIT_S = 3_600
KINDS_OF_PHOTO = 12
CHANGES = 3
SITE = 'name = "The Bench Courier"\naddress = "https://photos.example"\ntime_zone = "UTC"\n'
HUGO_SITE = """baseURL = "https://photos.example/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[imaging]
quality = 78
resampleFilter = "Lanczos"
"""
HUGO_PAGE = """{{ range resources.Match "photos/*.jpg" }}
{{ $photo := . }}
{{ range slice "400x webp" "800x webp" "1200x webp" "1600x webp" "800x jpg" "1200x jpg" }}
{{ ($photo.Resize .).RelPermalink }}{{ end }}
{{ range slice "400x225 webp" "800x450 webp" "400x225 jpg" "1200x675 jpg" }}
{{ ($photo.Fill .).RelPermalink }}{{ end }}
{{ range slice "1200x900 jpg" "1200x1200 jpg" "1200x630 jpg" }}
{{ ($photo.Fill .).RelPermalink }}{{ end }}{{ end }}
"""


class Cost(msgspec.Struct, frozen=True):
    """What one generator took."""

    generator: str
    jobs: int
    """Processes or threads."""
    seconds: float
    """For each photo, by the clock."""
    processor_s: float
    """For each photo, of all processes together."""
    peak_bytes: int
    """Proportional set size of all processes together."""
    published_bytes: int
    """For each photo, all sizes together."""


class Paper(msgspec.Struct, frozen=True):
    """What builds of a whole paper took."""

    leads: int
    seconds: float
    """Of the clean build, by the clock."""
    peak_bytes: int
    """Of the clean build: proportional set size of all processes together."""
    story_s: list[float]
    """Of builds with one new story."""
    photo_s: list[float]
    """Of builds with one new photo."""


class PaperMeasurement(msgspec.Struct, frozen=True):
    """The results for a whole paper."""

    sitting: Sitting
    versions: dict[str, str]
    paper: Paper


class Measurement(msgspec.Struct, frozen=True):
    """The results."""

    sitting: Sitting
    photos: int
    origin: str
    versions: dict[str, str]
    costs: list[Cost]


def make_photos(folder: Path, count: int) -> str:
    """Fill `folder` with photos of 12 megapixels, and return where they come from."""
    folder.mkdir(parents=True)
    real = [path for path in sorted(MATERIAL.rglob("*.jp*g")) if _width_of(path) >= LEAST_WIDTH]
    for number in range(count):
        image = Image.open(real[number % len(real)]) if real else _invent(number)
        image = image.convert("RGB").rotate(180 * (number // max(len(real), 1))).resize(SIZE, Image.Resampling.BICUBIC)
        image.info.clear()
        image.save(folder / f"photo-{number}.jpg", quality=90)
    return f"{len(real)} real photos, enlarged" if real else "invented"


def _width_of(path: Path) -> int:
    with Image.open(path) as image:
        return max(image.size)


def _invent(number: int) -> Image.Image:
    """Return a picture with coarse and fine detail."""
    layers = (Image.effect_noise((4 << step, 3 << step), 160 >> step) for step in range(1, 9, 1 + number % 2))
    blended = Image.new("L", (1024, 768), 128)
    for layer in layers:
        blended = Image.blend(blended, layer.resize(blended.size, Image.Resampling.BICUBIC), 0.35)
    return Image.merge("RGB", (blended, blended.rotate(180), blended.transpose(Image.Transpose.FLIP_LEFT_RIGHT)))


def work_on(photo: tuple[str, str, str]) -> tuple[float, int]:
    """Read a photo's facts and make its sizes. Return the processor's seconds and the bytes that came out."""
    folder, file, store = photo
    began = time.process_time()
    original = PhotoFile(folder, file)
    facts = read_photo(original)
    assert isinstance(facts, Facts), facts
    recipes = plan_renditions(facts.width, facts.height, Framing(), is_lead=True)
    made = render_to_store(RenderJob(original, facts.digest, recipes, make_packet(facts.rights), store))
    assert isinstance(made, Rendered), made
    seconds = time.process_time() - began
    return seconds, sum(Path(store, key[:2], key).stat().st_size for key in dict.fromkeys(made.keys))


def run_own(folder: Path, jobs: int) -> None:
    """Do Broadsheet's part in workers of this process, and leave in `own.json` what all photos took together."""
    store = tempfile.mkdtemp(dir=folder)
    photos = [(str(folder), f"photos/{path.name}", store) for path in sorted((folder / "photos").iterdir())]
    with Workers(jobs) as workers:
        results = [one for one in workers.run(work_on, photos) if isinstance(one, tuple)]
    assert len(results) == len(photos)
    whole = sum(seconds for seconds, _ in results), sum(size for _, size in results)
    (folder / "own.json").write_bytes(msgspec.json.encode(whole))


def measure_own(folder: Path, count: int, jobs: int) -> Cost:
    """Measure Broadsheet."""
    run = run_measured([sys.executable, __file__, "--work", str(folder), "--jobs", str(jobs)], LIMIT_S)
    processor_s, size = msgspec.json.decode((folder / "own.json").read_bytes(), type=tuple[float, int])
    return Cost("Broadsheet", jobs, run.seconds / count, processor_s / count, run.peak_bytes, size // count)


def measure_hugo(hugo: str, folder: Path, count: int, jobs: int) -> Cost:
    """Measure Hugo on the same photos. It runs as many threads as there are `jobs`."""
    site = folder / f"hugo-{jobs}"
    (site / "layouts").mkdir(parents=True)
    (site / "hugo.toml").write_text(HUGO_SITE)
    (site / "layouts" / "index.html").write_text(HUGO_PAGE)
    shutil.copytree(folder / "photos", site / "assets" / "photos")
    command = ["env", f"GOMAXPROCS={jobs}", hugo, "--source", str(site), "--quiet", "--noBuildLock"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = run_measured(command, LIMIT_S)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    made = [path for path in (site / "public").rglob("*") if path.suffix in {".jpg", ".webp"}]
    assert len(made) == 13 * count, len(made)
    size = sum(path.stat().st_size for path in made)
    return Cost("Hugo", jobs, run.seconds / count, processor_s / count, run.peak_bytes, size // count)


def measure(count: int, jobs: Sequence[int], hugo: str, scratch: Path) -> Iterator[Cost]:
    """Yield the costs, one generator after the other."""
    for number in jobs:
        yield measure_own(scratch, count, number)
        if hugo:
            yield measure_hugo(hugo, scratch, count, number)


def measure_paper(scratch: Path, leads: int) -> Paper:
    """Build a paper in which each story has a lead, and add a story and a photo to it three times."""
    make_photos(scratch / "photos", KINDS_OF_PHOTO)
    kinds = [path.read_bytes() for path in sorted((scratch / "photos").iterdir())]
    folder = scratch / "paper"
    make_paper(folder)
    for number in range(leads):
        add_story(folder, number)
        add_photo(folder, number, kinds)
    clean = build_paper(folder)
    stories, photos = [], []
    for number in range(leads, leads + CHANGES):
        add_story(folder, number)
        stories.append(build_paper(folder).seconds)
        add_photo(folder, number, kinds)
        photos.append(build_paper(folder).seconds)
    return Paper(leads, clean.seconds, clean.peak_bytes, stories, photos)


def make_paper(folder: Path) -> None:
    """Make a paper without stories."""
    (folder / "content" / "town").mkdir(parents=True)
    (folder / "site.toml").write_text(SITE)


def add_story(folder: Path, number: int) -> None:
    """Add a short story."""
    text = f"Story {number}\nBy Jane Roe\nNovember {1 + number % 28}, 2026 at 9:00 AM\n\nThe text of story {number}.\n"
    (folder / "content" / "town" / f"s{number}.txt").write_text(text)


def add_photo(folder: Path, number: int, kinds: Sequence[bytes]) -> None:
    """Add a photo of its own bytes: one of a few, with a number in a comment."""
    (folder / "content" / "town" / f"s{number}.jpg").write_bytes(with_comment(kinds[number % len(kinds)], number))


def with_comment(photo: bytes, number: int) -> bytes:
    """Return a JPEG file with a number in a comment, so that its bytes are no other's."""
    comment = str(number).encode()
    return photo[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + photo[2:]


def build_paper(folder: Path) -> Run:
    """Build the paper as it is, and return what that took."""
    command = [sys.executable, "-m", "generator", "build", "--quiet", "--source", str(folder), "--jobs", "2"]
    return run_measured([*command, "--now", "2026-12-01T12:00:00Z"], PAPER_LIMIT_S)


def describe_paper(paper: Paper) -> str:
    """Return lines for people."""
    story, photo = (sorted(times)[len(times) // 2] for times in (paper.story_s, paper.photo_s))
    return (
        f"{paper.leads} leads, 2 at once: {paper.seconds:.0f} s, {paper.peak_bytes / 1e6:.0f} MB at most\n"
        f"one new story: {story:.2f} s; one new photo: {photo:.2f} s"
    )


def describe(cost: Cost) -> str:
    """Return one line for people."""
    times = f"{cost.seconds:.2f} s, {cost.processor_s:.2f} s of the processor"
    sizes = f"{cost.published_bytes / 1e6:.2f} MB published"
    return f"{cost.generator:11} {cost.jobs} at once: a photo {times}, {sizes}; {cost.peak_bytes / 1e6:.0f} MB at most"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=12)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--leads", type=int, default=0, help="build a paper of so many stories with a lead each")
    parser.add_argument("--alone", action="store_true", help="without Hugo")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the figures are kept")
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        run_own(given.work, given.jobs[0])
        return
    sitting = describe_sitting()
    if given.leads:
        with tempfile.TemporaryDirectory() as scratch:
            paper = measure_paper(Path(scratch), given.leads)
        print(describe_paper(paper))
        versions = {**tell_versions(""), "encoders": encoders()}
        keep(given.results, f"photos-{given.leads}", PaperMeasurement(sitting, versions, paper))
        return
    hugo = "" if given.alone else find_hugo()
    versions = {**tell_versions(hugo), "encoders": encoders()}
    with tempfile.TemporaryDirectory() as scratch:
        origin = make_photos(Path(scratch) / "photos", given.photos)
        costs = []
        for cost in measure(given.photos, given.jobs, hugo, Path(scratch)):
            costs.append(cost)
            print(describe(cost), flush=True)
    keep(given.results, "photos", Measurement(sitting, given.photos, origin, versions, costs))


if __name__ == "__main__":
    main()
