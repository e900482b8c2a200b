"""The commands that build the site and ask about it: build, check, verify, explain."""

import sys
from typing import Any

import click

from generator.cli.codes import FAILED, HELD, OK
from generator.cli.options import paper_of, paper_options, tell_time
from generator.cli.telling import failures_told, progress_shown, tell


@click.command()
@paper_options
@click.option("--confirm-deletions", type=int, help="Go on though this many files would be removed.")
@click.option("--wait", is_flag=True, help="When another build of the paper is under way, wait for it to end.")
@click.option("--explain", is_flag=True, help="Say of each page that was looked at why it was printed or left alone.")
def build(confirm_deletions: int | None, wait: bool, explain: bool, quiet: bool, as_json: bool, **options: Any) -> None:
    """Build the site."""
    from generator.build import build as build_site
    from generator.cli import reports

    started = tell_time()
    with failures_told(as_json), progress_shown(not (quiet or as_json)) as progress:
        paper = paper_of(options, confirm_deletions, wait=wait)
        outcome = build_site(paper, progress)
    seconds = (tell_time() - started).total_seconds()
    if as_json:
        click.echo(reports.build_json(outcome, seconds, explained=explain))
    else:
        tell(outcome.problems, quiet=quiet)
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

    with failures_told(as_json), progress_shown(not (quiet or as_json)) as progress:
        findings = check.proofread(paper_of(options), progress)
    if as_json:
        click.echo(reports.check_json(findings))
    else:
        tell(findings.problems, most=None, quiet=quiet)
        click.echo("" if quiet else reports.check_lines(findings), nl=not quiet)
    sys.exit(HELD if findings.held else OK)


@click.command()
@paper_options
def verify(quiet: bool, as_json: bool, **options: Any) -> None:
    """Build the site, then once more from nothing beside it, and compare every byte."""
    from generator.cli import reports
    from generator.commands import verify

    with failures_told(as_json), progress_shown(not (quiet or as_json)) as progress:
        found = verify.verify(paper_of(options), progress)
    if as_json:
        click.echo(reports.audit_json(found))
    else:
        tell(found.outcome.held, quiet=quiet)
        click.echo(reports.audit_lines(found))
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

    with failures_told(as_json):
        found = explain.explain(paper_of(options), what)
    click.echo(reports.account_json(found) if as_json else reports.account_lines(found))
