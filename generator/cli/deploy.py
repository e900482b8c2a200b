"""The command `deploy`, which sends the site to a host."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.cli.exit_codes import FAILED, OK
from generator.cli.json_log import log_of
from generator.cli.messages import reporting_failures, showing_progress, telling_the_end
from generator.cli.options import current_time, log_option, paper_of, source_option, state_option

if TYPE_CHECKING:
    from generator.cli.json_log import JsonLog
    from generator.delivery.deploy import DeployResult

WAIT_S = 300
"""The longest wait for another deploy to finish with `--wait`, in seconds."""
AFTER = "The files sent so far stay, and nothing that readers can reach was deleted. Deploy again to send the rest."
"""Said after a host failed during a deploy."""
NOTHING_SENT = "Nothing was sent."


@click.command()
@source_option
@click.option("--output", type=click.Path(path_type=Path), help="The folder that holds the site; default: public.")
@state_option
@click.option("--dry-run", is_flag=True, help="Show what would be done, and do nothing.")
@click.option("--parallel", type=click.IntRange(1, 64), default=8, help="How many files to send at once.")
@click.option(
    "--confirm-deletions", type=int, metavar="N", help="Delete N files, although that is a large part of the site."
)
@click.option("--wait", is_flag=True, help="Wait if another deploy is running.")
@click.option(
    "--check", "compared", is_flag=True, help="Compare every file at the host with the last build; send nothing."
)
@click.option("--full", is_flag=True, help="Send every file, even those that the host already has.")
@click.option(
    "--adopt", is_flag=True, help="Use a folder that holds other files; those with the same names are replaced."
)
@click.option("--quiet", is_flag=True, help="Print problems only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
@log_option
@click.argument("target", default="")
def deploy(target: str, compared: bool, quiet: bool, as_json: bool, log_kind: str, **options: Any) -> None:
    """Send the changes of the last build to a host. TARGET is the name of a [deploy.TARGET] table in site.toml."""
    if as_json and log_kind == "json":
        raise click.UsageError("--json prints one object at the end, --log json one a line: choose one of them.")
    with log_of(log_kind, quiet=quiet) as log, telling_the_end(log):
        if compared:
            _compare(target, quiet, as_json, log, options)
        _deploy(target, quiet, as_json, log, options)


def _deploy(target: str, quiet: bool, as_json: bool, log: "JsonLog | None", options: dict[str, Any]) -> None:
    """Deploy, and report it."""
    from generator.cli import reports
    from generator.commands.deploy import DeployRequest, deploy_paper

    request = DeployRequest(
        target=target,
        dry_run=options["dry_run"],
        parallel=options["parallel"],
        confirmed_deletions=options["confirm_deletions"],
        wait_s=WAIT_S if options["wait"] else 0,
        full=options["full"],
        adopt=options["adopt"],
    )
    after = NOTHING_SENT if request.dry_run else AFTER
    with reporting_failures(as_json, after, log), showing_progress(not (quiet or as_json or log)) as watch:
        done: DeployResult = deploy_paper(paper_of(options), request, current_time, time.sleep, watch)
    if log:
        log.tell("info", "deployed", **reports.delivery_fields(done))
    elif as_json:
        click.echo(reports.delivery_json(done))
    elif not quiet:
        click.echo(reports.delivery_lines(done))


def _compare(target: str, quiet: bool, as_json: bool, log: "JsonLog | None", options: dict[str, Any]) -> NoReturn:
    """Print what differs at the host, and exit with 0 when nothing does."""
    from generator.cli import reports
    from generator.commands.deploy import compare_host

    with reporting_failures(as_json, NOTHING_SENT, log):
        found = compare_host(paper_of(options), target, current_time, time.sleep)
    if log:
        log.tell("info" if found.is_same else "warning", "compared", **reports.comparison_fields(found))
    elif as_json:
        click.echo(reports.comparison_json(found))
    elif not (quiet and found.is_same):
        click.echo(reports.comparison_lines(found))
    sys.exit(OK if found.is_same else FAILED)
