"""`watch --deploy`: send each good build to the host, in a separate thread, so that no build waits for it."""

import threading
from collections.abc import Callable

from generator.errors import BroadsheetError
from generator.preview.state import PreviewState

RETRY_S = 30.0
"""After this many seconds a failed deploy is tried again, unless a newer build has come."""
STOP_LIMIT_S = 30.0
"""The time that a running deploy may take to end when `serve` or `watch` stops, in seconds."""


class DeployStopped(Exception):
    """Raised in a deploy between two files when the auto-deployer has to stop."""


class AutoDeployer:
    """Deploys the newest build, in a separate thread from `start` to `stop`."""

    def __init__(
        self,
        send: Callable[[], None],
        tell: Callable[[str, str], None],
        retry_s: float = RETRY_S,
        stop_limit_s: float = STOP_LIMIT_S,
    ) -> None:
        """Create an auto-deployer.

        `send` deploys, using this auto-deployer's `pause` and `watch`; `tell` gets the name of an event, such as
        `deploy_failed`, and what to say of it. The limits are in seconds.
        """
        self._send, self._tell, self._retry_s, self._stop_limit_s = send, tell, retry_s, stop_limit_s
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._edition = 0
        self._is_sending = False
        self._thread = threading.Thread(target=self._run, name="auto-deploy", daemon=True)

    def start(self) -> None:
        """Start waiting for new editions."""
        self._thread.start()

    def offer(self, state: PreviewState) -> None:
        """Deploy the edition of `state` soon, if it is a new one and all sizes of its photos are made."""
        is_whole = state.outcome is not None and not (state.troubles or state.outcome.photos_left)
        if is_whole and state.edition != self._edition:
            self._edition = state.edition
            self._news.set()

    def stop(self) -> None:
        """Stop. A running deploy finishes its current file; it is cut off after `stop_limit_s`."""
        self._stopping.set()
        self._news.set()
        if self._is_sending:
            limit = f"{self._stop_limit_s:.0f} s"
            self._tell(
                "deploy_stopping", f"A deploy is running. It stops after its current file, or is cut off in {limit}."
            )
        self._thread.join(self._stop_limit_s)
        if self._thread.is_alive():
            self._tell(
                "deploy_cut_off", "The deploy did not stop in time and was cut off. The next deploy sends the rest."
            )

    def pause(self, seconds: float) -> None:
        """Wait for this many seconds during a deploy. Raises DeployStopped when the auto-deployer has to stop."""
        if self._stopping.wait(seconds):
            raise DeployStopped

    def watch(self, stage: str, done: int, total: int) -> None:  # noqa: ARG002 (a `Progress`, called for every file)
        """Take the progress of a deploy. Raises DeployStopped when the auto-deployer has to stop."""
        if self._stopping.is_set():
            raise DeployStopped

    def _run(self) -> None:
        """Deploy whenever there is a new edition, and retry deploys that failed."""
        failed = False
        while not self._stopping.is_set():
            heard = self._news.wait(self._retry_s if failed else None)
            self._news.clear()
            if self._stopping.is_set():
                return
            if heard or failed:
                failed = self._try()

    def _try(self) -> bool:
        """Deploy, and tell whether to retry even if there is no new edition."""
        self._is_sending = True
        try:
            self._send()
        except DeployStopped:
            self._tell("deploy_stopped", "The deploy was stopped. The next one sends the rest.")
        except BroadsheetError as error:
            again = " It will be tried again." if error.may_pass else ""
            self._tell("deploy_failed", f"Not deployed: {error}{f' {error.hint}' if error.hint else ''}{again}")
            return error.may_pass
        except OSError as error:
            self._tell(
                "deploy_failed", f"Not deployed: the disk or the system refused: {error}. It will be tried again."
            )
            return True
        finally:
            self._is_sending = False
        return False
