"""From the plan to files in place: what is out of date is printed beside the site, then moved in, in order."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from generator.archive.addresses import file_of
from generator.archive.receipts import all_receipts, file_receipts, tear_up
from generator.edition.edition import Edition
from generator.edition.gather import gather
from generator.model import Gravity, Page, Problem, Reason, Receipt
from generator.press.output import (
    check_removals,
    in_the_way,
    is_foreign,
    put_in_place,
    read_manifest,
    refuse_links,
    remove_files,
    staging_folder,
    write_manifest,
)
from generator.press.render import Printed, PrintJob, Sheet, encode_inputs, page_key, print_pages
from generator.workers import Late, Watch, Workers, unwatched

BATCH_PAGES = 50


class Pressroom(msgspec.Struct, frozen=True):
    """Where and how this edition is printed."""

    output: Path
    prefix: str
    folders: tuple[str, ...]
    """Where templates are looked for."""
    frame: bytes
    """Digest of all that every page hangs on: templates, the site's facts, the program."""
    emptied: bool
    """Whether content/ holds no copy at all."""
    confirmed_removals: int | None


class Proof(msgspec.Struct, frozen=True):
    """What became of the plan."""

    written: tuple[str, ...]
    """Files, relative to the output folder."""
    removed: tuple[str, ...]
    unchanged: int
    problems: tuple[Problem, ...]


class Weighed(msgspec.Struct, frozen=True):
    """A page of the plan with its key, and whether and why it must be printed."""

    page: Page
    key: str
    reason: Reason
    payload: bytes


def print_edition(
    edition: Edition, pages: list[Page], room: Pressroom, workers: Workers, watch: Watch = unwatched
) -> Proof:
    """Print what is out of date, put it in place in the plan's order, and retire what is planned no more.

    Until every page is rendered nothing in the output changes. Raises TemplateTrouble, OutputTrouble, OSError.
    """
    ours = read_manifest(room.output)
    planned = {file_of(page.url, room.prefix) for page in pages}
    retired = sorted(ours - planned)
    check_removals(len(ours), len(retired), emptied=room.emptied, confirmed=room.confirmed_removals)

    refuse_links(room.output, planned)

    pages, foreign = _leave_foreign(room, pages, ours)
    run = _Run(reasons=dict.fromkeys(Reason, 0), keys={})
    with staging_folder(room.output) as staging:
        sheets = run.choose_sheets(weigh_pages(edition, pages, room), staging, watch, len(pages))
        printed = list(_print(sheets, edition, room, workers))
        tear_up(edition.store, [*run.keys, *_forgotten(edition, pages)])
        write_manifest(room.output, ours | {file_of(one.url, room.prefix) for one in printed})
        blocking = in_the_way(planned, retired)
        remove_files(room.output, blocking)
        file_receipts(edition.store, [_place(room, one, run.keys[one.url]) for one in printed])
    remove_files(room.output, (file for file in retired if file not in blocking))
    write_manifest(room.output, planned - {problem.path for problem in foreign})
    return Proof(
        written=tuple(file_of(one.url, room.prefix) for one in printed),
        removed=tuple(retired),
        unchanged=run.reasons[Reason.SAME],
        problems=tuple(foreign),
    )


def _forgotten(edition: Edition, pages: list[Page]) -> list[str]:
    """Addresses that have a receipt and are planned no more."""
    return sorted(set(all_receipts(edition.store)) - {page.url for page in pages})


def weigh_pages(edition: Edition, pages: Iterable[Page], room: Pressroom) -> Iterator[Weighed]:
    """Gather each page, digest it into its key and compare that with the receipt of the last printing."""
    receipts = all_receipts(edition.store)
    for page in pages:
        payload = encode_inputs(*gather(edition, page))
        key = page_key(room.frame, payload)
        yield Weighed(page, key, why_print(receipts.get(page.url), key, room.output), payload)


class _Run(msgspec.Struct):
    """The tally of one printing, which fills while pages stream through."""

    reasons: dict[Reason, int]
    keys: dict[str, str]
    """Address -> key of each page that is printed."""

    def choose_sheets(self, weighed: Iterable[Weighed], staging: Path, watch: Watch, total: int) -> Iterator[Sheet]:
        """The pages that must be printed, each with a place of its own in the staging folder."""
        for number, one in enumerate(weighed):
            watch("Printing", number, total)
            self.reasons[one.reason] += 1
            if one.reason is not Reason.SAME:
                self.keys[one.page.url] = one.key
                yield Sheet(one.page.url, one.page.kind, str(staging / str(number)), one.payload)


def _leave_foreign(room: Pressroom, pages: list[Page], ours: set[str]) -> tuple[list[Page], list[Problem]]:
    """The pages without those in whose place lies a file that isn't ours, and a word on each of these."""
    kept, problems = [], []
    for page in pages:
        file = file_of(page.url, room.prefix)
        if is_foreign(room.output, file, ours):
            message = f"A file that Broadsheet did not write stands where {page.url} belongs; it was left alone."
            problems.append(Problem(file, 0, message, "Move it into static/ or delete it.", Gravity.WARNING))
        else:
            kept.append(page)
    return kept, problems


def why_print(receipt: Receipt | None, key: str, output: Path) -> Reason:
    """Why a page with this receipt and this key must be printed, or SAME when it needn't."""
    if receipt is None:
        return Reason.NEW
    if receipt.key != key:
        return Reason.CHANGED
    try:
        stat = (output / receipt.file).lstat()
    except OSError:
        return Reason.MISSING
    return Reason.SAME if (stat.st_size, stat.st_mtime_ns) == (receipt.size, receipt.mtime_ns) else Reason.MISSING


def _print(sheets: Iterator[Sheet], edition: Edition, room: Pressroom, workers: Workers) -> Iterator[Printed]:
    site = msgspec.msgpack.encode(edition.site)
    for outcome in workers.run(print_pages, _cut_jobs(sheets, site, room.folders)):
        if isinstance(outcome, Late):
            raise ChildProcessError(f"a worker died while it printed {outcome.batch.sheets[0].url} or a page after it")
        yield from outcome


def _cut_jobs(sheets: Iterator[Sheet], site: bytes, folders: tuple[str, ...]) -> Iterator[PrintJob]:
    while batch := tuple(islice(sheets, BATCH_PAGES)):
        yield PrintJob(site, folders, batch)


def _place(room: Pressroom, printed: Printed, key: str) -> Receipt:
    file = file_of(printed.url, room.prefix)
    stat = put_in_place(room.output, file, printed.staged)
    return Receipt(printed.url, file, key, printed.digest, stat.st_size, stat.st_mtime_ns)
