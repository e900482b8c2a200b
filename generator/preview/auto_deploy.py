"""`watch --deploy`: each good build is brought to the host, in a thread of its own, so that no build waits for it."""

import threading
from collections.abc import Callable

from generator.errors import BroadsheetError
from generator.preview.state import State

AGAIN_S = 30.0
"""After which a deploy that failed is tried again, when no newer build came meanwhile."""
PATIENCE_S = 30.0
"""How long a deploy that is under way may take to end when the paper is watched no longer."""


class Halted(Exception):
    """The auto-deployer is to stop, so the deploy that is under way ends between two files."""


class AutoDeployer:
    """Deploys the newest build, in a thread of its own from `start` to `stop`."""

    def __init__(
        self,
        send: Callable[[], None],
        tell: Callable[[str], None],
        again_s: float = AGAIN_S,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """`send` deploys, with this auto-deployer's `pause` and `watch`, and `tell` says what kept it from that."""
        self._send, self._tell, self._again_s, self._patience_s = send, tell, again_s, patience_s
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._edition = 0
        self._is_sending = False
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin to wait for editions."""
        self._thread.start()

    def hear(self, state: State) -> None:
        """There may be another edition."""
        if state.outcome is not None and not state.troubles and state.edition != self._edition:
            self._edition = state.edition
            self._news.set()

    def stop(self) -> None:
        """End. A deploy that is under way ends after the file that it is at; it is waited for, but not for ever."""
        self._stopping.set()
        self._news.set()
        if self._is_sending:
            limit = f"{self._patience_s:.0f} s"
            self._tell(f"A deploy is under way: it ends after its present file, and is cut off in {limit}.")
        self._thread.join(self._patience_s)
        if self._thread.is_alive():
            self._tell("The deploy did not end in time and is cut off. The next deploy sends the rest.")

    def pause(self, seconds: float) -> None:
        """Wait, as a deploy does for another one or for a host. Raises Halted when the auto-deployer is to stop."""
        if self._stopping.wait(seconds):
            raise Halted

    def watch(self, stage: str, done: int, total: int) -> None:  # noqa: ARG002 (told of every file)
        """Let a deploy go on to its next file. Raises Halted when the auto-deployer is to stop."""
        if self._stopping.is_set():
            raise Halted

    def _run(self) -> None:
        """Deploy whenever there is something new, and again what failed."""
        owing = False
        while not self._stopping.is_set():
            heard = self._news.wait(self._again_s if owing else None)
            self._news.clear()
            if self._stopping.is_set():
                return
            if heard or owing:
                owing = self._try()

    def _try(self) -> bool:
        """Deploy; gives whether it is to be tried again even if nothing new comes."""
        self._is_sending = True
        try:
            self._send()
        except Halted:
            self._tell("The deploy was stopped. The next one sends the rest.")
        except BroadsheetError as error:
            again = " It is tried again." if error.may_pass else ""
            self._tell(f"Not deployed: {error}{f' {error.hint}' if error.hint else ''}{again}")
            return error.may_pass
        except OSError as error:
            self._tell(f"Not deployed: the disk or the system refused: {error}. It is tried again.")
            return True
        finally:
            self._is_sending = False
        return False
