"""Keep the notes at a host up to date that say which of the site's files it holds.

They are written before files change, with the names of these files, and afterwards, with what they hold. So wherever a
deploy stops, the next one sends only the rest. When the notes are lost or damaged, the host's files are listed.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from generator.delivery.bundle import Bundle, SiteFile
from generator.delivery.hosts.contract import Host, HostedFile
from generator.delivery.journal import DeployJournal, FileChange
from generator.delivery.ledger import (
    FEW_CHANGED,
    MOST_CHANGED,
    DamagedNote,
    Ledger,
    LedgerEntry,
    StateNote,
    apply,
    changes_between,
    pack,
    unpack,
)
from generator.delivery.lock import HostState
from generator.delivery.retry import RetryPolicy
from generator.digests import digest_bytes
from generator.errors import Conflict


class HostLedger:
    """The ledger of one host during one deploy."""

    def __init__(self, host: Host, journal: DeployJournal, retry: RetryPolicy, host_state: HostState) -> None:
        self._host, self._journal, self._host_state = host, journal, host_state
        self.retry = retry
        self.ledger: Ledger = {}
        self.remarks: list[str] = []
        self.begun = False
        """True once the notes at the host say that files are about to change."""
        self.made: list[FileChange] = []
        """The changes that were made in this deploy."""
        self._base: Ledger = {}
        self._base_note = b""
        self._changes_note = b""
        self._touched: set[str] = set()
        self._doubted: frozenset[str] = frozenset()

    # --- reading ---

    def read(self, bundle: Bundle, taken_down: Collection[str]) -> list[FileChange]:
        """Read what the host holds from its notes, or from a listing when these are lost.

        Returns the changes that a deploy from this machine had made when it was killed.
        """
        state = self._host_state.current
        try:
            if self._host_state.damaged:
                raise DamagedNote
            self._base_note, base = self._read_note(state.ledger)
            self._changes_note, changes = self._read_note(state.changes)
        except DamagedNote:
            self.remarks.append("The list of what the host holds is lost or damaged: the host was looked through.")
            self._base_note = self._changes_note = b""
            self._rebuild(bundle, taken_down)
            return []
        if self._host_state.is_new or not state.ledger:
            self._rebuild(bundle, taken_down)
            return []
        self._base = apply({}, base)
        self.ledger = apply(self._base, changes)
        self._touched = set(changes)
        interrupted = list(self._journal.changes_since(_base_of(state)))
        for change in interrupted:
            self.set(change.file, LedgerEntry(change.digest) if change.digest else None)
        self.suspect(state.doubtful)
        return interrupted

    def suspect(self, files: Collection[str]) -> None:
        """Mark these files as there with unknown content, even those of which the notes say nothing.

        So they are sent again, and deleted if the site has them no more.
        """
        for file in files:
            self.set(file, LedgerEntry(""))
        self._doubted |= frozenset(files)

    def doubt(self, files: Collection[str]) -> None:
        """Mark the content of those of the files that the host has as unknown, so that they are sent again."""
        for file in self.ledger.keys() & set(files):
            self.set(file, LedgerEntry("", self.ledger[file].unused_since))
        self._doubted |= frozenset(files)

    def _read_note(self, digest: str) -> tuple[bytes, dict[str, LedgerEntry | None]]:
        if not digest:
            return b"", {}
        content = self._journal.read_cached(digest)
        if content is None:
            note = self.retry.call(lambda: self._host.note(digest))
            content = note.content if note else b""
        return content, unpack(content, digest)

    def _rebuild(self, bundle: Bundle, taken_down: Collection[str]) -> None:
        """Fill the ledger from a listing of the host. Files that aren't part of the site are left alone."""
        foreign = 0
        for hosted in self.retry.call(lambda: list(self._host.listing())):
            site_file = bundle.files.get(hosted.file)
            if site_file is None and hosted.file not in taken_down:
                foreign += 1
                continue
            self.ledger[hosted.file] = LedgerEntry(self._digest_of(hosted, site_file))
        if foreign:
            self.remarks.append(f"{foreign:,} files at the host aren't of this site; they are left alone.")

    def _digest_of(self, hosted: HostedFile, site_file: SiteFile | None) -> str:
        """Return the digest of a file at the host; empty when it isn't known to be the same as in the site."""
        if site_file is None or not hosted.fingerprint:
            return ""
        upload = site_file.upload
        return upload.digest if hosted.fingerprint == self._host.fingerprint(Path(upload.source)) else ""

    # --- recording ---

    def set(self, file: str, entry: LedgerEntry | None) -> None:
        """Record what a file holds; None means that it is gone."""
        self._touched.add(file)
        if entry is None:
            self.ledger.pop(file, None)
        else:
            self.ledger[file] = entry

    def done(self, file: str, digest: str) -> None:
        """Record that a file was put in place or, with an empty digest, deleted.

        Once files may have changed at the host it also goes to the journal on this machine, in case the deploy is
        killed.
        """
        self.set(file, LedgerEntry(digest) if digest else None)
        change = FileChange(file, digest)
        self.made.append(change)
        if self.begun:
            self._journal.append(change)

    # --- writing ---

    def announce(self, doubtful: Collection[str], facts: Mapping[str, Any]) -> None:
        """Write to the notes which files are about to change, before any does, and these fields of the state."""
        expected = apply(self.ledger, dict.fromkeys(sorted(doubtful), LedgerEntry("")))
        self._host_state.keep_lock(renew_now=True)
        self._write(expected, self._touched | set(doubtful), facts)
        self._journal.begin(_base_of(self._host_state.current))
        self.begun = True

    def note_progress(self, facts: Mapping[str, Any]) -> None:
        """Write what was done so far to the notes, and these fields of the state, when a deploy ends early."""
        if self.begun and not self._host.at_once:
            self._write(self.ledger, self._touched, facts)

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Write what the host holds at the end to the notes, and set these fields of its state."""
        self._write(self.ledger, self._touched, facts)
        self.begun = False

    def _write(self, ledger: Ledger, touched: Collection[str], facts: Mapping[str, Any]) -> None:
        """Write the ledger to the host: as changes to the one there or, when these are many, as a whole."""
        before = self._host_state.current
        changes = changes_between(self._base, ledger, sorted(touched))
        base_note, base, changes_note = self._base_note, self._base, pack(changes)
        if not base_note or len(changes) > max(FEW_CHANGED, MOST_CHANGED * len(self._base)):
            base_note, base, changes_note = pack(dict(ledger)), dict(ledger), b""
            touched = set()
        for content in (base_note, changes_note):
            if content and digest_bytes(content) not in {before.ledger, before.changes}:
                self._leave(content)
        digests = {"ledger": digest_bytes(base_note), "changes": digest_bytes(changes_note) if changes_note else ""}
        self._host_state.update(**digests, **facts, known=self._doubted)
        self._base_note, self._base, self._changes_note = base_note, base, changes_note
        self._touched, self._doubted = set(touched), frozenset()
        self._journal.cache(base_note, changes_note)
        for old in {before.ledger, before.changes} - {*digests.values(), ""}:
            self.retry.call(lambda old=old: self._host.drop_note(old))  # type: ignore[misc]

    def _leave(self, content: bytes) -> None:
        """Write a note whose name is its digest. One that is there already is the same, unless it is damaged."""
        name = digest_bytes(content)
        try:
            self.retry.call(lambda: self._host.leave_note(name, content, None))
        except Conflict:
            note = self._host.note(name)
            if note is None or note.content != content:
                self._host.leave_note(name, content, note.tag if note else None)


def _base_of(state: StateNote) -> str:
    """Return what tells notes that say what a host holds from all others.

    The changes alone wouldn't: after a ledger was written as a whole there are none, at any host.
    """
    return f"{state.ledger} {state.changes}"
