#!/usr/bin/env python3
"""Export the real corpora as dropped files: export.py FOLDER CORPUS.jsonl.gz ...

Each story becomes FOLDER/content/NAME/ID.txt: headline, date, blank line, text, as it would arrive by mail. An
undated story gets the day that --undated names.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SITE = 'name = "The Corpus"\naddress = "https://corpus.example"\ntime_zone = "UTC"\n'


def read_corpus(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the stories of one corpus, in its order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def file_name(identity: str) -> str:
    """Return a plain file name for a story's id."""
    return re.sub(r"[^\w-]+", "-", identity).strip("-")


def as_text(entry: dict[str, Any], undated: str) -> str:
    """Return the story as a text file."""
    return f"{entry['title']}\n{entry['date'] or undated}\n\n{entry['text']}\n"


def export(folder: Path, corpora: list[Path], undated: str = "2005-01-01") -> int:
    """Write every story of `corpora` into a paper in `folder`, and return how many."""
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text(SITE)
    count = 0
    for corpus in corpora:
        place = folder / "content" / corpus.name.split(".", 1)[0]
        place.mkdir(exist_ok=True)
        for entry in read_corpus(corpus):
            (place / f"{file_name(entry['id'])}.txt").write_text(as_text(entry, undated), encoding="utf-8")
            count += 1
    return count


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("corpora", type=Path, nargs="+")
    arguments.add_argument("--undated", default="2005-01-01")
    given = arguments.parse_args()
    print(f"{export(given.folder, given.corpora, given.undated):,} stories")
