"""The commands that keep running: serve, watch."""

import signal
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.deploy import WAIT_S
from generator.cli.exit_codes import OK, USAGE
from generator.cli.json_log import log_of
from generator.cli.loop_report import JsonTeller, LoopReporter, PlainTeller
from generator.cli.messages import exit_with, reporting_failures, telling_the_end
from generator.cli.options import current_time, log_option, paper_of, source_option, state_option
from generator.cli.service import ServiceManager

if TYPE_CHECKING:
    from generator.cli.json_log import JsonLog
    from generator.delivery.deploy import DeployResult
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
        state_option,
        click.option(
            "--jobs", type=click.IntRange(min=0), default=0, help="How many processes to use; default: one per core."
        ),
        click.option("--quiet", is_flag=True, help="Print problems only."),
        log_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def deploy_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option `--deploy`."""
    return click.option(
        "--deploy",
        "target",
        metavar="TARGET",
        help="Deploy each good build to this host, a [deploy.TARGET] table in site.toml.",
    )(command)


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
@deploy_option
def serve(port: int, host: str, opened: bool, target: str | None, quiet: bool, log_kind: str, **options: Any) -> None:
    """Show the site while you work on it. Each change appears as you save."""
    from generator.errors import PortTakenError
    from generator.preview.server import PreviewServer, find_port

    with log_of(log_kind, quiet=quiet) as log, telling_the_end(log), reporting_failures(log=log):
        try:
            listener = find_port(host, port)
        except (PortTakenError, OSError) as error:
            message = f"The preview can't listen there: {error}. Choose another with --port or --host."
            exit_with(USAGE, [], False, message, log=log)
        reporter = LoopReporter(JsonTeller(log) if log else PlainTeller(quiet=quiet))
        service, paper = ServiceManager(), paper_of(options)
        name = _name_of_target(paper, target, log) if target is not None else ""

        def report(state: "PreviewState") -> None:
            reporter.report(state)
            service.report(state)
            if auto_deployer:
                auto_deployer.offer(state)

        server = PreviewServer(paper, current_time, report, host, beat=service.beat, deployed_to=name, launch=_launch)
        auto_deployer = _start_auto_deployer(name, server.deploys.send_edition, log, quiet=quiet) if name else None
        address = _address(host, listener.getsockname()[1], server.token)
        if log:
            log.tell("info", "started", address=address, desk="" if server.token else f"{address}_desk/")
        else:
            _print_addresses(address, server.token)
        if opened:
            webbrowser.open(address)
        try:
            server.run(listener)
        finally:
            service.stop()
            if auto_deployer:
                auto_deployer.stop()


@click.command()
@loop_options
@deploy_option
def watch(quiet: bool, target: str | None, log_kind: str, **options: Any) -> None:
    """Build the site whenever something changes, without showing it."""
    from generator.preview.loop import BuildLoop

    with log_of(log_kind, quiet=quiet) as log, telling_the_end(log), reporting_failures(log=log):
        paper, service = paper_of(options), ServiceManager()
        reporter = LoopReporter(JsonTeller(log) if log else PlainTeller(quiet=quiet))
        auto_deployer = _auto_deployer_of(paper, target, log, quiet=quiet) if target is not None else None

        def report(state: "PreviewState") -> None:
            reporter.report(state)
            service.report(state)
            if auto_deployer:
                auto_deployer.offer(state)

        loop = BuildLoop(paper, current_time, report, beat=service.beat)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(OK))  # sent by service managers
        try:
            if log:
                log.tell("info", "started", folder=paper.folder, output=paper.output)
            else:
                click.echo("Watching the paper. Press Ctrl-C to stop.")
            loop.run()
        finally:
            service.stop()
            if auto_deployer:
                auto_deployer.stop()


def _name_of_target(paper: "Paper", target: str, log: "JsonLog | None") -> str:
    """Return the name of a target. One that isn't in site.toml is reported at once."""
    from generator.commands.deploy import choose_target
    from generator.config import read_config

    with reporting_failures(log=log):
        return choose_target(read_config(paper.folder), target)[0]


def _auto_deployer_of(paper: "Paper", target: str, log: "JsonLog | None", *, quiet: bool) -> "AutoDeployer":
    """Start an auto-deployer that deploys by itself."""
    from generator.commands.deploy import DeployRequest, deploy_paper

    name = _name_of_target(paper, target, log)

    def send(name: str) -> "DeployResult":
        request = DeployRequest(name, wait_s=WAIT_S)
        return deploy_paper(paper, request, current_time, auto_deployer.pause, auto_deployer.watch)

    auto_deployer = _start_auto_deployer(name, send, log, quiet=quiet)
    return auto_deployer


def _start_auto_deployer(
    name: str, deploy: Callable[[str], "DeployResult"], log: "JsonLog | None", *, quiet: bool
) -> "AutoDeployer":
    """Start an auto-deployer for the target `name`, to which `deploy` deploys, and which tells what it did."""
    from generator.cli import reports
    from generator.preview.auto_deploy import AutoDeployer

    def send() -> None:
        done = deploy(name)
        if log:
            log.tell("info", "deployed", target=name, **reports.delivery_fields(done))
        elif not quiet:
            click.echo(f"{current_time().astimezone():%H:%M:%S}  {name}: {reports.delivery_lines(done)}")

    def tell(event: str, words: str) -> None:
        if log:
            log.tell("error" if event == "deploy_failed" else "warning", event, target=name, message=words)
        else:
            click.echo(words, err=True)

    auto_deployer = AutoDeployer(send, tell)
    auto_deployer.start()
    return auto_deployer


def _launch(path: str, in_folder: bool) -> bool:
    """Open a file in the program that the system has for it, or show it in its folder. Tell whether that was done."""
    return click.launch(path, locate=in_folder) == 0


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
