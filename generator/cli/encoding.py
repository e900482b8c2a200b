"""Names of files are bytes that are read as UTF-8, whatever the locale says.

Python reads them as the locale has it. In a Latin-1 one `été.txt` would be called `Ã©tÃ©.txt`, and its story would get
another address than on a colleague's machine. So a command starts itself again in Python's UTF-8 mode, which holds
for the names of all files, for what is read and printed, and for the processes that it starts.
"""

import codecs
import os
import sys

import click

USAGE = 2


def insist_on_utf8() -> None:
    """Start the program again in UTF-8 mode, unless names are read as UTF-8 already."""
    if is_utf8(sys.getfilesystemencoding()):
        return
    if not sys.executable or sys.flags.utf8_mode:
        click.echo("Names of files can't be read as UTF-8 here. Set PYTHONUTF8=1 and try again.", err=True)
        sys.exit(USAGE)
    command = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
    os.execve(sys.executable, command, os.environ | {"PYTHONUTF8": "1"})  # noqa: S606 -- ourselves, with no shell


def is_utf8(encoding: str) -> bool:
    """Whether this is a name of UTF-8."""
    return codecs.lookup(encoding).name == "utf-8"
