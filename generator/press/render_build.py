"""From doubts to files in place: what is out of date is printed beside the site, then moved in, in order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from generator.archive.addresses import file_of
from generator.catalogue import doubts, receipts
from generator.catalogue.store import Store, catalogue_file, keep_fact, recall_fact
from generator.edition.edition import Edition, EditionSettings, open_edition
from generator.edition.plan import plan_all, plan_some
from generator.model import Gravity, Page, PageName, Problem, Reason, Receipt
from generator.press.late_pages import render_by_workers
from generator.press.output import (
    add_to_manifest,
    correct_manifest,
    describe_manifest,
    in_the_way,
    is_foreign,
    put_in_place,
    read_manifest,
    refuse_links,
    remove_files,
    sort_manifest,
    staging_folder,
    sweep,
    write_manifest,
    write_through,
)
from generator.press.page_jobs import (
    PageBatch,
    PageJob,
    PageResult,
    WorkerSetup,
    is_intact,
    make_press,
    render_jobs,
)
from generator.press.removals import Guard, Leaving, decide
from generator.workers import Progress, Workers, no_progress

BATCH_PAGES = 50
FEW_PAGES = 120
"""So few are printed sooner here than by workers, which take a quarter of a second to get ready."""
LOOKED_AT = 20_000
"""Files that each build looks at for being still there as they were; in a larger site each build looks at others."""


class RenderSetup(msgspec.Struct, frozen=True):
    """Where and how this edition is printed."""

    store: Store
    brief: EditionSettings
    output: Path
    folders: tuple[str, ...]
    """Where templates are looked for."""
    template_cache: Path
    """Where they lie in their compiled form."""
    kind_digests: Mapping[str, bytes]
    """Kind of page -> digest of all that every page of the kind hangs on."""
    guard: Guard
    """What decides about removals."""
    thorough: bool = True
    """Whether the output is looked through for files that aren't there as they were put."""
    placing: Callable[[], AbstractContextManager[Any]] = nullcontext
    """Is entered while files are put in place or removed."""

    @property
    def build(self) -> int:
        """The number of this build."""
        return int(recall_fact(self.store, "builds") or 0) + 1

    def worker_setup(self, staging: str) -> WorkerSetup:
        """What workers are told. `staging` is another at each build."""
        return WorkerSetup(
            catalogue_file(self.store),
            msgspec.msgpack.encode(self.brief),
            self.folders,
            str(self.template_cache),
            tuple(sorted(self.kind_digests.items())),
            str(self.output),
            staging,
        )


class RenderResult(msgspec.Struct, frozen=True):
    """What became of the edition."""

    written: tuple[str, ...]
    """Files, relative to the output folder."""
    removed: tuple[str, ...]
    unchanged: int
    problems: tuple[Problem, ...]
    reasons: tuple[tuple[str, Reason], ...] = ()
    """Address -> why it was printed or left alone, of each page that was looked at."""


class Order(msgspec.Struct, frozen=True):
    """What is to be looked at, and what is to go."""

    pages: list[Page]
    names: list[PageName]
    """The doubts that this order answers."""
    retired: list[Receipt]
    """Of pages that exist no more."""
    orphans: list[str]
    """Files of ours for which there is no page and no receipt."""
    ours: frozenset[str] | None
    """The files that the manifest lists, when it isn't sure that receipts say the same."""
    everything: bool
    waiting: Leaving = Leaving()
    """What would go, and waits."""
    problems: tuple[Problem, ...] = ()


def render_edition(room: RenderSetup, workers: Workers, progress: Progress = no_progress) -> RenderResult:
    """Print what is out of date, put it in place in the plan's order, and retire what exists no more.

    Until every page is rendered nothing in the output changes. Raises TemplateError, OutputError, OSError.
    """
    ours = _look_at_output(room)
    edition = open_edition(room.store, room.brief)
    order = _decide_removals(room, _order(room, edition, ours))
    if not (order.names or order.orphans or order.everything):
        sweep(room.output)
        if order.ours is not None and receipts.count_receipts(room.store):
            correct_manifest(room.output, [*receipts.all_files(room.store), *order.waiting.orphans])
        _keep_sure(room, order)
        return RenderResult((), (), receipts.count_receipts(room.store), order.problems)
    sheets, foreign = _leave_foreign(room, order)
    with staging_folder(room.output) as staging:
        looked = list(_look(room, str(staging), sheets, workers, progress))
        printed = [one for one in looked if one.reason is not Reason.SAME]
        leaving = _leaving(room, order, printed, foreign)
        added = _replace(room, str(staging), order, printed, looked, leaving)
    removed = _retire(room, order, leaving, [*foreign, *_incomplete(printed)], added=added)
    return RenderResult(
        written=tuple(one.file for one in printed),
        removed=tuple(removed),
        unchanged=receipts.count_receipts(room.store) - len(printed),
        problems=(
            *order.problems,
            *(_foreign_note(page, file) for page, file in foreign),
            *(problem for one in printed for problem in one.problems),
        ),
        reasons=tuple((one.page.url, one.reason) for one in looked),
    )


