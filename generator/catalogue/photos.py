"""The photos that were read from content/, the notes beside them, and which stories they may concern."""

from collections.abc import Iterable, Iterator

import msgspec

from generator.catalogue.store import Store
from generator.intake.names import identify, is_photo, is_sound, is_table, photo_of_notes, sound_of_notes
from generator.intake.photos.names import (
    gallery_of,
    photo_key,
    possible_keys,
    poster_name,
    poster_of,
    supplied_key,
)
from generator.model import StoredParse, Story
from generator.photo_records import PhotoNotes
from generator.photos.facts import Facts

FACTS = msgspec.msgpack.Decoder(Facts)
NOTES = msgspec.msgpack.Decoder(PhotoNotes)
LARGEST = "\U0010ffff"


class PhotoOnFile(msgspec.Struct, frozen=True):
    """A photo that can be published, as it was read."""

    file: str
    facts: Facts
    notes: PhotoNotes


def keep_photo(store: Store, entry: StoredParse) -> None:
    """Keep what was read of a photo or of the notes beside it, in the caller's transaction.

    A photo that can't be read any more stays as it was at its last good version, whose sizes are kept. One that is
    asked back by its own words is forgotten.
    """
    photo = photo_of_notes(entry.file)
    if photo:
        notes = (photo_key(photo), entry.file, entry.notes)
        store.execute("INSERT OR REPLACE INTO photo_notes VALUES (?, ?, ?)", notes)
    elif entry.photo:
        name = identify(entry.file) if entry.file.startswith("content/") else ""  # no story beyond has its name
        facts = (photo_key(entry.file), entry.file, name, entry.photo)
        store.execute("INSERT OR REPLACE INTO photos VALUES (?, ?, ?, ?)", facts)
    elif entry.withdrawn:
        store.execute("DELETE FROM photos WHERE file = ?", (entry.file,))


def keep_pictures(store: Store, entry: StoredParse) -> set[str]:
    """Keep the pictures in a document instead of those that it had. Return the paths of the stories that name them.

    They have no name by which they could belong to a story: a document's text names its own.
    """
    paths = forget_pictures(store, entry.file)
    rows = [(photo_key(file), file, "", facts) for file, facts in entry.pictures]
    store.executemany("INSERT OR REPLACE INTO photos VALUES (?, ?, ?, ?)", rows)
    return paths.union(*(_wishers(store, key) for key, _, _, _ in rows))


def forget_pictures(store: Store, document: str) -> set[str]:
    """Forget the pictures in a document. Return the paths of the stories that name them."""
    inside = (f"{document}/", f"{document}0")
    rows = store.execute("SELECT photo FROM photos WHERE file > ? AND file < ? AND name = ''", inside).fetchall()
    store.execute("DELETE FROM photos WHERE file > ? AND file < ? AND name = ''", inside)
    return {path for (key,) in rows for path in _wishers(store, key)}


def _wishers(store: Store, key: str) -> list[str]:
    rows = store.execute("SELECT path FROM photo_wishes WHERE photo = ? ORDER BY path", (key.casefold(),))
    return [path for (path,) in rows.fetchall()]


def forget_photo(store: Store, file: str) -> None:
    """Forget a photo, or the notes beside one, whose file is gone."""
    store.execute("DELETE FROM photo_notes WHERE file = ?", (file,))
    store.execute("DELETE FROM photos WHERE file = ?", (file,))


def forget_unnamed(store: Store, file: str) -> list[str]:
    """Forget a picture whose name doesn't say that it is one. Return the paths of the stories that name it."""
    if store.execute("SELECT 1 FROM photos WHERE file = ?", (file,)).fetchone() is None:
        return []
    forget_photo(store, file)
    return wishers_of(store, file)


def wishers_of(store: Store, file: str) -> list[str]:
    """Return the paths of the stories that name the picture in `file`."""
    return _wishers(store, photo_key(file))


def keep_wishes(store: Store, story: Story) -> None:
    """Keep the photos that a story names, so that it is looked at again when one of them comes, changes or goes."""
    written = (*story.photos.named, *(photo.file for photo in story.photos.inline), *story.photos.attached)
    keys = {key.casefold() for name in written for key in possible_keys(story.file, name)}
    keys |= {supplied_key(story.file, name).casefold() for one in story.photos.supplied for name in one.files}
    store.execute("DELETE FROM photo_wishes WHERE path = ?", (story.path,))
    store.executemany("INSERT INTO photo_wishes VALUES (?, ?)", ((key, story.path) for key in sorted(keys)))


def is_about_photo(file: str) -> bool:
    """Tell whether a file is a photo or holds the notes beside one."""
    return is_photo(file) or bool(photo_of_notes(file))


def stories_shown_by(store: Store, file: str) -> Iterator[str]:
    """Yield the paths of the stories that may show another photo now that `file` came, changed or went.

    A photo concerns the story of its own name, that of its gallery or of which it is a poster, and those that name it.
    A story concerns the one that would show a photo of its own name if the story weren't there.
    """
    photo = photo_of_notes(file) or (file if is_photo(file) else "")
    name = identify(photo or file)
    if photo or _has_photo(store, name):
        yield from _owners(name)
    if photo:
        yield name
        yield from _wishers(store, photo_key(photo))


