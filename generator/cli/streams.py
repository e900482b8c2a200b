"""Standard output and standard error, which may be full, or closed by the reader as in `broadsheet build | head`.

A command that can't print its report ends with an exit code of its own: 1 would mean that a site was published.
"""

import atexit
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn, TextIO

from generator.cli.encoding import is_utf8
from generator.cli.exit_codes import FAILED, OUTPUT_CLOSED

NAMES = ("Standard output", "Standard error")


class OutputStream:
    """A text stream that remembers the errors met while writing to it."""

    def __init__(self, stream: TextIO, name: str) -> None:
        self.stream, self.name = stream, name
        self.failures: list[OSError] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write `text`. An OSError is remembered and raised."""
        with self._remembering_errors():
            return self.stream.write(text)

    def flush(self) -> None:
        """Flush the stream. An OSError is remembered and raised."""
        with self._remembering_errors():
            self.stream.flush()

    @contextmanager
    def _remembering_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.failures.append(error)
            raise

    def is_complete(self) -> bool:
        """Flush the stream and tell whether everything could be written."""
        with suppress(OSError, ValueError):  # the first is remembered, the second means closed
            self.flush()
        return not self.failures

    def silence(self) -> None:
        """Redirect the stream to the null device, so that Python doesn't complain when it flushes it at exit."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)


def prepare_streams() -> None:
    """Make standard streams usable, whoever started the program.

    Where one is closed, the null device takes its place; the next file that is opened would take its number.
    Where one can't take all signs (PYTHONIOENCODING), these are written as escapes.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (for as long as the program runs)
        elif mode == "w" and isinstance(stream, TextIOWrapper) and not is_utf8(stream.encoding):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def watching_output_streams() -> Iterator[None]:
    """Watch both output streams. When one couldn't be written, that decides the exit code."""
    usual = sys.stdout, sys.stderr
    output, errors = (stream and OutputStream(stream, name) for stream, name in zip(usual, NAMES, strict=True))
    sys.stdout, sys.stderr = output, errors
    try:
        yield
    finally:
        sys.stdout, sys.stderr = usual
        watched = [stream for stream in (output, errors) if stream]
        broken = [stream for stream in watched if not stream.is_complete()]
        for stream in broken:
            stream.silence()
        if broken:
            for stream in watched:  # what a thread prints later, and Python can't flush, would change the exit code
                atexit.register(stream.silence)
            _leave(broken[0])


def is_output_error(error: OSError) -> bool:
    """Tell whether `error` came from writing to an output stream, and not from a disk or a host."""
    return any(
        isinstance(one, OutputStream) and any(error is failure for failure in one.failures)
        for one in (sys.stdout, sys.stderr)
    )


def _leave(stream: OutputStream) -> NoReturn:
    """Exit: silently when the reader closed the stream, otherwise with a message if standard error can take one."""
    reason = stream.failures[0]
    if reason.errno == errno.EPIPE:
        sys.exit(OUTPUT_CLOSED)
    words = f"{stream.name} can't be written: {reason.strerror}. What the command did before that is done."
    with suppress(OSError):
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()
    sys.exit(FAILED)
