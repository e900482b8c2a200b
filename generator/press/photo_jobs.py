"""Have workers make the sizes of photos that the output lacks, before any page is rendered.

Each original is decoded once for all of its sizes, or once by each worker that makes a share of them. What was made is
kept in a folder of its own, by keys over all that a size is made of, so that it needn't be made again when the
catalogue or the output is lost.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.archive.photos import Original, all_originals, is_needed, key_in, key_of, rendition_at
from generator.edition.pages.photo import PHOTO
from generator.model import PageName, Problem, Receipt
from generator.photos.facts import Refusal
from generator.photos.recipes import Recipe, share_out
from generator.photos.store import RenditionStore
from generator.photos.work import RENDER_LIMIT_S, PhotoFile, RenderJob, render_to_store, took_too_much
from generator.press.page_jobs import PageJob, is_intact
from generator.press.render_setup import RenderSetup
from generator.workers import Progress, WorkerKilled, Workers


class PhotosUnusable(Exception):
    """Raised when photos can't be shown after all, before anything in the output changes. Maps files to the reasons."""

    def __init__(self, reasons: dict[str, Problem]) -> None:
        super().__init__(reasons)
        self.reasons = reasons


class MissingSizes(msgspec.Struct, frozen=True):
    """The sizes of one photo that are to be made, and the pages that they are."""

    original: Original
    recipes: tuple[Recipe, ...]
    pages: tuple[PageName, ...]


def make_renditions(setup: RenderSetup, wanted: Sequence[MissingSizes], workers: Workers, progress: Progress) -> None:
    """Make the sizes of photos that `missing_sizes` found. Raises PhotosUnusable, OSError."""
    reasons: dict[str, Problem] = {}
    for done, (job, outcome) in enumerate(_run(setup, wanted, workers)):
        progress("Making photos", done, len(wanted))
        if isinstance(outcome, Refusal):
            reasons[job.photo.file] = Problem(job.photo.file, 0, outcome.message, outcome.hint, code="image-unusable")
    if reasons:
        raise PhotosUnusable(reasons)


def forget_renditions(setup: RenderSetup, gone: Iterable[Receipt], *, everything: bool) -> None:
    """Remove what is kept of sizes that are no longer published; with `everything`, whatever isn't published now.

    A photo that was withdrawn leaves no copy in the paper's folder besides the editor's own.
    """
    kept = RenditionStore(setup.renditions)
    if everything and setup.renditions.is_dir():
        kept.prune({key_of(original, one) for original in all_originals(setup.store) for one in original.recipes})
        return
    for receipt in gone:
        if receipt.kind == PHOTO.name and not is_needed(setup.store, receipt.subject):
            kept.remove(key_in(receipt.subject))


def missing_sizes(setup: RenderSetup, jobs: Iterable[PageJob]) -> list[MissingSizes]:
    """Return the sizes of photos among `jobs` that are neither in the output nor kept, photo by photo."""
    kept = RenditionStore(setup.renditions)
    found: dict[tuple[str, bytes], list[tuple[Original, Recipe, PageName]]] = {}
    for job in jobs:
        if job.page.kind != PHOTO.name or (job.receipt is not None and is_intact(setup.output, job.receipt)):
            continue
        made_of = rendition_at(setup.store, job.page.subject)
        if made_of is not None and kept.get(key_of(*made_of)) is None:
            original, recipe = made_of
            found.setdefault((original.digest, original.packet), []).append((original, recipe, job.page.name))
    sizes = (tuple(zip(*some, strict=True)) for some in found.values())
    return [MissingSizes(originals[0], recipes, pages) for originals, recipes, pages in sizes]


def _run(
    setup: RenderSetup, wanted: Sequence[MissingSizes], workers: Workers
) -> Iterator[tuple[RenderJob, Refusal | object]]:
    """Yield each job and what became of it. With fewer photos than workers, several work on one photo."""
    folder, kept = str(setup.paper), str(setup.renditions)
    shares = max(1, workers.jobs // len(wanted)) if wanted else 1
    jobs = [
        RenderJob(PhotoFile(folder, one.original.file), one.original.digest, share, one.original.packet, kept)
        for one in wanted
        for share in share_out(one.recipes, shares)
    ]
    outcomes = workers.run(render_to_store, jobs, RENDER_LIMIT_S, light=True)
    for job, outcome in zip(jobs, outcomes, strict=True):
        yield job, took_too_much(RENDER_LIMIT_S) if isinstance(outcome, WorkerKilled) else outcome
