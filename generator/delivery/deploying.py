"""A deploy from top to bottom.

What the host holds is read from its notes; what differs is sent in the plan's order; and the notes are written so that,
wherever it stops, the next deploy sends only the rest: first that files are about to change, last what they are.
"""

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from generator.delivery.bundle import Bundle, check_pieces
from generator.delivery.claiming import Standing
from generator.delivery.hosts.contract import Host, HostTrouble, Overtaken
from generator.delivery.ledger import (
    MOST_CHANGES,
    Damaged,
    Entry,
    Ledger,
    apply,
    changes_between,
    digest_of,
    pack,
    unpack,
)
from generator.delivery.memory import Done, Memory
from generator.delivery.plan import Plan, Step, check_deletions, make_plan
from generator.delivery.retrying import Patience
from generator.workers import Watch, unwatched


class Means(msgspec.Struct, frozen=True):
    """What a deploy works with."""

    host: Host
    memory: Memory
    clock: Callable[[], datetime]
    patience: Patience
    parallel: int = 8
    wait_s: float = 0
    """How long to wait for another deploy to end."""
    purge: Callable[[Sequence[str]], None] | None = None
    """Empties caches of these files. Raises HostTrouble."""
    watch: Watch = unwatched
    """Is told of each file. To raise ends the deploy there, as a host's trouble would."""


class Delivered(msgspec.Struct, frozen=True):
    """What a deploy came to."""

    plan: Plan
    generation: int
    remarks: tuple[str, ...] = ()
    dry: bool = False


def deploy(
    bundle: Bundle,
    means: Means,
    *,
    down: Collection[str] = (),
    confirmed: int | None = None,
    dry: bool = False,
) -> Delivered:
    """Bring the host to `bundle`. `down`: files of stories that were taken down.

    Raises Refused or Busy (nothing was sent), or HostTrouble (the next deploy sends the rest). `dry` only tells.
    """
    standing = Standing(means.host, means.clock, means.patience)
    if not dry:
        standing.claim(bundle.built, means.wait_s)
    work = _Work(bundle, means, standing, down)
    try:
        work.read()
        plan = make_plan(bundle, work.ledger, means.clock(), down)
        check_deletions(plan, work.ledger, confirmed)
        if not dry and (not plan.is_empty or work.is_behind(plan)):
            work.do(plan)
        elif not dry:
            work.purge_committed([])
    except BaseException:
        if not dry:
            work.leave()
        raise
    if not dry:
        work.end()
    return Delivered(plan, standing.state.generation, tuple(work.remarks), dry)


