"""Run a deploy from top to bottom.

The notes at the host say what it holds. A few files are compared to see whether that is true. What differs is sent in
the plan's order. The notes are written in such a way that, wherever a deploy stops, the next one sends only the rest.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime
from typing import TypeVar

import msgspec

from generator.delivery.bundle import Bundle, check_files
from generator.delivery.compare import Comparison, compare, find_altered, refuse_foreign_files, sample_of
from generator.delivery.host_ledger import HostLedger
from generator.delivery.hosts.contract import Host
from generator.delivery.journal import DeployJournal, FileChange
from generator.delivery.ledger import LedgerEntry
from generator.delivery.lock import HostState
from generator.delivery.plan import Plan, Step, check_deletions, make_plan
from generator.delivery.purging import Purge, Purging
from generator.delivery.retry import RetryPolicy
from generator.errors import HostError, TakenOver
from generator.workers import Progress, no_progress

Value = TypeVar("Value")


class DeployOptions(msgspec.Struct, frozen=True):
    """The host of a deploy, and the means by which it works."""

    host: Host
    journal: DeployJournal
    clock: Callable[[], datetime]
    retry: RetryPolicy
    parallel: int = 8
    wait_s: float = 0
    """The seconds to wait for another deploy of the same build to end."""
    purge: Purge | None = None
    progress: Progress = no_progress
    """Called after each file. If it raises, the deploy stops there, as after an error of the host."""


class Instructions(msgspec.Struct, frozen=True):
    """The choices of whoever starts a deploy."""

    taken_down: Collection[str] = ()
    """The files of stories that were taken down."""
    confirmed: int | None = None
    """The number of deletions that the operator confirmed."""
    dry: bool = False
    """Make the plan and send nothing."""
    full: bool = False
    """Send every file, whatever the notes at the host say."""
    refuse_foreign: bool = False
    """Refuse a folder that holds other files and to which nobody has deployed yet."""


class DeployResult(msgspec.Struct, frozen=True):
    """The plan of a deploy that ended, the edition that is live now, and remarks for the operator."""

    plan: Plan
    generation: int
    remarks: tuple[str, ...] = ()
    dry: bool = False
    earlier: tuple[FileChange, ...] = ()
    """The changes of deploys before this one that stopped, so that nobody was told of them."""


def deploy(bundle: Bundle, options: DeployOptions, instructions: Instructions = Instructions()) -> DeployResult:  # noqa: B008 (frozen)
    """Make the host hold the files of `bundle`, and no others of this site.

    Raises DeployRefused or DeployLocked (nothing was sent), or HostError (the next deploy sends the rest).
    """
    host_state = HostState(options.host, options.clock, options.retry)
    if instructions.refuse_foreign and host_state.is_new:
        refuse_foreign_files(options.host, bundle)
    if instructions.dry:
        host_state.refuse_older(bundle.built)
    else:
        host_state.acquire(bundle.built, options.wait_s, options.progress)
    work = _Deploy(bundle, options, host_state, instructions)
    if instructions.dry:
        plan = work.prepare()
    else:
        with host_state.renewing():
            plan = work.run()
    remarks = (*host_state.remarks, *work.remarks)
    generation = host_state.current.generation
    return DeployResult(plan, generation, remarks, instructions.dry, tuple(work.earlier))


def check_host(bundle: Bundle, options: DeployOptions) -> Comparison:
    """Compare every file at the host with the last build, and write nothing. Raises DeployRefused or HostError."""
    host_state = HostState(options.host, options.clock, options.retry)
    return compare(bundle, options.host, HostLedger(options.host, options.journal, options.retry, host_state))


class _Noted(list[Value]):
    """A list of which each value is noted when a host takes it: from then on it may be at work on it."""

    def __init__(self, values: Iterable[Value], note: Callable[[Value], object]) -> None:
        super().__init__(values)
        self._note = note

    def __iter__(self) -> Iterator[Value]:
        for value in super().__iter__():
            self._note(value)
            yield value


class _Deploy:
    """One deploy to one host."""

    def __init__(
        self, bundle: Bundle, options: DeployOptions, host_state: HostState, instructions: Instructions
    ) -> None:
        self._bundle, self._options, self._host_state, self._instructions = bundle, options, host_state, instructions
        self._host = options.host
        self._host_ledger = HostLedger(options.host, options.journal, options.retry, host_state)
        self._purging = Purging(options.purge, host_state, options.journal)
        self._under_way: frozenset[str] = frozenset()
        self._begun: set[str] = set()
        """The files that may have changed at the host without its having said so."""
        self._replaced: frozenset[str] = frozenset()
        """The files of stories that were taken down, whose absence caches may have noticed."""
        self._is_visible = not options.host.at_once
        self._interrupted: list[FileChange] = []
        self.earlier: list[FileChange] = []
        self.remarks = self._host_ledger.remarks

    def prepare(self) -> Plan:
        """Read what the host holds, check a sample of it, and make the plan. Raises DeployRefused."""
        self._interrupted = self._host_ledger.read(self._bundle, self._instructions.taken_down)
        self._purging.add([change.file for change in self._interrupted])
        self.earlier = [*self._options.journal.untold(), *self._interrupted]
        if self._instructions.full:
            self._host_ledger.doubt(self._bundle.files)
        else:
            self._check_sample()
        plan = self._plan()
        check_deletions(plan, self._host_ledger.ledger, self._instructions.confirmed)
        return plan

    def run(self) -> Plan:
        """Carry out the whole deploy, and release the lock at the end, whatever happens."""
        try:
            plan = self.prepare()
            if not plan.is_empty or self._is_behind(plan):
                self._do(plan)
                self._resend_doubtful()
            else:
                self._purging.run_committed()
        except TakenOver:
            with suppress(HostError, OSError):
                self._host_state.report_doubtful(self._under_way)
            self._note_untold()
            raise
        except BaseException:
            self._host_ledger.suspect(self._begun)
            with suppress(HostError, OSError):  # the journal on this machine has it too
                self._host_ledger.note_progress({"purge": self._purging.pending})
            self._note_untold()
            self._release_lock()
            raise
        with suppress(OSError):
            self._options.journal.save_untold(())
        self._release_lock()
        return plan

    def _note_untold(self) -> None:
        """Keep what changed on this machine, so that the next deploy tells those who want to know."""
        made = self._host_ledger.made if self._is_visible else []
        with suppress(OSError):
            self._options.journal.save_untold([*self.earlier, *made])

    def _plan(self) -> Plan:
        return make_plan(self._bundle, self._host_ledger.ledger, self._options.clock(), self._instructions.taken_down)

    def _check_sample(self) -> None:
        """Compare a few files at the host with what was sent; those that differ are sent again."""
        sample = sample_of(self._bundle, self._host_ledger.ledger)
        altered = find_altered(self._options.host, self._options.retry, sample)
        if altered:
            self._host_ledger.doubt(altered)
            self.remarks.append(
                f"Somebody changed or deleted files at the host since they were sent: {', '.join(altered)}. "
                "They are sent again. There may be more: see “broadsheet deploy --check”; “--full” sends everything."
            )

    def _resend_doubtful(self) -> None:
        """Send the files again that a deployer whose lock had expired may have overwritten."""
        if self._host_state.current.doubtful:
            self._host_ledger.suspect(self._host_state.current.doubtful)
            self._do(self._plan())

    # --- the work ---

    def _is_behind(self, plan: Plan) -> bool:
        """Tell whether the notes at the host have to be written although no file has to be sent.

        Where each write of the notes is a commit, a later build of the same site is no reason to write them.
        """
        state = self._host_state.current
        later = state.built != self._bundle.built and not self._host.at_once
        unsettled = self._purging.pending or self._interrupted or state.doubtful
        has_news = later or bool(unsettled) or not state.ledger
        return has_news or any(self._host_ledger.ledger[file].unused_since is None for file in plan.unused)

    def _do(self, plan: Plan) -> None:
        """Send files, purge caches and delete files, in this order."""
        if not (plan.is_empty or self._host.at_once):
            if self.earlier:
                self._note_untold()  # the journal, which may have them, begins anew
            changing = {upload.file for upload in plan.uploads} | {*plan.deletions, *plan.taken_down}
            self._host_ledger.announce(changing, {"purge": self._purging.pending})
        self._take_down(plan.taken_down)
        obstacles = set(plan.obstacles)
        self._delete(plan.obstacles)
        done, total = 0, sum(len(step.uploads) for step in plan.steps)
        for step in plan.steps:
            with closing(self._send(step)) as sent:  # on an error it ends before the notes are written
                for _ in sent:
                    done += 1
                    self._options.progress(f"Sending {step.name}", done, total)
        self._purge()
        self._delete([file for file in plan.deletions if file not in obstacles])
        self._purge()  # a cache may have asked for a page again just before it was deleted
        now = self._options.clock()
        for file in plan.unused:
            entry = self._host_ledger.ledger[file]
            self._host_ledger.set(file, LedgerEntry(entry.digest, entry.unused_since or now))
        generation = self._host_state.current.generation + 1
        self._host_ledger.finish({"generation": generation, "built": self._bundle.built, "purge": ()})
        if self._host.at_once:
            self._purging.save()
        message = _message(plan, self._host_state.current.generation)
        self._options.retry.call(lambda: self._host.commit(message))
        self._is_visible = True
        if self._host.at_once:
            self._purging.run_committed()

    def _purge(self) -> None:
        if not self._host.at_once:
            self._purging.run()

    def _send(self, step: Step) -> Generator[str]:
        uploads = {upload.file: upload for upload in step.uploads}
        check_files(self._bundle, uploads)
        self._host_state.keep_lock()
        self._under_way = frozenset(uploads)

        def put(files: Sequence[str]) -> Iterator[str]:
            noted = _Noted((uploads[file] for file in files), lambda upload: self._begun.add(upload.file))
            return self._host.put(noted, self._options.parallel)

        for file in self._options.retry.each(put, list(uploads)):
            self._begun.discard(file)
            self._host_ledger.done(file, uploads[file].digest)
            if step.is_changed or file in self._replaced:
                self._purging.add([file])
            self._host_state.keep_lock()
            yield file

    def _delete(self, files: Sequence[str]) -> None:
        self._host_state.keep_lock(renew_now=bool(files))

        def remove(names: Sequence[str]) -> Iterator[str]:
            return self._host.remove(_Noted(names, self._begun.add))

        for done, file in enumerate(self._options.retry.each(remove, files), 1):
            self._begun.discard(file)
            self._host_ledger.done(file, "")
            self._purging.add([file])
            self._host_state.keep_lock()
            self._options.progress("Deleting", done, len(files))

    def _take_down(self, files: Sequence[str]) -> None:
        """Delete what was taken down, purge it from caches, and check that it is gone. Raises HostError."""
        if not files:
            return
        self._delete(files)
        self._replaced = frozenset(files)
        if self._host.at_once:
            return
        self._purge()
        for file in files:
            if self._options.retry.call(lambda file=file: self._host.read(file)) is not None:  # type: ignore[misc]
                message = f"{file} was taken down, and the host still has it."
                raise HostError(message, "Delete it there by hand, then deploy again.")

    def _release_lock(self) -> None:
        lock = self._host_state.current.lock
        if lock is None or self._host.at_once:
            return
        with suppress(HostError, OSError):  # the lock expires by itself
            self._host_state.update(lock=None)


def _message(plan: Plan, generation: int) -> str:
    sent = sum(len(step.uploads) for step in plan.steps)
    return f"Edition {generation}: {sent:,} files sent, {len(plan.deletions) + len(plan.taken_down):,} deleted"
