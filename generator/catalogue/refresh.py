"""Bring the catalogue up to date with content/."""

from pathlib import Path

from generator.catalogue import copy
from generator.catalogue.scan import save_folders, save_scan_problems, scan_content
from generator.catalogue.store import Store, catalogue_file
from generator.config import Config
from generator.extensions.used import NONE, Used
from generator.intake.changes import read_changes
from generator.intake.scope import PlaceScope
from generator.intake.settings import digest_settings, intake_settings_of
from generator.paper import BuildSession, Paper
from generator.stamps import kept_time
from generator.workers import Progress

DISK_TIME_GRAIN_NS = 2_000_000_000
"""The coarsest modification times that a disk keeps (FAT)."""


def read_copy(
    paper: Paper, config: Config, store: Store, session: BuildSession, progress: Progress, used: Used = NONE
) -> None:
    """Bring the catalogue up to date with content/, or with the part of it that may have changed."""
    settings = intake_settings_of(config)
    kept = bool(catalogue_file(store))
    trusted_before_ns = read_disk_time(paper.state) - DISK_TIME_GRAIN_NS if kept else 0
    renewed = copy.distrust_other_settings(store, digest_settings(settings) + used.story_digest())
    scan_all = copy.distrust_other_readers(store, used.reader_digests()) or renewed or session.places is None
    scope = None if scan_all else PlaceScope(session.places or ())
    scan = scan_content(
        store,
        paper.folder / "content",
        scope,
        is_urged=session.is_urged,
        others=used.endings,
        drops=settings.drops,
        workers=session.workers,
    )
    save_scan_problems(store, scan.delta.problems, scan.scope)
    copy.remove_files(store, scan.delta.gone, scan.delta.shadowed)
    for seen, read in read_changes(paper.folder, scan.delta, settings, session.workers, progress, used):
        copy.save_entries(store, read, seen, trusted_before_ns)
    if scope is None:
        save_folders(store, scan.folders)


def read_disk_time(state: Path) -> int:
    """Return the time, in nanoseconds, that the disk gives to a file written now."""
    state.mkdir(parents=True, exist_ok=True)
    mark = state / "time"
    mark.touch()
    return kept_time(mark.stat())