class _Work:
    """The work at one host."""

    def __init__(self, bundle: Bundle, means: Means, standing: Standing, down: Collection[str]) -> None:
        self._bundle, self._means, self._standing, self._down = bundle, means, standing, down
        self._host = means.host
        self.ledger: Ledger = {}
        self._base: Ledger = {}
        self._base_note = b""
        self._changes_note = b""
        self._touched: set[str] = set()
        self._begun = False
        self.remarks: list[str] = []

    # --- what the host holds ---

    def read(self) -> None:
        """Read what the host holds, from its notes or, where these are lost, by listing."""
        state = self._standing.state
        try:
            if self._standing.damaged:
                raise Damaged
            self._base_note, base = self._read_note(state.ledger)
            self._changes_note, changes = self._read_note(state.changes)
        except Damaged:
            self.remarks.append("The list of what the host holds is lost or damaged: the host was looked through.")
            self._rebuild()
            return
        if self._standing.is_new or not state.ledger:
            self._rebuild()
            return
        self._base = apply({}, base)
        self.ledger = apply(self._base, changes)
        self._touched = set(changes)
        for done in self._means.memory.done_since(state.changes):
            self.ledger[done.file] = Entry(done.digest)
            if not done.digest:
                del self.ledger[done.file]
            self._touched.add(done.file)

    def _read_note(self, digest: str) -> tuple[bytes, dict[str, Entry | None]]:
        if not digest:
            return b"", {}
        content = self._means.memory.recall(digest)
        if content is None:
            note = self._means.patience.ask(lambda: self._host.note(digest))
            content = note.content if note else b""
        return content, unpack(content, digest)

    def _rebuild(self) -> None:
        """Look through the host. Of files that aren't the site's nothing is known, so they are left alone."""
        foreign = 0
        for held in self._means.patience.ask(lambda: list(self._host.listing())):
            piece = self._bundle.pieces.get(held.file)
            if piece is None and held.file not in self._down:
                foreign += 1
                continue
            same = piece and held.fingerprint and held.fingerprint == self._host.fingerprint(Path(piece.upload.source))
            self.ledger[held.file] = Entry(piece.upload.digest if piece and same else "")
        if foreign:
            self.remarks.append(f"{foreign:,} files at the host aren't of this site; they are left alone.")

    # --- the work ---

    def is_behind(self, plan: Plan) -> bool:
        """Whether the notes at the host have to be written though no file has to be sent.

        Where notes are seen (a commit each time) that the same site was built later is no news.
        """
        state = self._standing.state
        later = state.built != self._bundle.built and not self._host.at_once
        news = later or bool(state.purge) or not state.ledger
        return news or any(self.ledger[file].unused_since is None for file in plan.unused)

    def do(self, plan: Plan) -> None:
        """Send, purge and delete, in this order."""
        if not (plan.is_empty or self._host.at_once):
            self._announce(plan)
        self._take_down(plan.taken_down)
        done, total = 0, sum(len(step.uploads) for step in plan.steps)
        for step in plan.steps:
            with closing(self._send(step)) as sent:  # ended before its notes are written, whatever stops it
                for _ in sent:
                    done += 1
                    self._means.watch(f"Sending {step.name}", done, total)
        if not self._host.at_once:
            self._purge([*self._standing.state.purge, *_seen(plan)])
        self._delete(plan.deletions)
        now = self._means.clock()
        for file in plan.unused:
            entry = self.ledger[file]
            self._set(file, Entry(entry.digest, entry.unused_since or now))
        self._finish()
        self._host.settle(_message(plan, self._standing.state.generation))
        if self._host.at_once:
            self.purge_committed(_seen(plan))

    def purge_committed(self, files: Sequence[str]) -> None:
        """Empty caches of files that readers see since the commit, and of those that an earlier deploy left to be.

        No note can go with a commit on what comes after it, so what is owed is remembered here.
        """
        waiting = list(dict.fromkeys([*self._means.memory.owed(), *files]))
        if waiting and self._means.purge:
            self._means.memory.owe(waiting)
            self._means.purge(waiting)
            self._means.memory.owe(())

    def _announce(self, plan: Plan) -> None:
        """Let the notes say, before anything is done, what may be other than it was."""
        doubtful = {upload.file for upload in plan.uploads} | {*plan.deletions, *plan.taken_down}
        expected = apply(self.ledger, dict.fromkeys(sorted(doubtful), Entry("")))
        self._standing.keep(surely=True)
        self._write_notes(expected, self._touched | doubtful, {})
        self._means.memory.begin(self._standing.state.changes)
        self._begun = True

    def _send(self, step: Step) -> Generator[str]:
        uploads = {upload.file: upload for upload in step.uploads}
        check_pieces(self._bundle, uploads)
        self._standing.keep()

        def put(files: Sequence[str]) -> Iterator[str]:
            return self._host.put([uploads[file] for file in files], self._means.parallel)

        for file in self._means.patience.each(put, list(uploads)):
            self._set(file, Entry(uploads[file].digest))
            self._write_down(Done(file, uploads[file].digest))
            self._standing.keep()
            yield file

    def _delete(self, files: Sequence[str]) -> None:
        self._standing.keep(surely=bool(files))
        for done, file in enumerate(self._means.patience.each(self._host.remove, files), 1):
            self._set(file, None)
            self._write_down(Done(file, ""))
            self._standing.keep()
            self._means.watch("Deleting", done, len(files))

    def _take_down(self, files: Sequence[str]) -> None:
        """Delete what was taken down, empty caches of it, and read it back: it must be gone."""
        if not files:
            return
        self._delete(files)
        if self._host.at_once:
            return
        self._purge(files)
        for file in files:
            if self._means.patience.ask(lambda file=file: self._host.read(file)) is not None:  # type: ignore[misc]
                message = f"{file} was taken down, and the host still has it."
                raise HostTrouble(message, "Delete it there by hand, then deploy again.")

    def _purge(self, files: Sequence[str]) -> None:
        if not (files and self._means.purge):
            return
        try:
            self._means.purge(files)
        except HostTrouble:
            waiting = (*self._standing.state.purge, *files)
            self._standing.note(purge=tuple(dict.fromkeys(waiting)))
            raise
        if self._standing.state.purge:
            self._standing.note(purge=())

    def _write_down(self, done: Done) -> None:
        """For the next deploy, should this one be killed. What nobody sees before the end needn't be."""
        if self._begun:
            self._means.memory.note(done)

    def _set(self, file: str, entry: Entry | None) -> None:
        self._touched.add(file)
        if entry is None:
            self.ledger.pop(file, None)
        else:
            self.ledger[file] = entry

    # --- the notes ---

    def _finish(self) -> None:
        done = {"generation": self._standing.state.generation + 1, "built": self._bundle.built, "purge": ()}
        self._write_notes(self.ledger, self._touched, done)
        self._begun = False

    def _write_notes(self, ledger: Ledger, touched: Collection[str], facts: dict[str, object]) -> None:
        """Note what the host holds: as changes to the ledger there, or, when these are many, as a new ledger."""
        before = self._standing.state
        changes = changes_between(self._base, ledger, sorted(touched))
        base_note, base, changes_note = self._base_note, self._base, pack(changes)
        if not base_note or len(changes) > max(1000, MOST_CHANGES * len(self._base)):
            base_note, base, changes_note = pack(dict(ledger)), dict(ledger), b""
            touched = set()
        for content in (base_note, changes_note):
            if content and digest_of(content) not in {before.ledger, before.changes}:
                self._leave(content)
        digests = {"ledger": digest_of(base_note), "changes": digest_of(changes_note) if changes_note else ""}
        self._standing.note(**digests, **facts)
        self._base_note, self._base, self._changes_note = base_note, base, changes_note
        self._touched = set(touched)
        self._means.memory.keep(base_note, changes_note)
        for old in {before.ledger, before.changes} - {*digests.values(), ""}:
            self._means.patience.ask(lambda old=old: self._host.drop_note(old))  # type: ignore[misc]

    def _leave(self, content: bytes) -> None:
        """Leave a note whose name is its digest: one that is there already is the same."""
        name = digest_of(content)
        try:
            self._means.patience.ask(lambda: self._host.leave_note(name, content, None))
        except Overtaken:
            note = self._host.note(name)
            if note is None or note.content != content:
                self._host.leave_note(name, content, note.tag if note else None)

    def leave(self) -> None:
        """Something went wrong: note what was done until then, as far as the host lets us, and let others in."""
        with suppress(HostTrouble, OSError):  # the journal knows
            if self._begun and not self._host.at_once:
                self._write_notes(self.ledger, self._touched, {})
        self.end()

    def end(self) -> None:
        """Let others in."""
        claim = self._standing.state.claim
        if claim is None or self._host.at_once:
            return
        with suppress(HostTrouble, OSError):  # it ends by itself
            self._standing.note(claim=None)


def _seen(plan: Plan) -> list[str]:
    """The files of which caches may hold another version."""
    new = [upload.file for step in plan.steps if step.name.startswith("changed") for upload in step.uploads]
    return [*new, *plan.deletions]


def _message(plan: Plan, generation: int) -> str:
    sent = sum(len(step.uploads) for step in plan.steps)
    return f"Edition {generation}: {sent:,} files sent, {len(plan.deletions) + len(plan.taken_down):,} deleted"
