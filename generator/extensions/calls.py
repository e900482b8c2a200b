"""A call of an extension's function, whatever the function does.

What it raises, a result that can't be used and a call that took too long become an ExtensionFault. One that never ends
or takes the process down can't be stopped from within: the worker's own limit ends that. So that it is known then whose
fault it was, who is being called can be written to a file.
"""

# ruff: noqa: PLC0415 -- pluggy is loaded when an extension is called, and only then

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from generator.digests import digest_value
from generator.extensions.faults import ExtensionFault, blamed_on
from generator.extensions.pure import fenced
from generator.extensions.used import Extension
from generator.job_limits import limit_memory

Checked = TypeVar("Checked")

CALL_BYTES = 1 << 29
"""Memory that a call may take."""


class _Notes:
    """Where this process writes down whom it calls (`blame`) and what came of it (`trace`); empty: nowhere."""

    blame = ""
    trace = ""


@contextmanager
def noted(blame: str = "", trace: str = "") -> Iterator[None]:
    """Write down calls meanwhile: the one under way in the file `blame`, all that ended in the folder `trace`."""
    before = _Notes.blame, _Notes.trace
    _Notes.blame, _Notes.trace = blame, trace
    try:
        yield
    finally:
        _Notes.blame, _Notes.trace = before


class Call(msgspec.Struct, frozen=True):
    """A call that was noted."""

    extension: str
    hook: str
    subject: str = ""
    """What it was about: a file of content/, the address of a page."""
    result: str = ""
    """Digest of what it gave, or the fault."""


def call_hook(
    extension: Extension, hook: str, subject: str, check: Callable[[Any], Checked], **arguments: Any
) -> Checked:
    """Return what the extension's hook gives for these arguments, as `check` returns it. Raises ExtensionFault."""
    from generator.extensions.load import load

    settings = msgspec.json.decode(extension.settings)

    def work() -> Any:
        return getattr(load(extension).hook, hook)(**arguments, settings=settings)

    return call(extension, hook, subject, check, work)


def call_freely(extension: Extension, hook: str, **arguments: Any) -> Any:
    """Return what a hook gives that may use the clock, files and the network. Raises ExtensionFault."""
    from generator.extensions.load import load

    with blamed_on(extension):
        manager = load(extension, pure=False)
        return getattr(manager.hook, hook)(**arguments, settings=msgspec.json.decode(extension.settings))


def call(
    extension: Extension, hook: str, subject: str, check: Callable[[Any], Checked], work: Callable[[], Any]
) -> Checked:
    """Return what `work`, a function of the extension, gives, as `check` returns it. Raises ExtensionFault."""
    from generator.extensions.load import load

    load(extension)  # its time, and its look at its own file, are not the call's
    with _blamed(Call(extension.name, hook, subject)):
        try:
            result = _run(extension, check, work)
        except ExtensionFault as fault:
            _note(Call(extension.name, hook, subject, fault.what))
            raise
    _note(Call(extension.name, hook, subject, digest_value(result) if _Notes.trace else ""))
    return result


def _run(extension: Extension, check: Callable[[Any], Checked], work: Callable[[], Any]) -> Checked:
    started_s = time.monotonic()
    with blamed_on(extension), fenced(extension.paper, extension.search), limit_memory(CALL_BYTES):
        result = check(work())
    if time.monotonic() - started_s > extension.limits.call_s:
        raise ExtensionFault(extension, took_too_long(extension.limits.call_s))
    return result


def took_too_long(limit_s: float) -> str:
    """Return what is said of an extension that takes longer."""
    return f"took longer than {limit_s} seconds"


@contextmanager
def _blamed(call: Call) -> Iterator[None]:
    if not _Notes.blame:
        yield
        return
    path = Path(_Notes.blame)
    path.write_bytes(msgspec.json.encode(call))
    try:
        yield
    finally:
        path.write_bytes(b"")


def blamed_call(path: Path) -> Call | None:
    """Return the call that was under way when the process that wrote to this file was ended; None when none was."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Call)
    except (OSError, msgspec.DecodeError):
        return None


def _note(call: Call) -> None:
    if _Notes.trace:
        with Path(_Notes.trace, f"{os.getpid()}.jsonl").open("ab") as notes:
            notes.write(msgspec.json.encode(call) + b"\n")


def noted_calls(trace: Path) -> Iterator[Call]:
    """Yield every call that was noted in the folder."""
    for path in sorted(trace.glob("*.jsonl")):
        yield from (msgspec.json.decode(line, type=Call) for line in path.read_bytes().splitlines())
