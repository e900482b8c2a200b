"""`broadsheet import`: write what another program kept into the paper."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from generator.config import require_paper
from generator.errors import refuse
from generator.imports.archives import is_archive, unpack
from generator.imports.report import ImportResult
from generator.imports.run import ImportRequest, import_paper
from generator.imports.sources import KINDS, advice_on, recognise
from generator.paper import STATE, hold_lock
from generator.workers import Progress, Workers, no_progress


class ImportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to import."""

    now: datetime
    """The current time: only stories that are public by then have ids in feeds."""
    media: tuple[Path, ...] = ()
    beside: bool = False


def import_from(
    paper: Path, kind: str, path: Path, options: ImportOptions, progress: Progress = no_progress
) -> ImportResult:
    """Import what is at `path` into the paper; without `kind` only find out what would be written.

    Raises CommandRefused, ConfigError, Locked, OSError.
    """
    require_paper(paper)
    if not path.exists():
        raise refuse(str(path), "There is no such file or folder.", "Name the export, or the folder of the old site.")
    if kind and kind not in KINDS:
        raise refuse(str(path), f"“{kind}” isn't a kind of source.", f"It is one of: {', '.join(KINDS)}.")
    with TemporaryDirectory() as folder:
        found = unpack(path, Path(folder) / path.stem) if is_archive(path) else path.resolve()
        return _import_folder(paper, kind, found, options, progress)


def _import_folder(
    paper: Path, kind: str, path: Path, options: ImportOptions, progress: Progress = no_progress
) -> ImportResult:
    chosen = KINDS[kind] if kind else recognise(path)
    if chosen is None or not chosen.fits(path):
        what = (
            f"Nothing of the kind “{kind}” was found there."
            if kind
            else "It is nothing that Broadsheet knows how to import."
        )
        raise refuse(str(path), what, advice_on(path, kind))
    request = ImportRequest(
        kind=chosen,
        path=path,
        paper=paper,
        now=options.now,
        media=options.media,
        beside=options.beside,
        dry=not kind,
    )
    with hold_lock(paper / STATE), Workers() as workers:
        return import_paper(request, workers, progress)
