#!/usr/bin/env python3
"""Take in every story of the real corpora and count what came of it: intake.py [CORPUS.jsonl.gz ...]

Without arguments it takes ../shared/corpora/. Prints one line a corpus: stories, public, held, words in, words on the
pages, lines taken for furniture, datelines, bylines; then the time of the whole build. bench/README.md has the counts.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from export import export, read_corpus

from generator.archive.copydesk import all_stories, body_of
from generator.build import Paper, look
from generator.intake.sanitise import plain_text

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"


def count_corpus(corpus: Path) -> str:
    """One corpus through the intake, as a line of counts."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        exported = export(folder, [corpus])
        editorial = look(Paper(folder=folder, output=folder / "public", now=datetime.now(UTC)))
        stories = list(all_stories(editorial.edition.store))
        shown = sum(len(plain_text(body_of(editorial.edition.store, story.path).html).split()) for story in stories)
    written = sum(len(entry["text"].split()) for entry in read_corpus(corpus))
    furniture = sum("furniture" in problem.message for problem in editorial.problems)
    held = sum(problem.gravity == "held" for problem in editorial.problems)
    public = sum(page.kind == "story" for page in editorial.pages)
    datelines, bylines = sum(bool(s.dateline) for s in stories), sum(bool(s.bylines) for s in stories)
    return (
        f"| {corpus.name.split('.', 1)[0]} | {exported:,} | {public:,} | {held:,} | {written:,} | {shown:,} "
        f"| {furniture:,} | {datelines:,} | {bylines:,} |"
    )


def time_build(corpora: list[Path]) -> str:
    """The clean build of all corpora together, in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        stories = export(folder, corpora)
        began = time.monotonic()
        command = [sys.executable, "-m", "generator", "build", "--source", scratch, "--quiet"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        seconds = time.monotonic() - began
        files = sum(path.is_file() for path in (folder / "public").rglob("*"))
    return f"{stories:,} stories, clean build: {seconds:.0f} s, {files:,} files, exit code {done.returncode}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpora", type=Path, nargs="*")
    corpora = arguments.parse_args().corpora or sorted(CORPORA.glob("*.jsonl.gz"))
    if not corpora:
        sys.exit("The reference corpora are not at hand: name files of your own.")
    print("| corpus | stories | public | held | words in | words shown | furniture | datelines | bylines |")
    print("|---|---|---|---|---|---|---|---|---|")
    for corpus in corpora:
        print(count_corpus(corpus), flush=True)
    print(time_build(corpora))


if __name__ == "__main__":
    main()
