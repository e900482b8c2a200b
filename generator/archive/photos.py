"""Decide which photos a public story shows, with which words, and which published sizes that needs.

A photo's addresses are made of digests: of the original, and of all that a size is made of. No file's name is in them,
so that a photo that a hidden story shares betrays nothing of that one, and browsers may keep each size forever.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from generator.archive.photo_choice import Choice, choose_photos
from generator.archive.photo_times import restraint_of, use_times
from generator.catalogue import photos
from generator.catalogue.store import Store
from generator.gate import order_of
from generator.intake.photos.in_documents import in_document
from generator.intake.photos.names import photo_key, possible_keys
from generator.model import Gravity, Problem, Story
from generator.photo_records import Cut, Photo, PhotoWords, Rendition
from generator.photos.colours import tone_of
from generator.photos.encoders import encoders
from generator.photos.framing import Crop, Focus, Framing, Use
from generator.photos.in_documents import document_of
from generator.photos.packet import make_packet
from generator.photos.recipes import Format, Recipe, plan_banner, plan_portrait, plan_renditions, rendition_key
from generator.photos.rights import Rights

FOLDER = "assets/photos"
"""Where published photos are, below the site's root."""
FOLDER_DIGITS, KEY_DIGITS = 16, 10
SHAPES: dict[str, Use] = {"16:9": "16:9", "4:3": "4:3", "1:1": "1:1", "social": "social"}

ENCODER = msgspec.msgpack.Encoder()


class Original(msgspec.Struct, frozen=True):
    """The file that a published photo is made of, and the sizes that are made."""

    file: str
    """Relative to the paper's folder."""
    digest: str
    packet: bytes
    """The rights that every size carries, as XMP."""
    recipes: tuple[Recipe, ...]


class ShownPhoto(msgspec.Struct, frozen=True):
    """A photo and its place on a page: `lead`, `gallery`, `inline` in the text, or `poster` for one of an embed."""

    place: str
    photo: Photo
    written: str = ""
    """How the text names it, if it is in the text; the number of the embed that it is a poster of."""


ORIGINAL = msgspec.msgpack.Decoder(Original)
SHOWN = msgspec.msgpack.Decoder(ShownPhoto)


# --- what is shown of them ------------------------------------------------------------------------


def make_photo(prefix: str, choice: Choice) -> tuple[Photo, Original]:
    """Return a story's photo as pages show it, and what its published sizes are made of."""
    facts = choice.on_file.facts
    original = _original(
        choice, plan_renditions(facts.width, facts.height, framing_of(choice.words), is_lead=choice.is_lead)
    )
    photo = _photo(choice, _cut(prefix, original, "whole"))
    if not choice.is_lead:
        return photo, original
    crops = {
        "wide": _cut(prefix, original, "16:9"),
        "standard": _largest(prefix, original, "4:3"),
        "square": _largest(prefix, original, "1:1"),
        "social": _largest(prefix, original, "social"),
    }
    return msgspec.structs.replace(photo, **crops), original


def make_portrait(prefix: str, choice: Choice) -> tuple[Photo, Original]:
    """Return a person's portrait as pages show it, and what its published sizes are made of."""
    facts = choice.on_file.facts
    original = _original(choice, plan_portrait(facts.width, facts.height, framing_of(choice.words)))
    return _photo(choice, _cut(prefix, original, "1:1")), original


def make_social(prefix: str, choice: Choice) -> tuple[Photo, Original]:
    """Return a photo that networks alone show, and what its published size is made of."""
    facts = choice.on_file.facts
    recipes = plan_renditions(facts.width, facts.height, framing_of(choice.words), is_lead=True)
    original = _original(choice, tuple(one for one in recipes if one.use == "social"))
    cut = _cut(prefix, original, "social")
    return msgspec.structs.replace(_photo(choice, cut), social=cut.jpeg[-1]), original


def make_banner(prefix: str, choice: Choice) -> tuple[Photo, Original]:
    """Return a section's picture, which is as wide as its front, and what its published sizes are made of."""
    facts = choice.on_file.facts
    original = _original(choice, plan_banner(facts.width, facts.height, framing_of(choice.words)))
    photo = _photo(choice, _cut(prefix, original, "16:9"))
    return msgspec.structs.replace(photo, social=_largest(prefix, original, "social")), original


def _original(choice: Choice, recipes: tuple[Recipe, ...]) -> Original:
    return Original(choice.on_file.file, choice.on_file.facts.digest, make_packet(_rights(choice)), recipes)


def _photo(choice: Choice, whole: Cut) -> Photo:
    facts, words, rights, shown = choice.on_file.facts, choice.words, _rights(choice), whole.jpeg[-1]
    return Photo(
        url=shown.url,
        width=shown.width,
        height=shown.height,
        alt=alt_of(choice),
        caption=_first(one.caption for one in words) or facts.rights.caption,
        credit=rights.credit,
        tone=tone_of(facts.colour),
        whole=whole,
        creators=rights.creators,
        copyright=rights.copyright,
        license=rights.web_statement,
        acquire=rights.licensor_url,
        made_with_ai=rights.is_made_with_ai,
    )


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def alt_of(choice: Choice) -> str:
    """Return what the photo shows, in words for readers who can't see it; empty if nobody wrote it."""
    return _first(one.alt for one in choice.words) or choice.on_file.facts.rights.alt_text


