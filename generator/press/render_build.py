"""From doubts to files in place: render what is out of date into a staging folder, then move it in, in order."""

from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from generator.batches import batches_of
from generator.catalogue import doubts, receipts
from generator.catalogue.store import Store, keep_fact, recall_fact
from generator.edition.edition import open_edition
from generator.edition.pages.kinds import KINDS
from generator.memory import give_back
from generator.model import PageName, Problem, Reason, Receipt
from generator.press.late_pages import render_by_workers
from generator.press.output import (
    add_to_manifest,
    clear_staging,
    correct_manifest,
    describe_manifest,
    in_the_way,
    put_in_place,
    remove_files,
    sort_manifest,
    staging_folder,
    write_manifest,
    write_through,
)
from generator.press.packed import Packed
from generator.press.page_jobs import (
    PageBatch,
    PageJob,
    PageResults,
    Rendered,
    WorkerSetup,
    make_press,
    render_jobs,
)
from generator.press.photo_jobs import MissingSizes, forget_renditions, make_renditions, missing_sizes
from generator.press.render_plan import RenderPlan, make_plan, put_off
from generator.press.render_setup import RenderSetup
from generator.press.search_jobs import SearchMade, update_search
from generator.workers import Progress, Workers, no_progress

BATCH_PAGES = 50
MAX_LOCAL_PAGES = 120
"""Up to this many pages are rendered in this process: workers take a quarter of a second to start."""


class RenderResult(msgspec.Struct, frozen=True):
    """The result of rendering an edition."""

    written: tuple[str, ...]
    """Files that were printed, relative to the output folder."""
    removed: tuple[str, ...]
    """Files that were removed, relative to the output folder."""
    unchanged: int
    """How many files stayed as they were."""
    problems: tuple[Problem, ...]
    photos_left: int = 0
    """How many photos have sizes that a later build makes; one more if the search waits for it."""
    reasons: tuple[tuple[str, Reason], ...] = ()
    """The address of each page that was examined, and why it was printed or left alone."""


def render_edition(setup: RenderSetup, workers: Workers, progress: Progress = no_progress) -> RenderResult:
    """Print what is out of date, put it in place in the plan's order, and remove what no longer exists.

    Nothing in the output changes until every page is rendered. Raises TemplateError, OutputError, PhotosUnusable,
    OSError.
    """
    searched = update_search(setup, progress)
    plan = make_plan(setup, open_edition(setup.store, setup.settings), search_waits=searched.waits)
    if plan.is_empty:
        return _leave_alone(setup, plan, searched)
    wanted = missing_sizes(setup, plan.jobs)
    made = wanted[: setup.most_photos]
    left = wanted[len(made) :]
    plan = put_off(plan, _later(plan, left))
    make_renditions(setup, made, workers, progress)
    with staging_folder(setup.output) as staging:
        results = _render(setup, str(staging), plan.jobs, workers, progress)
        setup.refuse_changed()
        found = _look_through(results)
        leaving = _leaving(plan, found.moved)
        added = _replace(setup, str(staging), plan, results, found, leaving)
    removed = _retire(setup, plan, leaving, found.incomplete, added=added)
    return RenderResult(
        written=tuple(found.written),
        removed=tuple(removed),
        unchanged=receipts.count_receipts(setup.store) - len(found.written),
        problems=(*plan.problems, *searched.problems, *found.problems),
        photos_left=len(left) + searched.waits,
        reasons=tuple(found.reasons),
    )


class Found(msgspec.Struct):
    """What is to be known of all results together."""

    written: list[str] = []
    """The files that were printed, in the order of the plan."""
    replaced: list[PageName] = []
    """The pages among these that had been printed before ..."""
    moved: list[Receipt] = []
    """... and the former receipts of those that have another address now."""
    incomplete: list[PageName] = []
    """Pages that the next build makes again."""
    problems: dict[Problem, None] = {}
    """What failed, each once."""
    reasons: list[tuple[str, Reason]] = []


def _look_through(results: PageResults) -> Found:
    found = Found()
    for job, rendered in results.pairs():
        found.reasons.append((job.page.url, rendered.reason))
        found.problems |= dict.fromkeys(rendered.problems)
        if not rendered.key:
            found.incomplete.append(job.page.name)
        if rendered.reason is Reason.SAME:
            continue
        found.written.append(job.file)
        if job.receipt:
            found.replaced.append(job.page.name)
            if job.has_moved:
                found.moved.append(job.receipt)
    return found


def _later(plan: RenderPlan, missing: Iterable[MissingSizes]) -> set[PageName]:
    """Return the pages that wait until sizes are made: these themselves, and feeds, which tell how large they are."""
    sizes = {name for one in missing for name in one.pages}
    if not sizes:
        return sizes
    return sizes | {job.page.name for job in plan.jobs if KINDS[job.page.kind].stage == "feeds"}


