"""The command `front`, which shows and changes which stories stand first on a front."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.messages import reporting_failures
from generator.cli.options import paper_of, source_option, state_option

if TYPE_CHECKING:
    from generator.commands.front import FrontOrder, FrontStory

REST = "The other places are filled by recency and priority."


@click.command()
@source_option
@state_option
@click.option("--first", metavar="STORY", help="Put this story first: a file, a path in content/, or an address.")
@click.option("--remove", metavar="STORY", help="Take this story off the list; its file stays.")
@click.option("--section", default="", metavar="SECTION", help="Change the front of this section, not of the paper.")
def front(source: Path, state: Path | None, first: str | None, remove: str | None, section: str) -> None:
    """Show which stories the editors put first on the front page, or change it.

    The order is kept in content/front.toml, where you may also write it by hand.
    """
    from generator.commands import front as work

    if first and remove:
        raise click.UsageError("Choose one of --first and --remove.")
    if section and not (first or remove):
        raise click.UsageError("--section needs --first or --remove.")
    with reporting_failures():
        paper = paper_of({"source": source, "state": state})
        if first:
            click.echo(f"{work.put_first(paper, first, section)} is first now. To publish that: broadsheet build")
        elif remove:
            click.echo(f"{work.remove(paper, remove, section)} is off the list. To publish that: broadsheet build")
        for order in work.describe_front(paper):
            click.echo("\n".join(_lines(order)))
        click.echo(REST)


def _lines(order: "FrontOrder") -> Iterator[str]:
    yield f"{order.title}:" if order.stories else f"{order.title}: the editors put no story first."
    yield from (f"  {place}. {_describe(story)}" for place, story in enumerate(order.stories, 1))


def _describe(story: "FrontStory") -> str:
    if not story.path:
        return f"{story.name}: there is no such story"
    return f"{story.headline} ({story.name})" + ("" if story.url else ": not public now, so it is left out")
