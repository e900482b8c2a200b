"""The command `trending`, which counts readers."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.exit_codes import HELD, OK, USAGE
from generator.cli.messages import exit_with, print_problems, reporting_failures, showing_progress
from generator.cli.options import InstantType, paper_of, source_option, state_option

if TYPE_CHECKING:
    from generator.audience.count import CountResult
    from generator.edition.trending import Ranking
    from generator.paper import Paper

SHOWN = 10
"""The number of most read stories that the report lists."""


@click.command()
@source_option
@state_option
@click.option("--now", type=InstantType(), help="Count as if it were this time (ISO 8601 with zone).")
@click.option("--dry-run", is_flag=True, help="Show the result without writing anything.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
def trending(
    source: Path, state: Path | None, now: datetime | None, dry_run: bool, as_json: bool, sources: tuple[str, ...]
) -> None:
    """Count readers and rank stories by them. Writes trending.json for the next build.

    SOURCE is a log (gzip-compressed or not), an export from GoAccess, Plausible, GoatCounter, Matomo or GA4, a CSV file
    with the columns url, views and time, or - for standard input. No reader's address is kept.
    """
    from generator.config import read_config
    from generator.paper import hold_lock, trending_folder

    options = {"source": source, "state": state, "jobs": 1, "now": now}
    with reporting_failures(as_json):
        paper = paper_of(options)
        read_config(paper.folder)
        with hold_lock(trending_folder(paper)):
            counted, ranking = _count(paper, sources, write=not dry_run, as_json=as_json)
    if as_json:
        click.echo(_as_json(counted, ranking))
    else:
        _print_report(counted, ranking, dry_run)
    sys.exit(HELD if counted.problems else OK)


def _count(paper: "Paper", sources: tuple[str, ...], *, write: bool, as_json: bool) -> "tuple[CountResult, Ranking]":
    """Count the readers in the sources and rank stories by them. With `write`, write both results.

    The ledger is written first. In the other order, a crash in between would make the next run count readers twice.
    """
    from generator.audience.count import count_readers
    from generator.audience.ledger import write_ledger
    from generator.audience.pages import pages_of
    from generator.audience.ranking import rank_stories, write_ranking
    from generator.edition.last import open_last
    from generator.paper import trending_folder

    try:
        store, edition = open_last(paper)
    except FileNotFoundError:
        exit_with(USAGE, [], as_json, "Readers can't be counted before the first build. Start with: broadsheet build")
    folder, config = trending_folder(paper), edition.config
    pages = pages_of(store, config.prefix, config.origin)
    with showing_progress(not as_json) as watch:
        half_life = config.story.trending_half_life_hours
        counted = count_readers(folder, pages, sources, paper.now, half_life, watch)
    ranking = rank_stories(store, counted.ledger.combined(), paper.now)
    store.close()
    if write and counted.sources:
        write_ledger(folder, counted.ledger)
        write_ranking(paper.folder, ranking)
    return counted, ranking


def _print_report(counted: "CountResult", ranking: "Ranking", dry_run: bool) -> None:
    print_problems(counted.problems)
    for one in counted.sources:
        skipped = f"; {one.skipped:,} of its lines could not be read" if one.skipped else ""
        click.echo(f"{one.source}: {one.format}, {one.read_bytes:,} bytes, {one.views:,} new views of stories{skipped}")
    for place, story in enumerate(ranking.stories[:SHOWN], 1):
        click.echo(f"{place:>3}. {story.story} ({story.score:g})")
    if not dry_run and counted.sources:
        click.echo("Written to trending.json. Run “broadsheet build” to show it on the site.")


def _as_json(counted: "CountResult", ranking: "Ranking") -> str:
    sources = [{name: getattr(one, name) for name in one.__struct_fields__} for one in counted.sources]
    problems = [{"file": one.path, "reason": one.message, "hint": one.hint} for one in counted.problems]
    stories = [{"story": one.story, "score": one.score} for one in ranking.stories]
    return json.dumps({"sources": sources, "problems": problems, "stories": stories}, ensure_ascii=False)