def _leave_alone(setup: RenderSetup, plan: RenderPlan, searched: SearchMade) -> RenderResult:
    """Change no page: nothing is out of date."""
    store = setup.store
    clear_staging(setup.output)
    count = receipts.count_receipts(store)
    if plan.ours is not None and count:
        correct_manifest(setup.output, receipts.all_files(store), plan.without_receipt)
    described = _manifest_as_known(setup, plan)
    if recall_fact(store, "manifest") != described:  # the output is that of the last build, even if it was touched
        with store:
            keep_fact(store, "manifest", described)
    return RenderResult((), (), count, (*plan.problems, *searched.problems), int(searched.waits))


# --- rendering ------------------------------------------------------------------------------------


def _render(
    setup: RenderSetup, staging: str, jobs: Packed[PageJob], workers: Workers, progress: Progress
) -> PageResults:
    """Return the result for each page. A few pages are rendered in this process, many by workers."""
    worker_setup = setup.worker_setup(staging)
    used = setup.settings.extensions
    batches = _cut_batches(jobs, worker_setup, used.batch_size(BATCH_PAGES, len(jobs)))
    if not used.on_pages and (len(jobs) <= MAX_LOCAL_PAGES or workers.jobs == 1):
        press = make_press(setup.store, worker_setup)
        outcomes: Iterable[list[Rendered]] = (render_jobs(press, batch.jobs) for batch in batches)
    else:
        give_back()
        outcomes = render_by_workers(workers, batches, used)
    rendered = Packed(Rendered)
    for outcome in outcomes:
        rendered.add(outcome)
        progress("Printing", len(rendered), len(jobs))
    return PageResults(jobs, rendered)


def _cut_batches(jobs: Iterable[PageJob], setup: WorkerSetup, size: int) -> Iterator[PageBatch]:
    return (PageBatch(setup, tuple(batch)) for batch in batches_of(jobs, size))


# --- moving files in and out ----------------------------------------------------------------------


def _leaving(plan: RenderPlan, moved: Iterable[Receipt]) -> list[Receipt]:
    """Return the receipts of pages that no longer exist, moved away, or lost their place to a file that isn't ours."""
    displaced = (job.receipt for job in plan.displaced)
    return [*plan.retired, *moved, *(one for one in displaced if one)]


def _replace(
    setup: RenderSetup, staging: str, plan: RenderPlan, results: PageResults, found: Found, leaving: list[Receipt]
) -> bool:
    """Move what was printed into its place, and tell whether lines were added to the manifest.

    A receipt is deleted before its file is replaced, and written after.
    """
    store = setup.store
    write_through(f"{staging}/{name}" for _, name in results.staged())
    added = _announce(setup, plan, found.written)
    with setup.placing():
        with store:
            keep_fact(store, "manifest", "")  # until all is in place, the manifest alone says what is ours
            receipts.delete_receipts(store, [*found.replaced, *(one.name for one in leaving)])
        remove_files(setup.output, in_the_way(found.written, [*(one.file for one in leaving), *plan.orphans]))
        put_in_place(setup.output, staging, results.staged())
        _file_receipts(store, setup.build, results)
    return added


def _announce(setup: RenderSetup, plan: RenderPlan, files: list[str]) -> bool:
    """List the files that are about to be put in place as ours, and tell whether lines were added to the manifest."""
    store = setup.store
    if plan.ours is not None:
        write_manifest(setup.output, receipts.all_files(store), sorted(plan.ours), sorted(files))
        return False
    new = receipts.files_without_page(store, files)
    first = next(new, None)
    if first is not None:
        add_to_manifest(setup.output, chain([first], new))
    return first is not None


def _file_receipts(store: Store, build: int, results: PageResults) -> None:
    with store:
        receipts.save_receipts(store, results.receipts(build))
        receipts.note_examined(store, results.examined(), Reason.SAME.value, build)
        keep_fact(store, "builds", str(build))


def _retire(
    setup: RenderSetup, plan: RenderPlan, leaving: list[Receipt], incomplete: list[PageName], *, added: bool
) -> list[str]:
    """Remove what no longer exists, clear the doubts, and return the removed files.

    The next build looks again at pages that are `incomplete`.
    """
    store = setup.store
    forget_renditions(setup, leaving, everything=plan.everything)
    left = {one.file for one in leaving}.union(plan.orphans)
    going = sorted(receipts.files_without_page(store, sorted(left)))
    with setup.placing():
        remove_files(setup.output, going)
    if plan.ours is not None:
        write_manifest(setup.output, receipts.all_files(store), plan.without_receipt)
    elif going or added:
        sort_manifest(setup.output, going)
    with store:
        doubts.clear_everything(store) if plan.everything else doubts.clear_doubts(store, plan.names)
        doubts.raise_doubts(store, (job.page.name for job in plan.displaced))
        doubts.raise_doubts(store, incomplete)
        doubts.raise_doubts(store, (one.name for one in plan.waiting.receipts))
        doubts.raise_doubts(store, sorted(plan.later))
        keep_fact(store, "manifest", _manifest_as_known(setup, plan))
    return going


def _manifest_as_known(setup: RenderSetup, plan: RenderPlan) -> str:
    """Return the manifest's description if it agrees with the receipts, or nothing while a file has none."""
    return "" if plan.without_receipt else describe_manifest(setup.output)
