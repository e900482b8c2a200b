"""Everything a command prints: problems, failures with their exit codes, and progress."""

import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator import __version__
from generator.cli.exit_codes import BUG, FAILED, STOPPED
from generator.cli.options import current_time
from generator.cli.streams import is_output_error
from generator.interrupt import silence_leftovers

if TYPE_CHECKING:
    from generator.cli.json_log import JsonLog
    from generator.errors import BroadsheetError
    from generator.model import Problem
    from generator.workers import Progress

PROGRESS_AFTER_S = 1.0
"""Work that takes less, in seconds, shows no progress bar."""
MOST_PROBLEMS = 40
"""Problems of one gravity that are listed after a build."""
HERE = Path(__file__).parents[1]


@contextmanager
def reporting_failures(as_json: bool = False, after: str = "", log: "JsonLog | None" = None) -> Iterator[None]:
    """Turn errors that stop a command into a message and an exit code.

    `after` is added when a host failed, and says how the site is when the disk or the system did.

    With `log`, the message is a line of that.
    """
    from generator.catalogue.store import CatalogueFault
    from generator.errors import BroadsheetError, HostError

    try:
        yield
    except BroadsheetError as error:
        exit_for(error, as_json, after if isinstance(error, HostError) else "", log)
    except CatalogueFault as fault:
        message = f"The catalogue can't be used: {fault}. Try again, or delete .broadsheet (with --state: that folder)."
        exit_with(FAILED, [], as_json, message, log=log)
    except OSError as error:
        if is_output_error(error):
            raise
        what = f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"
        state = after or "Nothing was left half written. Try again when that is fixed."
        exit_with(FAILED, [], as_json, f"The disk or the system refused: {what}. {state}", log=log)
    except Exception as error:
        exit_with(BUG, [], as_json, _describe_bug(error), log=log)


def exit_for(error: "BroadsheetError", as_json: bool, after: str = "", log: "JsonLog | None" = None) -> NoReturn:
    """Print what stopped a command, and exit with the code that belongs to it."""
    last = error.outcome or after
    if error.problem.path:
        exit_with(error.exit_code, error.problems, as_json, last, error.title, log)
    sentences = (error.message, error.hint, last)
    exit_with(error.exit_code, [], as_json, "\n".join(sentence for sentence in sentences if sentence), log=log)


@contextmanager
def telling_the_end(log: "JsonLog | None") -> Iterator[None]:
    """Write the last line of a JSON log: how the command ended. Ctrl-C has no other message then."""
    try:
        yield
    except KeyboardInterrupt:
        if not log:
            raise
        silence_leftovers()
        sys.exit(STOPPED)
    finally:
        if log:
            log.tell("info", "ended")


def _describe_bug(error: Exception) -> str:
    """Describe an error that nobody expected; with `--debug`, the whole traceback."""
    context = click.get_current_context(silent=True)
    if context and context.find_root().params.get("debug"):
        return "".join(traceback.format_exception(error))
    place = next((f", {Path(one.filename).name} line {one.lineno}" for one in _frames(error)), "")
    return (
        f"This is a bug in Broadsheet: {type(error).__name__}: {error} (version {__version__}{place}).\n"
        "Please report it to the Broadsheet project and say what you did. For all details: broadsheet --debug COMMAND"
    )


def _frames(error: Exception) -> list[traceback.FrameSummary]:
    """Return the frames of Broadsheet's own code, innermost first."""
    return [one for one in reversed(traceback.extract_tb(error.__traceback__)) if HERE in Path(one.filename).parents]


def exit_with(
    code: int,
    problems: "list[Problem]",
    as_json: bool,
    message: str = "",
    title: str = "",
    log: "JsonLog | None" = None,
) -> NoReturn:
    """Print why nothing was done, and exit with `code`. `title` stands over the problems, if it isn't the usual one."""
    from generator.cli import reports

    if log:
        log.tell_problems(problems, "error")
        log.tell("error", "failed", exit_code=code, message=message)
    elif as_json:
        click.echo(reports.failure_json(problems, message))
    else:
        print_problems(problems, title=title)
        click.echo(message, err=True, nl=bool(message))
    sys.exit(code)


def print_problems(
    problems: "Iterable[Problem]", most: int | None = MOST_PROBLEMS, *, quiet: bool = False, title: str = ""
) -> None:
    """Print problems to standard error, the most serious first; without notes when `quiet`.

    At most `most` of each gravity are printed; None means all. `title` stands over the most serious, in place of the
    usual one.
    """
    from generator.cli import reports
    from generator.model import Gravity

    told = [problem for problem in problems if not (quiet and problem.gravity is Gravity.NOTE)]
    for line in reports.problem_lines(told, most, title):
        click.echo(line, err=True)


@contextmanager
def showing_progress(shown: bool) -> Iterator["Progress"]:
    """Give a progress function that shows a bar on a terminal when work takes long, and does nothing elsewhere."""
    from generator.workers import no_progress

    if not (shown and sys.stderr.isatty()):
        yield no_progress
        return
    started = current_time()
    bars: list[Any] = []

    def watch(stage: str, done: int, total: int) -> None:
        if bars or (current_time() - started).total_seconds() > PROGRESS_AFTER_S:
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
