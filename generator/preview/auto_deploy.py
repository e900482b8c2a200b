"""`watch --deploy`: each good build is brought to the host, in a thread of its own, so that no build waits for it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from generator.commands.deploy import Unfit
from generator.config import ConfigTrouble
from generator.delivery.bundle import Refused
from generator.delivery.hosts.contract import HostTrouble, Misconfigured
from generator.delivery.lock import Busy, GaveWay
from generator.preview.state import State

AGAIN_S = 30.0
"""After which a deploy that failed is tried again, when no newer build came meanwhile."""
PATIENCE_S = 10.0
"""How long a deploy that is under way may take to end when the watch ends. The next deploy sends what is left."""


class Courier:
    """Deploys the newest build; `run` lasts until `stop`."""

    def __init__(self, send: Callable[[], None], tell: Callable[[str], None], again_s: float = AGAIN_S) -> None:
        """`send` deploys, and `tell` says what kept it from that."""
        self._send, self._tell, self._again_s = send, tell, again_s
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._edition = 0

    def hear(self, state: State) -> None:
        """There may be another edition."""
        if state.outcome is not None and not state.troubles and state.edition != self._edition:
            self._edition = state.edition
            self._news.set()

    def stop(self) -> None:
        """End after the deploy that is under way."""
        self._stopping.set()
        self._news.set()

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Run in a thread of its own while the block lasts. A deploy that is under way then has `PATIENCE_S` to end."""
        thread = threading.Thread(target=self.run, name="courier", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.stop()
            thread.join(PATIENCE_S)

    def run(self) -> None:
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
        try:
            self._send()
        except (Misconfigured, GaveWay) as trouble:
            self._tell(f"Not deployed: {trouble.message} {trouble.hint}")
        except (HostTrouble, Busy) as trouble:
            self._tell(f"Not deployed: {trouble.message} {trouble.hint} It is tried again.")
            return True
        except Refused as refusal:
            self._tell(f"Not deployed: {refusal.message} {refusal.hint}")
        except (ConfigTrouble, Unfit) as trouble:
            self._tell("Not deployed: " + " ".join(f"{one.where}: {one.message}" for one in trouble.problems))
        except OSError as error:
            self._tell(f"Not deployed: the disk or the system refused: {error}. It is tried again.")
            return True
        return False
