"""The commands, thin: options in, one call, a report out. Heavy modules are imported where a command needs them."""

import gc
from typing import Any

import click

from generator import __version__
from generator.cli.audience import trending
from generator.cli.building import build, check, explain, verify
from generator.cli.delivering import deploy
from generator.cli.encoding import insist_on_utf8
from generator.cli.previewing import serve, watch
from generator.cli.withdrawing import takedown
from generator.cli.writing import init, new, stamp
from generator.interrupt import STOPPED

SELDOM = (100_000, 20, 100)
"""How often Python looks for cycles of garbage. There are hardly any, and a third of a large build went there."""


class Commands(click.Group):
    """The commands, and what comes of Ctrl-C in any of them."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Read the command line, when names of files are sure to be read as UTF-8."""
        insist_on_utf8()
        return super().main(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Stopped. Nothing is lost: the next time goes on from here.", err=True)
            ctx.exit(STOPPED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="broadsheet")
def main() -> None:
    """Broadsheet makes a newspaper's web site from a folder of text files."""
    gc.set_threshold(*SELDOM)


for command in (init, new, build, serve, watch, check, explain, verify, stamp, takedown, trending, deploy):
    main.add_command(command)
