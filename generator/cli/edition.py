"""The command `edition`, which makes the newsletter and the PDF of a day, and sends it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.messages import reporting_failures
from generator.cli.options import paper_of, source_option

if TYPE_CHECKING:
    from generator.commands.edition import DayEdition

FILE = click.Path(dir_okay=False, path_type=Path)


class DayType(click.ParamType[date]):
    """The click type of a day: `2026-11-23`."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day. Fails for anything else."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” isn't a day. Write it like this: 2026-11-23", param, ctx)


@click.command()
@source_option
@click.option("--output", type=click.Path(path_type=Path), help="The folder of the built site; default: public.")
@click.option("--day", type=DayType(), help="The day; default: the newest with stories; for a PDF, that is over.")
@click.option("--html", type=FILE, help="Write the newsletter as HTML into this file.")
@click.option("--eml", type=FILE, help="Write the newsletter as a mail into this file.")
@click.option("--pdf", type=FILE, help="Write the paper of the day as a PDF into this file. It needs WeasyPrint.")
@click.option("--send", "name", help="Give the mail to the program [edition.send.NAME] of site.toml.", metavar="NAME")
@click.option("--yes", is_flag=True, help="Send without asking.")
def edition(day: date | None, name: str | None, yes: bool, **options: Path | None) -> None:
    """Make the newsletter of a day from the last build, or the paper of the day as a PDF, or send the newsletter.

    Before anything is sent, it says what would be sent, and by which program.
    """
    from generator.commands.edition import make_edition, pdf_of, program_of, send
    from generator.files import write_whole

    with reporting_failures():
        paper = paper_of(options)
        made = make_edition(paper, day, printed=options["pdf"] is not None)
        command = program_of(made, name) if name else ()
        _describe(made)
        contents: dict[str, Callable[[], bytes]] = {
            "html": made.letter.html.encode,
            "eml": lambda: made.mail,
            "pdf": lambda: pdf_of(paper, made),
        }
        for form, content in contents.items():
            file = options[form]
            if file:
                write_whole(file, content())
                click.echo(f"Written: {file}")
        if not name:
            return
        click.echo(f"To send it: {' '.join(command)}")
        if not yes and not click.confirm("Send it now?"):
            click.echo("Nothing was sent.")
            return
        said = send(paper, made, name)
    click.echo(f"Sent.{' ' + said if said else ''}")


def _describe(made: "DayEdition") -> None:
    letter = made.letter
    left = f", {letter.left_out} left out, since there was no room" if letter.left_out else ""
    stories = f"{letter.stories} {'story' if letter.stories == 1 else 'stories'}"
    click.echo(f"“{letter.subject}”: {stories}{left}; {len(letter.html.encode()):,} bytes of HTML.")
