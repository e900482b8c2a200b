"""Empty the caches in front of a host of what changed there, also when the deploy that changed it was stopped.

The files that are still to be purged are kept until that is done: in the state at the host or, where a deploy is a
commit, which can't contain a note on what happens after it, in the journal on this machine.
"""

from collections.abc import Callable, Collection, Sequence

from generator.delivery.journal import DeployJournal
from generator.delivery.lock import HostState

Purge = Callable[[Sequence[str]], None]
"""Removes these files from the caches in front of the host. Raises HostError."""


class Purging:
    """The files of one host that are to be purged. Without a program that purges, there are none."""

    def __init__(self, purge: Purge | None, host_state: HostState, journal: DeployJournal) -> None:
        self._purge, self._host_state, self._journal = purge, host_state, journal
        self._files: dict[str, None] = {}

    @property
    def pending(self) -> tuple[str, ...]:
        """All files that are still to be purged, those that an earlier deploy left among them."""
        return tuple(dict.fromkeys([*self._host_state.current.purge, *self._files]))

    def add(self, files: Collection[str]) -> None:
        """Note that these files changed at the host, so that caches may hold an older version."""
        if self._purge:
            self._files |= dict.fromkeys(files)

    def run(self) -> None:
        """Purge all that is pending. Raises HostError; then it stays pending."""
        pending = self.pending
        if not (pending and self._purge):
            return
        self._purge(pending)
        self._files.clear()
        if self._host_state.current.purge:
            self._host_state.update(purge=())

    # --- where a deploy is a commit -----------------------------------------------------------------

    def save(self) -> None:
        """Keep on this machine what is pending, before the commit."""
        self._files = dict.fromkeys([*self._journal.pending_purge(), *self._files])
        if self._files and self._purge:
            self._journal.save_pending_purge(list(self._files))

    def run_committed(self) -> None:
        """Purge what changed with the commit, and what an earlier deploy left pending. Raises HostError."""
        self.save()
        if self._files and self._purge:
            self._purge(list(self._files))
            self._journal.save_pending_purge(())
            self._files.clear()
