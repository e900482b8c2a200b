#!/usr/bin/env python3
"""Measure related stories: related.py [CORPUS.jsonl.gz ...] [--runs FOLDER] [--stories 10000 30000]

Without arguments it takes all sets of ../shared/corpora/ that it knows, tells which aren't there, and scores with
../shared/bench/eval_related.py: nDCG@5, MAP@5 and precision@5, every story a query, by the rules below, beside the ways
of others (rivals.py), each with the 95 % interval of how far its nDCG@5 lies behind, by a paired bootstrap. With --runs
the lists are also kept in FOLDER, a JSON file a corpus. With --stories it relates that many stories instead, each
number in a process of its own, and prints seconds and memory, and the time that one more story takes.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

import msgspec
from export import read_corpus

from generator.catalogue.store import open_memory
from generator.gate import order_of
from generator.intake.text.terms import count_terms
from generator.related.batch import LinkedCorpus, build_links, links_of_all, relate, related_of_all
from generator.related.documents import Document
from generator.related.index import RelatedIndex, write_index, write_leading, write_words
from generator.related.scoring import heading_of
from generator.related.selection import find_related
from generator.related.update import resample, update_links
from generator.related.vectors import make_vectors

SHARED = Path(__file__).parents[2] / "shared"
CORPORA = SHARED / "corpora"
RULES: dict[str, list[tuple[str, int | None]]] = {
    "events": [("any:event", None)],
    "reuters": [("same:topic+place", None), ("same:topic+place", 7)],
    "bbc": [("any:section", None)],
    "politics-2012-2014": [("any:topic", None), ("any:topic", 14)],
    **{language: [("any:section", None)] for language in ("german", "arabic", "japanese", "thai")},
}
"""The rule for what counts as related in each corpus, and within how many days."""
RESAMPLES = 1_000
UNDATED = "2005-01-01"


def corpora_at_hand() -> list[Path]:
    """Return the files of the sets that have rules, and tell which of them aren't there."""
    files = [CORPORA / f"{name}.jsonl.gz" for name in RULES]
    for missing in (file for file in files if not file.exists()):
        print(f"{missing.name} isn't in {CORPORA}: left out.", file=sys.stderr)
    return [file for file in files if file.exists()]


def as_document(entry: dict[str, Any]) -> Document:
    """Return a story of a corpus as the archive passes it on, without its labels."""
    published = datetime.fromisoformat(entry["date"] or UNDATED).replace(tzinfo=UTC)
    return Document(entry["id"], order_of(published), entry["title"], count_terms(entry["title"], entry["text"]))


def score_corpus(corpus: Path, runs: Path | None) -> None:
    """Relate one corpus in every way and print a line for each way and rule."""
    sys.path.insert(0, str(SHARED / "bench"))
    from eval_related import Gold, evaluate, paired  # noqa: PLC0415 -- beside the project, not part of it

    name, entries = corpus.name.split(".", 1)[0], list(read_corpus(corpus))
    run = relate(as_document(entry) for entry in entries)
    if runs:
        (runs / f"{name}.json").write_text(json.dumps(run))
    from rivals import RIVALS  # noqa: PLC0415 -- they need scipy, which the bench alone has

    others = {way: find(entries) for way, find in RIVALS.items()}
    for rule, days in RULES.get(name, []):
        gold, within = Gold(entries, rule, days), f"{days} days" if days else "any time"
        scores, each = evaluate(gold, run)
        _print_row(name, rule, within, "**Broadsheet**", scores, "")
        for way, found in others.items():
            theirs, by_query = evaluate(gold, found)
            _, low, high = paired(each, by_query, n=RESAMPLES)
            _print_row(name, rule, within, way, theirs, f"{low:+.3f} to {high:+.3f}")


def _print_row(name: str, rule: str, within: str, way: str, scores: dict[str, float], behind: str) -> None:
    measures = " | ".join(f"{scores[f'{measure}@5']:.4f}" for measure in ("nDCG", "MAP", "P"))
    print(f"| {name} | {rule} | {within} | {way} | {measures} | {behind} |", flush=True)


def many_documents(corpora: list[Path], count: int) -> Iterator[Document]:
    """Return `count` stories of the corpora, which repeat under other headlines when they run out."""
    entries = cycle(chain.from_iterable(map(read_corpus, corpora)))
    for number, entry in enumerate(islice(entries, count)):
        document = as_document(entry)
        yield Document(f"{number:07}", document.opens, f"{document.headline} {number}", document.terms)


def time_relate(corpora: list[Path], count: int) -> None:
    """Print how long `count` stories take, and the peak memory of the process."""
    documents = list(many_documents(corpora, count))
    before_mb, began, cpu_began = peak_mb(), time.monotonic(), time.process_time()
    by_path = {one.path: one for one in documents}
    corpus = build_links(map(heading_of, documents), lambda paths: (by_path[path] for path in paths))
    deque(related_of_all(corpus, [5] * count), maxlen=0)
    seconds, cpu_s = time.monotonic() - began, time.process_time() - cpu_began
    print(
        f"{count:,} stories: {seconds:.1f} s ({cpu_s:.1f} s of one core), {peak_mb():.0f} MB, of which "
        f"{before_mb:.0f} MB for the stories' words; one more story: {time_one_more(corpus, by_path):.0f} ms"
    )


def time_one_more(corpus: LinkedCorpus, documents: dict[str, Document]) -> float:
    """Return the milliseconds to add one story to the catalogue's index, the median of nine."""
    taken, newest, document = [], int(corpus.metadata["opens"].max()), documents[corpus.paths[0]]
    with closing(open_memory()) as store:
        write_index(store, corpus.metadata, links_of_all(corpus), corpus.weights, corpus.frequencies)
        ordered = (documents[path] for path in corpus.paths)
        write_leading(store, make_vectors(ordered, corpus.weights, keep_words=partial(write_words, store)).leading)
        for number in range(9):
            one = msgspec.structs.replace(document, path=f"new/{number}", headline=f"New {number}", opens=newest)
            began = time.monotonic()
            index = RelatedIndex(store)
            sampled = resample(index, {one.path}, [one], lambda _: [])
            if sampled is None:
                sys.exit("The weights moved: take another number of stories.")
            for story in sorted(update_links(index, {one.path}, [one], sampled)):
                find_related(index.metadata, story, index.links_of(story), 5)
            index.save()
            taken.append(1000 * (time.monotonic() - began))
    return statistics.median(taken)


def peak_mb() -> float:
    """Return the peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpora", type=Path, nargs="*")
    arguments.add_argument("--runs", type=Path)
    arguments.add_argument("--stories", type=int, nargs="+", default=[])
    given = arguments.parse_args()
    corpora = given.corpora or corpora_at_hand()
    if not corpora:
        sys.exit("The reference corpora are not at hand: name files of your own.")
    for count in given.stories:
        process = multiprocessing.get_context("spawn").Process(target=time_relate, args=(corpora, count))
        process.start()
        process.join()
    if given.stories:
        return
    print("| corpus | related | within | way | nDCG@5 | MAP@5 | P@5 | behind, nDCG@5 |")
    print("|---|---|---|---|---|---|---|---|")
    for corpus in corpora:
        score_corpus(corpus, given.runs)


if __name__ == "__main__":
    main()
