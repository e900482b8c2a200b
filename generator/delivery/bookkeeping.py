"""What the host holds, as deployers write it down there, and how these notes are kept up to date.

The notes are written so that, wherever a deploy stops, the next one sends only the rest: first that files are about to
change, last what they are. Where the notes are lost or damaged, the host is looked through.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from generator.delivery.bundle import Bundle
from generator.delivery.hosts.contract import Host
from generator.delivery.journal import Done, Memory
from generator.delivery.ledger import MOST_CHANGES, Damaged, Entry, Ledger, apply, changes_between, pack, unpack
from generator.delivery.lock import Standing
from generator.delivery.retry import RetryPolicy
from generator.digests import digest_bytes
from generator.errors import Conflict


class Books:
    """The ledger of one host during one deploy."""

    def __init__(self, host: Host, memory: Memory, patience: RetryPolicy, standing: Standing) -> None:
        self._host, self._memory, self._standing = host, memory, standing
        self.patience = patience
        self.ledger: Ledger = {}
        self.remarks: list[str] = []
        self.begun = False
        """Whether the notes at the host say that files are about to change."""
        self._base: Ledger = {}
        self._base_note = b""
        self._changes_note = b""
        self._touched: set[str] = set()
        self._doubted: frozenset[str] = frozenset()

    # --- reading ---

    def read(self, bundle: Bundle, down: Collection[str]) -> None:
        """Read what the host holds, from its notes or, where these are lost, by listing."""
        state = self._standing.state
        try:
            if self._standing.damaged:
                raise Damaged
            self._base_note, base = self._read_note(state.ledger)
            self._changes_note, changes = self._read_note(state.changes)
        except Damaged:
            self.remarks.append("The list of what the host holds is lost or damaged: the host was looked through.")
            self._base_note = self._changes_note = b""
            self._rebuild(bundle, down)
            return
        if self._standing.is_new or not state.ledger:
            self._rebuild(bundle, down)
            return
        self._base = apply({}, base)
        self.ledger = apply(self._base, changes)
        self._touched = set(changes)
        for done in self._memory.done_since(state.changes):
            self.set(done.file, Entry(done.digest) if done.digest else None)
        self.doubt(state.doubtful)

    def doubt(self, files: Collection[str]) -> None:
        """Take it that nobody knows what these files hold, so that they are sent again."""
        for file in self.ledger.keys() & set(files):
            self.set(file, Entry("", self.ledger[file].unused_since))
        self._doubted |= frozenset(files)

    def _read_note(self, digest: str) -> tuple[bytes, dict[str, Entry | None]]:
        if not digest:
            return b"", {}
        content = self._memory.recall(digest)
        if content is None:
            note = self.patience.ask(lambda: self._host.note(digest))
            content = note.content if note else b""
        return content, unpack(content, digest)

    def _rebuild(self, bundle: Bundle, down: Collection[str]) -> None:
        """Look through the host. Of files that aren't the site's nothing is known, so they are left alone."""
        foreign = 0
        for held in self.patience.ask(lambda: list(self._host.listing())):
            piece = bundle.pieces.get(held.file)
            if piece is None and held.file not in down:
                foreign += 1
                continue
            same = piece and held.fingerprint and held.fingerprint == self._host.fingerprint(Path(piece.upload.source))
            self.ledger[held.file] = Entry(piece.upload.digest if piece and same else "")
        if foreign:
            self.remarks.append(f"{foreign:,} files at the host aren't of this site; they are left alone.")

    # --- what is done ---

    def set(self, file: str, entry: Entry | None) -> None:
        """Put down what a file holds; None: it is gone."""
        self._touched.add(file)
        if entry is None:
            self.ledger.pop(file, None)
        else:
            self.ledger[file] = entry

    def done(self, file: str, digest: str) -> None:
        """Put down that a file was put in place, or, with no digest, deleted.

        It is also written down on this machine, should this deploy be killed. What nobody sees before the end needn't
        be.
        """
        self.set(file, Entry(digest) if digest else None)
        if self.begun:
            self._memory.note(Done(file, digest))

    # --- writing ---

    def announce(self, doubtful: Collection[str]) -> None:
        """Let the notes say, before anything is done, which files may soon be other than they were."""
        expected = apply(self.ledger, dict.fromkeys(sorted(doubtful), Entry("")))
        self._standing.keep(surely=True)
        self._write(expected, self._touched | set(doubtful), {})
        self._memory.begin(self._standing.state.changes)
        self.begun = True

    def note_progress(self) -> None:
        """Note what was done until now, for a deploy that ends too early."""
        if self.begun and not self._host.at_once:
            self._write(self.ledger, self._touched, {})

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Note what the host holds in the end, and these facts of its state."""
        self._write(self.ledger, self._touched, facts)
        self.begun = False

    def _write(self, ledger: Ledger, touched: Collection[str], facts: Mapping[str, Any]) -> None:
        """Note what the host holds: as changes to the ledger there, or, when these are many, as a new ledger."""
        before = self._standing.state
        changes = changes_between(self._base, ledger, sorted(touched))
        base_note, base, changes_note = self._base_note, self._base, pack(changes)
        if not base_note or len(changes) > max(1000, MOST_CHANGES * len(self._base)):
            base_note, base, changes_note = pack(dict(ledger)), dict(ledger), b""
            touched = set()
        for content in (base_note, changes_note):
            if content and digest_bytes(content) not in {before.ledger, before.changes}:
                self._leave(content)
        digests = {"ledger": digest_bytes(base_note), "changes": digest_bytes(changes_note) if changes_note else ""}
        self._standing.note(**digests, **facts, doubtful=self._doubted)
        self._base_note, self._base, self._changes_note = base_note, base, changes_note
        self._touched, self._doubted = set(touched), frozenset()
        self._memory.keep(base_note, changes_note)
        for old in {before.ledger, before.changes} - {*digests.values(), ""}:
            self.patience.ask(lambda old=old: self._host.drop_note(old))  # type: ignore[misc]

    def _leave(self, content: bytes) -> None:
        """Leave a note whose name is its digest: one that is there already is the same, unless it is damaged."""
        name = digest_bytes(content)
        try:
            self.patience.ask(lambda: self._host.leave_note(name, content, None))
        except Conflict:
            note = self._host.note(name)
            if note is None or note.content != content:
                self._host.leave_note(name, content, note.tag if note else None)
