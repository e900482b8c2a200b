"""The command `check`, which lists what an editor should know before publishing."""

import sys
from typing import Any

import click

from generator.cli.exit_codes import HELD, OK
from generator.cli.messages import reporting_failures, showing_progress
from generator.cli.options import paper_of, paper_options


class KindsType(click.ParamType[tuple[str, ...]]):
    """The click type of kinds and codes of findings, separated by commas."""

    name = "KIND[,KIND]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the names. Fails when one of them is neither a kind nor a code."""
        from generator.commands.finding_kinds import find_unknown

        if isinstance(value, tuple):
            return value
        names = tuple(name.strip() for name in value.split(",") if name.strip())
        if wrong := find_unknown(names):
            self.fail(wrong, param, ctx)
        return names


@click.command()
@paper_options
@click.option("--only", type=KindsType(), multiple=True, help="List only findings of these kinds, or with these codes.")
@click.option("--external", is_flag=True, help="Ask other sites whether the links to them still work; takes a while.")
def check(only: tuple[tuple[str, ...], ...], external: bool, quiet: bool, as_json: bool, **options: Any) -> None:
    """List what an editor should know before publishing. Nothing is written."""
    from generator.cli import check_reports as reports
    from generator.commands.check import check_paper

    wanted = [name for names in only for name in names]
    with reporting_failures(as_json), showing_progress(not (quiet or as_json)) as progress:
        findings = check_paper(paper_of(options), progress, external=external).only(wanted)
    if as_json:
        click.echo(reports.check_json(findings))
    else:
        for line in reports.finding_lines(findings, quiet=quiet):
            click.echo(line, err=True)
        click.echo("" if quiet else reports.check_lines(findings), nl=not quiet)
    sys.exit(HELD if findings.held else OK)
