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
    spelling_of,
    supplied_key,
)
from generator.model import StoredParse, Story
from generator.photo_records import PhotoNotes, PhotoWords
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
        notes = (photo_key(photo), entry.file, entry.notes, spelling_of(photo_key(photo)))
        store.execute("INSERT OR REPLACE INTO photo_notes VALUES (?, ?, ?, ?)", notes)
    elif entry.photo:
        name = identify(entry.file) if entry.file.startswith("content/") else ""  # no story beyond has its name
        store.execute(KEEP, _row(entry.file, name, entry.photo))
    elif entry.withdrawn:
        store.execute("DELETE FROM photos WHERE file = ?", (entry.file,))


def _row(file: str, name: str, facts: bytes) -> tuple[str | bytes, ...]:
    key = photo_key(file)
    return key, file, name, facts, spelling_of(key), spelling_of(name)


def keep_pictures(store: Store, entry: StoredParse) -> set[str]:
    """Keep the pictures in a document instead of those that it had. Return the paths of the stories that name them.

    They have no name by which they could belong to a story: a document's text names its own.
    """
    paths = forget_pictures(store, entry.file)
    store.executemany(KEEP, [_row(file, "", facts) for file, facts in entry.pictures])
    return paths.union(*(_wishers(store, photo_key(file)) for file, _ in entry.pictures))


def forget_pictures(store: Store, document: str) -> set[str]:
    """Forget the pictures in a document. Return the paths of the stories that name them."""
    inside = (f"{document}/", f"{document}0")
    rows = store.execute("SELECT photo FROM photos WHERE file > ? AND file < ? AND name = ''", inside).fetchall()
    store.execute("DELETE FROM photos WHERE file > ? AND file < ? AND name = ''", inside)
    return {path for (key,) in rows for path in _wishers(store, key)}


def _wishers(store: Store, key: str) -> list[str]:
    rows = store.execute("SELECT path FROM photo_wishes WHERE photo = ? ORDER BY path", (spelling_of(key),))
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
    keys = {spelling_of(key) for name in written for key in possible_keys(story.file, name)}
    keys |= {spelling_of(supplied_key(story.file, name)) for one in story.photos.supplied for name in one.files}
    store.execute("DELETE FROM photo_wishes WHERE path = ?", (story.path,))
    store.executemany("INSERT INTO photo_wishes VALUES (?, ?)", ((key, story.path) for key in sorted(keys)))


def is_about_photo(file: str) -> bool:
    """Tell whether a file is a photo or holds the notes beside one."""
    return is_photo(file) or bool(photo_of_notes(file))


def stories_shown_by(store: Store, file: str) -> Iterator[str]:
    """Yield the paths of the stories that may show another photo now that `file` came, changed or went.

    A photo concerns the story of its own name, that of its gallery or of which it is a poster, and those that name it.
    A story concerns the ones that would show a photo of its own name if the story weren't there.
    """
    photo = photo_of_notes(file) or (file if is_photo(file) else "")
    name = identify(photo or file)
    if photo or _has_photo(store, name):
        yield from _owners(name)
        for one in (name, *_owners(name)):
            yield from _spelled_like(store, one)
    elif gallery := _has_gallery(store, name):
        yield from _spelled_like(store, gallery)
    if photo:
        yield name
        yield from _wishers(store, photo_key(photo))


def _spelled_like(store: Store, path: str) -> list[str]:
    """Return the paths of the stories whose path differs in capital letters and blanks alone."""
    return [found for (found,) in store.execute("SELECT path FROM stories WHERE spelling = ?", (spelling_of(path),))]


def _owners(name: str) -> list[str]:
    """Return the stories that a photo belongs to by its name, if no story has that name itself."""
    gallery = gallery_of(name)
    return [owner for owner in (gallery[0] if gallery else "", poster_of(name)) if owner]