def _owners(name: str) -> list[str]:
    """Return the stories that a photo belongs to by its name, if no story has that name itself."""
    gallery = gallery_of(name)
    return [owner for owner in (gallery[0] if gallery else "", poster_of(name)) if owner]


def _has_photo(store: Store, name: str) -> bool:
    return store.execute("SELECT 1 FROM photos WHERE name = ? LIMIT 1", (name,)).fetchone() is not None


def stories_with_photos(store: Store) -> frozenset[str]:
    """Return the paths of all stories that may show a photo, or name one."""
    names = [name for (name,) in store.execute("SELECT name FROM photos WHERE name <> ''")]
    owners = (owner for name in names for owner in _owners(name))
    wishes = (path for (path,) in store.execute("SELECT path FROM photo_wishes"))
    return frozenset([*names, *owners, *wishes])


# --- what is on file ------------------------------------------------------------------------------

UNSHOWN = "WHERE photo NOT IN (SELECT photo FROM shown_photos) ORDER BY photo"
ON_FILE = "SELECT photos.file, facts, notes FROM photos LEFT JOIN photo_notes USING (photo)"


def photo_at(store: Store, key: str) -> PhotoOnFile | None:
    """Return the photo whose key is `key`, as `intake.photos.names.photo_key` makes it."""
    return next(_photos(store.execute(f"{ON_FILE} WHERE photo = ?", (key,))), None)


def photos_spelled_like(store: Store, key: str) -> list[PhotoOnFile]:
    """Return the photos whose key is `key` but for capital and small letters."""
    return list(_photos(store.execute(f"{ON_FILE} WHERE photos.photo = ? COLLATE NOCASE ORDER BY photo", (key,))))


def photos_named(store: Store, name: str) -> list[PhotoOnFile]:
    """Return the photos whose file is called `name`, whatever the ending: `world/bridge`."""
    return list(_photos(store.execute(f"{ON_FILE} WHERE name = ? ORDER BY photo", (name,))))


def photos_between(store: Store, first: str, last: str) -> list[PhotoOnFile]:
    """Return the photos whose names lie between `first` and `last`."""
    return list(_photos(store.execute(f"{ON_FILE} WHERE name > ? AND name < ? ORDER BY photo", (first, last))))


def section_pictures(store: Store) -> list[str]:
    """Return the names of photos that are called `section`, in any folder. An index holds just these."""
    rows = store.execute("SELECT DISTINCT name FROM photos WHERE name LIKE '%/section' ORDER BY name").fetchall()
    return [name for (name,) in rows if name.endswith("/section")]


def gallery_names(store: Store, path: str) -> list[str]:
    """Return the names of the numbered photos of a story, `world/bridge-2` and so on, by number.

    A photo with the name of another story belongs to that one, public or not.
    """
    rows = store.execute(
        "SELECT DISTINCT name FROM photos WHERE name > ? AND name < ?", (f"{path}-", f"{path}-{LARGEST}")
    )
    found = [(numbered[1], name) for (name,) in rows if (numbered := gallery_of(name)) and numbered[0] == path]
    return [name for _, name in sorted(found) if not _is_story(store, name)]


def poster_at(store: Store, path: str, number: int) -> PhotoOnFile | None:
    """Return the poster of a story's embed, counted from 1."""
    name = poster_name(path, number)
    found = photos_named(store, name)
    return found[0] if found and not _is_story(store, name) else None


def _is_story(store: Store, name: str) -> bool:
    """Tell whether a file of that name holds, or should hold, a story."""
    if store.execute("SELECT 1 FROM stories WHERE path = ?", (name,)).fetchone():
        return True
    rows = store.execute("SELECT file FROM files WHERE file > ? AND file < ?", (f"content/{name}.", f"content/{name}/"))
    others = (file for (file,) in rows if identify(file) == name)
    return any(not is_about_photo(file) and not _is_beside(file) for file in others)


def _is_beside(file: str) -> bool:
    """Tell whether a file is a table, a recording or the transcript of one, and so no story."""
    return is_table(file) or is_sound(file) or bool(sound_of_notes(file))


def _photos(rows: Iterable[tuple[str, bytes, bytes | None]]) -> Iterator[PhotoOnFile]:
    for file, facts, notes in rows:
        yield PhotoOnFile(file, FACTS.decode(facts), NOTES.decode(notes) if notes else PhotoNotes())


def unshown_photos(store: Store) -> list[PhotoOnFile]:
    """Return the photos that no public story shows."""
    return list(_photos(store.execute(f"{ON_FILE} {UNSHOWN}")))


def has_story(store: Store, photo: PhotoOnFile) -> bool:
    """Tell whether a story, public or not, may show the photo."""
    paths = [*stories_shown_by(store, photo.file)]
    return any(store.execute("SELECT 1 FROM stories WHERE path = ?", (path,)).fetchone() for path in paths)


def notes_without_photo(store: Store) -> list[str]:
    """Return the files of notes beside which there is no photo, whether it can be published or not."""
    rows = store.execute("SELECT file FROM photo_notes WHERE photo NOT IN (SELECT photo FROM photos) ORDER BY file")
    return [file for (file,) in rows.fetchall() if not _is_on_file(store, photo_of_notes(file))]


def _is_on_file(store: Store, file: str) -> bool:
    return store.execute("SELECT 1 FROM files WHERE file = ?", (file,)).fetchone() is not None
