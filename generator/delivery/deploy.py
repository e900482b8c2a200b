"""A deploy from top to bottom.

What the host holds is read from its notes; a few files are looked at to see whether that is true; what differs is sent
in the plan's order; and the notes are written so that, wherever it stops, the next deploy sends only the rest.
"""

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime

import msgspec

from generator.delivery.bookkeeping import Books
from generator.delivery.bundle import Bundle, check_files
from generator.delivery.comparing import Comparison, compare, find_altered, refuse_strangers, sample_of
from generator.delivery.hosts.contract import Host
from generator.delivery.journal import Memory
from generator.delivery.ledger import Entry
from generator.delivery.lock import Standing
from generator.delivery.plan import Plan, Step, check_deletions, make_plan
from generator.delivery.retry import RetryPolicy
from generator.errors import HostError, TakenOver
from generator.workers import Progress, no_progress


class DeployOptions(msgspec.Struct, frozen=True):
    """What a deploy works with."""

    host: Host
    memory: Memory
    clock: Callable[[], datetime]
    patience: RetryPolicy
    parallel: int = 8
    wait_s: float = 0
    """How long to wait for another deploy of the same build to end."""
    purge: Callable[[Sequence[str]], None] | None = None
    """Empties caches of these files. Raises HostError."""
    progress: Progress = no_progress
    """Is told of each file. To raise ends the deploy there, as a host's trouble would."""


class Instructions(msgspec.Struct, frozen=True):
    """The user's instructions for a deploy: what else to do, or not to do, than send the site."""

    down: Collection[str] = ()
    """Files of stories that were taken down."""
    confirmed: int | None = None
    """The number of deletions that is meant."""
    dry: bool = False
    """Only tell what would be done."""
    full: bool = False
    """Send every file, whatever the notes say."""
    alone: bool = False
    """Refuse a place where nobody deployed yet and which holds other things."""


class Delivered(msgspec.Struct, frozen=True):
    """What a deploy came to."""

    plan: Plan
    generation: int
    remarks: tuple[str, ...] = ()
    dry: bool = False


def deploy(bundle: Bundle, options: DeployOptions, instructions: Instructions = Instructions()) -> Delivered:  # noqa: B008 (frozen)
    """Bring the host to `bundle`.

    Raises DeployRefused or DeployLocked (nothing was sent), or HostError (the next deploy sends the rest).
    """
    standing = Standing(options.host, options.clock, options.patience)
    if instructions.alone and standing.is_new:
        refuse_strangers(options.host, bundle)
    if not instructions.dry:
        standing.claim(bundle.built, options.wait_s, options.progress)
    work = _Work(bundle, options, standing, instructions)
    if instructions.dry:
        plan = work.prepare()
    else:
        with standing.renewing():
            plan = work.run()
    return Delivered(plan, standing.state.generation, tuple(work.remarks), instructions.dry)


def check_host(bundle: Bundle, options: DeployOptions) -> Comparison:
    """Compare every file at the host with the last build; nothing is written. Raises DeployRefused or HostError."""
    standing = Standing(options.host, options.clock, options.patience)
    return compare(bundle, options.host, Books(options.host, options.memory, options.patience, standing))