def _rights(choice: Choice) -> Rights:
    """Return the rights that the published files carry: those of the file, with the editor's credit."""
    found = choice.on_file.facts.rights
    return Rights(
        creators=found.creators,
        credit=_first(one.credit for one in choice.words) or found.credit or ", ".join(found.creators),
        copyright=found.copyright or _first(one.copyright for one in choice.words),
        web_statement=found.web_statement,
        licensor_url=found.licensor_url,
        usage_terms=found.usage_terms,
        digital_source_type=found.digital_source_type,
    )


def framing_of(words: Sequence[PhotoWords]) -> Framing:
    """Return how a photo is to be cropped, by the first words that say it."""
    focus = next((one.focus for one in words if one.focus is not None), None)
    crops = next((one.crops for one in words if one.crops), ())
    return Framing(
        focus=Focus(*focus) if focus else None,
        crops=tuple(Crop(SHAPES[shape], *edges) for shape, edges in crops),
    )


def _cut(prefix: str, original: Original, use: Use) -> Cut:
    return Cut(avif=_renditions(prefix, original, use, "avif"), jpeg=_renditions(prefix, original, use, "jpeg"))


def _largest(prefix: str, original: Original, use: Use) -> Rendition | None:
    found = _renditions(prefix, original, use, "jpeg")
    return found[-1] if found else None


def _renditions(prefix: str, original: Original, use: Use, form: Format) -> tuple[Rendition, ...]:
    found = (one for one in original.recipes if one.use == use and one.format == form)
    made = (Rendition(photo_url(prefix, name_of(original, one)), one.width, one.height) for one in found)
    return tuple(sorted(made, key=lambda one: one.width))


def key_of(original: Original, recipe: Recipe) -> str:
    """Return the key of one size of a photo: a digest of all that it is made of."""
    return rendition_key(original.digest, recipe, original.packet, encoders())


def name_of(original: Original, recipe: Recipe) -> str:
    """Return the name of one size of a photo: the end of its address."""
    return f"{_start(original, recipe)}{key_of(original, recipe)[:KEY_DIGITS]}{recipe.ending}"


def _start(original: Original, recipe: Recipe) -> str:
    shape = "" if recipe.use == "whole" else f"{recipe.use.replace(':', 'x')}-"
    return f"{original.digest[:FOLDER_DIGITS]}/{shape}{recipe.width}."


def key_in(name: str) -> str:
    """Return the beginning of the key of the size of that name."""
    return name.split(".")[-2]


def photo_url(prefix: str, name: str) -> str:
    """Return the address of one size of a photo."""
    return f"{prefix}/{FOLDER}/{name}"


# --- the public tables ----------------------------------------------------------------------------


class PhotoRules(msgspec.Struct, frozen=True):
    """The paper's own rules for photos."""

    prefix: str
    """The path of the site's address."""
    require_credit: bool
    """Whether a photo without a credit is kept back."""
    now: datetime
    zone_name: str
    """The paper's time zone, for the times in photos that name none."""


def restraint_on(rules: PhotoRules, choice: Choice) -> Problem | None:
    """Return why a photo may not be shown, or nothing. What holds it in the notes beside it was told already."""
    file, zone = choice.on_file.file, ZoneInfo(rules.zone_name)
    untimely = restraint_of(file, use_times(choice.on_file.facts.rights, zone), rules.now, zone)
    if untimely:
        return in_document(untimely) if document_of(file) else untimely
    return _uncredited(file) if rules.require_credit and not credit_of(choice) else None


def turns_of_photo(rules: PhotoRules, choice: Choice) -> list[datetime]:
    """Return the instants at which the clock alone changes whether the photo may be shown."""
    return list(use_times(choice.on_file.facts.rights, ZoneInfo(rules.zone_name)).turns())


def publish_photos(store: Store, rules: PhotoRules, story: Story) -> tuple[Photo | None, list[Problem]]:
    """Save the photos of a public story, and return the one that stands for it, and what editors should know."""
    withdraw_photos(store, [story.path])
    choices, missing = choose_photos(store, story)
    choices = [choice for choice in choices if not choice.on_file.notes.held]
    restraints = [restraint_on(rules, choice) for choice in choices]
    problems = [*(_not_found(store, story, name) for name in missing), *filter(None, restraints)]
    allowed = [choice for choice, restraint in zip(choices, restraints, strict=True) if restraint is None]
    turns = {order_of(turn) for choice in choices for turn in turns_of_photo(rules, choice)}
    store.executemany("INSERT INTO photo_turns VALUES (?, ?)", ((turn, story.path) for turn in sorted(turns)))
    lead = None
    for rank, choice in enumerate(allowed):
        leads = rank == 0 and choice.place != "poster" and not choice.never_leads
        photo, original = make_photo(rules.prefix, _as_lead(choice) if leads else choice)
        place = "lead" if leads and choice.place != "inline" else choice.place
        save_photo(store, story.path, rank, ShownPhoto(place, photo, choice.written), original)
        lead = photo if leads else lead
    return lead, problems


