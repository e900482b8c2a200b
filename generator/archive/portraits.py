"""Portraits: the photos beside the files of content/people/, shown with the cards of people who sign public stories."""

from collections.abc import Iterator, Mapping

import msgspec

from generator.archive.photos import (
    ENCODER,
    ORIGINAL,
    SHOWN,
    Choice,
    PhotoRules,
    ShownPhoto,
    credit_of,
    make_portrait,
    save_photo,
)
from generator.catalogue import photos
from generator.catalogue.photos import PhotoOnFile
from generator.catalogue.store import Store
from generator.digests import digest_value
from generator.intake.names import identify
from generator.model import Person, Photo

FIRST, LAST = "people/", "people0"
"""All names in content/people/ lie between these two."""


def with_portraits(store: Store, rules: PhotoRules, people: Mapping[str, Person]) -> dict[str, Person]:
    """Return the people, by slug, with their portraits, which are made only when they changed."""
    found = {slug: choice for slug, choice in _choices(store, rules) if slug in people}
    made = {slug: _portrait(store, rules, slug, choice) for slug, choice in found.items()}
    _forget_others(store, frozenset(made))
    return {slug: msgspec.structs.replace(one, portrait=made.get(slug)) for slug, one in people.items()}


def _portrait(store: Store, rules: PhotoRules, slug: str, choice: Choice) -> Photo:
    """Return the portrait of a person, as it was made before from the same photo, or anew."""
    source = digest_value((choice.on_file, rules.prefix))
    row = store.execute("SELECT shown FROM portraits WHERE slug = ? AND source = ?", (slug, source)).fetchone()
    if row:
        return SHOWN.decode(row[0]).photo
    photo, original = make_portrait(rules.prefix, choice)
    shown = ShownPhoto("portrait", photo)
    with store:
        kept = (slug, source, ENCODER.encode(shown), ENCODER.encode(original))
        store.execute("INSERT OR REPLACE INTO portraits VALUES (?, ?, ?, ?)", kept)
    return photo


def _forget_others(store: Store, slugs: frozenset[str]) -> None:
    known = [slug for (slug,) in store.execute("SELECT slug FROM portraits ORDER BY slug").fetchall()]
    gone = [(slug,) for slug in known if slug not in slugs]
    if gone:
        with store:
            store.executemany("DELETE FROM portraits WHERE slug = ?", gone)


def publish_portraits(store: Store) -> frozenset[str]:
    """Publish the portraits of people who have a page, in the caller's transaction.

    Returns the names of the sizes that came or went.
    """
    wanted = dict(_wanted(store))
    rows = store.execute("SELECT path, shown, original FROM shown_photos WHERE path > ? AND path < ?", (FIRST, LAST))
    if wanted == {path: (shown, original) for path, shown, original in rows}:
        return frozenset()
    before = _needed(store)
    store.execute("DELETE FROM shown_photos WHERE path > ? AND path < ?", (FIRST, LAST))
    store.execute("DELETE FROM renditions WHERE path > ? AND path < ?", (FIRST, LAST))
    for path, (shown, original) in wanted.items():
        save_photo(store, path, 0, SHOWN.decode(shown), ORIGINAL.decode(original))
    return frozenset(before ^ _needed(store))


def _wanted(store: Store) -> Iterator[tuple[str, tuple[bytes, bytes]]]:
    """Yield the portraits of people who signed a public story."""
    rows = store.execute(
        "SELECT slug, shown, original FROM portraits JOIN subjects ON kind = 'byline' AND subject = slug ORDER BY slug"
    )
    yield from ((f"{FIRST}{slug}", (shown, original)) for slug, shown, original in rows.fetchall())


def _needed(store: Store) -> set[str]:
    rows = store.execute("SELECT name FROM renditions WHERE path > ? AND path < ?", (FIRST, LAST))
    return {name for (name,) in rows}


def _choices(store: Store, rules: PhotoRules) -> Iterator[tuple[str, Choice]]:
    """Yield the portrait of each person by slug: the photo called like the person's file, or like the slug."""
    on_file: dict[str, PhotoOnFile] = {}
    for photo in photos.photos_between(store, FIRST, LAST):
        on_file.setdefault(identify(photo.file), photo)
    if not on_file:
        return
    slugs = {identify(file): slug for file, slug in store.execute("SELECT file, slug FROM people ORDER BY file DESC")}
    found: dict[str, Choice] = {}
    for name, photo in on_file.items():
        choice = Choice(photo, "portrait", (photo.notes.words,), is_lead=True)
        if not photo.notes.held and not (rules.require_credit and not credit_of(choice)):
            found.setdefault(slugs.get(name, name.removeprefix(FIRST)), choice)
    yield from found.items()
