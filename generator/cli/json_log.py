"""`--log json`: one JSON object a line on standard output, for programs that collect logs."""

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from generator.cli.options import current_time

if TYPE_CHECKING:
    from generator.model import Problem

QUIET = frozenset({"warning", "error"})
"""What `--quiet` leaves."""


class JsonLog:
    """Writes each event as a line: an object with `time`, `level` (info, warning, error), `event` and `fields`."""

    def __init__(self, *, quiet: bool = False, clock: Callable[[], datetime] = current_time) -> None:
        """Create a log. With `quiet` it has warnings and errors only."""
        self._quiet, self._clock = quiet, clock

    def tell(self, level: str, event: str, /, **fields: Any) -> None:
        """Write a line."""
        if self._quiet and level not in QUIET:
            return
        import msgspec

        line = {"time": self._clock(), "level": level, "event": event, "fields": fields}
        click.echo(msgspec.json.encode(line, enc_hook=str).decode())

    def tell_problems(self, problems: "Iterable[Problem]", level: str = "", event: str = "problem") -> None:
        """Write a line for each problem. Without `level`, its gravity decides."""
        from generator.model import Gravity

        for one in problems:
            usual = "info" if one.gravity is Gravity.NOTE else "warning"
            fields = {"file": one.path, "line": one.line, "message": one.message, "hint": one.hint}
            self.tell(level or usual, event, **fields, held=not level and one.gravity is Gravity.HELD)


class _Handler(logging.Handler):
    """Writes what libraries and the build loop log, such as the traceback of a bug."""

    def __init__(self, log: JsonLog) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line for the record."""
        level = "error" if record.levelno >= logging.ERROR else "warning"
        trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        self._log.tell(level, "program", message=record.getMessage(), source=record.name, traceback=trace)


@contextmanager
def log_of(kind: str, *, quiet: bool = False) -> Iterator[JsonLog | None]:
    """Context manager with the log that the option `--log` asks for; None for the plain output."""
    if kind != "json":
        yield None
        return
    log = JsonLog(quiet=quiet)
    handler = _Handler(log)
    logging.getLogger().addHandler(handler)
    try:
        yield log
    finally:
        logging.getLogger().removeHandler(handler)