def _has_photo(store: Store, name: str) -> bool:
    row = store.execute("SELECT 1 FROM photos WHERE called = ? LIMIT 1", (spelling_of(name),)).fetchone()
    return row is not None and name != ""


def _has_gallery(store: Store, name: str) -> str:
    """Return the name if there are photos that may be in the gallery, or posters, of a story of that name."""
    called = spelling_of(name)
    row = store.execute("SELECT 1 FROM photos WHERE called > ? AND called < ? LIMIT 1", (f"{called}-", f"{called}."))
    return name if row.fetchone() else ""


def stories_with_photos(store: Store) -> frozenset[str]:
    """Return the paths of all stories that may show a photo, or name one."""
    names = [name for (name,) in store.execute("SELECT name FROM photos WHERE name <> ''")]
    owners = (owner for name in names for owner in _owners(name))
    wishes = (path for (path,) in store.execute("SELECT path FROM photo_wishes"))
    found = {*names, *owners}
    called = {spelling_of(name) for name in found}
    alike = (path for path, spelling in store.execute("SELECT path, spelling FROM stories") if spelling in called)
    return frozenset([*found, *alike, *wishes])


# --- what is on file ------------------------------------------------------------------------------

UNSHOWN = "WHERE photo NOT IN (SELECT photo FROM shown_photos) ORDER BY photo"
ON_FILE = """
SELECT photos.file, facts, notes, (
    SELECT others.notes FROM photo_notes AS others WHERE others.spelling = photos.spelling
    AND others.photo NOT IN (SELECT photo FROM photos)
    AND substr(others.file, 1, length(others.file) - 4) NOT IN (SELECT file FROM files) ORDER BY others.photo LIMIT 1
) FROM photos LEFT JOIN photo_notes USING (photo)
"""
"""Photos with the notes of their very name, and notes without such a photo that are spelled like it: `bridge.jpg.txt`
beside `bridge.JPG`. Those of a photo that can't be published aren't for another one."""
KEEP = "INSERT OR REPLACE INTO photos VALUES (?, ?, ?, ?, ?, ?)"


def photo_at(store: Store, key: str) -> PhotoOnFile | None:
    """Return the photo whose key is `key`, as `intake.photos.names.photo_key` makes it."""
    return next(_photos(store.execute(f"{ON_FILE} WHERE photo = ?", (key,))), None)


def photos_spelled_like(store: Store, key: str) -> list[PhotoOnFile]:
    """Return the photos whose key is `key` but for capital letters and blanks."""
    return list(_photos(store.execute(f"{ON_FILE} WHERE photos.spelling = ? ORDER BY photo", (spelling_of(key),))))


def photos_named(store: Store, name: str) -> list[PhotoOnFile]:
    """Return the photos whose file is called `name`, whatever the ending: `world/bridge`."""
    return list(_photos(store.execute(f"{ON_FILE} WHERE name = ? ORDER BY photo", (name,))))


def photos_of_story(store: Store, path: str) -> list[PhotoOnFile]:
    """Return the photos that have the story's name, whatever the ending.

    If there are none, those that differ in capital letters and blanks alone, if all of them are called the same and
    belong to no other story.
    """
    return photos_named(store, path) or [
        photo for name in _names_like(store, path) if not _is_story(store, name) for photo in photos_named(store, name)
    ]


def _names_like(store: Store, name: str) -> list[str]:
    """Return the name of photos that differs from `name` in capital letters and blanks alone, if there is just one."""
    rows = store.execute("SELECT DISTINCT name FROM photos WHERE called = ?", (spelling_of(name),)).fetchall()
    return [found for (found,) in rows] if len(rows) == 1 and name else []


def photos_between(store: Store, first: str, last: str) -> list[PhotoOnFile]:
    """Return the photos whose names lie between `first` and `last`."""
    return list(_photos(store.execute(f"{ON_FILE} WHERE name > ? AND name < ? ORDER BY photo", (first, last))))


