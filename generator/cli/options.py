"""Options that several commands share, and the `Paper` that they describe. The only file that reads the clock."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from generator.paper import Paper

FIRST_YEAR, LAST_YEAR = 1000, 9990
"""The clock must be set between these years: nearer to the limits of `datetime`, adding durations would overflow."""
STATE_VARIABLE = "BROADSHEET_STATE"
"""The environment variable that names the folder of `--state`, for a whole script or container."""


Command = TypeVar("Command", bound=Callable[..., Any])


class InstantType(click.ParamType[datetime]):
    """The click type of an instant in ISO 8601 with its time zone."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the instant in UTC. Fails when the time zone is missing."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” isn't a time. Write it like this: 2026-11-23T09:00:00-05:00", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"“{value}” has no time zone. Write it like this: 2026-11-23T09:00:00-05:00", param, ctx)
        if not FIRST_YEAR < moment.year < LAST_YEAR:
            self.fail(f"“{value}” is out of range: write a year from {FIRST_YEAR + 1} to {LAST_YEAR - 1}.", param, ctx)
        return moment.astimezone(UTC)


def source_option(command: Command) -> Command:
    """Add the option `--source`, which every command has."""
    kind: click.Path = click.Path(file_okay=False, path_type=Path)
    return click.option("--source", type=kind, default=Path(), help="The folder that holds site.toml.")(command)


def state_option(command: Command) -> Command:
    """Add the option `--state`, which every command has that reads or writes what is kept between builds."""
    return click.option(
        "--state",
        type=click.Path(file_okay=False, path_type=Path),
        envvar=STATE_VARIABLE,
        help="The folder for what is kept between builds; default: .broadsheet beside site.toml.",
    )(command)


def log_option(command: Command) -> Command:
    """Add the option `--log`, which the commands have that run under a service manager or a scheduler."""
    return click.option(
        "--log",
        "log_kind",
        type=click.Choice(["plain", "json"]),
        default="plain",
        help="How to write what happens: for people, or as one JSON object a line.",
    )(command)


def paper_options(command: Command) -> Command:
    """Add the options of the commands that read the whole paper."""
    options = [
        source_option,
        click.option(
            "--output", type=click.Path(path_type=Path), help="The folder to write the site to; default: public."
        ),
        state_option,
        click.option("--now", type=InstantType(), help="Build as if it were this time (ISO 8601 with zone)."),
        click.option(
            "--jobs", type=click.IntRange(min=0), default=0, help="How many processes to use; default: one per core."
        ),
        click.option("--drafts", is_flag=True, help="Include drafts."),
        click.option("--strict", is_flag=True, help="Publish nothing if any file needs fixing."),
        click.option("--quiet", is_flag=True, help="Print problems only."),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def paper_of(options: dict[str, Any], confirmed_removals: int | None = None, *, wait: bool = False) -> "Paper":
    """Return the paper that the options describe. Options that a command doesn't have get their defaults."""
    from generator.paper import Paper

    source: Path = options["source"]
    state: Path | None = options.get("state")
    return Paper(
        folder=source.resolve(),
        output=(options.get("output") or source / "public").resolve(),
        now=options.get("now") or current_time(),
        jobs=options.get("jobs", 0),
        drafts=options.get("drafts", False),
        strict=options.get("strict", False),
        confirmed_removals=confirmed_removals,
        kept=state.resolve() if state else None,
        wait_s=-1 if wait else 0,
    )


def current_time() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)
