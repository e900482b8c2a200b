"""One deployer at a time: a claim in the state at the host, which ends by itself unless it is renewed.

A newer build goes first. Its deployer asks one that is at work to give way, and waits until it has; an older one is
refused. A state is only ever replaced when it is still what was read.
"""

import os
import platform
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from generator.delivery.bundle import Refused
from generator.delivery.hosts.contract import Host, HostTrouble, Overtaken
from generator.delivery.ledger import STATE, Claim, Damaged, State, decode_state, encode_state
from generator.delivery.retry import Patience

LASTS = timedelta(seconds=60)
RENEWED = timedelta(seconds=15)
POLL_S = 1.0


class Busy(Exception):
    """Another deployer is at work."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Standing:
    """The state at a host, as one deployer sees and changes it."""

    def __init__(self, host: Host, clock: Callable[[], datetime], patience: Patience) -> None:
        """The state is read at once; `damaged` says that there is one that can't be understood."""
        self._host, self._clock, self._patience = host, clock, patience
        self._renewed = clock()
        self._token = secrets.token_hex(8)
        self.damaged = False
        self.state, self._tag = State(), ""
        self.look()

    @property
    def is_new(self) -> bool:
        """Whether nobody left a state here."""
        return not self._tag

    def look(self) -> State:
        """Read the state."""
        note = self._patience.ask(lambda: self._host.note(STATE))
        self.state, self._tag, self.damaged = State(), note.tag if note else "", False
        if note:
            try:
                self.state = decode_state(note.content)
            except Damaged:
                self.damaged = True
        return self.state

    def swap(self, state: State) -> None:
        """Put `state` in place of the one that was read. Raises Overtaken."""
        content, seen = encode_state(state), self._tag or None

        def leave() -> str:
            try:
                return self._host.leave_note(STATE, content, seen)
            except Overtaken:
                note = self._host.note(STATE)  # a writing that broke off may have been ours
                if note is None or note.content != content:
                    raise
                return note.tag

        self._tag = self._patience.ask(leave)
        self.state = state

    def claim(self, built: datetime, wait_s: float) -> None:
        """Be the one who deploys. Raises Refused for an older build, Busy when another goes on for `wait_s`."""
        self._refuse_older(built)
        if self._host.at_once:
            return
        until = self._clock() + timedelta(seconds=wait_s)
        while not self._try(built):
            if self._clock() >= until:
                other = self.state.claim
                who = f" from {other.machine}" if other else ""
                raise Busy(f"Another deploy is under way{who}.", "Try again when it is done, or add --wait.")
            self._patience.sleep(POLL_S)
            self.look()
            self._refuse_older(built)

    def _refuse_older(self, built: datetime) -> None:
        if self.state.built and self.state.built > built:
            message = f"A newer build is live, of {self.state.built:%Y-%m-%d %H:%M:%S} UTC; this one is older."
            raise Refused(message, "Run “broadsheet build”, then deploy again.")
        other = self.state.claim
        if other and other.built > built and self._is_alive(other):
            raise Refused("A newer build is being deployed just now; this one is older.")

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
        except Overtaken:
            return False
        return True

    def _is_alive(self, claim: Claim) -> bool:
        if claim.until <= self._clock():
            return False
        return claim.machine != platform.node() or _runs(claim.process)

    def keep(self, *, surely: bool = False) -> None:
        """See that the claim is still ours, and renew it when it is time, or `surely`.

        Raises HostTrouble when it isn't, or when a newer build waits.
        """
        if self._host.at_once or not (surely or self._clock() - self._renewed >= RENEWED):
            return
        self.look()
        claim = self.state.claim
        if claim is None or claim.token != self._token:
            raise HostTrouble("Another deploy has taken over, so this one stopped.")
        if claim.give_way:
            raise HostTrouble("A newer build is to be deployed, so this one stopped.")
        self._renewed = self._clock()
        renewed = msgspec.structs.replace(claim, until=self._renewed + LASTS)
        self.swap(msgspec.structs.replace(self.state, claim=renewed))

    def note(self, **changes: object) -> None:
        """Change the state; asks for nothing that a newer deployer left in it to be lost. Raises Overtaken."""
        try:
            self.swap(msgspec.structs.replace(self.state, **changes))
        except Overtaken:
            if self._host.at_once:
                raise
            ours = self._token
            self.look()
            if self.state.claim is None or self.state.claim.token != ours:
                raise
            self.swap(msgspec.structs.replace(self.state, **changes))


def _runs(process: int) -> bool:
    """Whether there is such a process on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
