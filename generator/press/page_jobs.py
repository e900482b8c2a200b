"""The work of workers on single pages: gather, compute the key, compare with the receipt, render what is out of date.

The result depends only on the job and the catalogue, which nobody writes to meanwhile.
"""

import errno
import gc
import io
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from generator.archive.search import path_of_file
from generator.catalogue.store import Store, open_reader, snapshot
from generator.digests import digest_blocks, digest_bytes
from generator.edition.asset import has_fingerprint
from generator.edition.edition import Edition, EditionSettings, open_edition
from generator.edition.file_inputs import (
    IconInputs,
    PhotoInputs,
    SearchFileInputs,
    SocialCardInputs,
    SoundInputs,
    StaticInputs,
)
from generator.edition.inputs import Inputs, PageFacts
from generator.edition.plan import gather, look_ahead
from generator.edition.site_inputs import Site
from generator.extensions.calls import noted
from generator.extensions.used import Used
from generator.model import Page, Problem, Reason, Receipt
from generator.photos.card import CardText, draw_card
from generator.photos.store import RenditionStore
from generator.press import icons
from generator.press.output import open_staged, staged_name, write_staged
from generator.press.packed import Packed
from generator.press.render import Typesetter
from generator.press.sounds import sound_blocks
from generator.stamps import kept_time

SETTINGS = msgspec.msgpack.Decoder(EditionSettings)
SITE = msgspec.msgpack.Decoder(Site)
COPIED_AT_ONCE = 1 << 20
"""How many bytes of a file are in memory while it is copied."""
COPIES = (SoundInputs, StaticInputs, SearchFileInputs)
"""The inputs of pages that are copies of a file."""
PICTURES = (PhotoInputs, SocialCardInputs, IconInputs)
"""The inputs of pages that are drawn, not set by a template."""
KindDigests = tuple[tuple[str, bytes], ...]
"""Kind of page, and the digest of all that every page of the kind depends on: templates, site's facts, program."""


class PageJob(msgspec.Struct, frozen=True, array_like=True):
    """A page that may be out of date. The plan makes it, and it is used until its new receipt is written."""

    page: Page
    file: str
    """Relative to the output folder."""
    receipt: Receipt | None
    """The receipt of its last rendering, if there is one."""

    @property
    def has_moved(self) -> bool:
        """True if the page was in another file before."""
        return self.receipt is not None and self.receipt.file != self.file


class WorkerSetup(msgspec.Struct, frozen=True):
    """Everything that rendering any page of an edition needs. It is plain and hashable, so that workers can get it."""

    catalogue: str
    """Absolute path of its file."""
    settings: bytes
    """The EditionSettings as msgpack."""
    folders: tuple[str, ...]
    """The folders in which templates are looked for."""
    template_cache: str
    """The folder of the compiled templates."""
    kind_digests: KindDigests
    stamps: str
    """The digest of the templates' stamps, which tell a change also when it was taken back."""
    output: str
    staging: str
    """The folder in which files wait to be put in place. Each build has its own, so that workers start afresh."""
    renditions: str
    """The folder of the published sizes of photos."""
    bundles: str
    """The folder of the bundles of the search."""
    paper: str
    """The paper's folder, which has the recordings."""


class PageBatch(msgspec.Struct, frozen=True):
    """Pages for one worker."""

    setup: WorkerSetup
    jobs: tuple[PageJob, ...]
    left_out: tuple[str, ...] = ()
    """Extensions that add nothing to these pages, since they had to be stopped."""
    blame: str = ""
    """A file that names the extension which is being called; empty: nobody asks."""


class Rendered(msgspec.Struct, frozen=True, array_like=True):
    """The result of a worker's look at a page."""

    key: str
    """Empty if the next build must make the page again: an extension failed, or its static file was just changed."""
    reason: Reason
    """Why the page was rendered. SAME: its file was left alone, and there is no staged file."""
    staged: str = ""
    """Its file's name in the staging folder."""
    digest: str = ""
    """The digest of the file's bytes."""
    size: int = 0
    mtime_ns: int = 0
    problems: tuple[Problem, ...] = ()
    """Extensions that failed to add something to it."""


