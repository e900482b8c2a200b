"""The command `takedown`, which takes a story down or puts it back."""

from datetime import datetime
from pathlib import Path

import click

from generator.cli.messages import reporting_failures
from generator.cli.options import InstantType, paper_of, source_option, state_option

NEXT = "To remove it from the site: broadsheet build, then broadsheet deploy"


@click.command()
@source_option
@state_option
@click.option("--now", type=InstantType(), help="The time of the takedown; default: now.")
@click.option("--reason", default="", help="Why, for the newsroom's records; readers don't see it.")
@click.option(
    "--leave",
    type=click.Choice(["nothing", "gone"]),
    default="nothing",
    help="What readers find at its address: nothing, or a page that says a story was withdrawn.",
)
@click.option("--notice", default="", help="What that page says.")
@click.option("--undo", is_flag=True, help="Let the story be published again.")
@click.argument("story")
def takedown(source: Path, state: Path | None, now: datetime | None, story: str, undo: bool, **options: str) -> None:
    """Take STORY down for good. STORY is a path in content/, a file, or an address of the site.

    The takedown is recorded in takedowns.toml beside site.toml. The story stays down even when its file is deleted
    and added again.
    """
    from generator.commands.takedown import TakedownOptions, put_back, take_down
    from generator.config import read_config

    with reporting_failures():
        paper = paper_of({"source": source, "state": state, "now": now})
        read_config(paper.folder)
        if undo:
            click.echo(f"{put_back(paper, story)} may be published again. Run “broadsheet build” to do so.")
            return
        noted = take_down(paper, story, TakedownOptions(**options))
    click.echo(f"{noted.story} is taken down and recorded in takedowns.toml.")
    for place in noted.places:
        click.echo(f"  {place}")
    if not noted.places:
        click.echo("It has not been built here yet, so it has no known address.")
    click.echo(NEXT)