class _Work:
    """The work at one host."""

    def __init__(self, bundle: Bundle, options: DeployOptions, standing: Standing, instructions: Instructions) -> None:
        self._bundle, self._options, self._standing, self._instructions = bundle, options, standing, instructions
        self._host = options.host
        self._books = Books(options.host, options.memory, options.patience, standing)
        self._under_way: frozenset[str] = frozenset()
        self.remarks = self._books.remarks

    def prepare(self) -> Plan:
        """Read what the host holds, look whether that is true, and make the plan. Raises DeployRefused."""
        self._books.read(self._bundle, self._instructions.down)
        if self._instructions.full:
            self._books.doubt(self._bundle.pieces)
        else:
            self._look_at_some()
        plan = self._plan()
        check_deletions(plan, self._books.ledger, self._instructions.confirmed)
        return plan

    def run(self) -> Plan:
        """Do all of it, and let others in, whatever comes."""
        try:
            plan = self.prepare()
            if not plan.is_empty or self._is_behind(plan):
                self._do(plan)
                self._send_what_became_doubtful()
            else:
                self._purge_committed([])
        except TakenOver:
            with suppress(HostError, OSError):
                self._standing.warn(self._under_way)
            raise
        except BaseException:
            with suppress(HostError, OSError):  # the journal knows
                self._books.note_progress()
            self._let_others_in()
            raise
        self._let_others_in()
        return plan

    def _plan(self) -> Plan:
        return make_plan(self._bundle, self._books.ledger, self._options.clock(), self._instructions.down)

    def _look_at_some(self) -> None:
        """Look whether a few files are at the host as they were sent; those that aren't are sent again."""
        sample = sample_of(self._bundle, self._books.ledger)
        altered = find_altered(self._options.host, self._options.patience, sample)
        if altered:
            self._books.doubt(altered)
            self.remarks.append(
                f"Somebody changed or deleted files at the host since they were sent: {', '.join(altered)}. "
                "They are sent again. There may be more: see “broadsheet deploy --check”; “--full” sends everything."
            )

    def _send_what_became_doubtful(self) -> None:
        """A deployer whose claim had ended may have put files in place over ours."""
        if self._standing.state.doubtful:
            self._books.doubt(self._standing.state.doubtful)
            self._do(self._plan())

    # --- the work ---

    def _is_behind(self, plan: Plan) -> bool:
        """Whether the notes at the host have to be written though no file has to be sent.

        Where notes are seen (a commit each time) that the same site was built later is no news.
        """
        state = self._standing.state
        later = state.built != self._bundle.built and not self._host.at_once
        news = later or bool(state.purge) or not state.ledger or bool(state.doubtful)
        return news or any(self._books.ledger[file].unused_since is None for file in plan.unused)

    def _do(self, plan: Plan) -> None:
        """Send, purge and delete, in this order."""
        if not (plan.is_empty or self._host.at_once):
            self._books.announce({upload.file for upload in plan.uploads} | {*plan.deletions, *plan.taken_down})
        self._take_down(plan.taken_down)
        done, total = 0, sum(len(step.uploads) for step in plan.steps)
        for step in plan.steps:
            with closing(self._send(step)) as sent:  # ended before its notes are written, whatever stops it
                for _ in sent:
                    done += 1
                    self._options.progress(f"Sending {step.name}", done, total)
        if not self._host.at_once:
            self._purge([*self._standing.state.purge, *_seen(plan)])
        self._delete(plan.deletions)
        now = self._options.clock()
        for file in plan.unused:
            entry = self._books.ledger[file]
            self._books.set(file, Entry(entry.digest, entry.unused_since or now))
        generation = self._standing.state.generation + 1
        self._books.finish({"generation": generation, "built": self._bundle.built, "purge": ()})
        self._host.settle(_message(plan, self._standing.state.generation))
        if self._host.at_once:
            self._purge_committed(_seen(plan))

    def _purge_committed(self, files: Sequence[str]) -> None:
        """Empty caches of files that readers see since the commit, and of those that an earlier deploy left to be.

        No note can go with a commit on what comes after it, so what is owed is remembered here.
        """
        waiting = list(dict.fromkeys([*self._options.memory.owed(), *files]))
        if waiting and self._options.purge:
            self._options.memory.owe(waiting)
            self._options.purge(waiting)
            self._options.memory.owe(())

    def _send(self, step: Step) -> Generator[str]:
        uploads = {upload.file: upload for upload in step.uploads}
        check_files(self._bundle, uploads)
        self._standing.keep()
        self._under_way = frozenset(uploads)

        def put(files: Sequence[str]) -> Iterator[str]:
            return self._host.put([uploads[file] for file in files], self._options.parallel)

        for file in self._options.patience.each(put, list(uploads)):
            self._books.done(file, uploads[file].digest)
            self._standing.keep()
            yield file

    def _delete(self, files: Sequence[str]) -> None:
        self._standing.keep(surely=bool(files))
        for done, file in enumerate(self._options.patience.each(self._host.remove, files), 1):
            self._books.done(file, "")
            self._standing.keep()
            self._options.progress("Deleting", done, len(files))

    def _take_down(self, files: Sequence[str]) -> None:
        """Delete what was taken down, empty caches of it, and read it back: it must be gone."""
        if not files:
            return
        self._delete(files)
        if self._host.at_once:
            return
        self._purge(files)
        for file in files:
            if self._options.patience.ask(lambda file=file: self._host.read(file)) is not None:  # type: ignore[misc]
                message = f"{file} was taken down, and the host still has it."
                raise HostError(message, "Delete it there by hand, then deploy again.")

    def _purge(self, files: Sequence[str]) -> None:
        if not (files and self._options.purge):
            return
        try:
            self._options.purge(files)
        except HostError:
            waiting = (*self._standing.state.purge, *files)
            self._standing.note(purge=tuple(dict.fromkeys(waiting)))
            raise
        if self._standing.state.purge:
            self._standing.note(purge=())

    def _let_others_in(self) -> None:
        claim = self._standing.state.claim
        if claim is None or self._host.at_once:
            return
        with suppress(HostError, OSError):  # it ends by itself
            self._standing.note(claim=None)


def _seen(plan: Plan) -> list[str]:
    """The files of which caches may hold another version."""
    new = [upload.file for step in plan.steps if step.name.startswith("changed") for upload in step.uploads]
    return [*new, *plan.deletions]


def _message(plan: Plan, generation: int) -> str:
    sent = sum(len(step.uploads) for step in plan.steps)
    return f"Edition {generation}: {sent:,} files sent, {len(plan.deletions) + len(plan.taken_down):,} deleted"
