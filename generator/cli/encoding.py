"""File names are read as UTF-8, whatever the locale is.

Python decodes file names with the locale's encoding. In a Latin-1 locale `été.txt` would become `Ã©tÃ©.txt`, and its
story would get a different address than on a colleague's machine. So a command starts itself again in Python's UTF-8
mode, which applies to all file names, to input and output, and to child processes.
"""

import codecs
import os
import sys

import click

USAGE = 2


def ensure_utf8() -> None:
    """Start the program again in UTF-8 mode, unless file names are already read as UTF-8."""
    if is_utf8(sys.getfilesystemencoding()):
        return
    if not sys.executable or sys.flags.utf8_mode:
        click.echo("File names can't be read as UTF-8 here. Set PYTHONUTF8=1 and try again.", err=True)
        sys.exit(USAGE)
    command = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
    os.execve(sys.executable, command, os.environ | {"PYTHONUTF8": "1"})  # noqa: S606 (this same program, without a shell)


def is_utf8(encoding: str) -> bool:
    """Tell whether `encoding` is one of the names of UTF-8."""
    return codecs.lookup(encoding).name == "utf-8"
