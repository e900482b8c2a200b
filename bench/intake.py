#!/usr/bin/env python3
"""Take in every story of the real corpora and count what came of it: intake.py [CORPUS.jsonl.gz ...]

Without arguments it takes ../shared/corpora/. Prints one line a corpus: stories, public, held, words in, words on
pages, lines taken for boilerplate, datelines, bylines; then the time of the whole build. bench/README.md has them.

    intake.py --profile FOLDER    microseconds a story by step, of the stories in FOLDER/content (2,000 of them at most)
    intake.py --read [CORPUS...]  milliseconds of processor time that reading a story takes, 300 of each corpus and 300
                                  invented ones in Markdown, whose paragraphs are long
    intake.py --cases [FOLDER]    what becomes of a collection of copy as newsrooms paste it, and what should, by kind
    intake.py --equal [CORPUS...] that the short cut for plain blocks equals the Markdown engine, over every story
"""

import argparse
import gc
import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from copy_cases import COLLECTION, count_right
from export import as_text, export, read_corpus
from invented import invent_stories

from generator.archive.queries import count_stories
from generator.build import read_without_building
from generator.catalogue.copy import all_stories, body_of
from generator.files import read_whole
from generator.intake import parse, read_copy, read_files
from generator.intake.build_story import build_story
from generator.intake.changes import BATCH_FILES
from generator.intake.header.split import split_header
from generator.intake.html.markdown import MarkdownOptions, _engine, set_markdown
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.names import TEXT_ENDINGS, ending_of
from generator.intake.read_job import ReadJob
from generator.intake.recognise.copy_text import open_copy
from generator.intake.settings import IntakeSettings
from generator.intake.survey import survey_folder
from generator.intake.text.decode import MAX_STORY_BYTES, decode_copy
from generator.intake.text.words import count_words, summarise
from generator.paper import Paper

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"


