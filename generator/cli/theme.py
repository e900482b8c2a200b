"""The commands about the theme: theme list, theme eject."""

from pathlib import Path

import click

from generator.cli.messages import reporting_failures
from generator.cli.options import source_option

STATES = {
    "same": "the same as the theme's, so it can be deleted",
    "current": "changed; the theme's file is still the one that it was made of",
    "outdated": "the theme's file has changed since",
    "unknown": "it doesn't say which version of the theme it was made of",
}


@click.group()
def theme() -> None:
    """See which files of the theme the paper replaces, or begin to replace one."""


@theme.command("list")
@source_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
def list_files(source: Path, as_json: bool) -> None:
    """List the files of the theme that the paper replaces, and which of them have changed in the theme since."""
    import msgspec

    from generator.commands.theme import list_overrides

    with reporting_failures(as_json):
        found = list_overrides(source)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode({"overrides": found}).decode())
        return
    for one in found:
        made = f" (Broadsheet {one.version})" if one.version else ""
        click.echo(f"{one.file}: {STATES[one.state]}{made}")
    if not found:
        click.echo("The paper replaces no file of the theme.")


@theme.command("eject")
@source_option
@click.argument("name")
def eject_file(source: Path, name: str) -> None:
    """Copy the template or other file NAME of the theme into the paper, to be changed there."""
    from generator.commands.theme import eject

    with reporting_failures():
        click.echo(f"{eject(source, name)}: copied from the theme. The paper's copy is used from now on.")
