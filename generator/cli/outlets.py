"""Standard output and standard error, which may be full or read by nobody any more, as with `broadsheet build | head`.

A command that can't say what it has to say ends with a code of its own: 1 would say that a site was published.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn, TextIO

from generator.cli.codes import FAILED, UNHEARD

NAMES = ("Standard output", "Standard error")


class Outlet:
    """A stream of text that remembers what kept it from being written."""

    def __init__(self, stream: TextIO, name: str) -> None:
        self.stream, self.name = stream, name
        self.troubles: list[OSError] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write; raises OSError, and remembers it."""
        with self._watched():
            return self.stream.write(text)

    def flush(self) -> None:
        """Bring what was written to where it is read; raises OSError, and remembers it."""
        with self._watched():
            self.stream.flush()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.troubles.append(error)
            raise

    def ends_well(self) -> bool:
        """Whether all that was written could be, to the last of it."""
        with suppress(OSError, ValueError):  # remembered; closed already
            self.flush()
        return not self.troubles

    def silence(self) -> None:
        """Send nowhere what is still to be written, so that nothing complains of it when Python ends."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)


@contextmanager
def outlets_watched() -> Iterator[None]:
    """Whatever ends a command: where an outlet is full or closed, that decides the exit code."""
    usual = sys.stdout, sys.stderr
    output, errors = (stream and Outlet(stream, name) for stream, name in zip(usual, NAMES, strict=True))
    sys.stdout, sys.stderr = output, errors
    try:
        yield
    finally:
        sys.stdout, sys.stderr = usual
        broken = [outlet for outlet in (output, errors) if outlet and not outlet.ends_well()]
        for outlet in broken:
            outlet.silence()
        if broken:
            _leave(broken[0])


def is_outlets(error: OSError) -> bool:
    """Whether `error` is that of an outlet, and so none of the disk's or a host's."""
    return any(
        isinstance(one, Outlet) and any(error is trouble for trouble in one.troubles)
        for one in (sys.stdout, sys.stderr)
    )


def _leave(outlet: Outlet) -> NoReturn:
    """End quietly when nobody listens any more, else with a word where that can be said."""
    reason = outlet.troubles[0]
    if reason.errno == errno.EPIPE:
        sys.exit(UNHEARD)
    words = f"{outlet.name} can't be written: {reason.strerror}. What the command did until then stands."
    with suppress(OSError):
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()
    sys.exit(FAILED)
