"""What a command says: problems, failures with their exit codes, and how far work has come."""

import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator import __version__
from generator.cli.codes import FAILED, FAULT
from generator.cli.options import tell_time
from generator.cli.outlets import is_outlets

if TYPE_CHECKING:
    from generator.errors import BroadsheetError
    from generator.model import Problem
    from generator.workers import Progress

PROGRESS_AFTER_S = 1.0
HERE = Path(__file__).parents[1]


@contextmanager
def failures_told(as_json: bool = False, after: str = "") -> Iterator[None]:
    """Turn what stops a command into words and an exit code. `after` is said when a host failed."""
    from generator.catalogue.store import CatalogueFault
    from generator.errors import BroadsheetError, HostError

    try:
        yield
    except BroadsheetError as error:
        stop_for(error, as_json, after if isinstance(error, HostError) else "")
    except CatalogueFault as fault:
        stop(FAILED, [], as_json, f"The catalogue in .broadsheet can't be used: {fault}. Try again, or delete it.")
    except OSError as error:
        if is_outlets(error):
            raise
        what = f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"
        message = f"The disk or the system refused: {what}. The site is whole; build again when this is fixed."
        stop(FAILED, [], as_json, message)
    except Exception as error:
        stop(FAULT, [], as_json, _words_of_fault(error))


def stop_for(error: "BroadsheetError", as_json: bool, after: str = "") -> NoReturn:
    """Say what stopped a command, and leave with the code that belongs to it."""
    last = error.outcome or after
    if error.problem.path:
        stop(error.exit_code, error.problems, as_json, last)
    sentences = (error.message, error.hint, last)
    stop(error.exit_code, [], as_json, "\n".join(sentence for sentence in sentences if sentence))


def _words_of_fault(error: Exception) -> str:
    """What to say of an end that nobody foresaw; all that is known of it with `--debug`."""
    context = click.get_current_context(silent=True)
    if context and context.find_root().params.get("debug"):
        return "".join(traceback.format_exception(error))
    place = next((f", {Path(one.filename).name} line {one.lineno}" for one in _frames(error)), "")
    return (
        f"This is a bug in Broadsheet: {type(error).__name__}: {error} (version {__version__}{place}).\n"
        "Please report it to the Broadsheet project, with what you did. To see all of it: broadsheet --debug COMMAND"
    )


def _frames(error: Exception) -> list[traceback.FrameSummary]:
    """Where the program was, the innermost place first."""
    return [one for one in reversed(traceback.extract_tb(error.__traceback__)) if HERE in Path(one.filename).parents]


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
def progress_shown(shown: bool) -> Iterator["Progress"]:
    """A bar on a terminal for work that lasts; elsewhere nothing."""
    from generator.workers import no_progress

    if not (shown and sys.stderr.isatty()):
        yield no_progress
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
