"""What a command says: problems, failures with their exit codes, and how far work has come."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.cli.options import tell_time

if TYPE_CHECKING:
    from generator.model import Problem
    from generator.workers import Watch

OK, HELD, USAGE, LOCKED, FAILED = range(5)
"""Exit codes: all good; published but files were held back; usage or settings; another build; host or disk."""


PROGRESS_AFTER_S = 1.0


@contextmanager
def failures_told(as_json: bool = False) -> Iterator[None]:
    """Turn what stops a command into words and an exit code."""
    from generator.catalogue.store import CatalogueTrouble
    from generator.commands.refusal import Refusal
    from generator.config import ConfigTrouble
    from generator.paper import Locked
    from generator.press.output import OutputTrouble
    from generator.press.trouble import TemplateTrouble

    try:
        yield
    except ConfigTrouble as trouble:
        stop(USAGE, trouble.problems, as_json)
    except (OutputTrouble, TemplateTrouble, Refusal) as trouble:
        stop(USAGE, [trouble.problem], as_json)
    except Locked:
        stop(LOCKED, [], as_json, "Another build of this paper is under way. Try again when it is done, or add --wait.")
    except CatalogueTrouble as trouble:
        stop(FAILED, [], as_json, f"The catalogue in .broadsheet can't be used: {trouble}. Try again, or delete it.")
    except OSError as error:
        what = f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"
        stop(
            FAILED, [], as_json, f"The disk or the system refused: {what}. The site is whole; build again when mended."
        )


def stop(code: int, problems: "list[Problem]", as_json: bool, message: str = "") -> NoReturn:
    """Say why nothing was done, and leave with `code`."""
    from generator.cli import reports

    if as_json:
        click.echo(reports.failure_json(problems, message))
    else:
        tell(problems)
        click.echo(message, err=True, nl=bool(message))
    sys.exit(code)


def tell(problems: "Iterable[Problem]", most: int | None = 40, *, quiet: bool = False) -> None:
    """Print problems to standard error, the gravest first; without the mere notes when `quiet`."""
    from generator.cli import reports
    from generator.model import Gravity

    told = [problem for problem in problems if not (quiet and problem.gravity is Gravity.NOTE)]
    for line in reports.problem_lines(told, most):
        click.echo(line, err=True)


@contextmanager
def progress(shown: bool) -> Iterator["Watch"]:
    """A bar on a terminal for work that lasts; elsewhere nothing."""
    from generator.workers import unwatched

    if not (shown and sys.stderr.isatty()):
        yield unwatched
        return
    started = tell_time()
    bars: list[Any] = []

    def watch(stage: str, done: int, total: int) -> None:
        if bars or (tell_time() - started).total_seconds() > PROGRESS_AFTER_S:
            bars[:] = bars or [_start_bar()]
            bars[0].update(bars[0].task_ids[0], description=stage, completed=done, total=total)

    try:
        yield watch
    finally:
        for bar in bars:
            bar.stop()


def _start_bar() -> Any:
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task("")
    bar.start()
    return bar
