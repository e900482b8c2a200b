"""The copy that was read from content/: every story at its last good version, the cards of people, and all problems."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.catalogue.photos import (
    forget_photo,
    forget_pictures,
    forget_unnamed,
    is_about_photo,
    keep_photo,
    keep_pictures,
    stories_shown_by,
    wishers_of,
)
from generator.catalogue.scan import UNTRUSTED, distrust_folders
from generator.catalogue.sounds import forget_sound, is_about_sound, keep_sound, story_with_sound
from generator.catalogue.store import Store, empty_large_log, keep_fact, recall_fact
from generator.catalogue.story_rows import drop_story, keep_story, mark_pending
from generator.catalogue.tables import forget_table, keep_table, stories_with_table
from generator.catalogue.wires import drop_own_story, keep_versions, wire_problems
from generator.intake.header.keys import find_meant_key
from generator.intake.names import DOCUMENT_ENDINGS, ending_of, identify, is_table
from generator.intake.photos.in_documents import in_document
from generator.intake.survey import DroppedFile
from generator.model import Body, Gravity, Person, Problem, SectionCard, StoredParse, Story
from generator.photos.in_documents import document_of

STORY = msgspec.msgpack.Decoder(Story)
BODY = msgspec.msgpack.Decoder(Body)
SECTION = msgspec.msgpack.Decoder(SectionCard)
PERSON = msgspec.msgpack.Decoder(Person)
PROBLEM = msgspec.msgpack.Decoder(Problem)
PROBLEMS = msgspec.msgpack.Decoder(tuple[Problem, ...])
ENCODER = msgspec.msgpack.Encoder()


def distrust_other_settings(store: Store, settings: str) -> bool:
    """Have all files read again if they were read with other settings. Tells whether they were.

    `settings`: the digest of the settings that reading depends on.
    """
    if recall_fact(store, "intake settings") == settings:
        return False
    with store:
        store.execute("UPDATE files SET digest = '', mtime_ns = ?", (UNTRUSTED,))
        store.execute("UPDATE folders SET digest = ''")
        keep_fact(store, "intake settings", settings)
    return True


def distrust_other_readers(store: Store, readers: Mapping[str, str]) -> bool:
    """Have the files read again whose reader is another than it was. Tells whether there were any such readers.

    `readers`: the digest of what reads the files of each ending that only an extension can read.
    """
    kept = recall_fact(store, "readers")
    former: dict[str, str] = msgspec.json.decode(kept) if kept else {}
    changed = [ending for ending in {*former, *readers} if former.get(ending) != readers.get(ending)]
    if not changed:
        return False
    with store:
        for ending in sorted(changed):
            store.execute("UPDATE files SET digest = '', mtime_ns = ? WHERE file LIKE ?", (UNTRUSTED, f"%{ending}"))
        store.execute("UPDATE folders SET digest = ''")
        keep_fact(store, "readers", msgspec.json.encode(readers, order="sorted").decode())
    return True


def count_files(store: Store) -> int:
    """Return the number of files of copy."""
    return int(store.execute("SELECT count(*) FROM files").fetchone()[0])


def remove_files(store: Store, gone: Sequence[str], shadowed: Sequence[str] = ()) -> None:
    """Remove files that are gone, with their stories and people.

    The story of a `shadowed` file stays until the file that takes its place has been read.
    """
    with store:
        for file in gone:
            _forget(store, file)
        distrust_folders(store, (*gone, *shadowed))
        for file in shadowed:
            mark_pending(store, ((path,) for path in forget_pictures(store, file)))
        store.executemany("DELETE FROM files WHERE file = ?", ((file,) for file in shadowed))
        store.executemany("DELETE FROM unknown_keys WHERE file = ?", ((file,) for file in shadowed))


def save_entries(
    store: Store, read: Iterable[StoredParse], seen: Sequence[DroppedFile], trusted_before_ns: int
) -> None:
    """Save in one transaction the entries of files that were read again. `seen`: all files that were examined.

    A file that no longer gives a story keeps the last good version of it. A file is recognized as unchanged by its
    size, times and inode only if it was older than `trusted_before_ns` when it was read.
    """
    with store:
        for entry in read:
            keep_entry(store, entry)
        distrust_folders(store, [one.file for one in seen])
        rows = ((one.size, _trusted(one, trusted_before_ns), one.ctime_ns, one.inode, one.file) for one in seen)
        store.executemany(
            "UPDATE files SET size = ?, mtime_ns = iif(digest = '', -1, ?), ctime_ns = ?, inode = ? WHERE file = ?",
            rows,
        )
    empty_large_log(store)


def refuse_photos(store: Store, reasons: Mapping[str, Problem]) -> None:
    """Note that photos which had been read can't be published after all. They are read again when they change."""
    with store:
        for file, problem in reasons.items():
            _note_refusal(store, file, problem)
            forget_photo(store, file)
            mark_pending(store, ((path,) for path in stories_shown_by(store, file)))


