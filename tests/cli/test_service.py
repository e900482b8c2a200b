"""What a service manager is told: that the command is ready, what it did, that it isn't stuck, that it ends."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator

import pytest
from compiled import give_theme
from conftest import Newsroom, story
from patience import PATIENCE_S
from warm import started_command

from generator.cli.service import MOST_CHARS, ServiceManager, describe
from generator.model import Problem
from generator.preview.state import PreviewState

FAILED = PreviewState(troubles=(Problem("site.toml", 3, "The name\nREADY=1 is missing."),))


@pytest.fixture
def manager() -> Iterator[tuple[str, socket.socket]]:
    """A socket as a service manager has it, at a short path, and that path."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(f"{folder}/notify")
        listener.settimeout(PATIENCE_S)
        yield f"{folder}/notify", listener


def received(listener: socket.socket) -> list[str]:
    return listener.recv(65_536).decode().split("\n")


@pytest.mark.parametrize("command", [["watch"], ["serve", "--port", "0"]], ids=lambda words: words[0])
def test_a_command_says_that_it_is_ready_and_alive_and_ends(
    newsroom: Newsroom, manager: tuple[str, socket.socket], command: list[str]
) -> None:
    address, listener = manager
    newsroom.write("content/town/a.txt", story("A story"))
    give_theme(newsroom.folder)
    environment = os.environ | {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "400000"}
    with started_command(*command, "--source", newsroom.folder, env=environment, stdout=subprocess.DEVNULL) as process:
        before = []
        while "READY=1" not in (lines := received(listener)):
            before += lines
        assert set(before) <= {"WATCHDOG=1", "EXTEND_TIMEOUT_USEC=60000000"}
        assert next(line for line in lines if line.startswith("STATUS=")).startswith(
            "STATUS=Edition 1: 1 stories; built"
        )
        began_s, alive = time.monotonic(), 0
        while alive < 4:
            alive += received(listener).count("WATCHDOG=1")
        assert time.monotonic() - began_s < PATIENCE_S
        newsroom.write("site.toml", "name = ")
        while not (lines := received(listener))[0].startswith("STATUS=The last build failed"):
            assert "READY=1" not in lines
        process.send_signal(signal.SIGTERM)
        while received(listener) != ["STOPPING=1"]:
            pass
        process.wait(PATIENCE_S)


def test_the_first_build_may_take_its_time(manager: tuple[str, socket.socket]) -> None:
    address, listener = manager
    now = [0.0]
    service = ServiceManager({"NOTIFY_SOCKET": address}, lambda: now[0])
    for now[0] in (1.0, 9.0, 10.0, 15.0, 21.0):
        service.beat()
    assert [received(listener) for _ in range(2)] == [["EXTEND_TIMEOUT_USEC=60000000"]] * 2
    service.report(PreviewState())
    service.report(FAILED)
    assert received(listener)[0] == "READY=1"
    now[0] = 99.0
    service.beat()
    service.stop()
    assert received(listener) == ["STOPPING=1"]


def test_nothing_that_is_read_can_be_taken_for_a_message(manager: tuple[str, socket.socket]) -> None:
    address, listener = manager
    service = ServiceManager({"NOTIFY_SOCKET": address})
    service.report(FAILED)
    service.report(FAILED)
    assert received(listener)[0] == "READY=1"
    [status] = received(listener)
    assert (
        status == "STATUS=The last build failed, and the site is as before. site.toml:3: The name READY=1 is missing."
    )
    long = PreviewState(troubles=(Problem("a", 0, "word " * 1_000),))
    assert len(describe(long)) <= MOST_CHARS


def test_an_abstract_socket_is_found_too() -> None:
    name = f"broadsheet-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(f"\0{name}")
        listener.settimeout(PATIENCE_S)
        ServiceManager({"NOTIFY_SOCKET": f"@{name}"}).stop()
        assert received(listener) == ["STOPPING=1"]


@pytest.mark.parametrize(
    "environment", [{}, {"NOTIFY_SOCKET": "/nowhere"}, {"NOTIFY_SOCKET": "vsock:2:1"}, {"WATCHDOG_USEC": "x"}]
)
def test_without_a_service_manager_nothing_happens(environment: dict[str, str]) -> None:
    service = ServiceManager(environment)
    service.report(FAILED)
    service.beat()
    service.stop()
    assert "NOTIFY_SOCKET" not in environment


def test_the_watchdog_of_another_process_is_not_ours(manager: tuple[str, socket.socket]) -> None:
    address, listener = manager
    now = [0.0]
    another = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "1"}
    service = ServiceManager(another, lambda: now[0])
    service.report(FAILED)
    now[0] = 5.0
    service.beat()
    service.stop()
    assert [received(listener)[0] for _ in range(2)] == ["READY=1", "STOPPING=1"]
