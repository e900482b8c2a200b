"""The commands that keep running: serve, watch."""

import signal
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.deploy import WAIT_S
from generator.cli.exit_codes import OK, USAGE
from generator.cli.messages import exit_with, print_problems, reporting_failures
from generator.cli.options import current_time, paper_of, source_option

if TYPE_CHECKING:
    from generator.model import Problem
    from generator.paper import Paper
    from generator.preview.auto_deploy import AutoDeployer
    from generator.preview.state import PreviewState

PORT = 8000


def loop_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that both commands have."""
    options = [
        source_option,
        click.option(
            "--output", type=click.Path(path_type=Path), help="The folder to write the site to; default: public."
        ),
        click.option(
            "--jobs", type=click.IntRange(min=0), default=0, help="How many processes to use; default: one per core."
        ),
        click.option("--quiet", is_flag=True, help="Print problems only."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@loop_options
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    help="The port to listen on; the next free one if it is taken.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    help="The address to listen on. Other machines need the address with a token that is printed.",
)
@click.option("--open", "opened", is_flag=True, help="Open the site in a browser.")
def serve(port: int, host: str, opened: bool, quiet: bool, **options: Any) -> None:
    """Show the site while you work on it. Each change appears as you save."""
    from generator.errors import PortTakenError
    from generator.preview.server import PreviewServer, find_port

    with reporting_failures():
        try:
            listener = find_port(host, port)
        except (PortTakenError, OSError) as error:
            exit_with(
                USAGE, [], False, f"The preview can't listen there: {error}. Choose another with --port or --host."
            )
        reporter = LoopReporter(quiet=quiet)
        server = PreviewServer(paper_of(options), current_time, reporter.report, host)
        address = _address(host, listener.getsockname()[1], server.token)
        _print_addresses(address, server.token)
        if opened:
            webbrowser.open(address)
        server.run(listener)


@click.command()
@loop_options
@click.option(
    "--deploy",
    "target",
    metavar="TARGET",
    help="Deploy each good build to this host, a [deploy.TARGET] table in site.toml.",
)
def watch(quiet: bool, target: str | None, **options: Any) -> None:
    """Build the site whenever something changes, without showing it."""
    from generator.preview.loop import BuildLoop

    with reporting_failures():
        paper, reporter = paper_of(options), LoopReporter(quiet=quiet)
        auto_deployer = _start_auto_deployer(paper, target, quiet=quiet) if target is not None else None

        def report(state: "PreviewState") -> None:
            reporter.report(state)
            if auto_deployer:
                auto_deployer.offer(state)

        loop = BuildLoop(paper, current_time, report)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(OK))  # sent by service managers
        try:
            click.echo("Watching the paper. Press Ctrl-C to stop.")
            loop.run()
        finally:
            if auto_deployer:
                auto_deployer.stop()


def _start_auto_deployer(paper: "Paper", target: str, *, quiet: bool) -> "AutoDeployer":
    """Start an auto-deployer for `target`. A target that isn't in site.toml is reported at once."""
    from generator.cli import reports
    from generator.commands.deploy import DeployRequest, choose_target, deploy_paper
    from generator.config import read_config
    from generator.preview.auto_deploy import AutoDeployer

    with reporting_failures():
        name, _ = choose_target(read_config(paper.folder), target)

    def send() -> None:
        done = deploy_paper(
            paper, DeployRequest(name, wait_s=WAIT_S), current_time, auto_deployer.pause, auto_deployer.watch
        )
        if not quiet:
            click.echo(f"{current_time().astimezone():%H:%M:%S}  {name}: {reports.delivery_lines(done)}")

    auto_deployer = AutoDeployer(send, lambda words: click.echo(words, err=True))
    auto_deployer.start()
    return auto_deployer


def _address(host: str, port: int, token: str) -> str:
    name = f"[{host}]" if ":" in host else host
    shown = "localhost" if host in {"0.0.0.0", "::"} else name  # noqa: S104 (compared, not bound)
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")


def _print_addresses(address: str, token: str) -> None:
    click.echo(f"The paper is at {address} (press Ctrl-C to stop).")
    if token:
        click.echo(
            "Whoever has this address can read everything, including drafts. "
            "From another machine, use this machine's name or IP address in it."
        )
    else:
        click.echo(f"The desk, which lists every story and its state, is at {address}_desk/")


class LoopReporter:
    """Prints the result of each build on the terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._told: tuple[Problem, ...] = ()
        self._watch_failure = ""

    def report(self, state: "PreviewState") -> None:
        """Print what is new in `state`; when the terminal is closed, end the command."""
        try:
            self._print(state)
        except OSError:
            if threading.current_thread() is threading.main_thread():
                raise
            signal.raise_signal(signal.SIGINT)

    def _print(self, state: "PreviewState") -> None:
        """Print new problems, those that wait for a confirmation every time, and what was built."""
        from generator.press.removals import asks_for_confirmation

        if state.watch_failure and state.watch_failure != self._watch_failure:
            click.echo(f"{state.watch_failure}. All files are checked every few seconds instead.", err=True)
        self._watch_failure = state.watch_failure
        if state.troubles:
            print_problems(state.troubles)
            return
        if state.outcome is None:
            return
        news = (one for one in state.outcome.problems if one not in self._told or asks_for_confirmation(one))
        print_problems(news, quiet=self._quiet)
        self._told = state.outcome.problems
        if not self._quiet:
            counts = f"{len(state.outcome.written)} written, {len(state.outcome.removed)} removed"
            click.echo(
                f"{current_time().astimezone():%H:%M:%S}  {_describe_sources(state)}: {counts}, {state.seconds:.2f} s"
            )


def _describe_sources(state: "PreviewState") -> str:
    from generator.archive.photos import FOLDER

    if state.sources is None:
        return "the whole paper"
    if state.changed and all(file.startswith(f"{FOLDER}/") for file in state.changed):
        return "photos"
    return state.sources[0] if len(state.sources) == 1 else f"{len(state.sources)} files"
