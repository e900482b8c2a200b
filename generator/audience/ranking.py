"""Rank the stories by the ledger's totals, in the paper and in each section, and write trending.json."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from generator.archive import queries
from generator.catalogue.store import Store
from generator.edition.trending import FILE, Ranked, Ranking
from generator.files import write_whole

RANKED_STORIES = 50
"""The number of stories kept of the paper and of each section: more than pages show, since some may be removed."""


def rank_stories(store: Store, totals: Mapping[str, float], now: datetime) -> Ranking:
    """Rank the most read stories of the paper and of each section, the most read first; of equals the first by path."""
    ranked = sorted((-round(total, 3), path) for path, total in totals.items())
    return Ranking(now.isoformat(), tuple(_foremost(store, ranked)))


def _foremost(store: Store, ranked: list[tuple[float, str]]) -> Iterator[Ranked]:
    listed: Counter[str] = Counter()
    for number, (worth, path) in enumerate(ranked):
        section = queries.section_of(store, path)
        if section and worth and (number < RANKED_STORIES or listed[section] < RANKED_STORIES):
            listed[section] += 1
            yield Ranked(path, -worth)


def write_ranking(folder: Path, ranking: Ranking) -> None:
    """Write trending.json beside site.toml, a line or two for a story, so that it is easy to read and to compare."""
    write_whole(folder / FILE, msgspec.json.format(msgspec.json.encode(ranking), indent=1) + b"\n")