def _note_refusal(store: Store, file: str, problem: Problem) -> None:
    """Keep what is wrong with a photo, among the other problems of its document if it is in one.

    What was wrong with it already is why its sizes couldn't be made.
    """
    document = document_of(file)
    if document:
        others = problems_of(store, [document])
        problems = tuple(sorted({*others, in_document(problem)}))
        store.execute("UPDATE files SET problems = ? WHERE file = ?", (ENCODER.encode(problems), document))
    elif all(one.gravity is not Gravity.HELD for one in problems_of(store, [file])):
        store.execute("UPDATE files SET problems = ? WHERE file = ?", (ENCODER.encode((problem,)), file))


def _trusted(seen: DroppedFile, before_ns: int) -> int:
    return seen.mtime_ns if max(seen.mtime_ns, seen.ctime_ns) < before_ns else UNTRUSTED


def _forget(store: Store, file: str) -> None:
    store.execute("DELETE FROM files WHERE file = ?", (file,))
    if is_about_photo(file):
        forget_photo(store, file)
    elif is_about_sound(file):
        forget_sound(store, file)
        mark_pending(store, [(story_with_sound(file),)])
    elif is_table(file) and not _holds_story(store, file):
        forget_table(store, file)
        mark_pending(store, ((path,) for path in stories_with_table(store, file)))
    else:
        _forget_copy(store, file)
    mark_pending(store, ((path,) for path in stories_shown_by(store, file)))
    mark_pending(store, ((path,) for path in forget_unnamed(store, file)))


def _holds_story(store: Store, file: str) -> bool:
    """Tell whether a story was read from `file`, as extensions do with files of other endings."""
    return store.execute("SELECT 1 FROM stories WHERE file = ?", (file,)).fetchone() is not None


def _forget_copy(store: Store, file: str) -> None:
    """Remove the story or the card that was read from `file`."""
    keep_versions(store, StoredParse(file, "", b""))
    own = identify(file) if file.startswith("content/") else ""
    paths = store.execute("SELECT path FROM stories WHERE file = ? OR path = ?", (file, own)).fetchall()
    mark_pending(store, ((path,) for path in forget_pictures(store, file)))
    store.execute("DELETE FROM people WHERE file = ?", (file,))
    store.execute("DELETE FROM section_cards WHERE file = ?", (file,))
    store.execute("DELETE FROM unknown_keys WHERE file = ?", (file,))
    for (path,) in paths:
        drop_story(store, path)
    mark_pending(store, paths)


def _keep_beside(store: Store, entry: StoredParse) -> None:
    """Keep what stories show besides text: photos, recordings, tables, pictures in documents."""
    if is_about_photo(entry.file) or entry.photo:
        keep_photo(store, entry)
    elif is_about_sound(entry.file):
        keep_sound(store, entry)
        mark_pending(store, [(story_with_sound(entry.file),)])
    elif is_table(entry.file):
        keep_table(store, entry)
        mark_pending(store, ((path,) for path in stories_with_table(store, entry.file)))
    elif ending_of(entry.file) in DOCUMENT_ENDINGS:
        mark_pending(store, ((path,) for path in keep_pictures(store, entry)))


