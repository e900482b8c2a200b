"""Read a text that an editor is typing as a build would read it, and render the page that it makes. Nothing is saved.

The text is put into a folder of its own for a moment, so that it is read by what reads content/, within its limits.
"""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from generator.archive.photos import Original
from generator.catalogue.copy import PROBLEMS, STORY
from generator.catalogue.store import FILE, open_reader
from generator.edition.edition import EditionSettings
from generator.edition.last import recall_settings
from generator.errors import TemplateError
from generator.intake.changes import Delta, read_changes
from generator.intake.settings import intake_settings_of
from generator.intake.survey import DroppedFile
from generator.model import Problem, StoredParse
from generator.paper import Paper
from generator.photos.recipes import Recipe
from generator.preview.drafts import render_preview
from generator.workers import Workers

NO_ROOM = "Another page or file has the address of this page, so it can’t be shown."


class TypedPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a text that isn't saved makes."""

    html: bytes = b""
    """The page; empty if the text makes none."""
    photos: dict[str, tuple[Original, Recipe]] = {}
    """What the sizes of photos are made of that the page names, by the end of their address."""
    problems: tuple[Problem, ...] = ()
    """What is found in the text, and what editors are told of its story."""


def render_typed(paper: Paper, file: str, raw: bytes) -> TypedPage:
    """Return what these bytes of `file` would make. Raises FileNotFoundError before the first build, CatalogueFault."""
    with closing(open_reader(paper.state / FILE)) as store:
        settings = recall_settings(store)
    entry = _read(settings, file, raw)
    problems = PROBLEMS.decode(entry.problems)
    if not entry.story:
        return TypedPage(problems=problems)
    try:
        page = render_preview(paper, STORY.decode(entry.story).path, entry)
    except KeyError:
        return TypedPage(problems=(*problems, Problem(file, 0, NO_ROOM, "Give the story a slug of its own.")))
    except TemplateError as trouble:
        return TypedPage(problems=(*problems, *trouble.problems))
    return TypedPage(html=page.html, photos=page.photos, problems=(*problems, *page.told))


def _read(settings: EditionSettings, file: str, raw: bytes) -> StoredParse:
    """Return what a build would read in these bytes of a file."""
    with TemporaryDirectory(prefix="broadsheet-") as folder, Workers(1) as workers:
        place = Path(folder, file)
        place.parent.mkdir(parents=True)
        place.write_bytes(raw)
        one = DroppedFile(file, len(raw), 0, 0, 0)
        delta = Delta(doubtful=((one, ""),), gone=(), shadowed=(), problems=())
        intake = intake_settings_of(settings.config)
        [(_, [entry])] = read_changes(Path(folder), delta, intake, workers, used=settings.extensions)
        return entry
