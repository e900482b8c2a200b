"""The commands that build the site and answer questions about it: build, verify, explain."""

import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from generator.cli.exit_codes import FAILED, HELD, OK
from generator.cli.messages import MOST_PROBLEMS, print_problems, reporting_failures, showing_progress
from generator.cli.options import current_time, paper_of, paper_options

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from generator.paper import Paper
    from generator.workers import Workers

MANY_FILES = 100
"""In the first build of a paper with more files than this, workers begin to load before anything else is done."""


@click.command()
@paper_options
@click.option(
    "--confirm-deletions", type=int, metavar="N", help="Remove N files, although that is a large part of the site."
)
@click.option("--wait", is_flag=True, help="Wait if another build of the paper is running.")
@click.option("--cluster", metavar="ADDRESS", default="", help="Use the workers of a dask cluster.")
@click.option("--explain", is_flag=True, help="List each page that was checked, and why it was or wasn't written.")
@click.option("--verbose", is_flag=True, help="List every note, also the many of one kind.")
def build(
    *,
    confirm_deletions: int | None,
    wait: bool,
    cluster: str,
    explain: bool,
    verbose: bool,
    quiet: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Build the site."""
    from contextlib import ExitStack

    started = current_time()
    with reporting_failures(as_json), showing_progress(not (quiet or as_json)) as progress, ExitStack() as stack:
        paper = paper_of(options, confirm_deletions, wait=wait)
        workers = stack.enter_context(_open_workers(paper, cluster))
        from generator.build import build as build_site  # while the workers load what they need
        from generator.paper import BuildSession

        outcome = build_site(paper, progress, BuildSession(workers))
    seconds = (current_time() - started).total_seconds()
    from generator.cli import reports

    if as_json:
        click.echo(reports.build_json(outcome, seconds, explained=explain))
    else:
        print_problems(outcome.problems, None if verbose else MOST_PROBLEMS, quiet=quiet)
        for line in reports.reason_lines(outcome) if explain else ():
            click.echo(line)
        click.echo("" if quiet else reports.build_lines(outcome, paper.output, seconds), nl=not quiet)
    sys.exit(HELD if outcome.held else OK)


def _open_workers(paper: "Paper", cluster: str) -> "AbstractContextManager[Workers]":
    """Return the cluster's workers, or some of this machine, which begin to load at once if there is much to read."""
    from generator.catalogue.store import FILE
    from generator.workers import Workers

    if cluster:
        from generator.cluster.client import open_cluster

        return open_cluster(cluster, paper)
    workers = Workers(paper.jobs)
    if not (paper.state / FILE).exists() and _has_many_files(paper.folder / "content"):
        workers.load_early()
    return workers


def _has_many_files(folder: "Path") -> bool:
    """Tell whether there are so many files that workers will read them. No more are looked at than that takes."""
    return next(islice(folder.rglob("*"), MANY_FILES, None), None) is not None


@click.command()
@paper_options
def verify(quiet: bool, as_json: bool, **options: Any) -> None:
    """Compare the site with one built from scratch.

    The site is built, then built again in a temporary folder, and every byte is compared.
    """
    from generator.cli import reports
    from generator.commands import verify

    with reporting_failures(as_json), showing_progress(not (quiet or as_json)) as progress:
        found = verify.verify(paper_of(options), progress)
    if as_json:
        click.echo(reports.verification_json(found))
    else:
        print_problems(found.outcome.held, quiet=quiet)
        click.echo(reports.verification_lines(found))
    if not found.outcome.published:
        sys.exit(HELD)
    sys.exit(FAILED if found.differences else OK)


@click.command()
@paper_options
@click.argument("what", metavar="URL|FILE")
def explain(what: str, quiet: bool, as_json: bool, **options: Any) -> None:  # noqa: ARG001 (an option of all these commands)
    """Show what a page is made of and why it changed.

    Name the page by its URL or by the story's FILE. Also shown is why the last build did or didn't write it.
    """
    from generator.cli import reports
    from generator.commands import explain

    with reporting_failures(as_json):
        found = explain.explain(paper_of(options), what)
    click.echo(reports.explanation_json(found) if as_json else reports.explanation_lines(found))
