"""The command `broadsheet` and its subcommands. Heavy modules are imported by the command that needs them."""

import gc
from typing import Any

import click

from generator import __version__
from generator.cli.build import build, explain, verify
from generator.cli.check import check
from generator.cli.copy import correct, init, new, publish, schedule, stamp
from generator.cli.deploy import deploy
from generator.cli.edition import edition
from generator.cli.encoding import ensure_utf8
from generator.cli.exit_codes import STOPPED, USAGE
from generator.cli.export import export
from generator.cli.extension import extension
from generator.cli.front import front
from generator.cli.imports import import_
from generator.cli.messages import exit_with, reporting_failures
from generator.cli.preview import serve, watch
from generator.cli.stats import stats
from generator.cli.streams import prepare_streams, watching_output_streams
from generator.cli.takedown import takedown
from generator.cli.theme import theme
from generator.cli.trending import trending
from generator.interrupt import silence_leftovers

GC_THRESHOLDS = (100_000, 20, 100)
"""Thresholds of the garbage collector: high, since looking for cycles took a third of a large build and found few."""


class CommandGroup(click.Group):
    """The group of all commands. It reports errors that a command doesn't handle itself."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the command line as a program, in Python's UTF-8 mode."""
        ensure_utf8()
        prepare_streams()
        with watching_output_streams():
            return super().main(*arguments, **options)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options before the command, and remember whether its answer is to be JSON."""
        ctx.meta[AS_JSON] = "--json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and turn anything unexpected into a message and an exit code."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            silence_leftovers()
            click.echo("Stopped. Nothing is lost: run the command again to continue.", err=True)
            ctx.exit(STOPPED)
        except click.UsageError as error:
            if not ctx.meta[AS_JSON]:
                raise
            exit_with(USAGE, [], as_json=True, message=error.format_message())
        except CLICK_EXCEPTIONS:
            raise
        except Exception:
            with reporting_failures():
                raise


AS_JSON = "generator.cli.as_json"
CLICK_EXCEPTIONS = (click.ClickException, click.Abort, click.exceptions.Exit)
"""Exceptions that click reports itself."""


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="broadsheet")
@click.option("--debug", is_flag=True, help="Show all details if Broadsheet itself fails.")
def main(debug: bool) -> None:  # noqa: ARG001 (read from the context in messages.py)
    """Broadsheet makes a newspaper's website from a folder of text files."""
    gc.set_threshold(*GC_THRESHOLDS)


for command in (
    init,
    new,
    build,
    serve,
    watch,
    check,
    explain,
    stats,
    verify,
    stamp,
    schedule,
    publish,
    correct,
    front,
    takedown,
    trending,
    deploy,
    edition,
    import_,
    export,
    extension,
    theme,
):
    main.add_command(command)
