"""Bring the catalogue in line with content/."""

from pathlib import Path

from generator.catalogue import copy
from generator.catalogue.scan import keep_folders, keep_sights, look_through
from generator.catalogue.store import Store, catalogue_file
from generator.config import Config
from generator.extensions.used import NONE, Used
from generator.intake.build_story import digest_settings, intake_settings_of
from generator.intake.changes import read_changes
from generator.intake.scope import PlaceScope
from generator.paper import BuildSession, Paper
from generator.stamps import kept_time
from generator.workers import Progress

DISK_TIME_GRAIN_NS = 2_000_000_000
"""The coarsest time that a disk keeps of a file (FAT)."""


def read_copy(
    paper: Paper, config: Config, store: Store, session: BuildSession, progress: Progress, used: Used = NONE
) -> None:
    """Bring what is on file in line with content/, or with the part of it that may have changed."""
    settings = intake_settings_of(config)
    kept = bool(catalogue_file(store))
    trusted_before_ns = tell_disk_time(paper.state) - DISK_TIME_GRAIN_NS if kept else 0
    renewed = copy.renew_settings(store, digest_settings(settings) + used.story_digest())
    all_anew = copy.renew_readers(store, used.reader_digests()) or renewed or session.places is None
    scope = None if all_anew else PlaceScope(session.places or ())
    look = look_through(store, paper.folder / "content", scope, session.is_urged, used.endings)
    keep_sights(store, look.delta.problems, look.scope)
    copy.let_go(store, look.delta.gone, look.delta.shadowed)
    for seen, read in read_changes(paper.folder, look.delta, settings, session.workers, progress, used):
        copy.absorb(store, read, seen, trusted_before_ns)
    if scope is None:
        keep_folders(store, look.folders)


def tell_disk_time(state: Path) -> int:
    """The time, in nanoseconds, that the disk would give a file which is written now."""
    state.mkdir(exist_ok=True)
    mark = state / "time"
    mark.touch()
    return kept_time(mark.stat())
