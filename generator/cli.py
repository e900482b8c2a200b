"""The commands, thin: options in, one call, a report out. Heavy modules are imported where a command needs them."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from generator import __version__

if TYPE_CHECKING:
    from generator.build import Paper
    from generator.model import Problem
    from generator.workers import Watch

OK, HELD, USAGE, LOCKED, FAILED = range(5)
"""Exit codes: all good; published but files were held back; usage or settings; another build; host or disk."""

PROGRESS_AFTER_S = 1.0
SELDOM = (100_000, 20, 100)
"""How often Python looks for cycles of garbage. There are hardly any, and a third of a large build went there."""
FIRST_YEAR, LAST_YEAR = 1000, 9990
"""Years that a clock can be set to; nearer to either end sums of times go wrong."""

Command = TypeVar("Command", bound=Callable[..., Any])


class Moment(click.ParamType[datetime]):
    """An instant with its zone, in ISO 8601."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The instant in UTC; fails when the zone is missing."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is no time. Write it like this: 2026-11-23T09:00:00-05:00", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"“{value}” has no time zone. Write it like this: 2026-11-23T09:00:00-05:00", param, ctx)
        if not FIRST_YEAR < moment.year < LAST_YEAR:
            self.fail(f"“{value}” is out of reach.", param, ctx)
        return moment.astimezone(UTC)


def source_option(command: Command) -> Command:
    """`--source`, which every command takes."""
    kind: click.Path = click.Path(file_okay=False, path_type=Path)
    return click.option("--source", type=kind, default=Path(), help="The folder that holds site.toml.")(command)


def paper_options(command: Command) -> Command:
    """The options of the commands that read the whole paper."""
    options = [
        source_option,
        click.option("--output", type=click.Path(path_type=Path), help="Where the site goes; default: public."),
        click.option("--now", type=Moment(), help="Work as if it were this time (ISO 8601 with zone)."),
        click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes; default: one a core."),
        click.option("--drafts", is_flag=True, help="Take drafts as approved."),
        click.option("--strict", is_flag=True, help="Publish nothing when a file has to be held back."),
        click.option("--quiet", is_flag=True, help="Print problems only."),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="broadsheet")