class PageResults:
    """The jobs of a build and their results, in the order of the plan. They are unpacked again at each look."""

    def __init__(self, jobs: Packed[PageJob], rendered: Packed[Rendered]) -> None:
        """Put the jobs together with as many results."""
        self._jobs, self._rendered = jobs, rendered

    def pairs(self) -> Iterator[tuple[PageJob, Rendered]]:
        """Yield each job with its result."""
        return zip(self._jobs, self._rendered, strict=True)

    def _printed(self) -> Iterator[tuple[PageJob, Rendered]]:
        return ((job, done) for job, done in self.pairs() if done.reason is not Reason.SAME)

    def staged(self) -> Iterator[tuple[str, str]]:
        """Yield each file that was printed, and its name in the staging folder."""
        return ((job.file, done.staged) for job, done in self._printed())

    def receipts(self, build: int) -> Iterator[Receipt]:
        """Yield the receipts that build number `build` writes for the pages that were printed."""
        return (_receipt(job, done, build) for job, done in self._printed())

    def examined(self) -> Iterator[tuple[str, str, int, str]]:
        """Yield the name and the key of each page that was left as it is."""
        return ((*job.page.name, done.key) for job, done in self.pairs() if done.reason is Reason.SAME)


def _receipt(job: PageJob, done: Rendered, build: int) -> Receipt:
    return Receipt(
        *job.page.name,
        url=job.page.url,
        file=job.file,
        key=done.key,
        digest=done.digest,
        size=done.size,
        mtime_ns=done.mtime_ns,
        reason=done.reason.value,
        printed=build,
        examined=build,
    )


class Press(msgspec.Struct, frozen=True):
    """A catalogue and a typesetter, ready to print pages."""

    edition: Edition
    typesetter: Typesetter
    kind_digests: dict[str, bytes]
    output: Path
    staging: str
    renditions: RenditionStore
    bundles: Path
    paper: Path
    trace: str = ""
    """Where calls of extensions are noted; empty: nowhere."""


def render_batch(batch: PageBatch) -> list[Rendered]:
    """Render the pages of the batch that are out of date into the staging folder. Raises TemplateError."""
    press = _press(batch.setup)
    with noted(batch.blame, press.trace):
        return render_jobs(press, batch.jobs, batch.left_out)


@lru_cache(maxsize=1)
def _press(setup: WorkerSetup) -> Press:
    """Return the press of a worker process.

    Rendering leaves no cyclic garbage behind, and collecting it every few pages would take a sixth of the time.
    """
    press = make_press(open_reader(Path(setup.catalogue)), setup)
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    return press


def make_press(store: Store, setup: WorkerSetup) -> Press:
    """Return a press that reads from `store`."""
    settings = SETTINGS.decode(setup.settings)
    used, site = settings.extensions, msgspec.msgpack.encode(settings.site)
    data = msgspec.msgpack.encode(settings.data)
    known = (setup.kind_digests, setup.stamps)
    typesetter = _typesetter(site, setup.folders, setup.template_cache, known, used, data)
    renditions = RenditionStore(Path(setup.renditions))
    edition, digests = open_edition(store, settings, renditions), dict(setup.kind_digests)
    return Press(
        edition,
        typesetter,
        digests,
        Path(setup.output),
        setup.staging,
        renditions,
        Path(setup.bundles),
        Path(setup.paper),
        used.trace,
    )


@lru_cache(maxsize=1)
def _typesetter(
    site: bytes, folders: tuple[str, ...], template_cache: str, _known: tuple[KindDigests, str], used: Used, data: bytes
) -> Typesetter:
    """Return the typesetter of the last build, unless the site's facts, a template or the data changed since."""
    return Typesetter(SITE.decode(site), folders, Path(template_cache), used, msgspec.msgpack.decode(data))


def render_jobs(press: Press, jobs: tuple[PageJob, ...], left_out: tuple[str, ...] = ()) -> list[Rendered]:
    """Render the pages that are out of date, and return the result for each page.

    Extensions that are `left_out` add nothing to them. All pages go through each step together: the processor then has
    at hand what the step needs, which takes a quarter less time than one page after the other.
    """
    with snapshot(press.edition.store):
        look_ahead(press.edition, (job.page for job in jobs))
        gathered = [gather(press.edition, job.page) for job in jobs]
        looks = [_look_at(press, job, *one) for job, one in zip(jobs, gathered, strict=True)]
        del gathered
        made = [_set(press, look, left_out) for look in looks]
        return [_finish(press, look, *one) for look, one in zip(looks, made, strict=True)]


class Look(NamedTuple):
    """A page, what it is made of, and why it must be rendered."""

    job: PageJob
    facts: PageFacts
    inputs: Inputs
    key: str
    reason: Reason


def _look_at(press: Press, job: PageJob, facts: PageFacts, inputs: Inputs) -> Look:
    key = page_key(press.kind_digests[job.page.kind], msgspec.msgpack.encode((facts, inputs)))
    return Look(job, facts, inputs, key, why_render(job, key, press.output))


