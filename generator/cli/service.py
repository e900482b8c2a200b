"""Tell a service manager, such as systemd, that the command is ready, what it did last, and that it isn't stuck.

The protocol is that of sd_notify(3): lines NAME=VALUE in a datagram to the socket that NOTIFY_SOCKET names. Where
there is no such socket, nothing is sent.
"""

import os
import socket
import time
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.preview.state import PreviewState

STARTING_S = 10.0
"""The time between two messages that the first build is still at work, in seconds."""
MORE_TIME_S = 60
"""The time that each of these asks for, in seconds."""
MOST_CHARS = 400
"""The length limit of a status."""


class ServiceManager:
    """The service manager that started this command, if one did."""

    def __init__(
        self, environment: MutableMapping[str, str] = os.environ, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Find the service manager. Its socket is taken out of `environment`: no program started here may use it."""
        self._clock = clock
        self._address = environment.pop("NOTIFY_SOCKET", "")
        self._watchdog_s = _watchdog_s(environment)
        self._is_ready = False
        self._last_beat_s = clock()

    def report(self, state: "PreviewState") -> None:
        """Tell what the last build did. The command is ready as soon as one has ended, whether it failed or not."""
        if state.outcome is None and not state.troubles:
            return
        ready = {} if self._is_ready else {"READY": "1"}
        self._is_ready = True
        self._send(**ready, STATUS=describe(state))

    def beat(self) -> None:
        """Tell that the command isn't stuck, as often as is needed. The first build may take its time."""
        now_s = self._clock()
        every_s = self._watchdog_s / 2 if self._watchdog_s else STARTING_S
        if now_s - self._last_beat_s < (every_s if self._is_ready else min(every_s, STARTING_S)):
            return
        self._last_beat_s = now_s
        alive = {"WATCHDOG": "1"} if self._watchdog_s else {}
        self._send(**alive, **({} if self._is_ready else {"EXTEND_TIMEOUT_USEC": str(MORE_TIME_S * 1_000_000)}))

    def stop(self) -> None:
        """Tell that the command is about to end."""
        self._send(STOPPING="1")

    def _send(self, **values: str) -> None:
        if not (self._address.startswith(("/", "@")) and values):
            return
        address = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        message = "\n".join(f"{name}={value}" for name, value in values.items())
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.sendto(message.encode("utf-8", "replace"), address)


def describe(state: "PreviewState") -> str:
    """Return one line on the last build."""
    if state.troubles:
        first = state.troubles[0]
        words = f"The last build failed, and the site is as before. {first.where}: {first.message}"
    elif state.outcome:
        held = len(state.outcome.held)
        kept = f", {held:,} held" if held else ""
        words = f"Edition {state.edition:,}: {state.outcome.stories:,} stories{kept}; built in {state.seconds:.2f} s"
    else:
        words = "Building for the first time"
    return " ".join(words.split())[:MOST_CHARS]


def _watchdog_s(environment: MutableMapping[str, str]) -> float:
    """Return after how many seconds without a sign the manager takes this process for stuck; 0 for never."""
    if environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return 0.0
    with suppress(ValueError):
        return max(int(environment.get("WATCHDOG_USEC", "0")), 0) / 1_000_000
    return 0.0
