"""Decide which photos a story shows, with all files at hand: by its own name, by number, and by what it names."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

import msgspec

from generator.catalogue import photos
from generator.catalogue.photos import PhotoOnFile
from generator.catalogue.store import Store
from generator.intake.photos.names import possible_keys, supplied_key
from generator.model import Story
from generator.photo_records import InlinePhoto, PhotoWords
from generator.photos.in_documents import document_of


class Choice(msgspec.Struct, frozen=True):
    """A photo that a story asks for, with the words about it, the most decisive first."""

    on_file: PhotoOnFile
    place: str
    words: tuple[PhotoWords, ...]
    written: str = ""
    is_lead: bool = False
    never_leads: bool = False
    """True for a photo of an entry of a live story: what stands for the story must not change with its entries."""


def choose_photos(store: Store, story: Story) -> tuple[list[Choice], list[str]]:
    """Return the photos that a story shows, the one that stands for it first, and names that lead to no photo.

    Its own are those that its header names, the one with its own name, the numbered ones, and those that came with a
    mail. The first of them leads, unless the text shows it. Without any, the first in the text leads; if it is inside a
    document, it stands above. Posters of embeds come last and never lead.
    """
    named, missing = _named(store, story)
    own = [*named, *photos.photos_of_story(store, story.path)[:1]]
    for name in photos.gallery_names(store, story.path):
        own += photos.photos_named(store, name)[:1]
    own += [one for one in (_find(store, story, name) for name in story.photos.attached) if one]
    supplied = _supplied(store, story)
    own += [on_file for on_file, _ in supplied.values()]
    inline, lost = _inline(store, story)
    in_text = {on_file.file for _, on_file in inline}
    later = {one.file for one in (_find(store, story, name) for name in story.photos.withheld) if one}
    own = [one for one in own if one.file not in later]
    standing = list({on_file.file: on_file for on_file in own if on_file.file not in in_text}.values())
    in_entries = {file for _, file in story.photos.in_entries}
    leading = (found for written, found in inline if written.file not in in_entries)
    lead = next((on_file.file for on_file in (*own, *leading)), "")
    choices = [_with_words(_choice(story, on_file, lead), supplied) for on_file in standing]
    for written, on_file in inline:
        choice = _choice(story, on_file, lead, written)
        choices.append(msgspec.structs.replace(choice, never_leads=written.file in in_entries))
    choices.sort(key=lambda choice: not choice.is_lead)
    return [*choices, *_posters(store, story)], [*missing, *lost]


def _posters(store: Store, story: Story) -> Iterator[Choice]:
    for number in range(1, story.photos.embeds + 1):
        on_file = photos.poster_at(store, story.path, number)
        if on_file is not None:
            yield Choice(on_file, "poster", (on_file.notes.words,), str(number))


def _supplied(store: Store, story: Story) -> dict[str, tuple[PhotoOnFile, PhotoWords]]:
    """Return the pictures that an agency sent along and whose files are there, by file, with what it says of them."""
    found: dict[str, tuple[PhotoOnFile, PhotoWords]] = {}
    for supplied in story.photos.supplied:
        keys = [supplied_key(story.file, name) for name in supplied.files]
        on_file = next((one for one in (photos.photo_at(store, key) for key in keys) if one), None)
        if on_file is not None:
            found.setdefault(on_file.file, (on_file, supplied.words))
    return found


def _with_words(choice: Choice, supplied: Mapping[str, tuple[PhotoOnFile, PhotoWords]]) -> Choice:
    """Return the photo with what the agency that sent it says of it, after what editors say."""
    found = supplied.get(choice.on_file.file)
    return msgspec.structs.replace(choice, words=(*choice.words, found[1])) if found else choice


def _named(store: Store, story: Story) -> tuple[list[PhotoOnFile], list[str]]:
    found = [(name, _find(store, story, name)) for name in story.photos.named]
    return [one for _, one in found if one], [name for name, one in found if one is None]


def _inline(store: Store, story: Story) -> tuple[list[tuple[InlinePhoto, PhotoOnFile]], list[str]]:
    found = [(photo, _find(store, story, photo.file, is_address=True)) for photo in story.photos.inline]
    lost = [photo.file for photo, one in found if one is None and not _is_told(photo.file)]
    return [(photo, one) for photo, one in found if one], lost


def _is_told(written: str) -> bool:
    """Tell whether nothing is said of a name that leads to no photo: it may be in static/, or in a document."""
    return written.startswith("/") or bool(document_of(unquote(written)))


def _find(store: Store, story: Story, written: str, *, is_address: bool = False) -> PhotoOnFile | None:
    """Return the photo that a story names. Capital and small letters count only where several photos differ by them."""
    keys = possible_keys(story.file, written, is_address=is_address)
    exact = (photos.photo_at(store, key) for key in keys)
    alike = (photos.photos_spelled_like(store, key) for key in keys)
    return next((one for one in exact if one), None) or next((some[0] for some in alike if len(some) == 1), None)


def _choice(story: Story, on_file: PhotoOnFile, lead: str, inline: InlinePhoto | None = None) -> Choice:
    is_lead = on_file.file == lead
    said = story.photos
    above = (said.words,) if is_lead else ()
    below = (said.typed,) if is_lead else ()
    if inline is None:
        place = "lead" if is_lead else "gallery"
        return Choice(on_file, place, (*above, on_file.notes.words, *below), is_lead=is_lead)
    own = PhotoWords(caption=inline.caption, alt=inline.alt)
    place = "lead" if is_lead and document_of(on_file.file) else "inline"
    return Choice(on_file, place, (own, *above, on_file.notes.words, *below), inline.file, is_lead)
