"""The paper's own photos, which stand beside no story: portraits of people, pictures of sections and of the paper.

`content/people/jane-roe.jpg` is shown with the card of somebody who signs public stories. `content/world/section.jpg`
and `content/paper.jpg` are what networks show of links to the section, and to everything else without a photo. A
section's picture is at the top of its front, too.
"""

from collections.abc import Container, Iterator, Mapping

import msgspec

from generator.archive.photos import (
    ENCODER,
    ORIGINAL,
    SHOWN,
    Choice,
    PhotoRules,
    ShownPhoto,
    credit_of,
    make_banner,
    make_portrait,
    make_social,
    save_photo,
)
from generator.catalogue import photos
from generator.catalogue.photos import PhotoOnFile
from generator.catalogue.store import Store
from generator.digests import digest_value
from generator.intake.names import identify
from generator.model import Person
from generator.photo_records import Photo

PEOPLE, SECTIONS, PAPER = "/people/", "/sections/", "/paper"
"""The beginnings of the paths of the paper's own photos in the public tables. Those of stories don't begin with /."""
FIRST, LAST = "/", "0"
"""All paths that begin with / lie between these two."""
PEOPLE_FOLDER, SECTION_NAME, PAPER_NAME = "people/", "/section", "paper"


class OwnPhotos(msgspec.Struct, frozen=True):
    """The paper's own photos as pages show them."""

    portraits: dict[str, Photo]
    """By the slug of the person."""
    pictures: dict[str, Photo]
    """By the slug of the section; the paper's own has an empty one."""


def find_own_photos(store: Store, rules: PhotoRules) -> OwnPhotos:
    """Return the paper's own photos. Each is made only when it changed."""
    made = {path: _make(store, rules, path, choice) for path, choice in _choices(store, rules)}
    _forget_others(store, made)
    portraits = {path.removeprefix(PEOPLE): photo for path, photo in made.items() if path.startswith(PEOPLE)}
    pictures = {path.removeprefix(SECTIONS): photo for path, photo in made.items() if path.startswith(SECTIONS)}
    return OwnPhotos(portraits, pictures | ({"": made[PAPER]} if PAPER in made else {}))


def with_portraits(people: Mapping[str, Person], portraits: Mapping[str, Photo]) -> dict[str, Person]:
    """Return the people, by slug, with their portraits."""
    return {slug: msgspec.structs.replace(one, portrait=portraits.get(slug)) for slug, one in people.items()}


def _make(store: Store, rules: PhotoRules, path: str, choice: Choice) -> Photo:
    """Return a photo as pages show it, as it was made before from the same file, or anew."""
    source = digest_value((choice.on_file, rules.prefix))
    row = store.execute("SELECT shown FROM own_photos WHERE path = ? AND source = ?", (path, source)).fetchone()
    if row:
        return SHOWN.decode(row[0]).photo
    make = make_portrait if path.startswith(PEOPLE) else make_banner if path.startswith(SECTIONS) else make_social
    photo, original = make(rules.prefix, choice)
    with store:
        kept = (path, source, ENCODER.encode(ShownPhoto("own", photo)), ENCODER.encode(original))
        store.execute("INSERT OR REPLACE INTO own_photos VALUES (?, ?, ?, ?)", kept)
    return photo


def _forget_others(store: Store, paths: Container[str]) -> None:
    known = [path for (path,) in store.execute("SELECT path FROM own_photos ORDER BY path").fetchall()]
    gone = [(path,) for path in known if path not in paths]
    if gone:
        with store:
            store.executemany("DELETE FROM own_photos WHERE path = ?", gone)


# --- which are published --------------------------------------------------------------------------


def publish_own_photos(store: Store, people: Container[str], sections: Container[str]) -> frozenset[str]:
    """Publish the photos of people and sections that have a page, and the paper's, in the caller's transaction.

    `people` are those who have a card, `sections` those in site.toml. Returns the names of sizes that came or went.
    """
    wanted = {path: photo for path, photo in _all(store) if _has_page(store, path, people, sections)}
    rows = store.execute("SELECT path, shown, original FROM shown_photos WHERE path > ? AND path < ?", (FIRST, LAST))
    if wanted == {path: (shown, original) for path, shown, original in rows}:
        return frozenset()
    before = _needed(store)
    store.execute("DELETE FROM shown_photos WHERE path > ? AND path < ?", (FIRST, LAST))
    store.execute("DELETE FROM renditions WHERE path > ? AND path < ?", (FIRST, LAST))
    for path, (shown, original) in wanted.items():
        save_photo(store, path, 0, SHOWN.decode(shown), ORIGINAL.decode(original))
    return frozenset(before ^ _needed(store))


def _all(store: Store) -> Iterator[tuple[str, tuple[bytes, bytes]]]:
    for path, shown, original in store.execute("SELECT path, shown, original FROM own_photos ORDER BY path").fetchall():
        yield path, (shown, original)


def _has_page(store: Store, path: str, people: Container[str], sections: Container[str]) -> bool:
    """Tell whether there is a public page that shows the photo."""
    if path == PAPER:
        return True
    kind, start = ("byline", PEOPLE) if path.startswith(PEOPLE) else ("section", SECTIONS)
    slug = path.removeprefix(start)
    if kind == "section" and slug in sections:
        return True
    row = store.execute("SELECT 1 FROM subjects WHERE kind = ? AND subject = ?", (kind, slug)).fetchone()
    return row is not None and (kind == "section" or slug in people)


def _needed(store: Store) -> set[str]:
    rows = store.execute("SELECT name FROM renditions WHERE path > ? AND path < ?", (FIRST, LAST))
    return {name for (name,) in rows}


# --- which there are ------------------------------------------------------------------------------


def _choices(store: Store, rules: PhotoRules) -> Iterator[tuple[str, Choice]]:
    """Yield the paper's own photos that may be published, by path, each path once."""
    seen: set[str] = set()
    for path, photo in (*_portraits(store), *_pictures(store)):
        choice = Choice(photo, "own", (photo.notes.words,), is_lead=True)
        if path not in seen and not photo.notes.held and not (rules.require_credit and not credit_of(choice)):
            seen.add(path)
            yield path, choice


def _portraits(store: Store) -> Iterator[tuple[str, PhotoOnFile]]:
    """Yield the photos called like a person's file, or like the person's slug."""
    on_file = photos.photos_between(store, PEOPLE_FOLDER, f"{PEOPLE_FOLDER}{photos.LARGEST}")
    if not on_file:
        return
    slugs = {identify(file): slug for file, slug in store.execute("SELECT file, slug FROM people ORDER BY file DESC")}
    for photo in on_file:
        name = identify(photo.file)
        yield PEOPLE + slugs.get(name, name.removeprefix(PEOPLE_FOLDER)), photo


def _pictures(store: Store) -> Iterator[tuple[str, PhotoOnFile]]:
    """Yield the pictures of the paper and of sections: `section` is their name in the section's folder."""
    yield from ((PAPER, photo) for photo in photos.photos_named(store, PAPER_NAME)[:1])
    for name in photos.section_pictures(store):
        slug = name.removesuffix(SECTION_NAME)
        if "/" not in slug:
            yield from ((SECTIONS + slug, photo) for photo in photos.photos_named(store, name)[:1])
