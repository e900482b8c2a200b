"""From doubts to files in place: what is out of date is printed beside the site, then moved in, in order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from generator.archive.addresses import file_of
from generator.catalogue import doubts, receipts
from generator.catalogue.store import Store, catalogue_file, check_whole, keep_fact, recall_fact
from generator.edition.edition import Brief, Edition, open_edition
from generator.edition.plan import plan_all, plan_some
from generator.model import Gravity, Page, PageName, Problem, Reason, Receipt
from generator.press.late_pages import print_by_workers
from generator.press.output import (
    add_to_manifest,
    check_removals,
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
from generator.press.page_jobs import Printed, PrintJob, Sheet, Shop, is_intact, make_press, print_sheets
from generator.workers import Watch, Workers, unwatched

BATCH_PAGES = 50
FEW_PAGES = 120
"""So few are printed sooner here than by workers, which take a quarter of a second to get ready."""
LOOKED_AT = 20_000
"""Files that each build looks at for being still there as they were; in a larger site each build looks at others."""


class Pressroom(msgspec.Struct, frozen=True):
    """Where and how this edition is printed."""

    store: Store
    brief: Brief
    output: Path
    folders: tuple[str, ...]
    """Where templates are looked for."""
    shelf: Path
    """Where they lie in their compiled form."""
    frames: Mapping[str, bytes]
    """Kind of page -> digest of all that every page of the kind hangs on."""
    emptied: bool
    """Whether content/ holds no copy at all."""
    confirmed_removals: int | None
    thorough: bool = True
    """Whether the output is looked through for files that aren't there as they were put."""
    placing: Callable[[], AbstractContextManager[Any]] = nullcontext
    """Is entered while files are put in place or removed."""

    @property
    def build(self) -> int:
        """The number of this build."""
        return int(recall_fact(self.store, "builds") or 0) + 1

    def shop_with(self, staging: str) -> Shop:
        """What workers are told. `staging` is another at each build."""
        return Shop(
            catalogue_file(self.store),
            msgspec.msgpack.encode(self.brief),
            self.folders,
            str(self.shelf),
            tuple(sorted(self.frames.items())),
            str(self.output),
            staging,
        )


class Proof(msgspec.Struct, frozen=True):
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


def print_edition(room: Pressroom, workers: Workers, watch: Watch = unwatched) -> Proof:
    """Print what is out of date, put it in place in the plan's order, and retire what exists no more.

    Until every page is rendered nothing in the output changes. Raises TemplateTrouble, OutputTrouble, OSError.
    """
    ours = _look_at_shelves(room)
    edition = open_edition(room.store, room.brief)
    order = _order(room, edition, ours)
    if not (order.names or order.orphans or order.everything):
        sweep(room.output)
        if order.ours is not None and receipts.count_receipts(room.store):
            correct_manifest(room.output, receipts.all_files(room.store))
        _keep_sure(room)
        return Proof((), (), receipts.count_receipts(room.store), ())
    _check_removals(room, order)
    sheets, foreign = _leave_foreign(room, order)
    with staging_folder(room.output) as staging:
        looked = list(_look(room, str(staging), sheets, workers, watch))
        printed = [one for one in looked if one.reason is not Reason.SAME]
        leaving = _leaving(room, order, printed, foreign)
        added = _replace(room, str(staging), order, printed, looked, leaving)
    removed = _retire(room, order, leaving, [*foreign, *_incomplete(printed)], added=added)
    return Proof(
        written=tuple(one.file for one in printed),
        removed=tuple(removed),
        unchanged=receipts.count_receipts(room.store) - len(printed),
        problems=(
            *(_foreign_note(page, file) for page, file in foreign),
            *(problem for one in printed for problem in one.problems),
        ),
        reasons=tuple((one.page.url, one.reason) for one in looked),
    )


# --- what there is to do --------------------------------------------------------------------------


def _look_at_shelves(room: Pressroom) -> frozenset[str] | None:
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


def _order(room: Pressroom, edition: Edition, ours: frozenset[str] | None) -> Order:
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


def _check_removals(room: Pressroom, order: Order) -> None:
    planned = {file_of(page.url, room.brief.config.prefix) for page in order.pages}
    going = [file for file in (*(one.file for one in order.retired), *order.orphans) if file not in planned]
    if going:
        check_whole(room.store)
        files = len(order.ours) if order.ours else receipts.count_receipts(room.store)
        check_removals(files, len(going), emptied=room.emptied, confirmed=room.confirmed_removals)
    refuse_links(room.output, [*planned, *going])