def keep_entry(store: Store, entry: StoredParse) -> None:
    """Keep what was read of a file, in the caller's transaction."""
    row = (entry.file, 0, UNTRUSTED, 0, 0, entry.digest, entry.problems)
    store.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    _keep_beside(store, entry)
    mark_pending(store, ((path,) for path in stories_shown_by(store, entry.file)))
    if entry.photo and not is_about_photo(entry.file):
        mark_pending(store, ((path,) for path in wishers_of(store, entry.file)))
    store.execute("DELETE FROM unknown_keys WHERE file = ?", (entry.file,))
    store.executemany("INSERT INTO unknown_keys VALUES (?, ?)", ((key, entry.file) for key in entry.unknown_keys))
    if entry.is_wire:
        drop_own_story(store, entry.file)
        mark_pending(store, ((path,) for path in forget_unnamed(store, entry.file)))
    keep_versions(store, entry)
    if entry.story:
        keep_story(store, entry, STORY.decode(entry.story))
    if entry.section:
        store.execute("INSERT OR REPLACE INTO section_cards VALUES (?, ?)", (entry.file, entry.section))
    if entry.person:
        slug = PERSON.decode(entry.person).slug
        store.execute("INSERT OR REPLACE INTO people VALUES (?, ?, ?)", (entry.file, slug, entry.person))


def all_stories(store: Store) -> Iterator[Story]:
    """Yield every story in the catalogue, public or not, by path."""
    for (blob,) in store.execute("SELECT story FROM stories ORDER BY path"):
        yield STORY.decode(blob)


def stories_at(store: Store, paths: Sequence[str]) -> Iterator[Story]:
    """Yield those stories at `paths` that are in the catalogue, in that order."""
    for path in paths:
        for (blob,) in store.execute("SELECT story FROM stories WHERE path = ?", (path,)):
            yield STORY.decode(blob)


def stories_aside(store: Store) -> Iterator[Story]:
    """Yield the stories and pages in the catalogue that aren't public, by path."""
    public = "SELECT path FROM cards UNION ALL SELECT path FROM own_pages"
    for (blob,) in store.execute(f"SELECT story FROM stories WHERE path NOT IN ({public}) ORDER BY path"):  # noqa: S608
        yield STORY.decode(blob)


def path_in(store: Store, file: str) -> str:
    """Return the path of the story that was read from `file`; empty when there is none."""
    row = store.execute("SELECT path FROM stories WHERE file = ?", (file,)).fetchone()
    return row[0] if row else ""


def problems_of(store: Store, files: Iterable[str]) -> list[Problem]:
    """Return the problems with these files, by file and line."""
    rows = (store.execute("SELECT problems FROM files WHERE file = ?", (file,)).fetchone() for file in set(files))
    return sorted(problem for row in rows if row for problem in PROBLEMS.decode(row[0]))


def all_people(store: Store) -> dict[str, Person]:
    """Return the cards in content/people/, by slug. Of two cards for one person the first file's counts."""
    people: dict[str, Person] = {}
    for slug, blob in store.execute("SELECT slug, person FROM people ORDER BY file"):
        people.setdefault(slug, PERSON.decode(blob))
    return people


def people_by_file(store: Store) -> list[tuple[str, Person]]:
    """Return each file in content/people/ with its card."""
    rows = store.execute("SELECT file, person FROM people ORDER BY file")
    return [(file, PERSON.decode(blob)) for file, blob in rows]


def all_section_cards(store: Store) -> dict[str, SectionCard]:
    """Return what files say of sections, by the section's slug. Of two for one section the first file's counts."""
    cards: dict[str, SectionCard] = {}
    for (blob,) in store.execute("SELECT card FROM section_cards ORDER BY file"):
        card = SECTION.decode(blob)
        cards.setdefault(card.slug, card)
    return cards


