"""Let one deployer at a time work: a lock in the state at the host, which expires unless it is renewed.

A newer build goes first. Its deployer asks the one at work to give way, and waits until it has, or until its lock has
expired; the deployer of an older build is refused. While files are sent, a thread renews the lock, so that it never
expires while its deployer is at work, however slow the connection is. A state is replaced only if it is still the one
that was read.
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
from generator.delivery.ledger import (
    STATE,
    DamagedNote,
    DeployLock,
    StateNote,
    decode_state,
    encode_state,
    generation_after_damage,
)
from generator.delivery.retry import RetryPolicy
from generator.errors import Conflict, DeployLocked, DeployRefused, GaveWay, HostError, TakenOver
from generator.workers import Progress, no_progress

LOCK_LASTS = timedelta(seconds=60)
RENEW_AFTER = timedelta(seconds=15)
SKEW = timedelta(minutes=15)
"""The time by which another machine's clock may be ahead.

A lock that says that it lasts longer is ignored, and a build of a later time is never the newer one.
"""
POLL_S = 1.0


class HostState:
    """The state at a host, as one deployer reads and changes it. Several threads may use it."""

    def __init__(self, host: Host, clock: Callable[[], datetime], retry: RetryPolicy) -> None:
        """Read the state. `damaged` is true when there is one that can't be decoded."""
        self._host, self._clock, self._retry = host, clock, retry
        self._mutex = threading.RLock()
        self._renewed = self._seen = clock()
        self._token = secrets.token_hex(8)
        self._end: HostError | None = None
        self.damaged = False
        self.remarks: list[str] = []
        self.current, self._tag = StateNote(), ""
        self.look()

    @property
    def is_new(self) -> bool:
        """Tell whether the host has no state yet."""
        return not self._tag

    def look(self) -> StateNote:
        """Read the state again and return it. A damaged one counts as empty, and keeps its tag."""
        with self._mutex:
            note = self._retry.call(lambda: self._host.note(STATE))
            tag = note.tag if note else ""
            if tag != self._tag:
                self._seen = self._clock()
            self.current, self._tag, self.damaged = StateNote(), tag, False
            if note:
                try:
                    self.current = decode_state(note.content)
                except DamagedNote:
                    self.damaged = True
                    self.current = StateNote(generation=generation_after_damage(self._clock()))
            return self.current

    def swap(self, state: StateNote) -> None:
        """Replace the state that was read by `state`. Raises Conflict when it has changed since."""
        content, seen = encode_state(state), self._tag or None

        def write() -> str:
            try:
                return self._host.leave_note(STATE, content, seen)
            except Conflict:
                note = self._host.note(STATE)  # a write that seemed to fail may have succeeded
                if note is None or note.content != content:
                    raise
                return note.tag

        with self._mutex:
            self._tag = self._retry.call(write)
            self.current = state

    # --- the lock ---

    def acquire(self, built: datetime, wait_s: float, progress: Progress = no_progress) -> None:
        """Take the lock for a build whose clock was `built`.

        Raises DeployRefused for an older build, and DeployLocked when another deploy goes on for `wait_s` seconds.

        A deployer that was asked to give way is waited for without limit: it renews its lock only until the files
        that it had begun to send have arrived.
        """
        self.refuse_older(built)
        if self._host.at_once:
            return
        until = self._clock() + timedelta(seconds=wait_s)
        while not self._try(built):
            other = self.current.lock
            if other and other.built >= built and self._clock() >= until:
                raise DeployLocked(
                    f"Another deploy is under way from {other.machine}.", "Try again later, or add --wait."
                )
            progress("Waiting for another deploy to stop", 0, 1)
            self._retry.sleep(POLL_S)
            self.look()
            self.refuse_older(built)

    def refuse_older(self, built: datetime) -> None:
        """Raise DeployRefused if a newer build than that of `built` is live, or is being deployed.

        One from a time to come isn't newer: a clock was wrong when it was made, and it would be in the way until then.
        """
        live = self.current.built
        if live and live > self._clock() + SKEW:
            self.remarks = [_on_clocks(live, self._clock())]
        elif live and live > built:
            message = f"A newer build is live, of {live:%Y-%m-%d %H:%M:%S} UTC; this one is older."
            raise DeployRefused(message, "Run “broadsheet build”, then deploy again.")
        other = self.current.lock
        if not (other and self._is_alive(other)):
            return
        if other.built > built or (other.give_way and other.give_way > built):
            raise DeployRefused("A newer build is being deployed just now; this one is older.")

    def _try(self, built: datetime) -> bool:
        other = self.current.lock
        try:
            if other and other.token != self._token and self._is_alive(other):
                if other.built < built and (other.give_way is None or other.give_way < built):
                    asked = msgspec.structs.replace(other, give_way=built)
                    self.swap(msgspec.structs.replace(self.current, lock=asked))
                return False
            self._renewed = self._clock()
            lock = DeployLock(self._token, platform.node(), os.getpid(), built, self._renewed + LOCK_LASTS)
            self.swap(msgspec.structs.replace(self.current, lock=lock))
        except Conflict:
            self.look()
            return False
        return True

    def _is_alive(self, lock: DeployLock) -> bool:
        """Tell whether the lock's deployer still seems to be at work. Clocks differ, and machines disappear."""
        now = self._clock()
        if not now < lock.until <= now + LOCK_LASTS + SKEW or now - self._seen >= LOCK_LASTS:
            return False
        return lock.machine != platform.node() or _is_running(lock.process)

    def keep_lock(self, *, renew_now: bool = False) -> None:
        """Check that the lock is still ours, and renew it when it is due, or if `renew_now`.

        Raises TakenOver when another deployer holds it, and GaveWay when a newer build waits.
        """
        if self._host.at_once:
            return
        with self._mutex:
            if renew_now or self._is_due():
                self._renew()
            if self._end:
                raise self._end

    def _is_due(self) -> bool:
        return self._clock() - self._renewed >= RENEW_AFTER

    def _renew(self) -> None:
        """Renew the lock, even when a newer build waits: it may begin only when our files have arrived.

        The newer one may write that it waits between our reading of the state and our writing; then both are repeated.
        """
        for tries_left in reversed(range(self._retry.tries)):
            self.look()
            lock = self.current.lock
            if lock is None or lock.token != self._token:
                self._end = TakenOver("Another deploy has taken over, so this one stopped.")
                return
            if lock.give_way:
                self._end = GaveWay("A newer build is to be deployed, so this one gave way to it.")
            renewed = self._clock()
            lasting = msgspec.structs.replace(lock, until=renewed + LOCK_LASTS)
            try:
                self.swap(msgspec.structs.replace(self.current, lock=lasting))
            except Conflict:
                if not tries_left:
                    raise
                continue
            self._renewed = renewed
            return

    @contextmanager
    def renewing(self) -> Iterator[None]:
        """Renew the lock in a thread whenever it is due, until the end of the block."""
        if self._host.at_once:
            yield
            return
        ending = threading.Event()

        def renew() -> None:
            while not ending.wait(POLL_S):
                with self._mutex, suppress(HostError, OSError):  # `keep_lock` meets the same error and raises it
                    if self._is_due() and not isinstance(self._end, TakenOver):
                        self._renew()

        thread = threading.Thread(target=renew, name="deploy-lock", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ending.set()
            thread.join()

    # --- the rest of the state ---

    def update(self, *, known: Collection[str] = (), **changes: Any) -> None:
        """Change these fields of the state, and keep what others wrote to it meanwhile. Raises Conflict.

        `known`: files to remove from the doubtful ones, since the ledger now says what they hold.
        """
        with self._mutex:
            for tries_left in reversed(range(self._retry.tries)):
                try:
                    self.swap(_changed(self.current, known, changes))
                except Conflict:
                    if self._host.at_once or not tries_left:
                        raise
                    self.look()
                    if self.current.lock is None or self.current.lock.token != self._token:
                        raise
                else:
                    return

    def report_doubtful(self, files: Collection[str]) -> None:
        """Note for the deployer that took over that we may have overwritten these files after it began."""
        with self._mutex:
            for _ in range(self._retry.tries):
                state = self.look()
                doubtful = tuple(sorted({*state.doubtful, *files}))
                with suppress(Conflict):
                    self.swap(msgspec.structs.replace(state, doubtful=doubtful))
                    return


def _changed(state: StateNote, known: Collection[str], changes: dict[str, Any]) -> StateNote:
    doubtful = tuple(file for file in state.doubtful if file not in known)
    return msgspec.structs.replace(state, doubtful=doubtful, **changes)


def _on_clocks(live: datetime, now: datetime) -> str:
    """Return what to think of an edition that is live and was built at a time to come: either clock may be wrong."""
    return (
        f"The edition before says that it was built at {live:%Y-%m-%d %H:%M:%S} UTC, and this machine's clock shows "
        f"{now:%Y-%m-%d %H:%M:%S}: one of the two is wrong. If it is this one, set it, build and deploy again: what "
        "has become public since isn't on this edition."
    )


def _is_running(process: int) -> bool:
    """Tell whether a process of that number runs on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
