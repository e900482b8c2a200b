"""From the ledger's totals to trending.json: the best of the paper, and the best of each section."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from generator.archive import queries
from generator.catalogue.store import Store
from generator.edition.trending import FILE, Ranked, Ranking
from generator.files import write_whole

KEPT = 50
"""Stories of the paper and of each section: more than pages show, since some may go before the next count."""


def rank_stories(store: Store, totals: Mapping[str, float], now: datetime) -> Ranking:
    """The stories of the paper and of each section that are read most, best first; of two alike the first by path."""
    ranked = sorted((-round(total, 3), path) for path, total in totals.items())
    return Ranking(now.isoformat(), tuple(_foremost(store, ranked)))


def _foremost(store: Store, ranked: list[tuple[float, str]]) -> Iterator[Ranked]:
    listed: Counter[str] = Counter()
    for number, (worth, path) in enumerate(ranked):
        section = queries.section_of(store, path)
        if section and worth and (number < KEPT or listed[section] < KEPT):
            listed[section] += 1
            yield Ranked(path, -worth)


def write_ranking(folder: Path, ranking: Ranking) -> None:
    """Put trending.json beside site.toml, a story a line or two, so that people can read it and tools compare it."""
    write_whole(folder / FILE, msgspec.json.format(msgspec.json.encode(ranking), indent=1) + b"\n")
