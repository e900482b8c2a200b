"""The options that commands share, and the paper they name."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from generator.paper import Paper

FIRST_YEAR, LAST_YEAR = 1000, 9990
"""Years that a clock can be set to; nearer to either end sums of times go wrong."""


Command = TypeVar("Command", bound=Callable[..., Any])


class InstantType(click.ParamType[datetime]):
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
        click.option("--now", type=InstantType(), help="Work as if it were this time (ISO 8601 with zone)."),
        click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes; default: one a core."),
        click.option("--drafts", is_flag=True, help="Take drafts as approved."),
        click.option("--strict", is_flag=True, help="Publish nothing when a file has to be held back."),
        click.option("--quiet", is_flag=True, help="Print problems only."),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def paper_of(options: dict[str, Any], confirmed_removals: int | None = None, *, wait: bool = False) -> "Paper":
    """The paper that the common options name; a command need not take them all."""
    from generator.paper import Paper

    source: Path = options["source"]
    return Paper(
        folder=source.resolve(),
        output=(options.get("output") or source / "public").resolve(),
        now=options.get("now") or current_time(),
        jobs=options.get("jobs", 0),
        drafts=options.get("drafts", False),
        strict=options.get("strict", False),
        confirmed_removals=confirmed_removals,
        wait_s=-1 if wait else 0,
    )


def current_time() -> datetime:
    return datetime.now(UTC)
