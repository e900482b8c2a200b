"""The command `import`, which moves a paper in from another program."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.exit_codes import OK
from generator.cli.messages import reporting_failures, showing_progress
from generator.cli.options import current_time, source_option

if TYPE_CHECKING:
    from generator.imports.report import ImportResult

FOLDER: click.Path = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("import")
@source_option
@click.option(
    "--media",
    multiple=True,
    type=FOLDER,
    help="A folder with the pictures of the old site; may be given several times.",
)
@click.option("--new", "beside", is_flag=True, help="Put the source's version beside a file that somebody edited.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
@click.argument("kind_and_path", nargs=-1, required=True, metavar="[KIND] PATH")
def import_(kind_and_path: tuple[str, ...], source: Path, media: tuple[Path, ...], beside: bool, as_json: bool) -> None:
    """Move in: write what is at PATH, an export or the folder of another program, into the paper as plain files.

    KIND is one of atom, blogger, csv, docx, eleventy, ghost, hugo, jekyll, medium, nikola, pelican, rss, squarespace,
    substack, wordpress and zola. Without KIND nothing is written: the command says what it found at PATH and what it
    would write. import-report.md says what could not be carried over.
    """
    from generator.commands.import_paper import ImportOptions, import_from

    *kinds, path = kind_and_path
    if len(kinds) > 1:
        raise click.UsageError("Name one kind and one path, or the path alone. A path with spaces needs quotes.")
    with reporting_failures(as_json), showing_progress(not as_json) as progress:
        options = ImportOptions(now=current_time(), media=media, beside=beside)
        result = import_from(source.resolve(), "".join(kinds), Path(path), options, progress)
    if as_json:
        import msgspec

        counts = {"stories": result.stories, **result.counts}
        told = {kind: len(examples) for kind, examples in result.leftovers.items()}
        click.echo(msgspec.json.encode({"kind": result.source.kind, "files": counts, "left": told}).decode())
    else:
        for line in _lines(result):
            click.echo(line)
    sys.exit(OK)


def _lines(result: "ImportResult") -> list[str]:
    """Return what an editor reads after an import."""
    from generator.cli.reports import counted
    from generator.imports.report import REPORT, counted_lines

    did = "would be imported. Nothing was written" if result.dry else "imported"
    name = f"{result.source.kind}: {result.source.name}"
    stories = counted(result.stories, "story", "stories")
    lines = [f"{name}: {stories} {did}.", *(f"  {line}" for line in counted_lines(result))]
    if result.dry:
        lines.append(f"To write them: broadsheet import {result.source.kind} PATH")
    else:
        lines.append(f"What could not be carried over, and what to paste into site.toml: {REPORT}")
    return lines
