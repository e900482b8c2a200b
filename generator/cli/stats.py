"""The command `stats`, which tells what the paper consists of."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from generator.cli.messages import reporting_failures, showing_progress
from generator.cli.options import paper_of, paper_options

if TYPE_CHECKING:
    from generator.commands.stats import Count, Stats

MOST = 10
"""The number of lines of a list that are shown, unless `--most` names another."""


@click.command()
@paper_options
@click.option("--most", type=click.IntRange(min=1), default=MOST, help=f"How many of each are listed; default: {MOST}.")
def stats(most: int, quiet: bool, as_json: bool, **options: Any) -> None:
    """Show what the paper consists of, and write nothing.

    Listed are stories by section, byline and year, slow pages, and stories that only lists link to.
    """
    from generator.cli.reports import to_json
    from generator.commands.stats import measure_paper

    with reporting_failures(as_json), showing_progress(not (quiet or as_json)) as progress:
        found = measure_paper(paper_of(options), most, progress)
    click.echo(to_json(found) if as_json else "\n".join(_lines(found, most)))


def _lines(found: "Stats", most: int) -> Iterator[str]:
    from generator.cli.reports import counted, visible

    yield f"{counted(found.stories, 'public story', 'public stories')}, {counted(found.words, 'word')}."
    yield from _count_lines("Sections", found.sections, most)
    yield from _count_lines("Bylines", found.bylines, most)
    yield from _count_lines("Years", found.years, len(found.years))
    yield f"Stories that only lists link to ({len(found.orphans):,})"
    yield from (visible(f"  {one.file}  {one.url}") for one in found.orphans[:most])
    yield from _rest(len(found.orphans), most)
    if not found.sizes:
        yield "The site has not been built yet, so its files can't be measured: broadsheet build"
        return
    yield "Files of the last build"
    yield from (f"  {one.files:>9,}  {one.bytes / 1000:>12,.0f} kB  {one.kind}" for one in found.sizes)
    yield "Slowest pages on a slow phone connection (1.6 Mbit/s)"
    for page in found.heaviest:
        yield visible(f"  {page.seconds:>6.1f} s  {page.bytes / 1000:>8,.0f} kB  {page.files:>3} files  {page.url}")


def _count_lines(title: str, counts: "Sequence[Count]", most: int) -> Iterator[str]:
    from generator.cli.reports import visible

    yield f"{title} ({len(counts):,})"
    yield from (visible(f"  {one.stories:>9,}  {one.name}") for one in counts[:most])
    yield from _rest(len(counts), most)


def _rest(count: int, most: int) -> Iterator[str]:
    if count > most:
        yield f"  … and {count - most:,} more; --most {count} lists all."
