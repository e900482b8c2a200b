"""The command that takes a story down, and puts it back: takedown."""

from datetime import datetime
from pathlib import Path

import click

from generator.cli.messages import reporting_failures
from generator.cli.options import InstantType, paper_of, source_option

NEXT = "It goes with the next: broadsheet build, broadsheet deploy"


@click.command()
@source_option
@click.option("--now", type=InstantType(), help="The time to write; default: now.")
@click.option("--reason", default="", help="Why, for the newsroom's own memory; readers don't see it.")
@click.option(
    "--leave",
    type=click.Choice(["nothing", "gone"]),
    default="nothing",
    help="What stays at its address: nothing, or a page which says that a story was withdrawn.",
)
@click.option("--notice", default="", help="What that page says to readers.")
@click.option("--undo", is_flag=True, help="Let the story be published again.")
@click.argument("story")
def takedown(source: Path, now: datetime | None, story: str, undo: bool, **options: str) -> None:
    """Take STORY down: a path in content/, a file, or an address of the site. No build publishes it any more.

    It is noted in takedowns.toml beside site.toml, and stays down when its file is deleted or comes again.
    """
    from generator.commands.takedown import TakedownOptions, put_back, take_down
    from generator.config import read_config

    with reporting_failures():
        paper = paper_of({"source": source, "now": now})
        read_config(paper.folder)
        if undo:
            click.echo(f"{put_back(paper, story)} may be published again. The next broadsheet build does so.")
            return
        noted = take_down(paper, story, TakedownOptions(**options))
    click.echo(f"{noted.story} is taken down, as takedowns.toml now says.")
    for place in noted.places:
        click.echo(f"  {place}")
    if not noted.places:
        click.echo("No build here had it yet, so no address of it is known.")
    click.echo(NEXT)