Placed = tuple[Page, str]
"""A page and its file, relative to the output folder."""


def _leave_foreign(room: Pressroom, order: Order) -> tuple[list[Placed], list[Placed]]:
    """The pages that can be printed, and those in whose place lies a file that isn't ours."""
    kept: list[Placed] = []
    foreign: list[Placed] = []
    for page in order.pages:
        file = file_of(page.url, room.brief.config.prefix)
        (kept if _may_write(room, order, file) else foreign).append((page, file))
    return kept, foreign


def _incomplete(printed: list[Printed]) -> list[Placed]:
    """The pages to which an extension failed to add something: the next build looks at them again."""
    return [(one.page, one.file) for one in printed if one.problems]


def _foreign_note(page: Page, file: str) -> Problem:
    message = f"A file that Broadsheet did not write stands where {page.url} belongs; it was left alone."
    return Problem(file, 0, message, "Move it into static/ or delete it.", Gravity.WARNING)


def _may_write(room: Pressroom, order: Order, file: str) -> bool:
    def is_ours(file: str) -> bool:
        return receipts.receipt_at(room.store, file) is not None or file in (order.ours or ())

    return not is_foreign(room.output, file, is_ours)


# --- the work -------------------------------------------------------------------------------------


def _look(room: Pressroom, staging: str, pages: list[Placed], workers: Workers, watch: Watch) -> Iterator[Printed]:
    """Each page with what became of it. Few are done here, many by workers."""
    sheets = (Sheet(page, file, receipts.receipt_of(room.store, page.name)) for page, file in pages)
    shop = room.shop_with(staging)
    jobs = _cut_jobs(sheets, shop)
    used = room.brief.extensions
    if not used.on_pages and (len(pages) <= FEW_PAGES or workers.jobs == 1):
        press = make_press(room.store, shop)
        outcomes: Iterable[list[Printed]] = (print_sheets(press, job.sheets) for job in jobs)
    else:
        outcomes = print_by_workers(workers, jobs, used)
    done = 0
    for outcome in outcomes:
        done += len(outcome)
        watch("Printing", done, len(pages))
        yield from outcome


def _cut_jobs(sheets: Iterator[Sheet], shop: Shop) -> Iterator[PrintJob]:
    while batch := tuple(islice(sheets, BATCH_PAGES)):
        yield PrintJob(shop, batch)


def _leaving(room: Pressroom, order: Order, printed: list[Printed], foreign: list[Placed]) -> list[Receipt]:
    """Receipts of pages that exist no more, moved away, or have lost their place to a file that isn't ours."""
    moved = (receipts.receipt_of(room.store, one.page.name) for one in printed if one.former)
    displaced = (receipts.receipt_of(room.store, page.name) for page, _ in foreign)
    return [*order.retired, *(one for one in (*moved, *displaced) if one)]


def _replace(
    room: Pressroom,
    staging: str,
    order: Order,
    printed: list[Printed],
    looked: list[Printed],
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


def _file_receipts(store: Store, build: int, printed: list[Printed], same: list[PageName]) -> None:
    with store:
        receipts.file_receipts(store, (_receipt(one, build) for one in printed))
        receipts.note_examined(store, same, Reason.SAME.value, build)
        keep_fact(store, "builds", str(build))


def _receipt(one: Printed, build: int) -> Receipt:
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


def _retire(room: Pressroom, order: Order, leaving: list[Receipt], unsure: list[Placed], *, added: bool) -> list[str]:
    """Remove what exists no more, and clear the doubts: all is as it should be but for the pages that are `unsure`."""
    store = room.store
    left = {one.file for one in leaving}.union(order.orphans)
    going = sorted(file for file in left if receipts.receipt_at(store, file) is None)
    with room.placing():
        remove_files(room.output, going)
    if order.ours is not None:
        write_manifest(room.output, receipts.all_files(store))
    elif going or added:
        sort_manifest(room.output, going)
    with store:
        doubts.clear_everything(store) if order.everything else doubts.clear_doubts(store, order.names)
        doubts.raise_doubts(store, (page.name for page, _ in unsure))
        keep_fact(store, "manifest", describe_manifest(room.output))
    return going


def _keep_sure(room: Pressroom) -> None:
    """The output is that of the last build, even if its manifest was touched."""
    described = describe_manifest(room.output)
    if recall_fact(room.store, "manifest") != described:
        with room.store:
            keep_fact(room.store, "manifest", described)