def section_pictures(store: Store) -> list[str]:
    """Return the names of photos that are called `section`, in any folder. An index holds just these."""
    rows = store.execute("SELECT DISTINCT name FROM photos WHERE name LIKE '%/section' ORDER BY name").fetchall()
    return [name for (name,) in rows if name.endswith("/section")]


def gallery_names(store: Store, path: str) -> list[str]:
    """Return the names of the numbered photos of a story, `world/bridge-2` and so on, by number.

    A photo with the name of another story belongs to that one, public or not. Of photos of one number, one whose name
    begins with the very path comes first; the others only count if no story has the path that theirs begins with.
    """
    called = spelling_of(path)
    rows = store.execute(
        "SELECT DISTINCT name FROM photos WHERE called > ? AND called < ?", (f"{called}-", f"{called}.")
    )
    numbered = [(gallery_of(name), name) for (name,) in rows.fetchall()]
    found = [(one[1], one[0] != path, name) for one, name in numbered if one and spelling_of(one[0]) == called]
    free = [one for one in sorted(found) if not (_is_story(store, one[2]) or (one[1] and _is_taken(store, one[2])))]
    first = dict(reversed([(number, name) for number, _, name in free]))
    return [name for _, name in sorted(first.items())]


def _is_taken(store: Store, name: str) -> bool:
    """Tell whether a numbered photo belongs to a story by the very letters of its name."""
    gallery = gallery_of(name)
    return gallery is not None and _is_story(store, gallery[0])


def poster_at(store: Store, path: str, number: int) -> PhotoOnFile | None:
    """Return the poster of a story's embed, counted from 1."""
    name = poster_name(path, number)
    found = photos_named(store, name) or [
        photo
        for one in _names_like(store, name)
        if not _is_story(store, poster_of(one))
        for photo in photos_named(store, one)
    ]
    return found[0] if found and not _is_story(store, identify(found[0].file)) else None


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


def _photos(rows: Iterable[tuple[str, bytes, bytes | None, bytes | None]]) -> Iterator[PhotoOnFile]:
    for file, facts, notes, others in rows:
        found = [NOTES.decode(one) for one in (notes, others) if one]
        yield PhotoOnFile(file, FACTS.decode(facts), _joined(found) if found else PhotoNotes())


def _joined(notes: list[PhotoNotes]) -> PhotoNotes:
    """Return the first notes with what they leave out from the others. Each of them can hold the photo."""
    first, *others = notes
    words = first.words
    for other in others:
        left_out = {
            name: getattr(other.words, name) for name in PhotoWords.__struct_fields__ if not getattr(words, name)
        }
        words = msgspec.structs.replace(words, **left_out)
    return PhotoNotes(words, any(one.held for one in notes))


def unshown_photos(store: Store) -> list[PhotoOnFile]:
    """Return the photos that no public story shows."""
    return list(_photos(store.execute(f"{ON_FILE} {UNSHOWN}")))


def has_story(store: Store, photo: PhotoOnFile) -> bool:
    """Tell whether a story, public or not, may show the photo."""
    name = identify(photo.file)
    named = [name, *_owners(name), *wishers_of(store, photo.file)]
    alike = [path for one in (name, *_owners(name)) if _names_like(store, name) for path in _spelled_like(store, one)]
    return any(store.execute("SELECT 1 FROM stories WHERE path = ?", (path,)).fetchone() for path in (*named, *alike))


def notes_without_photo(store: Store) -> list[str]:
    """Return the files of notes beside which there is no photo, whether it can be published or not."""
    rows = store.execute(
        "SELECT file FROM photo_notes WHERE spelling NOT IN (SELECT spelling FROM photos) ORDER BY file"
    )
    return [file for (file,) in rows.fetchall() if not _is_on_file(store, photo_of_notes(file))]


def _is_on_file(store: Store, file: str) -> bool:
    return store.execute("SELECT 1 FROM files WHERE file = ?", (file,)).fetchone() is not None
