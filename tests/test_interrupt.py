"""Ctrl-C ends every long-running command, at any moment, with one exit code."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from conftest import SITE, Newsroom, story
from patience import PATIENCE_S, lines_until, started
from places import ROOT

from generator.interrupt import STOPPED
from generator.paper import hold_lock

SAID = "Stopped. Nothing is lost: run the command again to continue.\n"


def ignore_interrupts() -> None:
    """Ignore Ctrl-C, as a command does that a shell script starts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def heed_interrupts() -> None:
    """Handle Ctrl-C as a command on a terminal does, whatever this test run inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def begin(*words: str, leave: Callable[[], None] = heed_interrupts, **options: Any) -> Any:
    """Start Python with these arguments in a separate process."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "env": os.environ | {"PYTHONUNBUFFERED": "1"}}
    return started([sys.executable, *words], preexec_fn=leave, cwd=ROOT, **pipes, **options)


@pytest.mark.parametrize("leave", [heed_interrupts, ignore_interrupts])
@pytest.mark.parametrize("command", ["serve", "watch"])
def test_it_ends_what_has_just_begun(newsroom: Newsroom, command: str, leave: Callable[[], None]) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    port = ["--port", "0"] if command == "serve" else []
    with begin("-m", "generator", command, "--source", str(newsroom.folder), *port, leave=leave) as process:
        lines_until(process, "Ctrl-C")
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == STOPPED, said
    assert "Traceback" not in said


@pytest.mark.parametrize("leave", [heed_interrupts, ignore_interrupts])
def test_it_ends_a_build_that_waits_for_another(newsroom: Newsroom, leave: Callable[[], None]) -> None:
    code = "import generator.paper as paper, os\ntake = paper.filelock.FileLock.acquire\npaper.filelock.FileLock.acquire = lambda *a, **k: print('waiting') or take(*a, **k)\nfrom generator.__main__ import main; main()"  # fmt: skip
    with hold_lock(newsroom.folder / ".broadsheet"):
        command = ["build", "--wait", "--source", str(newsroom.folder)]
        with begin("-c", code, *command, leave=leave) as process:
            lines_until(process, "waiting")
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, said) == (STOPPED, SAID)


AT_AN_IMPORT = """
import os, signal, sys
wanted = sys.argv.pop(1)

class Finder:
    def find_spec(name, path=None, target=None):
        if name == wanted:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder)
from generator.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("command", "module"),
    [("build", "click"), ("build", "generator.cli"), ("build", "generator.build"), ("build", "generator.catalogue.store"),
     ("watch", "generator.preview.loop"), ("watch", "watchdog.events"), ("serve", "generator.preview.server"),
     ("serve", "uvicorn"), ("serve", "asyncio"), ("serve", "uvicorn.lifespan.on")],
)  # fmt: skip
def test_it_ends_a_command_that_is_still_being_loaded(newsroom: Newsroom, command: str, module: str) -> None:
    with begin("-c", AT_AN_IMPORT, module, command, "--source", str(newsroom.folder)) as process:
        said, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == STOPPED, said
    assert "Traceback" not in said


IN_A_HALF_MADE_LOOP = """
import os, signal, socket
make = socket.socketpair

def interrupted(*arguments, **options):
    socket.socketpair = make
    os.kill(os.getpid(), signal.SIGINT)

socket.socketpair = interrupted
from generator.__main__ import main
main()
"""


@pytest.mark.parametrize("options", [[], ["--log", "json"]])
def test_what_it_left_half_made_says_nothing(newsroom: Newsroom, options: list[str]) -> None:
    """An event loop without its sockets is removed with a traceback, if the interrupt came while it was made."""
    command = ["serve", "--source", str(newsroom.folder), "--port", "0", *options]
    with begin("-c", IN_A_HALF_MADE_LOOP, *command) as process:
        said, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == STOPPED, said
    assert "Traceback" not in said
    assert "Warning" not in said


SLOW = """
import time
from generator.extensions import hook

@hook
def check(story):
    print("begun", flush=True)
    time.sleep(2)
    return []
"""


def test_it_ends_both_builds_of_an_extension_check(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A", "2026-11-20"))
    newsroom.write("extensions/slow.py", SLOW)
    newsroom.write("site.toml", f'{SITE}[extensions]\nuse = ["slow"]\n')
    command = ["-m", "generator", "extension", "check", "--source", str(newsroom.folder)]
    with begin(*command, start_new_session=True) as process:
        lines_until(process, "begun")
        os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all processes of a command
        said, _ = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, said) == (STOPPED, SAID)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Lock().__setstate__((0, 1, 1, '/none'))", ""),
        ("open('/none')", "Traceback"),
        ("Lock().no_such_method()", "Traceback"),
    ],
)
def test_a_worker_that_is_started_too_late_says_nothing(code: str, said: str) -> None:
    with begin("-c", f"import generator.preload; from multiprocessing import Lock; {code}") as process:
        told, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 1
    assert told.partition(" ")[0] == said


IN_A_CALLBACK = """
import os, signal, sys, time, weakref
from generator import interrupt
interrupt.install_interrupt_handler()

class Thing: pass

def callback(_):
    os.kill(os.getpid(), signal.SIGINT)
    sum(range(1000))

class Dying:
    __del__ = callback

thing = Thing() if sys.argv[1] == "reference" else Dying()
reference = weakref.ref(thing, callback) if sys.argv[1] == "reference" else None
try:
    del thing
    print("the callback is over")
    time.sleep(3600)
except KeyboardInterrupt:
    interrupt.exit_interrupted()
"""


@pytest.mark.parametrize("kind", ["reference", "finaliser"])
def test_one_that_python_drops_is_raised_again(kind: str) -> None:
    """Every import has callbacks of weak references, so this is what came of one Ctrl-C in a hundred."""
    with begin("-c", IN_A_CALLBACK, kind) as process:
        said, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == STOPPED
    assert said.rstrip("\n") in {"the callback is over", ""}  # the interrupt may come before the line end


WITH_A_THREAD = """
import threading, time
from generator.interrupt import exit_interrupted
threading.Thread(target=time.sleep, args=(3600,)).start()
exit_interrupted()
"""


def test_a_thread_that_goes_on_is_not_waited_for() -> None:
    with begin("-c", WITH_A_THREAD) as process:
        said, _ = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, said) == (STOPPED, "")
