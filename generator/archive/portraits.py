"""Portraits: the photos beside the files of content/people/, shown with the cards of people who sign public stories."""

from collections.abc import Mapping

import msgspec

from generator.archive.photos import Choice, PhotoRules, ShownPhoto, credit_of, make_portrait, save_photo
from generator.catalogue import photos
from generator.catalogue.photos import PhotoOnFile
from generator.catalogue.store import Store
from generator.intake.names import identify
from generator.model import Person

FIRST, LAST = "people/", "people0"
"""All names in content/people/ lie between these two."""


def with_portraits(store: Store, rules: PhotoRules, people: Mapping[str, Person]) -> dict[str, Person]:
    """Return the people, by slug, with their portraits."""
    found = _portraits(store, rules)
    made = {slug: make_portrait(rules.prefix, found[slug])[0] for slug in people if slug in found}
    return {slug: msgspec.structs.replace(one, portrait=made.get(slug)) for slug, one in people.items()}


def publish_portraits(store: Store, rules: PhotoRules, people: Mapping[str, Person]) -> frozenset[str]:
    """Save the portraits of people who have a page, and return the names of sizes that came or went."""
    before = _needed(store)
    store.execute("DELETE FROM shown_photos WHERE path > ? AND path < ?", (FIRST, LAST))
    store.execute("DELETE FROM renditions WHERE path > ? AND path < ?", (FIRST, LAST))
    for slug, choice in _portraits(store, rules).items():
        if slug in people and _has_page(store, slug):
            photo, original = make_portrait(rules.prefix, choice)
            save_photo(store, f"{FIRST}{slug}", 0, ShownPhoto("portrait", photo), original)
    return frozenset(before ^ _needed(store))


def _needed(store: Store) -> set[str]:
    rows = store.execute("SELECT name FROM renditions WHERE path > ? AND path < ?", (FIRST, LAST))
    return {name for (name,) in rows}


def _has_page(store: Store, slug: str) -> bool:
    row = store.execute("SELECT 1 FROM subjects WHERE kind = 'byline' AND subject = ?", (slug,)).fetchone()
    return row is not None


def _portraits(store: Store, rules: PhotoRules) -> dict[str, Choice]:
    """Return the portrait of each person by slug: the photo called like the person's file, or like the slug."""
    on_file: dict[str, PhotoOnFile] = {}
    for photo in photos.photos_between(store, FIRST, LAST):
        on_file.setdefault(identify(photo.file), photo)
    if not on_file:
        return {}
    slugs = {identify(file): slug for file, slug in store.execute("SELECT file, slug FROM people ORDER BY file DESC")}
    found: dict[str, Choice] = {}
    for name, photo in on_file.items():
        choice = Choice(photo, "portrait", (photo.notes.words,), is_lead=True)
        if not photo.notes.held and not (rules.require_credit and not credit_of(choice)):
            found.setdefault(slugs.get(name, name.removeprefix(FIRST)), choice)
    return found