# --- what there is to do --------------------------------------------------------------------------


def _look_at_output(room: RenderSetup) -> frozenset[str] | None:
    """Raise a doubt of each page whose file isn't there as it was put there.

    All are looked at when the output folder isn't surely the one of the last build, else a part of them; in the
    former case what the manifest lists is given.
    """
    store = room.store
    sure = recall_fact(store, "manifest") == describe_manifest(room.output)
    if sure and not room.thorough:
        return None
    if sure:
        kind, subject, number = (recall_fact(store, "looked at") or "\0\0-1").split("\0")
        found = receipts.some_receipts(store, (kind, subject, int(number)), LOOKED_AT)
        last = found[-1].name if len(found) == LOOKED_AT else ("", "", -1)
    else:
        found, last = list(receipts.all_receipts(store)), ("", "", -1)
    lost = [one.name for one in found if not is_intact(room.output, one)]
    if lost or last != ("", "", -1):
        with store:
            keep_fact(store, "looked at", "\0".join(map(str, last)))
            doubts.raise_doubts(store, lost)
    return None if sure else frozenset(read_manifest(room.output))


def _order(room: RenderSetup, edition: Edition, ours: frozenset[str] | None) -> Order:
    store, prefix = room.store, room.brief.config.prefix
    everything = doubts.is_everything_doubtful(store)
    if everything:
        pages = list(plan_all(edition))
        names = {page.name for page in pages}
        retired = [one for one in receipts.all_receipts(store) if one.name not in names]
    else:
        pages, gone = plan_some(edition, doubts.doubtful_names(store))
        retired = [one for one in (receipts.receipt_of(store, name) for name in gone) if one]
        names = {*gone, *(page.name for page in pages)}
    orphans: list[str] = []
    if ours:
        known = {file_of(page.url, prefix) for page in pages} | {one.file for one in receipts.all_receipts(store)}
        orphans = sorted(ours - known)
    return Order(pages, sorted(names), retired, orphans, ours, everything)


def _decide_removals(room: RenderSetup, order: Order) -> Order:
    """The order without the removals that wait. Raises OutputError when the build is refused."""
    planned = {file_of(page.url, room.brief.config.prefix) for page in order.pages}
    files = len(order.ours) if order.ours else receipts.count_receipts(room.store)
    leaving = Leaving(order.retired, order.orphans)
    decision = decide(room.store, room.output, room.guard, planned, leaving, files)
    refuse_links(room.output, [*planned, *decision.going.files])
    waiting = {one.name for one in decision.waiting.receipts}
    return msgspec.structs.replace(
        order,
        names=[name for name in order.names if name not in waiting],
        retired=list(decision.going.receipts),
        orphans=list(decision.going.orphans),
        waiting=decision.waiting,
        problems=decision.problems,
    )


Placed = tuple[Page, str]
"""A page and its file, relative to the output folder."""


def _leave_foreign(room: RenderSetup, order: Order) -> tuple[list[Placed], list[Placed]]:
    """The pages that can be printed, and those in whose place lies a file that isn't ours."""
    kept: list[Placed] = []
    foreign: list[Placed] = []
    for page in order.pages:
        file = file_of(page.url, room.brief.config.prefix)
        (kept if _may_write(room, order, file) else foreign).append((page, file))
    return kept, foreign


def _incomplete(printed: list[PageResult]) -> list[Placed]:
    """Return the pages to which an extension failed to add something: the next build looks at them again."""
    return [(one.page, one.file) for one in printed if one.problems]


def _foreign_note(page: Page, file: str) -> Problem:
    message = f"A file that Broadsheet did not write stands where {page.url} belongs; it was left alone."
    return Problem(file, 0, message, "Move it into static/ or delete it.", Gravity.WARNING)


def _may_write(room: RenderSetup, order: Order, file: str) -> bool:
    def is_ours(file: str) -> bool:
        return receipts.receipt_at(room.store, file) is not None or file in (order.ours or ())

    return not is_foreign(room.output, file, is_ours)


# --- the work -------------------------------------------------------------------------------------


