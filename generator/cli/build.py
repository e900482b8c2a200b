"""The commands that build the site and ask about it: build, check, verify, explain."""

import sys
from typing import Any

import click

from generator.cli.exit_codes import FAILED, HELD, OK
from generator.cli.messages import print_problems, reporting_failures, showing_progress
from generator.cli.options import current_time, paper_of, paper_options


@click.command()
@paper_options
@click.option("--confirm-deletions", type=int, help="Go on though this many files would be removed.")
@click.option("--wait", is_flag=True, help="When another build of the paper is under way, wait for it to end.")
@click.option("--explain", is_flag=True, help="Say of each page that was looked at why it was printed or left alone.")
def build(confirm_deletions: int | None, wait: bool, explain: bool, quiet: bool, as_json: bool, **options: Any) -> None:
    """Build the site."""
    from generator.build import build as build_site
    from generator.cli import reports

    started = current_time()
    with reporting_failures(as_json), showing_progress(not (quiet or as_json)) as progress:
        paper = paper_of(options, confirm_deletions, wait=wait)
        outcome = build_site(paper, progress)
    seconds = (current_time() - started).total_seconds()
    if as_json:
        click.echo(reports.build_json(outcome, seconds, explained=explain))
    else:
        print_problems(outcome.problems, quiet=quiet)
        for line in reports.reason_lines(outcome) if explain else ():
            click.echo(line)
        click.echo("" if quiet else reports.build_lines(outcome, paper.output, seconds), nl=not quiet)
    sys.exit(HELD if outcome.held else OK)


@click.command()
@paper_options
def check(quiet: bool, as_json: bool, **options: Any) -> None:
    """Tell what an editor would want to know before publishing; nothing is written."""
    from generator.cli import reports
    from generator.commands import check

    with reporting_failures(as_json), showing_progress(not (quiet or as_json)) as progress:
        findings = check.check_paper(paper_of(options), progress)
    if as_json:
        click.echo(reports.check_json(findings))
    else:
        print_problems(findings.problems, most=None, quiet=quiet)
        click.echo("" if quiet else reports.check_lines(findings), nl=not quiet)
    sys.exit(HELD if findings.held else OK)


@click.command()
@paper_options
def verify(quiet: bool, as_json: bool, **options: Any) -> None:
    """Build the site, then once more from nothing beside it, and compare every byte."""
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
def explain(what: str, quiet: bool, as_json: bool, **options: Any) -> None:  # noqa: ARG001 -- common to all commands
    """Say what the page at URL, or of the story in FILE, is made of, and why it was or wasn't printed last time."""
    from generator.cli import reports
    from generator.commands import explain

    with reporting_failures(as_json):
        found = explain.explain(paper_of(options), what)
    click.echo(reports.explanation_json(found) if as_json else reports.explanation_lines(found))
