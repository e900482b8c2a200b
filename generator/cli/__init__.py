"""The commands, thin: options in, one call, a report out. Heavy modules are imported where a command needs them."""

import gc
from typing import Any

import click

from generator import __version__
from generator.cli.audience import trending
from generator.cli.building import build, check, explain, verify
from generator.cli.codes import STOPPED
from generator.cli.delivering import deploy
from generator.cli.encoding import insist_on_utf8
from generator.cli.extending import extension
from generator.cli.outlets import outlets_watched
from generator.cli.previewing import serve, watch
from generator.cli.telling import failures_told
from generator.cli.withdrawing import takedown
from generator.cli.writing import init, new, stamp

SELDOM = (100_000, 20, 100)
"""How often Python looks for cycles of garbage. There are hardly any, and a third of a large build went there."""


class Commands(click.Group):
    """The commands, and what comes of an end that they have no words for themselves."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the command line as a program of its own, when names of files are sure to be read as UTF-8."""
        insist_on_utf8()
        with outlets_watched():
            return super().main(*arguments, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Stopped. Nothing is lost: the next time goes on from here.", err=True)
            ctx.exit(STOPPED)
        except PLAIN_ENDS:
            raise
        except Exception:
            with failures_told():
                raise


PLAIN_ENDS = (click.ClickException, click.Abort, click.exceptions.Exit)
"""What click itself has words for."""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="broadsheet")
@click.option("--debug", is_flag=True, help="If Broadsheet itself fails, show where in full.")
def main(debug: bool) -> None:  # noqa: ARG001 (read where it is needed)
    """Broadsheet makes a newspaper's web site from a folder of text files."""
    gc.set_threshold(*SELDOM)


for command in (init, new, build, serve, watch, check, explain, verify, stamp, takedown, trending, deploy, extension):
    main.add_command(command)
