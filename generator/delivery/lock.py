"""One deployer at a time: a claim in the state at the host, which ends by itself unless it is renewed.

A newer build goes first. Its deployer asks one that is at work to give way, and waits until it has, or until its claim
has ended; an older one is refused. While files are on their way the claim is renewed in a thread of its own, so that
it never ends under a deployer that is still at work, however slow the line. A state is only ever replaced when it is
still what was read.
"""

import os
import platform
import secrets
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

import msgspec

from generator.delivery.hosts.contract import Host
from generator.delivery.ledger import STATE, Claim, Damaged, State, decode_state, encode_state, generation_after_damage
from generator.delivery.retry import RetryPolicy
from generator.errors import Conflict, DeployLocked, DeployRefused, GaveWay, HostError, TakenOver
from generator.workers import Progress, no_progress

LASTS = timedelta(seconds=60)
RENEWED = timedelta(seconds=15)
SKEW = timedelta(minutes=15)
"""So far another machine's clock may be ahead; a claim that says it lasts longer isn't believed."""
POLL_S = 1.0


class Standing:
    """The state at a host, as one deployer sees and changes it. May be used from several threads."""

    def __init__(self, host: Host, clock: Callable[[], datetime], patience: RetryPolicy) -> None:
        """The state is read at once; `damaged` says that there is one that can't be understood."""
        self._host, self._clock, self._patience = host, clock, patience
        self._lock = threading.RLock()
        self._renewed = self._seen = clock()
        self._token = secrets.token_hex(8)
        self._end: HostError | None = None
        self.damaged = False
        self.state, self._tag = State(), ""
        self.look()

    @property
    def is_new(self) -> bool:
        """Whether nobody left a state here."""
        return not self._tag

    def look(self) -> State:
        """Read the state. One that is damaged counts as one in which nothing stands, and keeps its tag."""
        with self._lock:
            note = self._patience.ask(lambda: self._host.note(STATE))
            tag = note.tag if note else ""
            if tag != self._tag:
                self._seen = self._clock()
            self.state, self._tag, self.damaged = State(), tag, False
            if note:
                try:
                    self.state = decode_state(note.content)
                except Damaged:
                    self.damaged = True
                    self.state = State(generation=generation_after_damage(self._clock()))
            return self.state

    def swap(self, state: State) -> None:
        """Put `state` in place of the one that was read. Raises Conflict."""
        content, seen = encode_state(state), self._tag or None

        def leave() -> str:
            try:
                return self._host.leave_note(STATE, content, seen)
            except Conflict:
                note = self._host.note(STATE)  # a writing that broke off may have been ours
                if note is None or note.content != content:
                    raise
                return note.tag

        with self._lock:
            self._tag = self._patience.ask(leave)
            self.state = state

    # --- the claim ---

    def claim(self, built: datetime, wait_s: float, progress: Progress = no_progress) -> None:
        """Become the one who deploys.

        Raises DeployRefused for an older build, and DeployLocked when another deploy goes on for `wait_s`.

        A deployer that was asked to give way is waited for, however long: it renews its claim while the files that it
        had begun are still on their way, and no longer.
        """
        self._refuse_older(built)
        if self._host.at_once:
            return
        until = self._clock() + timedelta(seconds=wait_s)
        while not self._try(built):
            other = self.state.claim
            if other and other.built >= built and self._clock() >= until:
                raise DeployLocked(
                    f"Another deploy is under way from {other.machine}.", "Try again later, or add --wait."
                )
            progress("Waiting for another deploy to stop", 0, 1)
            self._patience.sleep(POLL_S)
            self.look()
            self._refuse_older(built)

    def _refuse_older(self, built: datetime) -> None:
        if self.state.built and self.state.built > built:
            message = f"A newer build is live, of {self.state.built:%Y-%m-%d %H:%M:%S} UTC; this one is older."
            raise DeployRefused(message, "Run “broadsheet build”, then deploy again.")
        other = self.state.claim
        if not (other and self._is_alive(other)):
            return
        if other.built > built or (other.give_way and other.give_way > built):
            raise DeployRefused("A newer build is being deployed just now; this one is older.")

    def _try(self, built: datetime) -> bool:
        other = self.state.claim
        try:
            if other and other.token != self._token and self._is_alive(other):
                if other.built < built and (other.give_way is None or other.give_way < built):
                    asked = msgspec.structs.replace(other, give_way=built)
                    self.swap(msgspec.structs.replace(self.state, claim=asked))
                return False
            self._renewed = self._clock()
            claim = Claim(self._token, platform.node(), os.getpid(), built, self._renewed + LASTS)
            self.swap(msgspec.structs.replace(self.state, claim=claim))
        except Conflict:
            self.look()
            return False
        return True

    def _is_alive(self, claim: Claim) -> bool:
        """Whether its deployer is at work, as far as can be told: clocks differ, and machines go away."""
        now = self._clock()
        if not now < claim.until <= now + LASTS + SKEW or now - self._seen >= LASTS:
            return False
        return claim.machine != platform.node() or _runs(claim.process)

    def keep(self, *, surely: bool = False) -> None:
        """See that the claim is still ours, and renew it when it is time, or `surely`.

        Raises TakenOver when it isn't, and GaveWay when a newer build waits.
        """
        if self._host.at_once:
            return
        with self._lock:
            if surely or self._is_due():
                self._renew()
            if self._end:
                raise self._end

    def _is_due(self) -> bool:
        return self._clock() - self._renewed >= RENEWED

    def _renew(self) -> None:
        """Renew the claim, also when a newer build waits: what is on its way has to arrive before that may begin."""
        self.look()
        claim = self.state.claim
        if claim is None or claim.token != self._token:
            self._end = TakenOver("Another deploy has taken over, so this one stopped.")
            return
        if claim.give_way:
            self._end = GaveWay("A newer build is to be deployed, so this one gave way to it.")
        renewed = self._clock()
        self.swap(msgspec.structs.replace(self.state, claim=msgspec.structs.replace(claim, until=renewed + LASTS)))
        self._renewed = renewed

    @contextmanager
    def renewing(self) -> Iterator[None]:
        """Renew the claim whenever it is time, until the end of the block."""
        if self._host.at_once:
            yield
            return
        ending = threading.Event()

        def renew() -> None:
            while not ending.wait(POLL_S):
                with self._lock, suppress(HostError, OSError):  # `keep` meets the same trouble, and tells it
                    if self._is_due() and not isinstance(self._end, TakenOver):
                        self._renew()

        thread = threading.Thread(target=renew, name="claim", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ending.set()
            thread.join()

    # --- what else stands in the state ---

    def note(self, *, doubtful: Collection[str] = (), **changes: Any) -> None:
        """Change the state, so that nothing is lost that others left in it meanwhile. Raises Conflict.

        `doubtful`: files of which it is known now what they hold, or that the ledger names as doubtful itself.
        """
        with self._lock:
            try:
                self.swap(_changed(self.state, doubtful, changes))
            except Conflict:
                if self._host.at_once:
                    raise
                self.look()
                if self.state.claim is None or self.state.claim.token != self._token:
                    raise
                self.swap(_changed(self.state, doubtful, changes))

    def warn(self, files: Collection[str]) -> None:
        """Tell the deployer that took over that we may have put these files in place after it had begun."""
        with self._lock:
            for _ in range(self._patience.tries):
                state = self.look()
                doubtful = tuple(sorted({*state.doubtful, *files}))
                with suppress(Conflict):
                    self.swap(msgspec.structs.replace(state, doubtful=doubtful))
                    return


def _changed(state: State, settled: Collection[str], changes: dict[str, Any]) -> State:
    doubtful = tuple(file for file in state.doubtful if file not in settled)
    return msgspec.structs.replace(state, doubtful=doubtful, **changes)


def _runs(process: int) -> bool:
    """Whether there is such a process on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
