"""The paper as plain files: Markdown with a header that most generators of sites read, originals of photos, addresses.

The folder is laid out like content/, so that Broadsheet can read it, too.
"""

import csv
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator.catalogue.copy import all_section_cards
from generator.config import Config
from generator.edition.edition import Edition
from generator.edition.formats import iso
from generator.edition.inline_photos import inline_photos
from generator.exports.exported import ExportedStory
from generator.files import write_whole
from generator.intake.documents.markdown_writer import write_markdown
from generator.intake.photos.inline import replace_inline
from generator.model import Person
from generator.photo_records import InlinePhoto, Photo
from generator.photos.in_documents import document_of
from generator.photos.reading import MAX_BYTES
from generator.photos.work import read_copy
from generator.story_records import Correction

ADDRESSES = "addresses.csv"
CONTENT = "content"
IN_DOCUMENT = re.compile(r"[^\w.-]+")
Header = Mapping[str, str | bool | list[str] | None]


def write_files(edition: Edition, stories: Iterable[ExportedStory], folder: Path, paper: Path) -> Iterator[str]:
    """Write the paper in the folder `paper` into `folder`, and yield the files, relative to it."""
    copied: set[str] = set()
    addresses = []
    for one in stories:
        file = f"{CONTENT}/{one.story.path}.md"
        yield _write(folder, file, story_file(one, edition.config).encode())
        addresses.append((one.address, file, one.id, " ".join(one.former)))
        for shown, original in one.photos:
            if original.file not in copied:
                copied.add(original.file)
                yield from _copy_photo(folder, paper, original.file, shown.photo)
    yield from _write_cards(edition, folder)
    with (folder / ADDRESSES).open("w", encoding="utf-8", newline="") as file_of_addresses:
        rows = csv.writer(file_of_addresses, lineterminator="\n")
        rows.writerows([("address", "file", "id", "former addresses"), *addresses])
    yield ADDRESSES


def _write(folder: Path, file: str, content: bytes) -> str:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return file


# --- a story --------------------------------------------------------------------------------------


def story_file(one: ExportedStory, config: Config) -> str:
    """Return a story as Markdown with a header."""
    return f"{header(_header_of(one, config))}\n{_markdown(one)}"


def header(values: Header) -> str:
    """Return a YAML header. Its values are JSON, which YAML contains: so no text is taken for anything else."""
    lines = (f"{key}: {msgspec.json.encode(value).decode()}" for key, value in values.items() if value)
    return "\n".join(["---", *lines, "---", ""])


def _header_of(exported: ExportedStory, config: Config) -> Header:
    story, zone = exported.story, config.zone
    lead = next(((shown.photo, original) for shown, original in exported.photos if shown.place == "lead"), None)
    gallery = [original.file for shown, original in exported.photos if shown.place == "gallery"]
    photos = [_relative(exported, photo_place(file)) for file in ([lead[1].file] if lead else []) + gallery]
    return {
        "title": story.headline,
        "date": None if exported.is_page or story.undated else iso(story.published, zone),
        "updated": iso(story.updated, zone) if story.updated else None,
        "embargo": iso(story.embargo, zone) if story.embargo else None,
        "expires": iso(story.expires, zone) if story.expires else None,
        "draft": story.draft,
        "authors": [byline.name for byline in story.bylines],
        "section": story.section_name or story.section,
        "tags": [name for _, name in exported.topics],
        "deck": story.deck,
        "summary": story.summary,
        "kicker": story.kicker,
        "genre": story.genre,
        "dateline": story.dateline,
        "source": story.source,
        "source_url": story.source_url,
        "language": story.language,
        "translation_of": story.translation_of,
        "slug": "" if exported.is_page else story.slug,
        "photos": photos,
        "caption": lead[0].caption if lead else "",
        "credit": lead[0].credit if lead else "",
        "alt": lead[0].alt if lead else "",
        "corrections": [_correction(one, zone) for one in story.corrections],
        "was": [address.removeprefix(config.prefix) for address in exported.former],
        "related": list(story.related) or ("none" if story.unrelated else ""),
        "priority": str(story.priority or ""),
        "noindex": story.noindex,
        "menu": [f"{place} {order}" for place, order in story.own.menus] if story.own else [],
        "id": exported.id,
        "address": exported.address,
        **story.extra,
    }


def _correction(one: Correction, zone: ZoneInfo) -> str:
    return f"{iso(one.date, zone)}: {one.text}" if one.date else one.text


def _markdown(one: ExportedStory) -> str:
    """Return the text of a story as Markdown, whose photos are named by their files."""
    originals = {shown.photo.url: original.file for shown, original in one.photos}
    photos = inline_photos([shown for shown, _ in one.photos])
    images: list[str] = []

    def replacement(inline: InlinePhoto, alone: bool) -> str:
        photo = photos.get(inline.file)
        if photo is None:
            return ""
        images.append(_image(inline, photo, _relative(one, photo_place(originals[photo.url]))))
        image = f'<img src="picture:{len(images) - 1}" alt="">'
        return f"<p>{image}</p>" if alone else image

    return write_markdown(replace_inline(one.body.html, replacement), images, is_body=True).text


def _image(inline: InlinePhoto, photo: Photo, place: str) -> str:
    caption = (inline.caption or photo.caption).replace('"', "”")
    alt = (inline.alt or photo.alt).replace("[", "(").replace("]", ")")
    address = place.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f'![{alt}]({address} "{caption}")' if caption else f"![{alt}]({address})"


# --- photos ---------------------------------------------------------------------------------------


def photo_place(file: str) -> str:
    """Return the file of the export that holds the original `file`. Those in documents get files of their own."""
    document = document_of(file)
    if not document:
        return file
    inside = IN_DOCUMENT.sub("-", file[len(document) + 1 :])
    return f"{document.rpartition('.')[0]}-{document.rpartition('.')[2]}-{inside}"


def _relative(one: ExportedStory, place: str) -> str:
    return posixpath.relpath(place, posixpath.dirname(f"{CONTENT}/{one.story.path}"))


def _copy_photo(folder: Path, paper: Path, file: str, photo: Photo) -> Iterator[str]:
    """Copy an original as it is, with what is said of the photo in a file beside it."""
    place = photo_place(file)
    yield _write(folder, place, read_copy(paper / file, MAX_BYTES))
    words = {"Caption": photo.caption, "Credit": photo.credit, "Alt": photo.alt}
    lines = [f"{key}: {' '.join(value.split())}\n" for key, value in words.items() if value]
    if lines:
        yield _write(folder, f"{place}.txt", "".join(lines).encode())


# --- people and sections --------------------------------------------------------------------------


def _write_cards(edition: Edition, folder: Path) -> Iterator[str]:
    """Write the cards of the people who sign, and what is said of sections."""
    for slug, person in sorted(edition.people.items()):
        yield _write(folder, f"{CONTENT}/people/{slug}.md", _person_file(person).encode())
    for slug, card in sorted(all_section_cards(edition.store).items()):
        text = header({"title": card.name, "description": card.description})
        yield _write(folder, f"{CONTENT}/{slug}/_index.md", text.encode())


def _person_file(person: Person) -> str:
    values: Header = {
        "name": person.name,
        "role": person.role,
        "contact": person.contact,
        "fediverse": person.fediverse,
    }
    return f"{header(values)}\n{write_markdown(person.biography, is_body=True).text}"