def all_problems(store: Store) -> list[Problem]:
    """Return the problems with all files that were read, and with content/ itself, by file and line."""
    rows = store.execute("SELECT problems FROM files WHERE problems <> x'90'")
    found = [problem for (blob,) in rows for problem in PROBLEMS.decode(blob)]
    found += [PROBLEM.decode(blob) for (blob,) in store.execute("SELECT problem FROM scan_problems")]
    others = (*wire_problems(store), *_same_texts(store), *_unknown_keys(store), *_second_cards(store))
    return sorted([*found, *others])


def _second_cards(store: Store) -> Iterator[Problem]:
    """Yield a warning for each file about a section or a person that isn't used, since an earlier one counts."""
    sections = (
        (SECTION.decode(blob).slug, file)
        for file, blob in store.execute("SELECT file, card FROM section_cards ORDER BY file")
    )
    people = store.execute("SELECT slug, file FROM people ORDER BY file")
    for subject, cards in (("section", sections), ("person", people)):
        first: dict[str, str] = {}
        for slug, file in cards:
            used = first.setdefault(slug, file)
            if used != file:
                message = f"{used} describes the same {subject}, so nothing of this file is shown."
                hint = "Put everything into one of the two, and delete the other."
                yield Problem(file, 0, message, hint, Gravity.WARNING, code="file-second-card")


def _unknown_keys(store: Store) -> Iterator[Problem]:
    """Yield one note for each key that nobody knows, however many files have it."""
    rows = store.execute("SELECT key, min(file), count(*) FROM unknown_keys GROUP BY key ORDER BY key").fetchall()
    for key, file, count in rows:
        others = f" {count - 1:,} more {'file has' if count == 2 else 'files have'} it, too." if count > 1 else ""
        meant = find_meant_key(key)
        hint = f"If “{meant}” was meant, write that." if meant else "Only templates of the site itself can show it."
        message = f"Broadsheet doesn't know “{key.replace('_', ' ')}”, a key of its header.{others}"
        yield Problem(file, 0, message, hint, Gravity.NOTE, code="header-unknown-key")


def _same_texts(store: Store) -> Iterator[Problem]:
    """Yield a warning for each file that says the same as an earlier one, in the order of their names."""
    texts = store.execute("SELECT text FROM stories GROUP BY text HAVING count(*) > 1 ORDER BY text").fetchall()
    for (text,) in texts:
        rows = store.execute("SELECT file FROM stories WHERE text = ? ORDER BY file", (text,)).fetchall()
        [(first,), *others] = rows
        for (file,) in others:
            hint = "Delete one of the two, unless the paper is to have the story twice."
            yield Problem(
                file, 0, f"The text is the same as that of {first}.", hint, Gravity.WARNING, code="copy-identical"
            )


def body_of(store: Store, path: str) -> Body:
    """Return the body of the story at `path`. Raises KeyError when there is none."""
    row = store.execute("SELECT body FROM stories WHERE path = ?", (path,)).fetchone()
    if row is None:
        raise KeyError(path)
    return BODY.decode(row[0])


def story_of(store: Store, path: str) -> Story:
    """Return the story at `path`. Raises KeyError when there is none."""
    row = store.execute("SELECT story FROM stories WHERE path = ?", (path,)).fetchone()
    if row is None:
        raise KeyError(path)
    return STORY.decode(row[0])


def replace_story(store: Store, story: Story) -> None:
    """Keep `story` in place of the one at its path, with the same text, in the caller's transaction."""
    store.execute("UPDATE stories SET story = ? WHERE path = ?", (ENCODER.encode(story), story.path))


def paths_on_file(store: Store) -> list[str]:
    """Return the path of every story, public or not."""
    return [path for (path,) in store.execute("SELECT path FROM stories ORDER BY path")]