def _set(press: Press, look: Look, left_out: tuple[str, ...]) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the bytes of a page that is set by a template, and what failed of it; no bytes of any other page."""
    if look.reason is Reason.SAME or isinstance(look.inputs, COPIES + PICTURES):
        return b"", ()
    return press.typesetter.set_with_extras(look.job.page.kind, look.facts, look.inputs, left_out)


def _finish(press: Press, look: Look, content: bytes, problems: tuple[Problem, ...]) -> Rendered:
    """Write the file of a page, unless it is in place already, and return the result."""
    job, _, inputs, key, reason = look
    if reason is Reason.SAME:
        return Rendered(key, reason)
    name = staged_name(press.output, job.file)
    if isinstance(inputs, COPIES):
        status, digest = _copy(press, job.page, inputs, name)
        key = key if digest == inputs.digest else ""
    else:
        if isinstance(inputs, PICTURES):
            content, problems = _picture(press, job.page, inputs)
        digest = digest_bytes(content)
        if reason is Reason.CHANGED and not problems and _is_in_place(press.output, job, digest):
            return Rendered(key, Reason.SAME)
        status = write_staged(press.staging, name, content)
    key = "" if problems else key
    return Rendered(key, reason, name, digest, status.st_size, kept_time(status), problems)


def _copy(
    press: Press, page: Page, inputs: SoundInputs | StaticInputs | SearchFileInputs, name: str
) -> tuple[os.stat_result, str]:
    """Copy a file into the staging folder under that name, and return its status there and its digest.

    A static file may have been changed since it was looked at: then it has another digest than its inputs. Raises
    OSError if its address is made of the former one, under which the wrong bytes would stay with readers.
    """
    digest = inputs.digest
    with open_staged(press.staging, name) as staged:
        if isinstance(inputs, SoundInputs):
            staged.writelines(sound_blocks(press.edition.store, press.paper, page.subject))
        else:
            with _open_source(press, page, inputs) as source:
                digest = digest_blocks(_copied(source, staged))
    if digest != inputs.digest and has_fingerprint(page.url, inputs.digest):
        raise OSError(errno.EAGAIN, "a static file was changed while the site was built", page.url)
    return os.stat(f"{press.staging}/{name}"), digest


def _copied(source: BinaryIO, staged: BinaryIO) -> Iterator[bytes]:
    """Copy a file, and yield each block of it that was copied."""
    while block := source.read(COPIED_AT_ONCE):
        staged.write(block)
        yield block


def _open_source(press: Press, page: Page, inputs: StaticInputs | SearchFileInputs) -> BinaryIO:
    """Open what a page is a copy of: a static file, or a file of the search. Raises OSError, KeyError."""
    if isinstance(inputs, SearchFileInputs):
        return open(path_of_file(press.edition.store, press.bundles, page.subject), "rb")
    return io.BytesIO(inputs.content) if inputs.content else open(inputs.source, "rb")


def _picture(
    press: Press, page: Page, inputs: PhotoInputs | SocialCardInputs | IconInputs
) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a size of a photo, which was made before, a social card or an icon. Raises OSError."""
    if isinstance(inputs, IconInputs):
        return icons.draw(inputs)
    if isinstance(inputs, SocialCardInputs):
        return draw_card(CardText(inputs.name, inputs.section, inputs.headline), inputs.colour), ()
    content = press.renditions.get(inputs.key)
    if content is None:
        raise FileNotFoundError(errno.ENOENT, "a size of a photo was lost while the site was built", page.url)
    return content, ()


def _is_in_place(output: Path, job: PageJob, digest: str) -> bool:
    """Tell whether the page's file has the bytes of this digest already: nothing that changed is shown on the page."""
    receipt = job.receipt
    if receipt is None or job.has_moved or receipt.digest != digest:
        return False
    return is_intact(output, receipt)


def page_key(kind_digest: bytes, inputs: bytes) -> str:
    """Return the page's key, computed from its kind's digest and from its own inputs as msgpack."""
    return digest_bytes(kind_digest + inputs)


def why_render(job: PageJob, key: str, output: Path) -> Reason:
    """Return why the page must be rendered, or SAME when it needn't."""
    receipt = job.receipt
    if receipt is None:
        return Reason.NEW
    if receipt.key != key:
        return Reason.CHANGED
    if job.has_moved:
        return Reason.MOVED
    return Reason.SAME if is_intact(output, receipt) else Reason.MISSING


def is_intact(output: Path, receipt: Receipt) -> bool:
    """Tell whether the receipt's file has the size and time that it had when it was put in place."""
    try:
        status = os.lstat(f"{output}/{receipt.file}")
    except OSError:
        return False
    return (status.st_size, kept_time(status)) == (receipt.size, receipt.mtime_ns)