def main() -> None:
    """Broadsheet makes a newspaper's web site from a folder of text files."""
    gc.set_threshold(*SELDOM)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a new paper in FOLDER, ready to build."""
    from generator.newsroom.starter import make_paper

    with failures_told():
        made = make_paper(folder, _now())
    click.echo(f"A new paper is in {folder}:")
    for file in made:
        click.echo(f"  {file}")
    click.echo("\nOpen site.toml and set the paper's name, its address and its time zone. Then:")
    click.echo(f"  cd {folder}\n  broadsheet build")


@main.command()
@source_option
@click.option("--section", default="", help="The folder in content/ that it goes into.")
@click.option("--byline", default="", help="Who signs it.")
@click.argument("headline")
def new(source: Path, section: str, byline: str, headline: str) -> None:
    """Begin a story: a file with its header filled in."""
    from generator.newsroom.blank import begin_story

    with failures_told():
        click.echo(begin_story(source, headline, section, byline, _now()))


@main.command()
@paper_options
@click.option("--confirm-deletions", type=int, help="Go on though this many files would be removed.")
@click.option("--wait", is_flag=True, help="When another build of the paper is under way, wait for it to end.")
@click.option("--explain", is_flag=True, help="Say of each page that was looked at why it was printed or left alone.")
def build(confirm_deletions: int | None, wait: bool, explain: bool, quiet: bool, as_json: bool, **options: Any) -> None:
    """Build the site."""
    from generator import build as day
    from generator.newsroom import reports

    started = datetime.now(UTC)
    with failures_told(as_json), progress(not (quiet or as_json)) as watch:
        paper = paper_of(options, confirm_deletions, wait=wait)
        outcome = day.build(paper, watch)
    seconds = (datetime.now(UTC) - started).total_seconds()
    if as_json:
        click.echo(reports.build_json(outcome, seconds, explained=explain))
    else:
        tell(outcome.problems, quiet=quiet)
        for line in reports.reason_lines(outcome) if explain else ():
            click.echo(line)
        click.echo("" if quiet else reports.build_lines(outcome, paper.output, seconds), nl=not quiet)
    sys.exit(HELD if outcome.held else OK)


@main.command()
@paper_options
def check(quiet: bool, as_json: bool, **options: Any) -> None:
    """Tell what an editor would want to know before publishing; nothing is written."""
    from generator.newsroom import proofs, reports

    with failures_told(as_json), progress(not (quiet or as_json)) as watch:
        findings = proofs.proofread(paper_of(options), watch)
    if as_json:
        click.echo(reports.check_json(findings))
    else:
        tell(findings.problems, most=None, quiet=quiet)
        click.echo("" if quiet else reports.check_lines(findings), nl=not quiet)
    sys.exit(HELD if findings.held else OK)


@main.command()
@paper_options
def verify(quiet: bool, as_json: bool, **options: Any) -> None:
    """Build the site, then once more from nothing beside it, and compare every byte."""
    from generator.newsroom import audit, reports

    with failures_told(as_json), progress(not (quiet or as_json)) as watch:
        found = audit.verify(paper_of(options), watch)
    click.echo(reports.audit_json(found) if as_json else reports.audit_lines(found))
    sys.exit(FAILED if found.differences else OK)


@main.command()
@paper_options
@click.argument("what", metavar="URL|FILE")
def explain(what: str, quiet: bool, as_json: bool, **options: Any) -> None:  # noqa: ARG001 -- common to all commands
    """Say what the page at URL, or of the story in FILE, is made of, and why it was or wasn't printed last time."""
    from generator.newsroom import account, reports

    with failures_told(as_json):
        found = account.explain(paper_of(options), what)
    click.echo(reports.account_json(found) if as_json else reports.account_lines(found))


@main.command()
@source_option
@click.option("--now", type=Moment(), help="The time to write; default: now.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def stamp(source: Path, now: datetime | None, files: tuple[Path, ...]) -> None:
    """Write the time of publication into undated FILES."""
    from generator.newsroom.stamping import stamp_file

    with failures_told():
        for file in files:
            click.echo(stamp_file(source, file, now or _now()))


def paper_of(options: dict[str, Any], confirmed_removals: int | None = None, *, wait: bool = False) -> "Paper":
    """The paper that the common options name."""
    from generator.build import Paper

    source: Path = options["source"]
    return Paper(
        folder=source.resolve(),
        output=(options["output"] or source / "public").resolve(),
        now=options["now"] or _now(),
        jobs=options["jobs"],
        drafts=options["drafts"],
        strict=options["strict"],
        confirmed_removals=confirmed_removals,
        wait_s=-1 if wait else 0,
    )


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def failures_told(as_json: bool = False) -> Iterator[None]:
    """Turn what stops a command into words and an exit code."""
    from generator.archive.store import CatalogueTrouble
    from generator.build import Locked
    from generator.config import ConfigTrouble
    from generator.newsroom.refusal import Refusal
    from generator.press.output import OutputTrouble
    from generator.press.templates import TemplateTrouble

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
    from generator.newsroom import reports

    if as_json:
        click.echo(reports.failure_json(problems, message))
    else:
        tell(problems)
        click.echo(message, err=True, nl=bool(message))
    sys.exit(code)


def tell(problems: "Iterable[Problem]", most: int | None = 40, *, quiet: bool = False) -> None:
    """Print problems to standard error, the gravest first; without the mere notes when `quiet`."""
    from generator.model import Gravity
    from generator.newsroom import reports

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
    started = datetime.now(UTC)
    bars: list[Any] = []

    def watch(stage: str, done: int, total: int) -> None:
        if bars or (datetime.now(UTC) - started).total_seconds() > PROGRESS_AFTER_S:
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