def _look(
    room: RenderSetup, staging: str, pages: list[Placed], workers: Workers, progress: Progress
) -> Iterator[PageResult]:
    """Each page with what became of it. Few are done here, many by workers."""
    sheets = (PageJob(page, file, receipts.receipt_of(room.store, page.name)) for page, file in pages)
    shop = room.worker_setup(staging)
    used = room.brief.extensions
    jobs = _cut_jobs(sheets, shop, 1 if used.trace else BATCH_PAGES)
    if not used.on_pages and (len(pages) <= FEW_PAGES or workers.jobs == 1):
        press = make_press(room.store, shop)
        outcomes: Iterable[list[PageResult]] = (render_jobs(press, job.sheets) for job in jobs)
    else:
        outcomes = render_by_workers(workers, jobs, used)
    done = 0
    for outcome in outcomes:
        done += len(outcome)
        progress("Printing", done, len(pages))
        yield from outcome


def _cut_jobs(sheets: Iterator[PageJob], shop: WorkerSetup, size: int) -> Iterator[PageBatch]:
    while batch := tuple(islice(sheets, size)):
        yield PageBatch(shop, batch)


def _leaving(room: RenderSetup, order: Order, printed: list[PageResult], foreign: list[Placed]) -> list[Receipt]:
    """Receipts of pages that exist no more, moved away, or have lost their place to a file that isn't ours."""
    moved = (receipts.receipt_of(room.store, one.page.name) for one in printed if one.former)
    displaced = (receipts.receipt_of(room.store, page.name) for page, _ in foreign)
    return [*order.retired, *(one for one in (*moved, *displaced) if one)]


def _replace(
    room: RenderSetup,
    staging: str,
    order: Order,
    printed: list[PageResult],
    looked: list[PageResult],
    leaving: list[Receipt],
) -> bool:
    """Move what was printed into its place, and say whether lines were added to the manifest.

    A receipt is torn up before its file is replaced, and written after.
    """
    store = room.store
    files = [one.file for one in printed]
    write_through([f"{staging}/{one.staged}" for one in printed])
    new = [file for file in files if receipts.receipt_at(store, file) is None]
    if order.ours is not None:
        write_manifest(room.output, {*receipts.all_files(store), *order.ours, *files})
    elif new:
        add_to_manifest(room.output, new)
    with room.placing():
        with store:
            keep_fact(store, "manifest", "")  # until all is in place, the manifest alone says what is ours
            receipts.tear_up(store, [*(one.page.name for one in printed), *(one.name for one in leaving)])
        remove_files(room.output, in_the_way(set(files), (one.file for one in leaving)))
        put_in_place(room.output, staging, {one.file: one.staged for one in printed})
        _file_receipts(store, room.build, printed, [one.page.name for one in looked if one.reason is Reason.SAME])
    return bool(new)


def _file_receipts(store: Store, build: int, printed: list[PageResult], same: list[PageName]) -> None:
    with store:
        receipts.file_receipts(store, (_receipt(one, build) for one in printed))
        receipts.note_examined(store, same, Reason.SAME.value, build)
        keep_fact(store, "builds", str(build))


def _receipt(one: PageResult, build: int) -> Receipt:
    page, reason = one.page, one.reason.value
    return Receipt(
        *page.name,
        page.url,
        one.file,
        one.key,
        one.digest,
        one.size,
        one.mtime_ns,
        reason,
        printed=build,
        examined=build,
    )


def _retire(room: RenderSetup, order: Order, leaving: list[Receipt], unsure: list[Placed], *, added: bool) -> list[str]:
    """Remove what exists no more, and clear the doubts: all is as it should be but for the pages that are `unsure`."""
    store = room.store
    left = {one.file for one in leaving}.union(order.orphans)
    going = sorted(file for file in left if receipts.receipt_at(store, file) is None)
    with room.placing():
        remove_files(room.output, going)
    if order.ours is not None:
        write_manifest(room.output, [*receipts.all_files(store), *order.waiting.orphans])
    elif going or added:
        sort_manifest(room.output, going)
    with store:
        doubts.clear_everything(store) if order.everything else doubts.clear_doubts(store, order.names)
        doubts.raise_doubts(store, (page.name for page, _ in unsure))
        doubts.raise_doubts(store, (one.name for one in order.waiting.receipts))
        keep_fact(store, "manifest", _manifest_as_known(room, order))
    return going


def _manifest_as_known(room: RenderSetup, order: Order) -> str:
    """What tells that the manifest says no more than the receipts: nothing does while files wait that have none."""
    return "" if order.waiting.orphans else describe_manifest(room.output)


def _keep_sure(room: RenderSetup, order: Order) -> None:
    """The output is that of the last build, even if its manifest was touched."""
    described = _manifest_as_known(room, order)
    if recall_fact(room.store, "manifest") != described:
        with room.store:
            keep_fact(room.store, "manifest", described)
