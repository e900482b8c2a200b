"""The command `export`, which writes the whole paper for other systems."""

import sys
from pathlib import Path
from typing import Any

import click

from generator.cli.exit_codes import HELD, OK
from generator.cli.messages import print_problems, reporting_failures, showing_progress
from generator.cli.options import InstantType, paper_of, source_option, state_option


@click.command()
@source_option
@state_option
@click.option("--now", type=InstantType(), help="Export what is public at this time (ISO 8601 with zone).")
@click.option(
    "--all", "everything", is_flag=True, help="Also export drafts, scheduled and expired stories, marked as such."
)
@click.option("--quiet", is_flag=True, help="Print problems only.")
@click.argument("kind", type=click.Choice(["ninjs", "wxr", "files"]))
@click.argument("folder", type=click.Path(path_type=Path))
def export(kind: str, folder: Path, everything: bool, quiet: bool, **options: Any) -> None:
    """Write the whole paper into FOLDER for another system.

    ninjs: a JSON file for each story, as agencies exchange them. wxr: a file for WordPress's importer, which most other
    systems read, too. files: Markdown with headers, the originals of photos, and a table of addresses.
    """
    from generator.commands.export import export_paper

    with reporting_failures(), showing_progress(not quiet) as progress:
        done = export_paper(paper_of(options), kind, folder, progress, everything=everything)
    print_problems(done.held, quiet=quiet)
    if not quiet:
        counts = (("Stories", done.stories), ("pages of the paper's own", done.pages), ("files", len(done.files)))
        click.echo(f"{', '.join(f'{what}: {count:,}' for what, count in counts)}. They are in {folder}.")
    sys.exit(HELD if done.held else OK)
