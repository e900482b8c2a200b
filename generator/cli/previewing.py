"""The commands that go on working: serve, watch."""

import signal
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.codes import OK, USAGE
from generator.cli.delivering import WAIT_S
from generator.cli.options import paper_of, source_option, tell_time
from generator.cli.telling import failures_told, stop, tell

if TYPE_CHECKING:
    from generator.model import Problem
    from generator.paper import Paper
    from generator.preview.auto_deploy import AutoDeployer
    from generator.preview.state import State

PORT = 8000


def loop_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of both commands."""
    options = [
        source_option,
        click.option("--output", type=click.Path(path_type=Path), help="Where the site goes; default: public."),
        click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes; default: one a core."),
        click.option("--quiet", is_flag=True, help="Print problems only."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@loop_options
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, help="Where to listen; the next free one if taken."
)
@click.option("--host", default="127.0.0.1", help="Listen to other machines, too; an address with a token is printed.")
@click.option("--open", "opened", is_flag=True, help="Open the site in a browser.")
def serve(port: int, host: str, opened: bool, quiet: bool, **options: Any) -> None:
    """Show the site as you work on it: every change is built and shown at once."""
    from generator.errors import PortTakenError
    from generator.preview.server import PreviewServer, find_port

    with failures_told():
        try:
            listener = find_port(host, port)
        except (PortTakenError, OSError) as error:
            stop(USAGE, [], False, f"The preview can't listen there: {error}. Name another with --port or --host.")
        reporter = Reporter(quiet=quiet)
        newsstand = PreviewServer(paper_of(options), tell_time, reporter.tell, host)
        address = _address(host, listener.getsockname()[1], newsstand.token)
        _greet(address, newsstand.token)
        if opened:
            webbrowser.open(address)
        newsstand.run(listener)


@click.command()
@loop_options
@click.option("--deploy", "target", metavar="TARGET", help="Bring each good build to this host, as site.toml names it.")
def watch(quiet: bool, target: str | None, **options: Any) -> None:
    """Build the site whenever something changes, without showing it."""
    from generator.preview.loop import BuildLoop

    with failures_told():
        paper, reporter = paper_of(options), Reporter(quiet=quiet)
        auto_deployer = _make_auto_deployer(paper, target, quiet=quiet) if target is not None else None

        def hear(state: "State") -> None:
            reporter.tell(state)
            if auto_deployer:
                auto_deployer.hear(state)

        rounds = BuildLoop(paper, tell_time, hear)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(OK))  # a service manager ends it this way
        try:
            click.echo("The paper is watched (Ctrl-C ends).")
            rounds.run()
        finally:
            if auto_deployer:
                auto_deployer.stop()


def _make_auto_deployer(paper: "Paper", target: str, *, quiet: bool) -> "AutoDeployer":
    """An auto-deployer for `target`. One that site.toml doesn't name is told at once."""
    from generator.cli import reports
    from generator.commands.deploy import Order, choose_target, dispatch
    from generator.config import read_config
    from generator.preview.auto_deploy import AutoDeployer

    with failures_told():
        name, _ = choose_target(read_config(paper.folder), target)

    def send() -> None:
        done = dispatch(paper, Order(name, wait_s=WAIT_S), tell_time, auto_deployer.pause, auto_deployer.watch)
        if not quiet:
            click.echo(f"{tell_time().astimezone():%H:%M:%S}  {name}: {reports.delivery_lines(done)}")

    auto_deployer = AutoDeployer(send, lambda words: click.echo(words, err=True))
    auto_deployer.start()
    return auto_deployer


def _address(host: str, port: int, token: str) -> str:
    name = f"[{host}]" if ":" in host else host
    shown = "localhost" if host in {"0.0.0.0", "::"} else name  # noqa: S104 (compared, not bound)
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")


def _greet(address: str, token: str) -> None:
    click.echo(f"The paper is at {address} (Ctrl-C ends).")
    if token:
        click.echo(
            "Whoever has this address can read everything, drafts too. Other machines use this one's name or number."
        )
    else:
        click.echo(f"The desk, with every story and its state, is at {address}_desk/")


class Reporter:
    """Says on the terminal what each round came to."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._told: tuple[Problem, ...] = ()
        self._deaf = ""

    def tell(self, state: "State") -> None:
        """Say what is new of `state`; where nobody can hear it any more, that is the end of the command."""
        try:
            self._say(state)
        except OSError:
            if threading.current_thread() is threading.main_thread():
                raise
            signal.raise_signal(signal.SIGINT)

    def _say(self, state: "State") -> None:
        """Say which problems weren't told before, what waits for a word each time, and what was built."""
        from generator.press.removals import asks_for_word

        if state.deaf and state.deaf != self._deaf:
            click.echo(f"{state.deaf}: it is looked through every few seconds instead.", err=True)
        self._deaf = state.deaf
        if state.troubles:
            tell(state.troubles)
            return
        if state.outcome is None:
            return
        news = (one for one in state.outcome.problems if one not in self._told or asks_for_word(one))
        tell(news, quiet=self._quiet)
        self._told = state.outcome.problems
        if not self._quiet:
            counts = f"{len(state.outcome.written)} written, {len(state.outcome.removed)} removed"
            click.echo(f"{tell_time().astimezone():%H:%M:%S}  {_named(state)}: {counts}, {state.seconds:.2f} s")


def _named(state: "State") -> str:
    if state.sources is None:
        return "the whole paper"
    return state.sources[0] if len(state.sources) == 1 else f"{len(state.sources)} files"
