#!/usr/bin/env python3
"""How good and how fast related stories are: related.py [CORPUS.jsonl.gz ...] [--runs FOLDER] [--stories 10000 30000]

Without arguments it takes ../shared/corpora/ and scores with ../shared/bench/eval_related.py: nDCG@5, every story a
query, by the rules below. With --runs the lists are also kept in FOLDER, a JSON file a corpus, for that program's own
comparisons. With --stories it relates that many stories instead, each number in a process of its own, and prints
seconds and memory.
"""

import argparse
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

from export import read_corpus

from generator.archive.gate import order_of
from generator.archive.ties import relate
from generator.archive.vectors import Document
from generator.intake.terms import count_terms

SHARED = Path(__file__).parents[2] / "shared"
CORPORA = SHARED / "corpora"
RULES: dict[str, list[tuple[str, int | None]]] = {
    "events": [("any:event", None)],
    "reuters": [("same:topic+place", None), ("same:topic+place", 7)],
    "bbc": [("any:section", None)],
    "politics-2012-2014": [("any:topic", None), ("any:topic", 14)],
}
"""What counts as related in each corpus, and within how many days."""
UNDATED = "2005-01-01"


def as_document(entry: dict[str, Any]) -> Document:
    """A story of a corpus as the archive hands it over; its labels are not shown."""
    published = datetime.fromisoformat(entry["date"] or UNDATED).replace(tzinfo=UTC)
    return Document(entry["id"], order_of(published), entry["title"], count_terms(entry["title"], entry["text"]))


def score_corpus(corpus: Path, runs: Path | None) -> None:
    """Relate one corpus and print a line for each of its rules."""
    sys.path.insert(0, str(SHARED / "bench"))
    from eval_related import Gold, evaluate  # noqa: PLC0415 -- beside the project, not part of it

    name, entries = corpus.name.split(".", 1)[0], list(read_corpus(corpus))
    run = relate(as_document(entry) for entry in entries)
    if runs:
        (runs / f"{name}.json").write_text(json.dumps(run))
    for rule, days in RULES.get(name, []):
        scores, _ = evaluate(Gold(entries, rule, days), run)
        filled = sum(map(len, run.values())) / len(run)
        within = f"{days} days" if days else "any time"
        print(
            f"| {name} | {rule} | {within} | {scores['queries']:,} | {scores['nDCG@5']:.4f} | {filled:.2f} |",
            flush=True,
        )


def many_documents(corpora: list[Path], count: int) -> Iterator[Document]:
    """`count` stories of the corpora, and when these run out, the same again under other headlines."""
    entries = cycle(chain.from_iterable(map(read_corpus, corpora)))
    for number, entry in enumerate(islice(entries, count)):
        document = as_document(entry)
        yield Document(f"{number:07}", document.opens, f"{document.headline} {number}", document.terms)


def time_relate(corpora: list[Path], count: int) -> None:
    """Print how long `count` stories take, and the most memory that the process held."""
    documents = list(many_documents(corpora, count))
    before_mb, began = peak_mb(), time.monotonic()
    relate(documents)
    seconds = time.monotonic() - began
    print(f"{count:,} stories: {seconds:.1f} s, {peak_mb():.0f} MB, of which {before_mb:.0f} MB for the stories' words")


def peak_mb() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpora", type=Path, nargs="*")
    arguments.add_argument("--runs", type=Path)
    arguments.add_argument("--stories", type=int, nargs="+", default=[])
    given = arguments.parse_args()
    corpora = given.corpora or sorted(CORPORA.glob("*.jsonl.gz"))
    if not corpora:
        sys.exit("The reference corpora are not at hand: name files of your own.")
    for count in given.stories:
        process = multiprocessing.get_context("spawn").Process(target=time_relate, args=(corpora, count))
        process.start()
        process.join()
    if given.stories:
        return
    print("| corpus | related | within | queries | nDCG@5 | stories a list |")
    print("|---|---|---|---|---|---|")
    for corpus in corpora:
        score_corpus(corpus, given.runs)


if __name__ == "__main__":
    main()
