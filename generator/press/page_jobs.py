"""The work on single pages, which workers do: gather, key, compare with the receipt, render what is out of date.

What becomes of a page hangs on the job and the catalogue alone, which nobody writes meanwhile.
"""

import gc
import os
import shutil
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.catalogue.store import Store, hold_still, open_reader
from generator.digests import digest_bytes
from generator.edition.edition import Edition, EditionSettings, open_edition
from generator.edition.inputs import Site, StaticInputs
from generator.edition.plan import gather
from generator.extensions.calls import noted
from generator.extensions.used import Used
from generator.model import Page, Problem, Reason, Receipt
from generator.press.output import open_staged, staged_name
from generator.press.render import Typesetter
from generator.stamps import kept_time

BRIEF = msgspec.msgpack.Decoder(EditionSettings)
KindDigests = tuple[tuple[str, bytes], ...]
SITE = msgspec.msgpack.Decoder(Site)


class PageJob(msgspec.Struct, frozen=True):
    """A page to look at, and the receipt of its last printing."""

    page: Page
    file: str
    """Relative to the output folder."""
    receipt: Receipt | None


class WorkerSetup(msgspec.Struct, frozen=True):
    """What all sheets of an edition are printed with. Plain and hashable, so that workers can be told."""

    catalogue: str
    """Absolute path of its file."""
    brief: bytes
    """msgpack of the edition's EditionSettings."""
    folders: tuple[str, ...]
    """Where templates are looked for."""
    template_cache: str
    """Where they lie in their compiled form."""
    kind_digests: KindDigests
    """Kind of page -> digest of all that every page of the kind hangs on: templates, the site's facts, the program."""
    output: str
    staging: str
    """Where files lie until they are put in place. Each build has its own, so that workers read anew for each."""


class PageBatch(msgspec.Struct, frozen=True):
    """Pages for one worker."""

    shop: WorkerSetup
    sheets: tuple[PageJob, ...]
    left_out: tuple[str, ...] = ()
    """Extensions that add nothing to these pages, since they had to be stopped."""
    blame: str = ""
    """A file that names the extension which is at work; empty: nobody asks."""


class PageResult(msgspec.Struct, frozen=True):
    """What became of a sheet."""

    page: Page
    file: str
    key: str
    reason: Reason
    """SAME: it was left alone, and nothing was staged."""
    staged: str = ""
    """Where in the staging folder it is."""
    digest: str = ""
    size: int = 0
    mtime_ns: int = 0
    former: str = ""
    """The file that the page stood in before, if that was another."""
    problems: tuple[Problem, ...] = ()
    """Extensions that failed to add something to it. It has no key then, so that the next build tries again."""


class Press(msgspec.Struct, frozen=True):
    """A catalogue and a typesetter at hand."""

    edition: Edition
    typesetter: Typesetter
    kind_digests: dict[str, bytes]
    output: Path
    staging: str
    trace: str = ""
    """Where calls of extensions are noted; empty: nowhere."""


def render_batch(job: PageBatch) -> list[PageResult]:
    """Print those of the job's pages that are out of date into the staging folder. Raises TemplateError."""
    press = _press(job.shop)
    with noted(job.blame, press.trace):
        return render_jobs(press, job.sheets, job.left_out)


@lru_cache(maxsize=1)
def _press(shop: WorkerSetup) -> Press:
    """The press of a worker. Pages leave no cycles behind, so to look for some after every few costs a sixth of it."""
    press = make_press(open_reader(Path(shop.catalogue)), shop)
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    return press


def make_press(store: Store, shop: WorkerSetup) -> Press:
    """A press that reads from `store`."""
    brief = BRIEF.decode(shop.brief)
    used, site = brief.extensions, msgspec.msgpack.encode(brief.site)
    typesetter = _typesetter(site, shop.folders, shop.template_cache, shop.kind_digests, used)
    edition = open_edition(store, brief)
    return Press(edition, typesetter, dict(shop.kind_digests), Path(shop.output), shop.staging, used.trace)


@lru_cache(maxsize=1)
def _typesetter(
    site: bytes, folders: tuple[str, ...], template_cache: str, _frames: tuple[tuple[str, bytes], ...], used: Used
) -> Typesetter:
    """The typesetter of one build serves the next, while neither the site's facts nor a template changed."""
    return Typesetter(SITE.decode(site), folders, Path(template_cache), used)


def render_jobs(press: Press, sheets: tuple[PageJob, ...], left_out: tuple[str, ...] = ()) -> list[PageResult]:
    """Print those of the sheets that are out of date, without what extensions that are `left_out` would add."""
    with hold_still(press.edition.store):
        return [_print(press, sheet, left_out) for sheet in sheets]


def _print(press: Press, sheet: PageJob, left_out: tuple[str, ...]) -> PageResult:
    page = sheet.page
    facts, inputs = gather(press.edition, page)
    key = page_key(press.kind_digests[page.kind], msgspec.msgpack.encode((facts, inputs)))
    reason = why_print(sheet, key, press.output)
    if reason is Reason.SAME:
        return PageResult(page, sheet.file, key, reason)
    problems: tuple[Problem, ...] = ()
    name = staged_name(press.output, sheet.file)
    if isinstance(inputs, StaticInputs):
        with open(inputs.source, "rb") as source, open_staged(press.staging, name) as staged:
            shutil.copyfileobj(source, staged)
        digest = inputs.digest
    else:
        content, problems = press.typesetter.set_with_extras(page.kind, facts, inputs, left_out)
        with open_staged(press.staging, name) as staged:
            staged.write(content)
        digest = digest_bytes(content)
    status = os.stat(staged.name)
    former = sheet.receipt.file if sheet.receipt and sheet.receipt.file != sheet.file else ""
    key = "" if problems else key
    return PageResult(page, sheet.file, key, reason, name, digest, status.st_size, kept_time(status), former, problems)


def page_key(kind_digest: bytes, inputs: bytes) -> str:
    """The page's key, from the digest of what all of its kind hang on, and what it is made of."""
    return digest_bytes(kind_digest + inputs)


def why_print(sheet: PageJob, key: str, output: Path) -> Reason:
    """Why the page must be printed, or SAME when it needn't."""
    receipt = sheet.receipt
    if receipt is None:
        return Reason.NEW
    if receipt.key != key:
        return Reason.CHANGED
    if receipt.file != sheet.file:
        return Reason.MOVED
    return Reason.SAME if is_intact(output, receipt) else Reason.MISSING


def is_intact(output: Path, receipt: Receipt) -> bool:
    """Whether the file that the receipt is for lies there as it was put there."""
    try:
        status = os.lstat(f"{output}/{receipt.file}")
    except OSError:
        return False
    return (status.st_size, kept_time(status)) == (receipt.size, receipt.mtime_ns)
