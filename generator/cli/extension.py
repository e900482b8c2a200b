"""The command about extensions: extension check."""

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.cli.exit_codes import FAILED, HELD, OK
from generator.cli.messages import print_problems, reporting_failures
from generator.cli.options import InstantType, paper_of, source_option


@click.group()
def extension() -> None:
    """Look after the extensions that site.toml names."""


@extension.command("check")
@source_option
@click.option("--now", type=InstantType(), help="Build as if it were this time (ISO 8601 with zone).")
@click.option("--drafts", is_flag=True, help="Include drafts.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
@click.argument("name", default="")
def check(name: str, source: Path, now: datetime | None, drafts: bool, as_json: bool) -> None:
    """Build the paper twice, apart, and tell what extensions (or the one called NAME) give differently."""
    from generator.cli import reports
    from generator.commands.extension import check_extensions

    with reporting_failures(as_json):
        found = check_extensions(paper_of({"source": source, "now": now, "drafts": drafts}), name)
    if as_json:
        click.echo(reports.extensions_json(found))
    else:
        print_problems(found.problems)
        click.echo(reports.extensions_lines(found))
    if found.unlike_calls or found.unlike_files:
        sys.exit(FAILED)
    sys.exit(HELD if found.problems else OK)
