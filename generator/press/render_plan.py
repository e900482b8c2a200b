"""Decide what is printed and what is removed, before anything in the output changes."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import msgspec

from generator.archive.addresses import file_of
from generator.batches import batches_of
from generator.catalogue import doubts, receipts
from generator.catalogue.store import Store, keep_fact, recall_fact
from generator.edition.edition import Edition
from generator.edition.pages.kinds import is_of_search
from generator.edition.plan import plan_all, plan_some
from generator.model import Gravity, Page, PageName, Problem, Receipt
from generator.press.output import describe_manifest, is_foreign, read_manifest, refuse_links
from generator.press.packed import Packed
from generator.press.page_jobs import PageJob, is_intact
from generator.press.removals import STORIES, Leaving, decide
from generator.press.render_setup import RenderSetup

EXAMINED_FILES = 20_000
"""How many files a build checks for changes made by others. In a larger site each build checks the next ones."""
LOOKERS, LEAST_SHARE = 8, 100
"""How many threads look at these files, if each has at least so many of them."""
FIRST = ("", "", -1)
"""A page name that sorts before all others."""


class RenderPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The pages to examine and the files to remove."""

    jobs: Packed[PageJob]
    """The pages that may be out of date and can be printed, in the order in which they are put in place."""
    displaced: list[PageJob]
    """Pages whose place is taken by a file that Broadsheet did not write."""
    names: list[PageName]
    """The doubts that are cleared when this plan is done; none if all are, because every page was in doubt."""
    retired: list[Receipt]
    """Receipts of pages that no longer exist."""
    orphans: list[str]
    """Files of ours for which there is neither a page nor a receipt."""
    ours: frozenset[str] | None
    """The files that the manifest lists; None when it is sure that the receipts say the same."""
    everything: bool
    """True if every page is in doubt."""
    later: frozenset[PageName] = frozenset()
    """The sizes of photos that are made in a later build: they stay in doubt."""
    waiting: Leaving = Leaving()
    """The pages and files that would be removed, but wait for confirmation."""
    untouched: frozenset[str] = frozenset()
    """Files of ours without a receipt at which a later build looks: those of photos and of the search that it makes."""
    problems: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to do."""
        return not (self.names or self.orphans or self.everything)

    @property
    def without_receipt(self) -> list[str]:
        """The files that stay and that the manifest alone knows as ours, sorted."""
        return sorted({*self.waiting.orphans, *self.untouched})


def put_off(plan: RenderPlan, later: Iterable[PageName]) -> RenderPlan:
    """Return the plan without the pages in `later`, which stay in doubt. What is in their place stays ours."""
    left = frozenset(later)
    if not left:
        return plan
    ours = plan.ours or frozenset()
    files = (job.file for job in plan.jobs if job.page.name in left and not _was_put_there(job))
    return msgspec.structs.replace(
        plan,
        jobs=Packed(PageJob, (job for job in plan.jobs if job.page.name not in left)),
        names=[name for name in plan.names if name not in left],
        later=left,
        untouched=plan.untouched.union(ours.intersection(files)),
    )


def make_plan(setup: RenderSetup, edition: Edition, *, search_waits: bool = False) -> RenderPlan:
    """Decide what is printed and removed. Raises OutputError when too much would be removed, or through a link.

    `search_waits` says that a later build makes the search, so that it isn't known yet which files it has.
    """
    ours = examine_output(setup)
    plan = _plan(setup, edition, ours)
    if search_waits:
        plan = _leave_search(plan)
    plan = _decide_removals(setup, plan)
    return _set_displaced_aside(setup, plan)


def examine_output(setup: RenderSetup) -> frozenset[str] | None:
    """Doubt each page whose file is missing or no longer as it was put in place.

    If the output may not be that of the last build, all files are examined, and the files that the manifest lists are
    returned. Otherwise a part of the files is examined, and the result is None.
    """
    store = setup.store
    sure = recall_fact(store, "manifest") == describe_manifest(setup.output)
    if sure and not setup.thorough:
        return None
    last = FIRST
    if sure:
        kind, subject, number = (recall_fact(store, "looked at") or "\0\0-1").split("\0")
        found = receipts.receipts_after(store, (kind, subject, int(number)), EXAMINED_FILES)
        last = found[-1].name if len(found) == EXAMINED_FILES else FIRST
    else:
        found = list(receipts.all_receipts(store))
    lost = _lost(setup.output, found)
    if lost or last != FIRST:
        with store:
            keep_fact(store, "looked at", "\0".join(map(str, last)))
            doubts.raise_doubts(store, lost)
    return None if sure else frozenset(read_manifest(setup.output))


def _lost(output: Path, found: Sequence[Receipt]) -> list[PageName]:
    """Return the names of the pages whose files are not as they were put in place.

    Several threads look at many files: one about which the system has to ask the disk takes twenty times as long as one
    that it remembers, and the disk answers eight questions in the time of two.
    """

    def look_at(some: Iterable[Receipt]) -> list[PageName]:
        return [one.name for one in some if not is_intact(output, one)]

    share = -(-len(found) // LOOKERS)
    if share < LEAST_SHARE:
        return look_at(found)
    with ThreadPoolExecutor(LOOKERS) as pool:
        return list(chain.from_iterable(pool.map(look_at, batches_of(found, share))))


def _plan(setup: RenderSetup, edition: Edition, ours: frozenset[str] | None) -> RenderPlan:
    store = setup.store
    everything = doubts.is_everything_doubtful(store)
    if everything:
        jobs = Packed(PageJob, (_job(setup, page) for page in plan_all(edition)))
        retired, names = _without_page(store, jobs), list[PageName]()
    else:
        pages, gone = plan_some(edition, doubts.doubtful_names(store))
        jobs = Packed(PageJob, (_job(setup, page) for page in pages))
        retired = [one for one in (receipts.receipt_of(store, name) for name in gone) if one]
        names = [*gone, *(page.name for page in pages)]
    return RenderPlan(
        jobs=jobs,
        displaced=[],
        names=sorted(names),
        retired=retired,
        orphans=sorted(_find_orphans(store, jobs, ours)) if ours else [],
        ours=ours,
        everything=everything,
    )


def _leave_search(plan: RenderPlan) -> RenderPlan:
    """Return the plan with the files of the search left to a later build."""
    left = frozenset(filter(is_of_search, plan.orphans))
    orphans = [file for file in plan.orphans if file not in left]
    return msgspec.structs.replace(plan, orphans=orphans, untouched=left)


def _without_page(store: Store, jobs: Iterable[PageJob]) -> list[Receipt]:
    """Return the receipts of pages that are not among the jobs, which are those of all pages that exist."""
    if not receipts.count_receipts(store):
        return []
    exist = {job.page.name for job in jobs}
    return [one for one in receipts.all_receipts(store) if one.name not in exist]


def _job(setup: RenderSetup, page: Page) -> PageJob:
    file = file_of(page.url, setup.settings.config.prefix)
    return PageJob(page, file, receipts.receipt_of(setup.store, page.name))


def _find_orphans(store: Store, jobs: Iterable[PageJob], ours: frozenset[str]) -> frozenset[str]:
    known = {job.file for job in jobs} | {one.file for one in receipts.all_receipts(store)}
    return ours - known


def _decide_removals(setup: RenderSetup, plan: RenderPlan) -> RenderPlan:
    """Return the plan without the removals that wait. Raises OutputError when too much would be removed."""
    planned = {job.file for job in plan.jobs}
    files = len(plan.ours) if plan.ours else receipts.count_receipts(setup.store)
    moved = [job.receipt.file for job in plan.jobs if job.page.kind in STORIES and job.receipt and job.has_moved]
    leaving = Leaving(plan.retired, plan.orphans, moved)
    decision = decide(setup.store, setup.output, setup.guard, planned, leaving, files)
    refuse_links(setup.output, [*planned, *decision.going.files])
    waiting = {one.name for one in decision.waiting.receipts}
    return msgspec.structs.replace(
        plan,
        names=[name for name in plan.names if name not in waiting],
        retired=list(decision.going.receipts),
        orphans=list(decision.going.orphans),
        waiting=decision.waiting,
        problems=decision.problems,
    )


def _set_displaced_aside(setup: RenderSetup, plan: RenderPlan) -> RenderPlan:
    """Return the plan with the pages separated whose place is taken by a file that isn't ours."""

    def is_ours(file: str) -> bool:
        return receipts.receipt_at(setup.store, file) is not None or file in (plan.ours or ())

    displaced = [job for job in plan.jobs if not _was_put_there(job) and is_foreign(setup.output, job.file, is_ours)]
    if not displaced:
        return plan
    foreign = {job.file for job in displaced}
    return msgspec.structs.replace(
        plan,
        jobs=Packed(PageJob, (job for job in plan.jobs if job.file not in foreign)),
        displaced=displaced,
        problems=(*plan.problems, *_foreign_notes(displaced)),
    )


def _was_put_there(job: PageJob) -> bool:
    """Tell whether a receipt says that the page is in its place already."""
    return job.receipt is not None and not job.has_moved


def _foreign_notes(displaced: Iterable[PageJob]) -> Iterator[Problem]:
    for job in displaced:
        message = f"A file that Broadsheet did not write is in the place of {job.page.url}; it was not changed."
        yield Problem(job.file, 0, message, "Move it into static/ or delete it.", Gravity.WARNING, code="file-foreign")
