"""The commands that write into a paper: init, new, stamp, schedule, publish, correct."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from generator.cli.messages import reporting_failures
from generator.cli.options import InstantType, current_time, paper_of, source_option, state_option


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Create a paper in FOLDER, ready to build. FOLDER is new, empty, or a fresh repository."""
    from generator.commands.init import lines_to_ignore, make_paper

    with reporting_failures():
        made = make_paper(folder, current_time())
        missing = lines_to_ignore(folder)
    click.echo(f"Created a new paper in {folder}:")
    for file in made:
        click.echo(f"  {file}")
    if missing:
        click.echo(f"\nYour .gitignore was not changed. Add these lines to it: {' '.join(missing)}")
    click.echo("\nOpen site.toml and set the paper's name, address and time zone. Then run:")
    click.echo(f"  cd {folder}\n  broadsheet serve")


@click.command()
@source_option
@state_option
@click.option("--section", default="", help="The section: a folder in content/.")
@click.option("--byline", default="", help="Who wrote it.")
@click.option("--date", default="", help='When it is to go live: "tomorrow 6 a.m."; default: now.')
@click.option("--embargo", default="", help="Until when it must wait, in the same words.")
@click.option("--topic", "topics", multiple=True, help="A topic; may be given several times.")
@click.option("--page", is_flag=True, help="A page of the paper's own, such as “About us”, and no story.")
@click.argument("headline")
def new(source: Path, state: Path | None, page: bool, headline: str, **asked: Any) -> None:
    """Start a story or a page: create a file with its header filled in."""
    from generator.commands.new import NewStory, begin_page, begin_story

    if page and any(asked.values()):
        raise click.UsageError("A page has no section, byline, date, embargo or topics.")
    with reporting_failures():
        paper = paper_of({"source": source, "state": state})
        done = begin_page(paper, headline) if page else begin_story(paper, NewStory(headline=headline, **asked))
    click.echo(done.message)


@click.command()
@source_option
@state_option
@click.option("--now", type=InstantType(), help="The time of publication; default: now.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def stamp(source: Path, state: Path | None, now: datetime | None, files: tuple[Path, ...]) -> None:
    """Write the time of publication into FILES that have no date."""
    from generator.commands.stamp import stamp_file

    with reporting_failures():
        paper = paper_of({"source": source, "state": state, "now": now})
        for file in files:
            click.echo(stamp_file(paper, file).message)


@click.command()
@source_option
@state_option
@click.option("--now", type=InstantType(), help="The time from which “in 2 hours” counts; default: now.")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("when", nargs=-1, required=True)
def schedule(source: Path, state: Path | None, now: datetime | None, file: Path, when: tuple[str, ...]) -> None:
    """Let the story in FILE go live at a time to come: "tomorrow 6 a.m.", "Sunday 18:00", "in 2 hours"."""
    from generator.commands.schedule import schedule_story

    with reporting_failures():
        paper = paper_of({"source": source, "state": state, "now": now})
        click.echo(schedule_story(paper, file, " ".join(when)).message)


@click.command()
@source_option
@state_option
@click.option("--now", type=InstantType(), help="The time of publication; default: now.")
@click.option("--date-now", is_flag=True, help="Date it now, also if it has a date.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def publish(source: Path, state: Path | None, now: datetime | None, date_now: bool, files: tuple[Path, ...]) -> None:
    """Let the drafts in FILES be published by the next build."""
    from generator.commands.publish import publish_draft

    with reporting_failures():
        paper = paper_of({"source": source, "state": state, "now": now})
        for file in files:
            click.echo(publish_draft(paper, file, dated_now=date_now).message)


@click.command()
@source_option
@state_option
@click.option("--now", type=InstantType(), help="The day of the correction; default: now.")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("text")
def correct(source: Path, state: Path | None, now: datetime | None, file: Path, text: str) -> None:
    """Add a correction, with today's date, to the story in FILE. Readers see TEXT under the story."""
    from generator.commands.correct import correct_story

    with reporting_failures():
        click.echo(correct_story(paper_of({"source": source, "state": state, "now": now}), file, text).message)
