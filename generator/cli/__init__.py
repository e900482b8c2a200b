"""The command line: each file reads the options of a few commands, makes one call and prints a report."""

from generator.cli.app import main

__all__ = ["main"]
