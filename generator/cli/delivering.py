"""The command that brings the site to a host: deploy."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.codes import FAILED, LOCKED, USAGE
from generator.cli.options import paper_of, source_option, tell_time
from generator.cli.telling import failures_told, progress, stop

if TYPE_CHECKING:
    from generator.delivery.deploying import Delivered

WAIT_S = 300
"""How long to wait for another deploy to end."""


@click.command()
@source_option
@click.option("--output", type=click.Path(path_type=Path), help="Where the site is; default: public.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--parallel", type=click.IntRange(1, 64), default=8, help="Files on their way at a time.")
@click.option("--confirm-deletions", type=int, metavar="N", help="Delete N files, though that is a large part.")
@click.option("--wait", is_flag=True, help="Wait for another deploy to end.")
@click.option("--quiet", is_flag=True, help="Print problems only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
@click.argument("target", default="")
def deploy(target: str, quiet: bool, as_json: bool, **wish: Any) -> None:
    """Bring the last build to the host TARGET, as [deploy.TARGET] in site.toml names it: only what changed."""
    from generator.newsroom import reports
    from generator.newsroom.dispatch import Order, dispatch

    order = Order(target, wish["dry_run"], wish["parallel"], wish["confirm_deletions"], WAIT_S if wish["wait"] else 0)
    with failures_told(as_json), troubles_told(as_json), progress(not (quiet or as_json)) as watch:
        done: Delivered = dispatch(paper_of(wish), order, tell_time, time.sleep, watch)
    if as_json:
        click.echo(reports.delivery_json(done))
    elif not quiet:
        click.echo(reports.delivery_lines(done))


@contextmanager
def troubles_told(as_json: bool = False) -> Iterator[None]:
    """Turn what stops a deploy into words and an exit code."""
    from generator.delivery.bundle import Refused
    from generator.delivery.claiming import Busy
    from generator.delivery.hosts.contract import HostTrouble
    from generator.newsroom.dispatch import Unfit

    try:
        yield
    except Unfit as unfit:
        stop(USAGE, unfit.problems, as_json, "Nothing was sent.")
    except Refused as refusal:
        stop(USAGE, [], as_json, _words(refusal.message, refusal.hint))
    except Busy as busy:
        stop(LOCKED, [], as_json, _words(busy.message, busy.hint))
    except HostTrouble as trouble:
        after = "What was sent so far stays; nothing that readers can reach was deleted. Deploy again to send the rest."
        stop(FAILED, [], as_json, _words(trouble.message, trouble.hint, after))


def _words(*sentences: str) -> str:
    return "\n".join(sentence for sentence in sentences if sentence)
