"""Photos at the desk: each as cropped for every use, what is missing, and small copies of those that aren't public."""

from contextlib import closing
from pathlib import Path

import msgspec

from generator.archive.photo_choice import Choice, choose_photos
from generator.archive.photos import (
    Original,
    alt_of,
    credit_of,
    framing_of,
    key_of,
    make_photo,
)
from generator.catalogue.photos import photo_at
from generator.catalogue.store import FILE, Store, open_reader
from generator.commands.check import LEAD_WIDTH
from generator.commands.focus import notes_of
from generator.intake.photos.names import photo_key
from generator.model import Story
from generator.paper import Paper
from generator.photos.framing import SHAPES, Box, crop_box
from generator.photos.in_documents import document_of
from generator.photos.recipes import Recipe
from generator.photos.store import RenditionStore
from generator.photos.work import RENDER_LIMIT_S, PhotoFile, Rendered, RenderJob, render_to_store
from generator.workers import Workers

WIDTH = 300
"""The width of the picture that an editor clicks on, in CSS pixels: the browser says where in it the click was."""
USES = {"16:9": "Cards, search engines", "4:3": "Search engines", "1:1": "Search engines", "social": "Networks"}


class DeskCrop(msgspec.Struct, frozen=True):
    """What one use shows of a photo: left, top, width and height, in pixels of the original."""

    use: str
    purpose: str
    box: Box


class DeskPhoto(msgspec.Struct, frozen=True, kw_only=True):
    """A photo of a story as the desk shows it."""

    file: str
    place: str
    width: int
    height: int
    shown_height: int
    caption: str
    credit: str
    alt: str
    focus: tuple[int, int] | None
    """In percent from the left and from the top."""
    crops: tuple[DeskCrop, ...]
    missing: tuple[str, ...]
    seen: str
    """The digest of the notes beside it."""
    in_document: bool
    """True if it is inside a document, so that there can be no notes beside it."""


def describe_photos(folder: Path, store: Store, story: Story) -> list[DeskPhoto]:
    """Return the photos of a story, public or not, the one that stands for it first."""
    return [_describe(folder, choice) for choice in choose_photos(store, story)[0]]


def _describe(folder: Path, choice: Choice) -> DeskPhoto:
    facts, framing = choice.on_file.facts, framing_of(choice.words)
    boxes = {use: crop_box(facts.width, facts.height, use, framing) for use in SHAPES} if choice.is_lead else {}
    crops = (DeskCrop(use, USES[use], (box[0], box[1], box[2] - box[0], box[3] - box[1])) for use, box in boxes.items())
    focus = framing.focus
    return DeskPhoto(
        file=choice.on_file.file,
        place=choice.place,
        width=facts.width,
        height=facts.height,
        shown_height=max(1, round(WIDTH * facts.height / facts.width)),
        caption=next((one.caption for one in choice.words if one.caption), facts.rights.caption),
        credit=credit_of(choice),
        alt=alt_of(choice),
        focus=(round(focus.x * 100), round(focus.y * 100)) if focus else None,
        crops=tuple(crops),
        missing=tuple(_missing(choice)),
        seen=notes_of(folder, choice.on_file.file),
        in_document=bool(document_of(choice.on_file.file)),
    )


def _missing(choice: Choice) -> list[str]:
    found = {
        "credit": not credit_of(choice),
        "alt text": not alt_of(choice),
        f"{LEAD_WIDTH:,} pixels of width for a lead": choice.is_lead and choice.on_file.facts.width < LEAD_WIDTH,
    }
    return [what for what, is_missing in found.items() if is_missing]


# --- copies for the desk and for previews ---------------------------------------------------------


def copy_for_desk(paper: Paper, file: str) -> bytes | None:
    """Return a small JPEG of a photo on file; None if there is none."""
    with closing(open_reader(paper.state / FILE)) as store:
        on_file = photo_at(store, photo_key(file))
    if on_file is None or on_file.file != file:
        return None
    _, original = make_photo("", Choice(on_file, "", (on_file.notes.words,)))
    recipe = next(one for one in original.recipes if one.format == "jpeg")
    return _made(paper, original, recipe)


def copy_for_preview(paper: Paper, original: Original, recipe: Recipe) -> bytes | None:
    """Return one size of a photo that may not be public; None if it can't be made."""
    return _made(paper, original, recipe)


def _made(paper: Paper, original: Original, recipe: Recipe) -> bytes | None:
    """Return a size from those that are kept, or have it made by a process that can be stopped."""
    folder = paper.state / "photos"
    kept, key = RenditionStore(folder), key_of(original, recipe)
    found = kept.get(key)
    if found is not None:
        return found
    job = RenderJob(
        PhotoFile(str(paper.folder), original.file), original.digest, (recipe,), original.packet, str(folder)
    )
    with Workers(1) as workers:
        [outcome] = workers.run(render_to_store, [job], RENDER_LIMIT_S, light=True)
    return kept.get(key) if isinstance(outcome, Rendered) else None
