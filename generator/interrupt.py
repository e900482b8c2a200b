"""Ctrl-C ends the program at any moment, from the first import on, with one exit code."""

import _thread
import os
import signal
import sys
import threading
import time
import warnings
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sys import UnraisableHookArgs

STOPPED = 130
"""The exit code of a command that Ctrl-C stopped, as in shells. Click's own code would mean "published" here."""
SOON_S = 0.01


def install_interrupt_handler() -> None:
    """Make Ctrl-C raise KeyboardInterrupt in the main thread, whatever this process inherited and wherever it is.

    A script's shell starts background commands with the signal ignored, and Python then leaves it ignored. Python also
    drops an exception that is raised inside one of its own callbacks, such as that of a weak reference, which every
    import has. The interrupt is then raised again, outside the callback.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.unraisablehook = _raise_again


def _raise_again(dropped: "UnraisableHookArgs") -> None:
    if issubclass(dropped.exc_type, KeyboardInterrupt):
        _thread.start_new_thread(_interrupt_soon, ())
    else:
        sys.__unraisablehook__(dropped)


def _interrupt_soon() -> None:
    """Interrupt the main thread once it has left the callback; inside it, the exception would be dropped again."""
    time.sleep(SOON_S)
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:  # a real signal also ends a system call that the main thread waits for
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


@contextmanager
def interruptible() -> "Iterator[None]":
    """Let Ctrl-C end the program quietly, and at once, at any moment of the `with` block."""
    install_interrupt_handler()
    try:
        yield
    except KeyboardInterrupt:
        exit_interrupted()


def silence_leftovers() -> None:
    """Keep Python from printing faults and warnings about objects that the interrupt left half made.

    It meets them as they are removed: an event loop without its sockets, a coroutine that never began.
    """
    sys.unraisablehook = _say_nothing
    warnings.simplefilter("ignore")


def _say_nothing(_: "UnraisableHookArgs") -> None:
    """Let the program end in silence."""


def exit_interrupted() -> NoReturn:
    """End the interrupted program now, without waiting for threads: Python would wait for some of them."""
    silence_leftovers()
    if threading.active_count() > 1:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # nobody may be listening any more
                stream.flush()
        os._exit(STOPPED)
    sys.exit(STOPPED)