def _as_lead(choice: Choice) -> Choice:
    return msgspec.structs.replace(choice, is_lead=True)


def credit_of(choice: Choice) -> str:
    """Return the credit that is printed under the photo; empty if nobody gave one."""
    return _rights(choice).credit


def save_photo(store: Store, path: str, rank: int, shown: ShownPhoto, original: Original) -> None:
    """Save a photo that the story, or the person, at `path` shows, in the caller's transaction."""
    key = photo_key(original.file)
    row = (path, rank, key, ENCODER.encode(shown), ENCODER.encode(original))
    store.execute("INSERT INTO shown_photos VALUES (?, ?, ?, ?, ?)", row)
    names = sorted({name_of(original, recipe) for recipe in original.recipes})
    store.executemany("INSERT INTO renditions VALUES (?, ?, ?)", ((name, path, rank) for name in names))


def withdraw_photos(store: Store, paths: Iterable[str]) -> None:
    """Remove what stories show from the public tables."""
    for path in paths:
        store.execute("DELETE FROM shown_photos WHERE path = ?", (path,))
        store.execute("DELETE FROM renditions WHERE path = ?", (path,))
        store.execute("DELETE FROM photo_turns WHERE path = ?", (path,))


def renditions_at(store: Store, paths: Iterable[str]) -> set[str]:
    """Return the names of all sizes that stories need."""
    rows = (store.execute("SELECT name FROM renditions WHERE path = ?", (path,)).fetchall() for path in paths)
    return {name for found in rows for (name,) in found}


def _not_found(store: Store, story: Story, name: str) -> Problem:
    alike = [one.file for key in possible_keys(story.file, name) for one in photos.photos_spelled_like(store, key)]
    hint = "A photo is named with its ending, from the story's own folder or from content/."
    if alike:
        hint = f"Write its name as one of these files has it, letter by letter: {', '.join(alike)}."
    return Problem(
        story.file, 0, f"There is no photo “{name}” that can be published.", hint, Gravity.WARNING, code="image-missing"
    )


def _uncredited(file: str) -> Problem:
    message = "The photo has no credit, so it isn't published."
    if document_of(file):
        hint = "Save the picture as a JPEG beside the document, and its credit in a file beside it: see docs/photos.md."
        return in_document(Problem(file, 0, message, hint, Gravity.WARNING, code="image-credit"))
    return Problem(
        file, 0, message, f"Write “Credit: …” into {file}.txt, or into the photo itself.", code="image-credit"
    )


# --- queries --------------------------------------------------------------------------------------


def shown_photos(store: Store, path: str) -> list[ShownPhoto]:
    """Return the photos that a public story shows, the one that stands for it first."""
    rows = store.execute("SELECT shown FROM shown_photos WHERE path = ? ORDER BY rank", (path,))
    return [SHOWN.decode(blob) for (blob,) in rows]


def originals_of(store: Store, path: str) -> list[Original]:
    """Return the originals of the photos that a public story shows, in the order of `shown_photos`."""
    rows = store.execute("SELECT original FROM shown_photos WHERE path = ? ORDER BY rank", (path,))
    return [ORIGINAL.decode(blob) for (blob,) in rows]


def all_originals(store: Store) -> Iterator[Original]:
    """Yield the original of every photo that is published, once for each story that shows it."""
    yield from (ORIGINAL.decode(blob) for (blob,) in store.execute("SELECT original FROM shown_photos"))


def all_renditions(store: Store) -> Iterator[str]:
    """Yield the name of every size of every photo that a public story shows."""
    yield from (name for (name,) in store.execute("SELECT DISTINCT name FROM renditions ORDER BY name").fetchall())


def is_shown(store: Store, file: str) -> bool:
    """Tell whether a public page shows the photo `file`."""
    row = store.execute("SELECT 1 FROM shown_photos WHERE photo = ? LIMIT 1", (photo_key(file),)).fetchone()
    return row is not None


def is_needed(store: Store, name: str) -> bool:
    """Tell whether a public story needs the size of that name."""
    return store.execute("SELECT 1 FROM renditions WHERE name = ? LIMIT 1", (name,)).fetchone() is not None


def rendition_at(store: Store, name: str) -> tuple[Original, Recipe] | None:
    """Return what the size of that name is made of; None if no public story needs it."""
    row = store.execute(
        "SELECT original FROM renditions JOIN shown_photos USING (path, rank) WHERE name = ?"
        " ORDER BY path, rank LIMIT 1",
        (name,),
    ).fetchone()
    if row is None:
        return None
    original = ORIGINAL.decode(row[0])
    fitting = (one for one in original.recipes if name.startswith(_start(original, one)) and name.endswith(one.ending))
    return original, next(fitting)


def stories_with(store: Store, name: str) -> list[str]:
    """Return the paths of the public stories that need the size of that name."""
    rows = store.execute("SELECT DISTINCT path FROM renditions WHERE name = ? ORDER BY path", (name,))
    return [path for (path,) in rows]