def count_corpus(corpus: Path) -> str:
    """Take in one corpus and return a line of counts."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        exported = export(folder, [corpus])
        editorial = read_without_building(Paper(folder=folder, output=folder / "public", now=datetime.now(UTC)))
        stories = list(all_stories(editorial.store))
        shown = sum(len(plain_text(body_of(editorial.store, story.path).html).split()) for story in stories)
        public = count_stories(editorial.store)
        editorial.store.close()
    written = sum(len(entry["text"].split()) for entry in read_corpus(corpus))
    boilerplate = sum(problem.message.startswith("Left out: ") for problem in editorial.problems)
    held = sum(problem.gravity == "held" for problem in editorial.problems)
    datelines, bylines = sum(bool(s.dateline) for s in stories), sum(bool(s.bylines) for s in stories)
    return (
        f"| {corpus.name.split('.', 1)[0]} | {exported:,} | {public:,} | {held:,} | {written:,} | {shown:,} "
        f"| {boilerplate:,} | {datelines:,} | {bylines:,} |"
    )


def time_build(corpora: list[Path]) -> str:
    """Build all corpora together from scratch, in a separate process."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        stories = export(folder, corpora)
        began = time.monotonic()
        command = [sys.executable, "-m", "generator", "build", "--source", scratch, "--quiet"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        seconds = time.monotonic() - began
        files = sum(path.is_file() for path in (folder / "public").rglob("*"))
    return f"{stories:,} stories, clean build: {seconds:.0f} s, {files:,} files, exit code {done.returncode}"


# --- the time of each step ------------------------------------------------------------------------

DESK = IntakeSettings(
    time_zone="UTC",
    date_order="",
    default_section="news",
    typographic_quotes=False,
    wire_noindex=True,
    own_sources=(),
    sections={},
)
MAX_TIMED = 2_000
ROUNDS = 7


def time_step(step: Callable[[Any], Any], stories: Sequence[Any]) -> tuple[float, list[Any]]:
    """Return microseconds for each story, the best of several rounds, and the results."""
    made = [step(story) for story in stories]
    best = float("inf")
    gc.disable()
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for story in stories:
            step(story)
        best = min(best, time.perf_counter() - began)
    gc.enable()
    return best / len(stories) * 1e6, made


def profile(folder: Path) -> None:
    """Print what each step of taking in a story costs, `count_terms` left out."""
    began = time.perf_counter()
    surveyed = survey_folder(folder / "content").files
    survey_s = time.perf_counter() - began
    print(f"survey: {survey_s * 1e6 / max(1, len(surveyed)):.1f} us a file, {survey_s:.3f} s")
    found = [one.file for one in surveyed if ending_of(one.file) in TEXT_ENDINGS]
    files = found[:: -(-len(found) // MAX_TIMED)]
    job = ReadJob(str(folder), tuple((file, "") for file in files), DESK)
    options = MarkdownOptions()
    parse.count_terms = lambda *_: {}  # type: ignore[assignment]

    def step(name: str, work: Callable[[Any], Any], stories: Sequence[Any]) -> list[Any]:
        micros, made = time_step(work, stories)
        print(f"| {name} | {micros:.1f} |")
        return made

    print("| step | us a story |\n|---|---|")
    raws = step("read", lambda file: read_whole(f"{folder}/{file}", MAX_STORY_BYTES), files)
    step("digest", lambda raw: hashlib.blake2b(raw, digest_size=16).hexdigest(), raws)
    texts = [one.text for one in step("decode", lambda raw: decode_copy(raw, "content/a.md"), raws)]
    bodies = [one.body for one in step("header", lambda text: split_header(text, "content/a.md"), texts)]
    typeset = step("Markdown", lambda body: set_markdown(body, options), bodies)
    safe = step("sanitise", lambda one: one.html if one.is_ours else sanitise(one.html).html, typeset)
    words = step("plain text", plain_text, safe)
    step("count words", count_words, words)
    step("summarise", summarise, words)
    pairs = list(zip(texts, files, strict=True))
    cut = step("lines", lambda one: open_copy(*one, is_markdown=not one[1].endswith(".txt")), pairs)
    plain = [one for one in cut if not one.is_markdown]
    if plain:
        step("all of plain copy (instead of Markdown to summary)", lambda one: read_copy.read_any(one, DESK), plain)
    copies = [read_copy.read_any(one, DESK)[0] for one in cut]
    lines = [one.lines for one in cut]
    step("restraint", lambda one: list(parse._check_embargo(*one)), list(zip(lines, copies, strict=True)))
    step("file", lambda copy: build_story(copy, DESK), copies)
    encoder = msgspec.msgpack.Encoder()
    step("msgpack", encoder.encode, read_files.read_files(job))
    step(
        "all, by read_files, one by one",
        lambda file: read_files.read_files(msgspec.structs.replace(job, files=((file, ""),))),
        files,
    )
    jobs = list(_jobs(str(folder), files))
    micros, _ = time_step(read_files.read_files, jobs)
    print(f"| all, by read_files, {BATCH_FILES} together | {micros * len(jobs) / len(files):.1f} |")


def _jobs(folder: str, files: Sequence[str]) -> Iterator[ReadJob]:
    """Yield the jobs in which a build reads the files."""
    for at in range(0, len(files), BATCH_FILES):
        yield ReadJob(folder, tuple((file, "") for file in files[at : at + BATCH_FILES]), DESK)


MAX_READ = 300
WARMING = 60
"""So many stories are read first, as in a worker that has been at work for a while."""


def take_texts(corpus: Path) -> dict[str, str]:
    """Return stories from all parts of a corpus by their files, as they would arrive by mail."""
    entries = list(read_corpus(corpus))
    chosen = entries[:: max(1, len(entries) // (MAX_READ + WARMING))]
    return {f"content/a/{at}.txt": as_text(entry, "2005-01-01") for at, entry in enumerate(chosen)}


def time_reading(texts: Mapping[str, str]) -> float:
    """Return the milliseconds of processor time that reading takes for each story, in jobs as a build makes them."""
    with tempfile.TemporaryDirectory() as folder:
        files = list(texts)[: MAX_READ + WARMING]
        for file in files:
            path = Path(folder, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[file], encoding="utf-8")
        for job in _jobs(folder, files[MAX_READ:]):
            read_files.read_files(job)
        gc.collect()
        began = time.process_time()
        for job in _jobs(folder, files[:MAX_READ]):
            read_files.read_files(job)
        return (time.process_time() - began) / len(files[:MAX_READ]) * 1e3


def check_equal(corpora: list[Path]) -> str:
    """Check that every text of the corpora, as Markdown, is converted as the engine alone would do it."""
    different = stories = ours = 0
    for corpus in corpora:
        for entry in read_corpus(corpus):
            for options in (MarkdownOptions(), MarkdownOptions(typographic_quotes=True)):
                set_here = set_markdown(entry["text"], options)
                by_engine = sanitise(_engine(options).reset().convert(entry["text"])).html
                html = set_here.html if set_here.is_ours else sanitise(set_here.html).html
                different += html != by_engine
                ours += set_here.is_ours
            stories += 1
    counts = f"{ours:,} without the engine, {different} different"
    return f"{stories:,} stories, each with straight and typographic quotes: {counts}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpora", type=Path, nargs="*")
    arguments.add_argument("--profile", type=Path, metavar="FOLDER")
    arguments.add_argument("--read", action="store_true")
    arguments.add_argument("--equal", action="store_true")
    arguments.add_argument("--cases", type=Path, nargs="?", const=COLLECTION, metavar="FOLDER")
    given = arguments.parse_args()
    corpora = given.corpora or sorted(CORPORA.glob("*.jsonl.gz"))
    if given.cases:
        print(*count_right(given.cases), sep="\n")
        return
    if given.profile:
        profile(given.profile)
        return
    if given.read:
        invented = {f"content/{file}": text for file, text in invent_stories(MAX_READ + WARMING)}
        print("| corpus | ms a story |\n|---|---|")
        print(f"| invented, as Markdown | {time_reading(invented):.2f} |")
        for corpus in corpora:
            print(f"| {corpus.name.split('.', 1)[0]} | {time_reading(take_texts(corpus)):.2f} |", flush=True)
        return
    if given.equal:
        print(check_equal(corpora))
        return
    if not corpora:
        sys.exit("The reference corpora are not at hand: name files of your own.")
    print("| corpus | stories | public | held | words in | words shown | boilerplate | datelines | bylines |")
    print("|---|---|---|---|---|---|---|---|---|")
    for corpus in corpora:
        print(count_corpus(corpus), flush=True)
    print(time_build(corpora))


if __name__ == "__main__":
    main()
