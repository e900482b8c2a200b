"""`broadsheet export`: the whole paper in a form that other systems read, into a new folder."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from generator.archive import queries
from generator.archive.own_pages import all_pages
from generator.build import read_without_building
from generator.edition.edition import Edition, open_edition
from generator.errors import refuse
from generator.exports.exported import ExportedStories
from generator.exports.ninjs_files import write_ninjs
from generator.exports.plain_files import write_files
from generator.exports.wxr import write_wxr
from generator.model import Gravity, Problem
from generator.paper import STATE, Paper
from generator.workers import Progress, no_progress

OWN_FOLDERS = ("content", "templates", "static", "data", "extensions", STATE)
"""The folders of the paper in which an export would be taken for something else."""


class Export(msgspec.Struct, frozen=True):
    """The result of an export."""

    stories: int
    pages: int
    """Pages of the paper's own."""
    files: tuple[str, ...]
    """The files that were written, relative to the folder."""
    held: tuple[Problem, ...]
    """Why a file of content/ isn't in the export."""


Writer = Callable[[Edition, Path, Paper], Iterator[str]]
"""Writes an export into a folder, and yields the files."""


def _wxr(edition: Edition, folder: Path, paper: Paper) -> Iterator[str]:
    return write_wxr(edition, ExportedStories(edition, paper.now), folder, paper.now)


def _files(edition: Edition, folder: Path, paper: Paper) -> Iterator[str]:
    return write_files(edition, ExportedStories(edition, paper.now), folder, paper.folder)


KINDS: dict[str, Writer] = {
    "ninjs": lambda edition, folder, paper: write_ninjs(edition, folder, paper.now),
    "wxr": _wxr,
    "files": _files,
}
"""Kind of export -> what writes it."""


def export_paper(
    paper: Paper, kind: str, folder: Path, progress: Progress = no_progress, *, everything: bool = False
) -> Export:
    """Write the paper into `folder`, which has to be new or empty.

    Only what is public is exported, or with `everything` all but what was taken down. Raises CommandRefused,
    ConfigError or OSError.
    """
    _check_folder(paper, folder)
    read = read_without_building(paper, progress, everything=everything)
    with closing(read.store) as store:
        edition = open_edition(store, read.settings)
        folder.mkdir(parents=True, exist_ok=True)
        files = tuple(KINDS[kind](edition, folder, paper))
        held = tuple(one for one in read.problems if one.gravity is Gravity.HELD)
        pages = 0 if kind == "ninjs" else len(all_pages(store))
        return Export(queries.count_stories(store), pages, files, held)


def _check_folder(paper: Paper, folder: Path) -> None:
    """Raise CommandRefused for a folder with files in it, or one whose files would become a part of the paper."""
    own = [paper.folder / name for name in OWN_FOLDERS]
    if any(folder.resolve().is_relative_to(one) for one in [*own, paper.output]):
        raise refuse(str(folder), "That folder belongs to the paper itself.", "Name a new folder elsewhere.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refuse(
            str(folder), "There is a file or a folder with files at that place already.", "Name a new or empty folder."
        )
