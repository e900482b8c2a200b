"""The command that brings the site to a host: deploy."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.cli.codes import FAILED, OK
from generator.cli.options import paper_of, source_option, tell_time
from generator.cli.telling import failures_told, progress_shown

if TYPE_CHECKING:
    from generator.delivery.deploy import Delivered

WAIT_S = 300
"""How long to wait for another deploy to end."""
AFTER = "What was sent so far stays; nothing that readers can reach was deleted. Deploy again to send the rest."


@click.command()
@source_option
@click.option("--output", type=click.Path(path_type=Path), help="Where the site is; default: public.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--parallel", type=click.IntRange(1, 64), default=8, help="Files on their way at a time.")
@click.option("--confirm-deletions", type=int, metavar="N", help="Delete N files, though that is a large part.")
@click.option("--wait", is_flag=True, help="Wait for another deploy to end.")
@click.option(
    "--check", "compared", is_flag=True, help="Compare every file at the host with the last build; send nothing."
)
@click.option("--full", is_flag=True, help="Send every file, whatever is noted of the host.")
@click.option(
    "--adopt", is_flag=True, help="Take a folder that holds other things; files of the same names are replaced."
)
@click.option("--quiet", is_flag=True, help="Print problems only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
@click.argument("target", default="")
def deploy(target: str, compared: bool, quiet: bool, as_json: bool, **wish: Any) -> None:
    """Bring the last build to the host TARGET, as [deploy.TARGET] in site.toml names it: only what changed."""
    from generator.cli import reports
    from generator.commands.deploy import Order, dispatch

    if compared:
        _compare(target, quiet, as_json, wish)
    order = Order(
        target=target,
        dry=wish["dry_run"],
        parallel=wish["parallel"],
        confirmed=wish["confirm_deletions"],
        wait_s=WAIT_S if wish["wait"] else 0,
        full=wish["full"],
        adopt=wish["adopt"],
    )
    with failures_told(as_json, AFTER), progress_shown(not (quiet or as_json)) as watch:
        done: Delivered = dispatch(paper_of(wish), order, tell_time, time.sleep, watch)
    if as_json:
        click.echo(reports.delivery_json(done))
    elif not quiet:
        click.echo(reports.delivery_lines(done))


def _compare(target: str, quiet: bool, as_json: bool, wish: dict[str, Any]) -> NoReturn:
    """Say what differs at the host; the exit code says whether anything does."""
    from generator.cli import reports
    from generator.commands.deploy import compare_host

    with failures_told(as_json, "Nothing was sent."):
        found = compare_host(paper_of(wish), target, tell_time, time.sleep)
    if as_json:
        click.echo(reports.comparison_json(found))
    elif not (quiet and found.is_same):
        click.echo(reports.comparison_lines(found))
    sys.exit(OK if found.is_same else FAILED)
